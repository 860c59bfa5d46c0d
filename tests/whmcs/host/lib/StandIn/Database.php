<?php

namespace StandIn;

use PDO;
use WHMCS\Database\Capsule;

/** Opens the Capsule connection under the knobs for sql_mode, fetch mode and time zone. */
final class Database
{
    public static function connect()
    {
        $config = [
            'driver' => 'mysql', 'host' => $GLOBALS['db_host'], 'port' => $GLOBALS['db_port'], 'database' => $GLOBALS['db_name'],
            'username' => $GLOBALS['db_username'], 'password' => $GLOBALS['db_password'], 'charset' => $GLOBALS['mysql_charset'],
            'collation' => 'utf8mb4_unicode_ci', 'prefix' => '', 'options' => self::options(),
        ];
        if (!empty($GLOBALS['db_socket'])) {
            $config['unix_socket'] = $GLOBALS['db_socket'];
        }
        if (!Knobs::is('sql_mode', 'server')) {
            $config['strict'] = Knobs::is('sql_mode', 'strict');
        }
        if (Knobs::get('mysql_timezone') !== '') {
            $config['timezone'] = Knobs::get('mysql_timezone');
        }
        $capsule = new Capsule();
        $capsule->addConnection($config);
        $capsule->setAsGlobal();
        $capsule->bootEloquent();
    }

    private static function options(): array
    {
        $modes = ['both' => PDO::FETCH_BOTH, 'assoc' => PDO::FETCH_ASSOC, 'obj' => PDO::FETCH_OBJ];
        return [
            PDO::ATTR_DEFAULT_FETCH_MODE => $modes[Knobs::get('pdo_fetch')],
            PDO::ATTR_STRINGIFY_FETCHES => Knobs::is('pdo_stringify', 'on'),
        ];
    }

    /** "Never" in a DATETIME column: a zero date in the usual loose mode, NULL where strict mode refuses one. */
    public static function zeroDateTime()
    {
        return Knobs::is('sql_mode', 'NO_ENGINE_SUBSTITUTION') ? '0000-00-00 00:00:00' : null;
    }
}
