<?php
/** The system cron. `php cron.php --daily` forces the daily part. */
if (PHP_SAPI !== 'cli') {
    http_response_code(403);
    exit("This script runs on the command line only.\n");
}
// A moved crons folder says in config.php where the installation is.
$whmcspath = dirname(__DIR__) . '/';
if (is_file(__DIR__ . '/config.php')) {
    require __DIR__ . '/config.php';
}
require_once rtrim($whmcspath, '/') . '/init.php';
$daily = StandIn\Cron::run(in_array('--daily', $argv, true));
echo $daily ? "Completed, with the daily tasks\n" : "Completed\n";
