<?php

/**
 * Once a day, after the import: lets the drop dates of open backorders follow the list.
 */

require_once __DIR__ . '/../lib/Cron.php';

$ispapibackorderCron = new \WHMCS\Module\Addon\Ispapibackorder\Cron('dropdates', 'Lets the drop dates of open backorders follow the list.', PHP_SAPI === 'cli' ? $argv : []);
$ispapibackorderScript = __FILE__;
require __DIR__ . '/../lib/cron_frame.php';
