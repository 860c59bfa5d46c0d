<?php

namespace StandIn\Admin;

use StandIn\Addons\LifeCycle;
use StandIn\Addons\Module;
use StandIn\Addons\Registry;
use StandIn\Request;
use WHMCS\Database\Capsule;

/** The list of addons in the folder with their switches and settings. */
final class AddonSetup
{
    public static function handle()
    {
        $name = Request::posted('module');
        switch (Request::posted('action')) {
            case 'activate':
                $result = LifeCycle::activate($name);
                break;
            case 'deactivate':
                $result = LifeCycle::deactivate($name);
                break;
            case 'save':
                $result = self::save($name);
                break;
            default:
                $result = ['status' => 'error', 'description' => 'Unknown action'];
        }
        $types = ['success' => 'success', 'error' => 'danger', 'info' => 'info'];
        $text = $result['description'] !== '' ? $result['description'] : ucfirst(Request::posted('action')) . ': ' . $result['status'];
        Html::flash(isset($types[$result['status']]) ? $types[$result['status']] : 'info', $text);
        redir('', 'configaddonmods.php');
    }

    private static function save(string $name): array
    {
        $module = Module::find($name);
        if (!$module || !$module->isActive()) {
            return ['status' => 'error', 'description' => 'The module is not active'];
        }
        LifeCycle::saveSettings($name, array_intersect_key(Request::postedArray('fields'), $module->config()['fields']));
        LifeCycle::grant($name, array_map('intval', array_keys(Request::postedArray('access'))));
        $module->upgradeIfChanged();
        return ['status' => 'success', 'description' => 'Changes Saved Successfully!'];
    }

    public static function show()
    {
        $html = '';
        foreach (Module::all() as $name => $module) {
            $config = $module->config();
            $active = $module->isActive();
            $html .= '<div class="panel panel-default" id="addon-' . h($name) . '"><div class="panel-heading"><strong>' . h(strip_tags($config['name'])) . '</strong> '
                . '<span class="label label-' . ($active ? 'success' : 'default') . '">' . ($active ? 'Active' : 'Inactive') . '</span> Version ' . h($config['version'])
                // Author may hold HTML; it is the module's own code that writes it.
                . ' <span class="text-muted">' . $config['author'] . '</span></div><div class="panel-body"><p>' . h($config['description']) . '</p>'
                . ($active ? Html::button(['module' => $name, 'action' => 'deactivate'], 'Deactivate', 'btn-danger') . self::form($name, $module, $config) : Html::button(['module' => $name, 'action' => 'activate'], 'Activate', 'btn-success'))
                . '</div></div>';
        }
        (new Page('Addon Modules'))->show($html !== '' ? $html : Html::alert('info', 'There is no addon in modules/addons.'));
    }

    private static function form(string $name, Module $module, array $config): string
    {
        $values = $module->settings();
        $html = '<form method="post" class="form-horizontal"><hr>' . generate_token() . '<input type="hidden" name="module" value="' . h($name) . '"><input type="hidden" name="action" value="save">';
        foreach ($config['fields'] as $field => $definition) {
            $label = isset($definition['FriendlyName']) ? $definition['FriendlyName'] : $field;
            $html .= '<div class="form-group"><label class="col-sm-3 control-label" for="field_' . md5($field) . '">' . h($label) . '</label><div class="col-sm-9">'
                . Html::settingInput((string) $field, $definition, isset($values[$field]) ? (string) $values[$field] : '') . '</div></div>';
        }
        $html .= '<div class="form-group"><span class="col-sm-3 control-label"><strong>Access Control</strong></span><div class="col-sm-9">';
        $granted = Registry::rolesOf($name);
        foreach (Capsule::table('tbladminroles')->orderBy('id')->get() as $role) {
            $html .= '<label class="checkbox-inline"><input type="checkbox" name="access[' . (int) $role->id . ']" value="1"' . (in_array((int) $role->id, $granted, true) ? ' checked' : '') . '> ' . h($role->name) . '</label>';
        }
        return $html . '</div></div><div class="form-group"><div class="col-sm-offset-3 col-sm-9"><button type="submit" class="btn btn-primary">Save Changes</button></div></div></form>';
    }
}
