<?php
/** An addon's admin page. */
require __DIR__ . '/start.php';

StandIn\Admin\Session::demand();
StandIn\Admin\AddonPage::show(StandIn\Request::query('module'));
