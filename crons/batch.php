<?php

/**
 * Every 5 minutes: lets every backorder that is due take its next step, and makes the invoices and mails.
 */

require_once __DIR__ . '/../lib/Cron.php';

$ispapibackorderCron = new \WHMCS\Module\Addon\Ispapibackorder\Cron('batch', 'Lets every backorder that is due take its next step.', PHP_SAPI === 'cli' ? $argv : []);
$ispapibackorderScript = __FILE__;
require __DIR__ . '/../lib/cron_frame.php';
