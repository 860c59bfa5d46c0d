<?php
/** One invoice, with the ways to pay it. */
define('CLIENTAREA', true);
require __DIR__ . '/init.php';

if (!StandIn\Client\Session::clientId()) {
    StandIn\Client\LoginPage::demand();
}
StandIn\Client\InvoicePage::show((int) StandIn\Request::query('id'));
