<?php
/** Warnings and exceptions of pages, modules and hooks. */
require __DIR__ . '/start.php';

StandIn\Admin\Session::demand('View Module Debug Log');
$rows = [];
foreach (WHMCS\Database\Capsule::table('tblerrorlog')->orderBy('id', 'desc')->limit(200)->get() as $row) {
    $rows[] = [h($row->created_at), h($row->severity), h($row->exception_class), h($row->message), h("$row->filename:$row->line")];
}
(new StandIn\Admin\Page('Error Log'))->show(StandIn\Admin\Html::table(['Date', 'Severity', 'Class', 'Message', 'Place'], $rows, 'tblErrors'));
