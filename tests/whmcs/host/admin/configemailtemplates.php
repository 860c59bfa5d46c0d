<?php
/** Setup > Email Templates: the list, and one template. */
require __DIR__ . '/start.php';

use StandIn\Admin\EmailTemplates;
use StandIn\Request;

StandIn\Admin\Session::demand('Create/Edit Email Templates');
if (Request::isPost()) {
    check_token('WHMCS.admin.default');
    EmailTemplates::save((int) Request::query('id'));
}
if (Request::query('id') !== '') {
    EmailTemplates::edit((int) Request::query('id'));
} else {
    EmailTemplates::all();
}
