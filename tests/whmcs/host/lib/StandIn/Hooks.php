<?php

namespace StandIn;

use WHMCS\Database\Capsule;

/** Registered callbacks by hook point. A lower priority runs first; equal ones in order of registration. */
final class Hooks
{
    private static $callbacks = [];

    /** Hook points whose every firing is recorded in host_hook_log. */
    const LOGGED = ['InvoiceCreation', 'InvoiceCreated', 'InvoicePaid', 'InvoiceCancelled', 'InvoiceUnpaid', 'InvoiceRefunded', 'AddInvoicePayment', 'PreCronJob', 'DailyCronJob', 'AfterCronJob', 'AddonModuleConfigSave'];

    public static function add(string $point, int $priority, $callback)
    {
        self::$callbacks[$point][$priority][] = $callback;
    }

    /**
     * @return array all return values that are not null, in order
     */
    public static function run(string $point, $argument = []): array
    {
        if (in_array($point, self::LOGGED, true)) {
            self::log($point, $argument);
        }
        if (empty(self::$callbacks[$point])) {
            return [];
        }
        $byPriority = self::$callbacks[$point];
        ksort($byPriority);
        $results = [];
        foreach ($byPriority as $callbacks) {
            foreach ($callbacks as $callback) {
                $result = call_user_func($callback, $argument);
                if ($result !== null) {
                    $results[] = $result;
                }
            }
        }
        return $results;
    }

    /** Output hooks return HTML; other values are ignored. */
    public static function html(string $point, $argument): string
    {
        return implode("\n", array_filter(self::run($point, $argument), 'is_string'));
    }

    /** Hooks for template variables return maps, the later one wins. */
    public static function variables(string $point, $argument): array
    {
        $variables = [];
        foreach (array_filter(self::run($point, $argument), 'is_array') as $map) {
            $variables = array_merge($variables, $map);
        }
        return $variables;
    }

    /** Addons that had a hooks.php when they were activated, then the global folder; a leading underscore disables a file. */
    public static function loadFiles()
    {
        $names = isset($GLOBALS['CONFIG']['AddonModulesHooks']) ? explode(',', $GLOBALS['CONFIG']['AddonModulesHooks']) : [];
        foreach (array_filter($names) as $module) {
            $file = ROOTDIR . "/modules/addons/$module/hooks.php";
            if (preg_match('/^[A-Za-z][A-Za-z0-9_]*$/', $module) && is_file($file)) {
                self::includeOnce($file);
            }
        }
        foreach (glob(ROOTDIR . '/includes/hooks/*.php') ?: [] as $file) {
            if (basename($file)[0] !== '_') {
                self::includeOnce($file);
            }
        }
    }

    private static function includeOnce(string $file)
    {
        require_once $file;
    }

    /** Lets a test see that a hook fired, and with what, without planting code. */
    private static function log(string $point, $argument)
    {
        $plain = is_array($argument) ? array_filter($argument, 'is_scalar') : [];
        Capsule::table('host_hook_log')->insert(['created_at' => host_date(), 'hook' => $point, 'arguments' => json_encode($plain)]);
    }
}
