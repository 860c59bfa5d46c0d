<?php
/** Invoices: the list, and one invoice with its controls. */
require __DIR__ . '/start.php';

use StandIn\Admin\InvoicePages;
use StandIn\Request;

StandIn\Admin\Session::demand('List Invoices');
if (Request::query('action') === 'edit') {
    $id = (int) Request::query('id');
    if (Request::isPost()) {
        StandIn\Admin\Session::demand('Manage Invoice');
        check_token('WHMCS.admin.default');
        InvoicePages::handle($id);
    }
    InvoicePages::one($id);
} else {
    InvoicePages::all();
}
