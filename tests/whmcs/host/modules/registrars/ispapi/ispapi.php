<?php
/** The registrar module as far as other modules see it: its version and its settings. */
if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}
if (!defined('ISPAPI_MODULE_VERSION')) {
    define('ISPAPI_MODULE_VERSION', '5.1.8');
}

if (!function_exists('ispapi_getConfigArray')) {
    function ispapi_MetaData()
    {
        return ['DisplayName' => 'HEXONET/ISPAPI', 'APIVersion' => '1.1'];
    }

    function ispapi_getConfigArray($params)
    {
        return [
            'FriendlyName' => ['Type' => 'System', 'Value' => 'HEXONET v' . ISPAPI_MODULE_VERSION],
            'Username' => ['Type' => 'text', 'Size' => '20'],
            'Password' => ['Type' => 'password', 'Size' => '20'],
            'TestMode' => ['Type' => 'yesno'],
            'ProxyServer' => ['Type' => 'text'],
        ];
    }
}
