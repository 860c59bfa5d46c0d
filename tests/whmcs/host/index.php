<?php
/** The portal: addon pages (?m=), the login route, and the home page. */
define('CLIENTAREA', true);
require __DIR__ . '/init.php';

use StandIn\Client\AddonPage;
use StandIn\Client\HomePage;
use StandIn\Client\LoginPage;
use StandIn\Client\Session;
use StandIn\Request;

if (Request::query('rp') === '/login') {
    if (Session::clientId()) {
        redir('', 'clientarea.php');
    }
    LoginPage::show(false);
}
$module = Request::query('m');
if ($module === '' || !AddonPage::show($module)) {
    HomePage::portal();
}
