<?php

namespace StandIn\Addons;

use WHMCS\Config\Setting;

/** The three rows of tblconfiguration that say which addons are active, have hooks, and may be used by which role. */
final class Registry
{
    /** @return string[] */
    public static function active(): array
    {
        return self::names('ActiveAddonModules');
    }

    public static function add(string $module, bool $hasHooks)
    {
        self::store('ActiveAddonModules', array_merge(self::active(), [$module]));
        self::setHooks($module, $hasHooks);
    }

    public static function setHooks(string $module, bool $hasHooks)
    {
        $others = array_diff(self::names('AddonModulesHooks'), [$module]);
        self::store('AddonModulesHooks', $hasHooks ? array_merge($others, [$module]) : $others);
    }

    public static function remove(string $module)
    {
        self::store('ActiveAddonModules', array_diff(self::active(), [$module]));
        self::setHooks($module, false);
        self::setRoles($module, []);
    }

    /** @return array<int,array<string,string>> role id => module => name */
    public static function permissions(): array
    {
        $permissions = @unserialize((string) Setting::getValue('AddonModulesPerms'), ['allowed_classes' => false]);
        return is_array($permissions) ? $permissions : [];
    }

    public static function setRoles(string $module, array $roleIds, string $displayName = '')
    {
        $permissions = self::permissions();
        foreach ($permissions as $role => $modules) {
            unset($permissions[$role][$module]);
        }
        foreach ($roleIds as $role) {
            $permissions[(int) $role][$module] = $displayName !== '' ? $displayName : $module;
        }
        Setting::setValue('AddonModulesPerms', serialize(array_filter($permissions)));
    }

    /** @return int[] */
    public static function rolesOf(string $module): array
    {
        $roles = [];
        foreach (self::permissions() as $role => $modules) {
            if (isset($modules[$module])) {
                $roles[] = (int) $role;
            }
        }
        return $roles;
    }

    /** @return array<string,string> the active modules a role may use: module => name */
    public static function forRole(int $roleId): array
    {
        $permissions = self::permissions();
        $allowed = isset($permissions[$roleId]) ? $permissions[$roleId] : [];
        return array_intersect_key($allowed, array_flip(self::active()));
    }

    private static function names(string $setting): array
    {
        return array_values(array_filter(explode(',', (string) Setting::getValue($setting)), 'strlen'));
    }

    private static function store(string $setting, array $names)
    {
        $names = array_unique($names);
        sort($names);
        Setting::setValue($setting, implode(',', $names));
    }
}
