<?php

namespace WHMCS;

use StandIn\Client\LoginPage;
use StandIn\Client\Page;
use StandIn\Client\Session;

/** Standalone client pages, and who is logged in. */
class ClientArea
{
    private $page;
    private $template = '';

    public function __construct()
    {
        $this->page = new Page();
    }

    public function getUserID()
    {
        return Session::clientId();
    }

    public function isLoggedIn()
    {
        return Session::clientId() > 0;
    }

    public function initPage()
    {
    }

    public function requireLogin()
    {
        if (!$this->isLoggedIn()) {
            LoginPage::demand();
        }
    }

    public function setPageTitle($title)
    {
        $this->page->title((string) $title);
        return $this;
    }

    public function addToBreadCrumb($uri, $label)
    {
        $this->page->crumb((string) $uri, (string) $label);
        return $this;
    }

    public function assign($name, $value = null)
    {
        $this->page->set((string) $name, $value);
        return $this;
    }

    /** A theme template's name, or a path from the installation's root such as /modules/addons/x/page.tpl. */
    public function setTemplate($name)
    {
        $this->template = (string) $name;
        return $this;
    }

    public function output()
    {
        $name = $this->template;
        $this->page->render($name !== '' && $name[0] === '/' ? (strpos($name, ROOTDIR) === 0 ? $name : ROOTDIR . $name) : $name);
    }
}
