<?php

namespace StandIn\Admin;

use StandIn\Addons\Registry;
use StandIn\Hooks;
use StandIn\Language;

/** The frame of an admin page. The head is rendered after the content, so hooks added by a module's output still fire. */
final class Page
{
    private $title;
    private $sidebar = '';

    public function __construct(string $title)
    {
        $this->title = $title;
    }

    public function sidebar(string $html): self
    {
        $this->sidebar = $html;
        return $this;
    }

    public function show(string $content)
    {
        $admin = Session::admin();
        $variables = $this->variables($admin);
        $variables = array_merge($variables, Hooks::variables('AdminAreaPage', $variables));
        $head = Hooks::html('AdminAreaHeadOutput', $variables);
        $header = Hooks::html('AdminAreaHeaderOutput', $variables);
        $footer = Hooks::html('AdminAreaFooterOutput', $variables);
        $root = h(\WHMCS\Utility\Environment\WebHelper::getBaseUrl());
        $title = h($this->title);
        header('Content-Type: text/html; charset=utf-8');
        header('Cache-Control: no-store');
        require ROOTDIR . '/' . $GLOBALS['customadminpath'] . '/templates/blend/frame.php';
    }

    /** What the admin hooks get. */
    private function variables($admin): array
    {
        $role = $admin ? (int) $admin->roleid : 0;
        return [
            'charset' => 'utf-8', 'template' => 'blend', 'pagetemplate' => basename($_SERVER['SCRIPT_NAME'], '.php'),
            'adminid' => $admin ? $admin->id : 0, 'admin_username' => $admin ? $admin->username : '', 'admin_notes' => $admin ? $admin->notes : '',
            'admin_perms' => Permissions::ofRole($role), 'addon_modules' => Registry::forRole($role), 'filename' => basename($_SERVER['SCRIPT_NAME'], '.php'),
            'pagetitle' => $this->title, 'helplink' => '', 'sidebar' => $this->sidebar, 'minsidebar' => false, 'jquerycode' => '', 'jscode' => '',
            'datepickerformat' => 'dd/mm/yy', 'adminsonline' => $admin ? $admin->username : '', 'language' => Language::ofAdmin(),
            'csrfToken' => generate_token('plain'),
        ];
    }
}
