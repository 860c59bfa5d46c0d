<?php

namespace StandIn\Client;

use WHMCS\View\Menu\Item;
use WHMCS\View\Menu\Menu;

/** The host's own entries of the two navbars, before the hooks add theirs. */
final class Navigation
{
    public static function fill(array $texts)
    {
        $loggedIn = Session::clientId() > 0;
        self::primary(Menu::primaryNavbar(), $texts, $loggedIn);
        self::secondary(Menu::secondaryNavbar(), $texts, $loggedIn);
    }

    private static function primary(Item $navbar, array $texts, bool $loggedIn)
    {
        $navbar->addChild('Home', ['label' => $texts['clientareanavhome'], 'uri' => $loggedIn ? 'clientarea.php' : 'index.php', 'order' => 10]);
        if (!$loggedIn) {
            return;
        }
        $domains = $navbar->addChild('Domains', ['label' => $texts['clientareanavdomains'], 'uri' => '#', 'order' => 20]);
        $domains->addChild('My Domains', ['label' => $texts['mydomains'], 'uri' => 'clientarea.php?action=domains', 'order' => 10]);
        $billing = $navbar->addChild('Billing', ['label' => $texts['navbilling'], 'uri' => '#', 'order' => 30]);
        $billing->addChild('My Invoices', ['label' => $texts['invoices'], 'uri' => 'clientarea.php?action=invoices', 'order' => 10]);
        $billing->addChild('Add Funds', ['label' => $texts['addfunds'], 'uri' => 'clientarea.php?action=addfunds', 'order' => 20]);
    }

    private static function secondary(Item $navbar, array $texts, bool $loggedIn)
    {
        $account = $navbar->addChild('Account', ['label' => $loggedIn ? $texts['helloname'] : $texts['account'], 'uri' => '#', 'order' => 10]);
        if (!$loggedIn) {
            $account->addChild('Login', ['label' => $texts['login'], 'uri' => 'index.php?rp=/login', 'order' => 10]);
            return;
        }
        $account->setLabel(strtr($texts['helloname'], [':name' => htmlspecialchars(Session::client()->firstname, ENT_QUOTES)]));
        $account->addChild('Email History', ['label' => $texts['navemailssent'], 'uri' => 'clientarea.php?action=emails', 'order' => 10]);
        $account->addChild('Logout', ['label' => $texts['logout'], 'uri' => 'logout.php', 'order' => 20]);
    }
}
