<?php

namespace StandIn;

use WHMCS\Config\Setting;

/** The steps of init.php, in order. */
final class Kernel
{
    public static function boot()
    {
        ErrorLog::register();
        date_default_timezone_set(Knobs::get('timezone'));
        Database::connect();
        self::loadSettings();
        if (PHP_SAPI === 'cli') {
            if (!isset($_SESSION)) {
                $_SESSION = [];
            }
        } else {
            self::startSession();
            Request::capture();
        }
        Language::applyRequest();
        Hooks::loadFiles();
    }

    /** $CONFIG holds every setting, as addons read it. */
    public static function loadSettings()
    {
        $GLOBALS['CONFIG'] = Setting::allSettings();
        if ($GLOBALS['CONFIG']) {
            $GLOBALS['CONFIG']['Version'] = Knobs::version();
        }
    }

    private static function startSession()
    {
        if (session_status() === PHP_SESSION_ACTIVE) {
            return;
        }
        session_save_path(ROOTDIR . '/sessions');
        // Two instances on two ports of one machine share the browser's cookies, so the name tells them apart.
        session_name('WHMCS' . substr(sha1(ROOTDIR), 0, 12));
        session_set_cookie_params(['path' => '/', 'httponly' => true, 'samesite' => 'Lax']);
        session_start();
    }
}
