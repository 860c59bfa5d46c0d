<?php
/** The activity log. */
require __DIR__ . '/start.php';

StandIn\Admin\Session::demand('View Activity Log');
$rows = [];
foreach (WHMCS\Database\Capsule::table('tblactivitylog')->orderBy('id', 'desc')->limit(500)->get() as $row) {
    $rows[] = [h($row->date), h($row->description), h($row->user), (int) $row->userid, h($row->ipaddr)];
}
(new StandIn\Admin\Page('Activity Log'))->show(StandIn\Admin\Html::table(['Date', 'Log Entry', 'User', 'Client', 'IP Address'], $rows, 'tblActivity'));
