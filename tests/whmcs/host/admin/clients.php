<?php
/** The list of clients. */
require __DIR__ . '/start.php';

StandIn\Admin\Session::demand('List Clients');
$rows = [];
foreach (WHMCS\Database\Capsule::table('tblclients')->orderBy('id')->get() as $client) {
    $link = '<a href="clientssummary.php?userid=' . (int) $client->id . '">';
    $rows[] = [
        $link . (int) $client->id . '</a>', $link . h("$client->firstname $client->lastname") . '</a>', h($client->companyname), h($client->email),
        h(formatCurrency((string) $client->credit, $client->currency)), h($client->status),
    ];
}
(new StandIn\Admin\Page('View/Search Clients'))->show(StandIn\Admin\Html::table(['ID', 'Name', 'Company Name', 'Email', 'Credit', 'Status'], $rows, 'tblClients'));
