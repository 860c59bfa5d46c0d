<?php
/** All clients' domains. */
require __DIR__ . '/start.php';

StandIn\Admin\Session::demand('List Clients');
$rows = [];
foreach (WHMCS\Database\Capsule::table('tbldomains')->orderBy('id')->get() as $domain) {
    $rows[] = [
        (int) $domain->id, h($domain->domain), '<a href="clientssummary.php?userid=' . (int) $domain->userid . '">' . (int) $domain->userid . '</a>',
        h($domain->registrar), h(fromMySQLDate($domain->registrationdate)), h(fromMySQLDate($domain->expirydate)), h($domain->status),
    ];
}
(new StandIn\Admin\Page('Domain Registrations'))->show(StandIn\Admin\Html::table(['ID', 'Domain', 'Client', 'Registrar', 'Reg Date', 'Expiry Date', 'Status'], $rows, 'tblDomains'));
