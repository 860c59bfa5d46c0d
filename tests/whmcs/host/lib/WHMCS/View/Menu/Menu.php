<?php

namespace WHMCS\View\Menu;

/** The global Menu: context of the page and its four trees. */
class Menu
{
    private static $context = [];
    private static $trees = [];

    public static function context($name)
    {
        if ($name === 'client' && !array_key_exists('client', self::$context)) {
            return empty($_SESSION['uid']) ? null : \WHMCS\User\Client::find((int) $_SESSION['uid']);
        }
        return isset(self::$context[$name]) ? self::$context[$name] : null;
    }

    public static function addContext($name, $value = null)
    {
        self::$context[$name] = $value;
    }

    public static function primaryNavbar()
    {
        return self::tree('Primary Navbar');
    }

    public static function secondaryNavbar()
    {
        return self::tree('Secondary Navbar');
    }

    public static function primarySidebar($name = null)
    {
        return self::tree('Primary Sidebar');
    }

    public static function secondarySidebar($name = null)
    {
        return self::tree('Secondary Sidebar');
    }

    private static function tree(string $name)
    {
        if (!isset(self::$trees[$name])) {
            self::$trees[$name] = new Item($name);
        }
        return self::$trees[$name];
    }
}
