<?php

namespace StandIn\Client;

use StandIn\Language;
use StandIn\Request;

/** The client's login: shown on its own, and in place of any page that needs one. */
final class LoginPage
{
    /** Shows the form, remembers where the visitor wanted to go, and ends the request. */
    public static function demand()
    {
        $script = basename($_SERVER['SCRIPT_NAME']);
        $query = isset($_SERVER['QUERY_STRING']) ? $_SERVER['QUERY_STRING'] : '';
        $_SESSION['loginurlredirect'] = $script . ($query !== '' ? "?$query" : '');
        self::show(false);
    }

    public static function show(bool $incorrect)
    {
        $texts = Language::texts(Language::ofVisitor());
        (new Page())->title($texts['login'])->crumb('index.php?rp=/login', $texts['login'])
            ->set('incorrect', $incorrect)->hook('ClientAreaPageLogin')->render('login');
        exit;
    }

    /** Handles the posted form; on success goes to the page that was wanted. */
    public static function submit()
    {
        check_token('WHMCS.default');
        if (!Session::login(trim(Request::posted('username')), Request::posted('password'))) {
            self::show(true);
        }
        $target = isset($_SESSION['loginurlredirect']) ? $_SESSION['loginurlredirect'] : 'clientarea.php';
        unset($_SESSION['loginurlredirect']);
        list($file, $query) = array_pad(explode('?', $target, 2), 2, '');
        redir($query, $file);
    }
}
