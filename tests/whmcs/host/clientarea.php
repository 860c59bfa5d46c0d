<?php
/** The client's home, invoices, domains, e-mails and funds. */
define('CLIENTAREA', true);
require __DIR__ . '/init.php';

use StandIn\Client\AccountPages;
use StandIn\Client\HomePage;
use StandIn\Client\LoginPage;
use StandIn\Client\Session;
use StandIn\Request;

if (!Session::clientId()) {
    LoginPage::demand();
}
$actions = ['invoices' => 'invoices', 'domains' => 'domains', 'emails' => 'emails', 'email' => 'email', 'addfunds' => 'addFunds'];
$action = Request::query('action');
if (isset($actions[$action])) {
    AccountPages::{$actions[$action]}();
} else {
    HomePage::client();
}
