<?php
/** Activation, settings, role access, upgrade, deactivation. */
return function (Checks $checks, Site $site, string $folder) {
    $guest = new Browser($site);
    $page = $guest->get('index.php?m=fixture_addon&p=public');
    $checks->lacks('id="public"', $page, 'an inactive addon does not answer');
    $checks->contains('host-hero', $page, 'the home page is shown instead');

    touch("$folder/fixture_addon/refuse");
    $refused = $site->control('activate', 'fixture_addon');
    unlink("$folder/fixture_addon/refuse");
    $checks->same([1, "error: Refused on purpose\n"], $refused, '_activate can refuse');
    $checks->same('0', $site->value("SELECT COUNT(*) FROM tbladdonmodules WHERE module = 'fixture_addon'"), 'a refused activation leaves no row');

    $checks->same([0, "success: Fixture ready\n"], $site->control('activate', 'fixture_addon', '--setting', 'Greeting=Hi & bye', '--role', '1'), 'activation on the command line');
    $checks->same('1.0', $site->value("SELECT value FROM tbladdonmodules WHERE module = 'fixture_addon' AND setting = 'version'"), 'the version has its row');
    $settings = $site->php("return WHMCS\\Module\\Addon\\Setting::module('fixture_addon')->pluck('value', 'setting')->all();");
    $checks->same(['version' => '1.0', 'Greeting' => 'Hi & bye', 'Secret' => 's3cret', 'Enabled' => 'on', 'Level' => 'low', 'Mode' => 'b', 'Map' => 'y', 'Notes' => ''], $settings, 'defaults and given settings are stored');
    $checks->same('fixture_addon', $site->value("SELECT value FROM tblconfiguration WHERE setting = 'ActiveAddonModules'"), 'ActiveAddonModules');
    $checks->same('fixture_addon', $site->value("SELECT value FROM tblconfiguration WHERE setting = 'AddonModulesHooks'"), 'AddonModulesHooks');
    $checks->same([1 => ['fixture_addon' => 'Fixture Addon']], unserialize($site->value("SELECT value FROM tblconfiguration WHERE setting = 'AddonModulesPerms'")), 'AddonModulesPerms');
    $checks->same(1, $site->control('activate', 'fixture_addon')[0], 'an active addon is not activated twice');

    $admin = new Browser($site);
    $checks->contains('Admin Login', $admin->get($site->admin('addonmodules.php?module=fixture_addon')), 'guests get the admin login');
    $page = $admin->loginAdmin('admin');
    $checks->contains('Hi &amp; bye Fixture title', $page, 'after the login the wanted page is shown');
    $checks->contains('id="fixtureSidebar"', $page, '_sidebar is shown');
    $checks->contains('<meta name="fixture" content="fixture_addon">', $page, 'a head hook added in _output still fires');
    $checks->contains('addonmodules.php?module=fixture_addon">Fixture Addon', $page, 'the Addons menu has it');
    $json = json_decode($admin->get($site->admin('addonmodules.php?module=fixture_addon&json=1')), true);
    $checks->same(['link' => 'addonmodules.php?module=fixture_addon', 'version' => '1.0', 'cwd' => 'admin'], $json, '_output can answer raw JSON');
    $checks->contains('seven 7', $admin->get($site->admin('index.php')), 'the widget is on the home page');

    $support = new Browser($site);
    $support->loginAdmin('support');
    $checks->contains('Access Denied', $support->get($site->admin('addonmodules.php?module=fixture_addon')), 'a role without access is denied');
    $checks->same(403, $support->status, 'denial is a 403');
    $checks->lacks('Fixture Addon', $support->get($site->admin('index.php')), 'the menu and the widget are hidden from that role');
    $checks->contains('Access Denied', $support->get($site->admin('configaddonmods.php')), 'the setup pages too');

    $form = $admin->get($site->admin('configaddonmods.php'));
    $checks->contains('type="password"', $form, 'the settings form has its inputs');
    $fields = ['Greeting' => 'Saved <b>', 'Enabled' => '', 'Level' => 'high', 'Notes' => "two\nlines"];
    $page = $admin->post($site->admin('configaddonmods.php'), ['token' => Browser::token($form), 'module' => 'fixture_addon', 'action' => 'save', 'fields' => $fields, 'access' => [1 => 1, 2 => 1]]);
    $checks->contains('Changes Saved Successfully!', $page, 'settings are saved on the page');
    $checks->same('Saved <b>', $site->value("SELECT value FROM tbladdonmodules WHERE setting = 'Greeting'"), 'stored as typed');
    $checks->contains('Fixture title', $support->get($site->admin('addonmodules.php?module=fixture_addon')), 'access can be granted to another role');
    $page = $admin->post($site->admin('configaddonmods.php'), ['module' => 'fixture_addon', 'action' => 'deactivate']);
    $checks->same([403, 'Invalid Token'], [$admin->status, $page], 'setup needs the token');

    file_put_contents("$folder/fixture_addon/version.txt", '1.1');
    $admin->get($site->admin('addonmodules.php?module=fixture_addon'));
    $admin->get($site->admin('addonmodules.php?module=fixture_addon'));
    $checks->same('1.0', $site->value("SELECT GROUP_CONCAT(detail) FROM mod_fixture WHERE kind = 'upgrade'"), '_upgrade runs once, with the previous version');
    $checks->same('1.1', $site->value("SELECT value FROM tbladdonmodules WHERE setting = 'version'"), 'the new version is stored');

    $checks->same([0, "success: Fixture gone, data kept\n"], $site->control('deactivate', 'fixture_addon'), 'deactivation');
    $checks->same(['', '', '0'], [
        $site->value("SELECT value FROM tblconfiguration WHERE setting = 'ActiveAddonModules'"), $site->value("SELECT value FROM tblconfiguration WHERE setting = 'AddonModulesHooks'"),
        $site->value("SELECT COUNT(*) FROM tbladdonmodules WHERE module = 'fixture_addon'"),
    ], 'deactivation clears the host\'s rows');
    $checks->same('success', $site->php("return localAPI('ActivateModule', ['moduleType' => 'addon', 'moduleName' => 'fixture_addon', 'parameters' => ['Greeting' => 'Hello']])['result'];"), 'ActivateModule');
    $site->php("StandIn\\Addons\\LifeCycle::grant('fixture_addon', [1]);");
};
