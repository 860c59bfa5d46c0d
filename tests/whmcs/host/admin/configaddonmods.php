<?php
/** Setup > Addon Modules: activate, deactivate, configure, access control. */
require __DIR__ . '/start.php';

StandIn\Admin\Session::demand('Configure Addon Modules');
if (StandIn\Request::isPost()) {
    check_token('WHMCS.admin.default');
    StandIn\Admin\AddonSetup::handle();
}
StandIn\Admin\AddonSetup::show();
