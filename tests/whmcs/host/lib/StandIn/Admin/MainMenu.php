<?php

namespace StandIn\Admin;

use StandIn\Addons\Registry;

/** The menu bar: what the role may open, and the addons it has access to. */
final class MainMenu
{
    const PAGES = [
        'Clients' => ['View/Search Clients' => ['clients.php', 'List Clients'], 'Domain Registrations' => ['clientsdomainlist.php', 'List Clients']],
        'Billing' => ['Invoices' => ['invoices.php', 'List Invoices']],
        'Utilities' => [
            'Email Message Log' => ['outbox.php', 'View Email Message Log'], 'Activity Log' => ['systemactivitylog.php', 'View Activity Log'],
            'Module Log' => ['systemmodulelog.php', 'View Module Debug Log'], 'Error Log' => ['systemerrorlog.php', 'View Module Debug Log'],
            'Run Cron' => ['runcron.php', 'Run Cron'],
        ],
        'Setup' => ['Addon Modules' => ['configaddonmods.php', 'Configure Addon Modules'], 'Email Templates' => ['configemailtemplates.php', 'Create/Edit Email Templates']],
    ];

    /** @return array<string,mixed> label => address, or label => map of addresses */
    public static function entries(int $roleId): array
    {
        $entries = ['Home' => 'index.php'];
        foreach (self::PAGES as $label => $pages) {
            $allowed = [];
            foreach ($pages as $name => $page) {
                if (Permissions::roleHas($roleId, $page[1])) {
                    $allowed[$name] = $page[0];
                }
            }
            if ($allowed) {
                $entries[$label] = $allowed;
            }
        }
        $addons = [];
        foreach (Registry::forRole($roleId) as $module => $name) {
            $addons[$name] = 'addonmodules.php?module=' . $module;
        }
        if ($addons) {
            $entries['Addons'] = $addons;
        }
        return $entries;
    }
}
