<?php
/** Ends the admin's session. */
require __DIR__ . '/start.php';

StandIn\Admin\Session::logout();
redir('', 'login.php');
