<?php
/**
 * Builds an instance of the stand-in WHMCS host.
 *
 *   php install.php --target DIR --db-name X --db-user U --db-password P --system-url URL
 *       [--db-host 127.0.0.1] [--db-port N] [--db-socket S] [--admin-dir admin] [--theme six|twenty-one|nexus]
 *       [--clock-file PATH] [--timezone UTC] [--mysql-timezone +00:00] [--ispapi-url URL] [--knob name=value ...] [--fresh]
 *
 * Running it again updates code and configuration and keeps the data; --fresh drops every table first.
 */

require __DIR__ . '/installer/options.php';
require __DIR__ . '/installer/files.php';
require __DIR__ . '/host/lib/StandIn/Knobs.php';

if (PHP_SAPI !== 'cli') {
    exit(1);
}

function install_schema(PDO $pdo, bool $fresh): void
{
    $pdo->exec("SET SESSION sql_mode='NO_ENGINE_SUBSTITUTION'");
    if ($fresh) {
        // Every table, addon tables too: a fresh instance must not inherit an addon's data.
        $pdo->exec('SET FOREIGN_KEY_CHECKS=0');
        foreach ($pdo->query('SHOW TABLES')->fetchAll(PDO::FETCH_COLUMN) as $table) {
            $pdo->exec('DROP TABLE `' . str_replace('`', '``', $table) . '`');
        }
        $pdo->exec('SET FOREIGN_KEY_CHECKS=1');
    }
    foreach (require __DIR__ . '/installer/schema.php' as $table => $columns) {
        $pdo->exec("CREATE TABLE IF NOT EXISTS `$table` ($columns) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci");
    }
}

function install_connection(array $options): PDO
{
    $dsn = $options['db-socket'] !== ''
        ? "mysql:unix_socket={$options['db-socket']};charset=utf8mb4"
        : "mysql:host={$options['db-host']};port={$options['db-port']};charset=utf8mb4";
    $pdo = new PDO($dsn, $options['db-user'], $options['db-password'], [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
    $name = str_replace('`', '``', $options['db-name']);
    try {
        $pdo->exec("CREATE DATABASE IF NOT EXISTS `$name` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
    } catch (PDOException $e) {
        // An account without the CREATE privilege needs the database to exist already; USE says so if it does not.
    }
    $pdo->exec("USE `$name`");
    return $pdo;
}

try {
    $options = install_options(array_slice($argv, 1));
    foreach ($options['knobs'] as $name => $value) {
        StandIn\Knobs::assertAllowed($name, $value);
    }
    if (!is_dir($options['target'])) {
        mkdir($options['target'], 0777, true);
    }
    $options['target'] = realpath($options['target']);
    if (strpos($options['target'] . '/', __DIR__ . '/') === 0) {
        throw new InvalidArgumentException('--target must be outside the sources');
    }
    install_files($options, __DIR__);
    write_configuration($options);
    install_schema(install_connection($options), $options['fresh']);
    // The instance's own Knobs file must not be declared twice, so seeding runs in a process of its own.
    $command = [PHP_BINARY, __DIR__ . '/installer/seed_process.php', base64_encode(json_encode($options))];
    passthru(implode(' ', array_map('escapeshellarg', $command)), $status);
    if ($status !== 0) {
        throw new RuntimeException('Seeding failed');
    }
} catch (Exception $e) {
    fwrite(STDERR, $e->getMessage() . "\n");
    exit(1);
}
echo "Installed into {$options['target']}\n";
