<?php

namespace StandIn\Api;

use StandIn\Addons\LifeCycle;
use WHMCS\Config\Setting;
use WHMCS\Database\Capsule;

/** The installation itself. */
final class SystemCommands
{
    public static function logActivity(Parameters $parameters): array
    {
        if (!$parameters->has('description')) {
            throw new ApiError('A description is required');
        }
        // The parameter was called userid before 8.0.
        logActivity($parameters->string('description'), $parameters->int('clientid', $parameters->int('userid')));
        return [];
    }

    public static function getConfigurationValue(Parameters $parameters): array
    {
        if (!$parameters->has('setting')) {
            throw new ApiError('Parameter setting is required');
        }
        $value = Setting::getValue($parameters->string('setting'));
        if ($value === null) {
            throw new ApiError('Invalid name for parameter setting');
        }
        return ['setting' => $parameters->string('setting'), 'value' => $value];
    }

    public static function whmcsDetails(Parameters $parameters): array
    {
        return ['whmcs' => self::versions()];
    }

    public static function getAdminDetails(Parameters $parameters): array
    {
        $id = isset($_SESSION['adminid']) ? (int) $_SESSION['adminid'] : 1;
        $admin = Capsule::table('tbladmins')->where('id', $id)->first();
        return [
            'adminid' => $admin->id, 'name' => trim("$admin->firstname $admin->lastname"), 'notes' => $admin->notes, 'signature' => '',
            'allowedpermissions' => implode(',', \StandIn\Admin\Permissions::ofRole((int) $admin->roleid)), 'departments' => '',
            'requesttime' => host_date(), 'whmcs' => self::versions(),
        ];
    }

    private static function versions(): array
    {
        $canonical = $GLOBALS['CONFIG']['Version'];
        return ['version' => explode('-', $canonical)[0], 'canonicalversion' => $canonical];
    }

    public static function activateModule(Parameters $parameters): array
    {
        self::requireAddonType($parameters);
        $result = LifeCycle::activate($parameters->string('moduleName'));
        if ($result['status'] === 'error') {
            throw new ApiError($result['description']);
        }
        LifeCycle::saveSettings($parameters->string('moduleName'), $parameters->map('parameters'));
        return [];
    }

    public static function deactivateModule(Parameters $parameters): array
    {
        self::requireAddonType($parameters);
        $result = LifeCycle::deactivate($parameters->string('moduleName'));
        if ($result['status'] === 'error') {
            throw new ApiError($result['description']);
        }
        return [];
    }

    /** The documents do not list the values for addons; both plausible ones are taken. */
    private static function requireAddonType(Parameters $parameters)
    {
        if (!in_array(strtolower($parameters->string('moduleType')), ['addon', 'addons'], true)) {
            throw new ApiError('Invalid module type provided.');
        }
    }
}
