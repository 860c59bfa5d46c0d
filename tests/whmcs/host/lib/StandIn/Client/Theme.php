<?php

namespace StandIn\Client;

use StandIn\Request;

/** The theme of this request: ?systpl= wins and sticks to the session. */
final class Theme
{
    public static function name(): string
    {
        $wanted = Request::query('systpl');
        if ($wanted !== '' && self::exists($wanted)) {
            $_SESSION['Template'] = $wanted;
        }
        foreach ([isset($_SESSION['Template']) ? $_SESSION['Template'] : '', $GLOBALS['CONFIG']['Template']] as $name) {
            if (self::exists((string) $name)) {
                return (string) $name;
            }
        }
        return 'twenty-one';
    }

    /** @return string[] */
    public static function all(): array
    {
        return array_map('basename', array_map('dirname', glob(ROOTDIR . '/templates/*/header.tpl')));
    }

    private static function exists(string $name): bool
    {
        return in_array($name, self::all(), true);
    }
}
