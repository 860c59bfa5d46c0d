<?php

namespace StandIn\Client;

use StandIn\Addons\Module;
use StandIn\Knobs;
use StandIn\Language;

/** index.php?m=<module>: runs the module's _clientarea and shows what it answers. */
final class AddonPage
{
    /** @return bool false when there is no such active module; none of its code has run then */
    public static function show(string $name): bool
    {
        $module = Module::find($name);
        if (!$module || !$module->isActive() || !$module->has('clientarea')) {
            return false;
        }
        $module->upgradeIfChanged();
        $answer = $module->call('clientarea', $module->variables("index.php?m=$name", Language::ofVisitor()));
        if (!is_array($answer)) {
            return false;
        }
        // The flag comes with the answer, so the module's code has run for guests too.
        if (!empty($answer['requirelogin']) && !Session::clientId()) {
            LoginPage::demand();
        }
        $template = self::template($module, isset($answer['templatefile']) ? (string) $answer['templatefile'] : '');
        $page = (new Page())->title(isset($answer['pagetitle']) ? (string) $answer['pagetitle'] : $name);
        foreach (isset($answer['breadcrumb']) && is_array($answer['breadcrumb']) ? $answer['breadcrumb'] : [] as $link => $label) {
            $page->crumb((string) $link, (string) $label);
        }
        if (isset($answer['tagline'])) {
            $page->set('tagline', (string) $answer['tagline']);
        }
        // The module's variables share the theme's scope and win over its own.
        $page->setAll(isset($answer['vars']) && is_array($answer['vars']) ? $answer['vars'] : []);
        $page->hook('ClientAreaPageAddonModule')->render($template);
        return true;
    }

    /** In the module's root and in its templates folder; the knob says which comes first. */
    private static function template(Module $module, string $name): string
    {
        if ($name === '' || strpos($name, '..') !== false) {
            throw new \RuntimeException("{$module->name}: no usable template name");
        }
        $places = [$module->folder() . "/$name.tpl", $module->folder() . "/templates/$name.tpl"];
        if (Knobs::is('template_lookup', 'templates')) {
            $places = array_reverse($places);
        }
        foreach ($places as $file) {
            if (is_file($file)) {
                return $file;
            }
        }
        throw new \RuntimeException("{$module->name}: template $name not found");
    }
}
