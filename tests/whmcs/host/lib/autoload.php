<?php
/** Class loading: the host's own classes, Debian's Illuminate and Smarty packages, and module classes. */

// The packages find each other through the include path.
if (strpos(get_include_path(), '/usr/share/php') === false) {
    set_include_path(get_include_path() . PATH_SEPARATOR . '/usr/share/php');
}

spl_autoload_register(function ($class) {
    if (strncmp($class, 'WHMCS\\', 6) !== 0 && strncmp($class, 'StandIn\\', 8) !== 0) {
        return;
    }
    // Users and CurrentUser came with WHMCS 8.0.
    if (in_array($class, ['WHMCS\\Authentication\\CurrentUser', 'WHMCS\\User\\User'], true) && !StandIn\Knobs::hasUsers()) {
        return;
    }
    $file = __DIR__ . '/' . str_replace('\\', '/', $class) . '.php';
    if (is_file($file)) {
        require $file;
        return;
    }
    StandIn\Modules\ClassLocator::load($class);
});

spl_autoload_register(function ($class) {
    $aliases = [
        'Menu' => 'WHMCS\\View\\Menu\\Menu', 'Lang' => 'WHMCS\\Language\\Lang', 'App' => 'WHMCS\\Application\\App',
        'WHMCS_ClientArea' => 'WHMCS\\ClientArea',
    ];
    if (isset($aliases[$class])) {
        class_alias($aliases[$class], $class);
    }
});

// Illuminate 8 reports deprecations on PHP 8.2 while it is compiled; they are not about the code under test.
$reporting = error_reporting(error_reporting() & ~E_DEPRECATED);
require_once 'Illuminate/Database/autoload.php';
error_reporting($reporting);
unset($reporting);
require_once '/usr/share/php/smarty3/Smarty.class.php';
// From PHP 8.1 on, the type of Exception::$line clashes with the exception class of this Smarty release.
if (PHP_VERSION_ID >= 80100) {
    require_once __DIR__ . '/smarty_compiler_exception.php';
}
