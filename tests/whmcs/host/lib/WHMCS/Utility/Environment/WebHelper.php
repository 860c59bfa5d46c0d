<?php

namespace WHMCS\Utility\Environment;

/** Where the installation lives below the host name: an empty string, or a path such as /billing. */
class WebHelper
{
    public static function getBaseUrl()
    {
        $path = (string) parse_url($GLOBALS['CONFIG']['SystemURL'], PHP_URL_PATH);
        return rtrim($path, '/');
    }
}
