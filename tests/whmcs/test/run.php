<?php
/**
 * The stand-in's own tests: a private MariaDB, an instance with a fixture addon, a web server, all in a temporary
 * folder and gone at the end. Prints "N passed, N failed".
 */
if (PHP_SAPI !== 'cli') {
    exit(1);
}
foreach (['Checks', 'Processes', 'Database', 'Site', 'Browser'] as $name) {
    require __DIR__ . "/support/$name.php";
}
require dirname(__DIR__) . '/installer/files.php';

$folder = sys_get_temp_dir() . '/whmcs-stand-in-' . bin2hex(random_bytes(6));
mkdir($folder, 0755);
$processes = new Processes();
$checks = new Checks();

function remove_tree(string $path)
{
    if (is_link($path) || is_file($path)) {
        unlink($path);
    } elseif (is_dir($path)) {
        foreach (array_diff(scandir($path), ['.', '..']) as $entry) {
            remove_tree("$path/$entry");
        }
        rmdir($path);
    } elseif (file_exists($path)) {
        unlink($path);
    }
}

$finished = false;
$clean = function () use ($processes, $folder, &$finished) {
    if (!$finished) {
        $finished = true;
        $processes->stop();
        remove_tree($folder);
    }
};
register_shutdown_function($clean);
if (function_exists('pcntl_async_signals')) {
    pcntl_async_signals(true);
    foreach ([SIGINT, SIGTERM, SIGHUP] as $signal) {
        pcntl_signal($signal, function () {
            exit(130);
        });
    }
}

try {
    Processes::run([dirname(__DIR__) . '/setup.sh']);
    $database = new Database();
    $database->start($folder, $processes);
    $site = new Site("$folder/whmcs", $database);
    list($status, $output) = $site->install(['--fresh']);
    if ($status !== 0) {
        throw new RuntimeException("install.php failed: $output");
    }
    // Linked, not copied: that is how an addon under development is dropped in.
    copy_tree(__DIR__ . '/fixture_addon', "$folder/fixture_addon");
    symlink("$folder/fixture_addon", "$site->folder/modules/addons/fixture_addon");
    $site->serve($processes);
    foreach (glob(__DIR__ . '/cases/*.php') as $file) {
        $case = require $file;
        $case($checks, $site, $folder, $database, $processes);
    }
} catch (Throwable $e) {
    $checks->failed++;
    echo 'FAILED  the run itself: ', $e->getMessage(), ' in ', $e->getFile(), ':', $e->getLine(), "\n";
}
$clean();
foreach (isset($site, $database) ? [substr(strrchr($site->url, ':'), 1), $database->port] : [] as $port) {
    $checks->true(!@fsockopen('127.0.0.1', (int) $port, $code, $message, 1), "nothing listens on port $port any more");
}
$checks->true(!file_exists($folder), 'the temporary folder is gone');
echo "$checks->passed passed, $checks->failed failed\n";
exit($checks->failed === 0 ? 0 : 1);
