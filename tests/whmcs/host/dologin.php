<?php
/** Takes the login form. */
define('CLIENTAREA', true);
require __DIR__ . '/init.php';

if (!StandIn\Request::isPost()) {
    redir('rp=/login', 'index.php');
}
StandIn\Client\LoginPage::submit();
