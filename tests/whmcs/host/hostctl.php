<?php
/** Drives an instance from the command line; `php hostctl.php help` lists the commands. */
if (PHP_SAPI !== 'cli') {
    http_response_code(404);
    exit;
}
require __DIR__ . '/init.php';
exit(StandIn\Console\Console::main(array_slice($argv, 1)));
