<?php
/** One client: credit, invoices, domains, mails; login as the client. */
require __DIR__ . '/start.php';

use StandIn\Admin\ClientSummary;
use StandIn\Request;

StandIn\Admin\Session::demand('View Clients Summary');
$clientId = (int) Request::query('userid');
if (Request::isPost()) {
    check_token('WHMCS.admin.default');
    ClientSummary::handle($clientId);
}
ClientSummary::show($clientId);
