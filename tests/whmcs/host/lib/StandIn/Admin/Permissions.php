<?php

namespace StandIn\Admin;

use WHMCS\Database\Capsule;

/** What an admin role may do. Role 1 may do everything; role 2 is a support desk. */
final class Permissions
{
    const OF_SUPPORT = ['Main Homepage', 'List Clients', 'View Clients Summary', 'List Invoices', 'View Activity Log'];
    const ALL = ['Main Homepage', 'List Clients', 'View Clients Summary', 'List Invoices', 'Manage Invoice', 'Create Invoice', 'View Activity Log', 'View Module Debug Log', 'Configure Addon Modules', 'Configure General Settings', 'Create/Edit Email Templates', 'Allow Login as Owner', 'View Email Message Log', 'Run Cron'];

    public static function ofRole(int $roleId): array
    {
        return $roleId === 1 ? self::ALL : ($roleId === 2 ? self::OF_SUPPORT : []);
    }

    public static function roleHas(int $roleId, string $permission): bool
    {
        return $roleId === 1 || in_array($permission, self::ofRole($roleId), true);
    }

    public static function currentRole(): int
    {
        return empty($_SESSION['adminid']) ? 0 : (int) Capsule::table('tbladmins')->where('id', (int) $_SESSION['adminid'])->value('roleid');
    }
}
