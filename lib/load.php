<?php

/**
 * Loads the addon's own classes, so that they work whether or not the host autoloads them.
 */

require_once __DIR__ . '/Text.php';
require_once __DIR__ . '/OwnTexts.php';
require_once __DIR__ . '/Request.php';
require_once __DIR__ . '/Caller.php';
require_once __DIR__ . '/Account.php';
require_once __DIR__ . '/Host.php';
require_once __DIR__ . '/MailTemplate.php';
require_once __DIR__ . '/Module.php';
require_once __DIR__ . '/View.php';
require_once __DIR__ . '/ClientPage.php';
require_once __DIR__ . '/Chart.php';
require_once __DIR__ . '/Csv.php';
require_once __DIR__ . '/Calendar.php';
require_once __DIR__ . '/Panels.php';
require_once __DIR__ . '/DropPage.php';
require_once __DIR__ . '/OrderPage.php';
require_once __DIR__ . '/ClientPages.php';
require_once __DIR__ . '/AdminPage.php';
require_once __DIR__ . '/AdminManage.php';
require_once __DIR__ . '/AdminPricing.php';
require_once __DIR__ . '/AdminLogs.php';
require_once __DIR__ . '/AdminReports.php';
require_once __DIR__ . '/AdminStatus.php';
require_once __DIR__ . '/AdminPages.php';
require_once __DIR__ . '/Status.php';
require_once __DIR__ . '/Effects.php';
require_once __DIR__ . '/ModuleLog.php';
require_once __DIR__ . '/Clients.php';
require_once __DIR__ . '/Schedule.php';
require_once __DIR__ . '/ListForm.php';
require_once __DIR__ . '/Api.php';
require_once __DIR__ . '/Menu.php';
