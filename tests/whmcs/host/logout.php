<?php
/** Ends the client's session. */
define('CLIENTAREA', true);
require __DIR__ . '/init.php';

StandIn\Client\Session::logout();
redir('', 'index.php');
