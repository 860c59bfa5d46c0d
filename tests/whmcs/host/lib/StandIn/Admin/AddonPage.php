<?php

namespace StandIn\Admin;

use StandIn\Addons\Module;
use StandIn\Addons\Registry;
use StandIn\Language;

/** addonmodules.php?module=<module>: access by role, then _output and _sidebar inside the admin frame. */
final class AddonPage
{
    public static function show(string $name)
    {
        if ($name === '') {
            self::overview();
            return;
        }
        $module = Module::find($name);
        $allowed = Registry::forRole(Permissions::currentRole());
        if (!$module || !isset($allowed[$name])) {
            Session::deny();
        }
        $module->upgradeIfChanged();
        $variables = $module->variables("addonmodules.php?module=$name", Language::ofAdmin());
        ob_start();
        if ($module->has('output')) {
            $module->call('output', $variables);
        }
        $content = (string) ob_get_clean();
        $sidebar = $module->has('sidebar') ? (string) $module->call('sidebar', $variables) : '';
        $title = (string) $module->config()['name'];
        (new Page($title))->sidebar($sidebar)->show($content);
    }

    private static function overview()
    {
        $rows = [];
        foreach (Registry::forRole(Permissions::currentRole()) as $module => $name) {
            $rows[] = ['<a href="addonmodules.php?module=' . h($module) . '">' . h($name) . '</a>'];
        }
        (new Page('Addon Modules'))->show(Html::table(['Addon'], $rows));
    }
}
