<?php

namespace WHMCS\Application;

/** The global App. */
class App
{
    public static function getSystemURL()
    {
        return $GLOBALS['CONFIG']['SystemURL'];
    }

    public static function getVersion()
    {
        return $GLOBALS['CONFIG']['Version'];
    }

    public static function getFromRequest($name)
    {
        return isset($_REQUEST[$name]) ? $_REQUEST[$name] : '';
    }

    public static function isInRequest($name)
    {
        return isset($_REQUEST[$name]);
    }

    public static function getCurrentFilename()
    {
        return basename(isset($_SERVER['SCRIPT_NAME']) ? $_SERVER['SCRIPT_NAME'] : '', '.php');
    }

    public static function get_admin_folder_name()
    {
        return $GLOBALS['customadminpath'];
    }

    public static function redirect($file, $query = [])
    {
        redir(is_array($query) ? http_build_query($query) : (string) $query, (string) $file);
    }
}
