<?php
/** Runs the system cron at the press of a button. */
require __DIR__ . '/start.php';

use StandIn\Admin\Html;
use StandIn\Request;

StandIn\Admin\Session::demand('Run Cron');
if (Request::isPost()) {
    check_token('WHMCS.admin.default');
    $daily = StandIn\Cron::run(Request::posted('daily') === '1');
    Html::flash('success', $daily ? 'The cron ran, with the daily tasks.' : 'The cron ran.');
    redir('', 'runcron.php');
}
(new StandIn\Admin\Page('Run Cron'))->show('<p>The host\'s clock: ' . h(host_date()) . ' ' . h(date_default_timezone_get()) . '</p>'
    . Html::button([], 'Run Cron', 'btn-primary') . Html::button(['daily' => '1'], 'Run Cron with Daily Tasks'));
