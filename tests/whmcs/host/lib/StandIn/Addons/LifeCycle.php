<?php

namespace StandIn\Addons;

use StandIn\Hooks;
use StandIn\Knobs;
use WHMCS\Database\Capsule;

/** Activation, settings and deactivation of addon modules. */
final class LifeCycle
{
    /** @return array{status:string,description:string} */
    public static function activate(string $name): array
    {
        $module = Module::find($name);
        if (!$module) {
            return self::error("Addon module not found: $name");
        }
        if ($module->isActive()) {
            return self::error('The module is already active');
        }
        $result = self::normalise($module->has('activate') ? $module->call('activate') : null);
        if ($result['status'] === 'error') {
            return $result;
        }
        $config = $module->config();
        // Rows of an earlier activation would otherwise be doubled.
        Capsule::table('tbladdonmodules')->where('module', $name)->delete();
        self::store($name, 'version', (string) $config['version']);
        foreach ($config['fields'] as $field => $definition) {
            self::storeField($name, $field, $definition, self::initialValue($definition));
        }
        Registry::add($name, is_file($module->folder() . '/hooks.php'));
        logActivity("Addon Module Activated: $name");
        return $result;
    }

    /** @return array{status:string,description:string} */
    public static function deactivate(string $name): array
    {
        $module = Module::find($name);
        if (!$module || !$module->isActive()) {
            return self::error('The module is not active');
        }
        $result = self::normalise($module->has('deactivate') ? $module->call('deactivate') : null);
        if ($result['status'] === 'error') {
            return $result;
        }
        Capsule::table('tbladdonmodules')->where('module', $name)->delete();
        Registry::remove($name);
        logActivity("Addon Module Deactivated: $name");
        return $result;
    }

    /** Saves the given fields, leaves the others, and looks for a hooks.php again. */
    public static function saveSettings(string $name, array $values)
    {
        $module = Module::find($name);
        $fields = $module->config()['fields'];
        foreach ($values as $field => $value) {
            if (!isset($fields[$field])) {
                throw new \InvalidArgumentException("$name has no setting '$field'");
            }
            self::storeField($name, $field, $fields[$field], (string) $value);
        }
        Registry::setHooks($name, is_file($module->folder() . '/hooks.php'));
        Hooks::run('AddonModuleConfigSave');
    }

    public static function grant(string $name, array $roleIds)
    {
        Registry::setRoles($name, $roleIds, strip_tags((string) Module::find($name)->config()['name']));
    }

    /** The default; a drop-down or radio group without one starts with its first option. */
    private static function initialValue(array $definition): string
    {
        $default = isset($definition['Default']) ? $definition['Default'] : '';
        if ($definition['Type'] === 'yesno') {
            return in_array($default, ['on', 'yes', true, 1, '1'], true) ? 'on' : '';
        }
        if ($default === '' && in_array($definition['Type'], ['dropdown', 'radio'], true)) {
            $options = self::options($definition);
            return $options ? (string) key($options) : '';
        }
        return (string) $default;
    }

    /** @return array<string,string> value => label; a CSV string or a map */
    public static function options(array $definition): array
    {
        $options = isset($definition['Options']) ? $definition['Options'] : [];
        if (is_array($options)) {
            return $options;
        }
        $values = array_map('trim', explode(',', $options));
        return array_combine($values, $values);
    }

    private static function storeField(string $module, string $field, array $definition, string $value)
    {
        if ($definition['Type'] === 'password' && Knobs::is('addon_password_storage', 'encrypted')) {
            $value = encrypt($value);
        }
        self::store($module, $field, $value);
    }

    private static function store(string $module, string $setting, string $value)
    {
        Capsule::table('tbladdonmodules')->updateOrInsert(['module' => $module, 'setting' => $setting], ['value' => $value]);
    }

    private static function normalise($result): array
    {
        $result = is_array($result) ? $result : [];
        $status = isset($result['status']) ? (string) $result['status'] : 'success';
        return ['status' => $status, 'description' => isset($result['description']) ? (string) $result['description'] : ''];
    }

    private static function error(string $description): array
    {
        return ['status' => 'error', 'description' => $description];
    }
}
