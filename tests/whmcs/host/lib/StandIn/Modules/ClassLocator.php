<?php

namespace StandIn\Modules;

/**
 * WHMCS\Module\<Type>\<Module>\<Class> lives in modules/<type folder>/<module>/lib/<Class>.php.
 * The folder is compared without case and underscores: both sample_addon and sampleaddon are SampleAddon.
 */
final class ClassLocator
{
    const FOLDERS = [
        'Addon' => 'addons', 'Fraud' => 'fraud', 'Gateway' => 'gateways', 'Registrar' => 'registrars',
        'Report' => 'reports', 'Server' => 'servers', 'Widget' => 'widgets',
    ];

    public static function load(string $class)
    {
        $parts = explode('\\', $class);
        if (count($parts) < 5 || $parts[0] !== 'WHMCS' || $parts[1] !== 'Module' || !isset(self::FOLDERS[$parts[2]])) {
            return;
        }
        $base = ROOTDIR . '/modules/' . self::FOLDERS[$parts[2]];
        $wanted = strtolower($parts[3]);
        $folders = is_dir($base) ? scandir($base) : [];
        foreach ($folders as $folder) {
            if ($folder[0] === '.' || strtolower(str_replace('_', '', $folder)) !== $wanted) {
                continue;
            }
            $file = "$base/$folder/lib/" . implode('/', array_slice($parts, 4)) . '.php';
            if (is_file($file)) {
                require_once $file;
                return;
            }
        }
    }
}
