<?php
/** The admin login. */
require __DIR__ . '/start.php';

use StandIn\Admin\Html;
use StandIn\Admin\Page;
use StandIn\Admin\Session;

$message = '';
if (StandIn\Request::isPost()) {
    check_token('WHMCS.admin.default');
    if (Session::login()) {
        $target = isset($_SESSION['host_admin_redirect']) ? $_SESSION['host_admin_redirect'] : 'index.php';
        unset($_SESSION['host_admin_redirect']);
        list($file, $query) = array_pad(explode('?', $target, 2), 2, '');
        redir($query, $file);
    }
    $message = Html::alert('danger', 'Login Failed. Please Try Again.');
}
(new Page('Admin Login'))->show($message . '<form method="post" action="login.php" style="max-width:360px">' . generate_token() . '
    <div class="form-group"><label for="username">Username</label><input class="form-control" type="text" name="username" id="username" autocomplete="username" required autofocus></div>
    <div class="form-group"><label for="password">Password</label><input class="form-control" type="password" name="password" id="password" autocomplete="current-password" required></div>
    <button type="submit" class="btn btn-primary">Login</button></form>');
