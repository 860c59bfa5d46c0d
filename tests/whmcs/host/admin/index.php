<?php
/** The admin home page with its widgets. */
require __DIR__ . '/start.php';

StandIn\Admin\Session::demand();
StandIn\Admin\HomePage::show();
