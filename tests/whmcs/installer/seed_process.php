<?php
/** Boots the new instance and seeds it; started by install.php. */
if (PHP_SAPI !== 'cli') {
    exit(1);
}
$options = json_decode(base64_decode($argv[1]), true);
require $options['target'] . '/init.php';
require __DIR__ . '/seed.php';
seed_instance($options);
