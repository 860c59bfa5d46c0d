<?php

use WHMCS\Database\Capsule;

add_hook('InvoicePaid', 1, function ($vars) {
    $status = Capsule::table('tblinvoices')->where('id', $vars['invoiceid'])->value('status');
    Capsule::table('mod_fixture')->insert(['kind' => 'InvoicePaid', 'detail' => $vars['invoiceid'] . ' ' . $status . ' ' . get_class($vars['invoice'])]);
});
add_hook('AfterCronJob', 1, function () {
    Capsule::table('mod_fixture')->insert(['kind' => 'AfterCronJob', 'detail' => host_date()]);
});
add_hook('ClientAreaPrimaryNavbar', 1, function (WHMCS\View\Menu\Item $navbar) {
    $navbar->addChild('Fixture', ['label' => 'Fixture Menu', 'uri' => '#', 'order' => '99'])
        ->addChild('Fixture Page', ['label' => 'Fixture Child', 'uri' => 'index.php?m=fixture_addon', 'icon' => 'fas fa-star']);
});
add_hook('ClientAreaPrimarySidebar', 1, function ($sidebar) {
    if (isset($_GET['m'])) {
        $sidebar->addChild('Fixture Panel', ['label' => 'Panel', 'order' => 1])->setBodyHtml('<em>fixture body</em>');
    }
});
add_hook('EmailPreSend', 1, function ($vars) {
    if ($vars['messagename'] === 'Client Signup Email' && isset($vars['mergefields']['stop'])) {
        return ['abortsend' => true];
    }
    return ['from_hook' => 'added by hook'];
});
add_hook('AdminHomeWidgets', 1, function () {
    return new WHMCS\Module\Addon\FixtureAddon\Widget();
});
