<?php

/**
 * Once a day: imports the list of expiring domains, and lets the drop dates of open backorders follow it.
 */

require_once __DIR__ . '/../lib/Cron.php';

$ispapibackorderCron = new \WHMCS\Module\Addon\Ispapibackorder\Cron('import', 'Imports the list of expiring domains.', PHP_SAPI === 'cli' ? $argv : []);
$ispapibackorderScript = __FILE__;
require __DIR__ . '/../lib/cron_frame.php';
