<?php
/** The module log. */
require __DIR__ . '/start.php';

StandIn\Admin\Session::demand('View Module Debug Log');
$pre = function ($text) {
    return '<pre class="host-pre">' . h(mb_substr((string) $text, 0, 5000)) . '</pre>';
};
$rows = [];
foreach (WHMCS\Database\Capsule::table('tblmodulelog')->orderBy('id', 'desc')->limit(200)->get() as $row) {
    $rows[] = [h($row->date), h($row->module), h($row->action), $pre($row->request), $pre($row->response)];
}
(new StandIn\Admin\Page('Module Log'))->show(StandIn\Admin\Html::table(['Date', 'Module', 'Action', 'Request', 'Response'], $rows, 'tblModuleLog'));
