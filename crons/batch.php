<?php

/**
 * Every 5 minutes: lets every backorder that is due take its next step, and makes the invoices and mails.
 */

require_once __DIR__ . '/../lib/Root.php';
require_once __DIR__ . '/../lib/Cron.php';

$ispapibackorderCron = new \WHMCS\Module\Addon\Ispapibackorder\Cron('batch', 'Lets every backorder that is due take its next step.', PHP_SAPI === 'cli' ? $argv : []);
$ispapibackorderStatus = $ispapibackorderCron->early(__FILE__);
if ($ispapibackorderStatus !== null) {
	exit($ispapibackorderStatus);
}

// WHMCS is loaded here and not in a function, because its configuration becomes global variables.
$ispapibackorderRoot = \WHMCS\Module\Addon\Ispapibackorder\Root::find(__FILE__);
if ($ispapibackorderRoot === '') {
	exit($ispapibackorderCron->fail('WHMCS was not found above this script. Set the environment variable WHMCS_ROOT to its folder.'));
}
require_once $ispapibackorderRoot . '/init.php';
require_once __DIR__ . '/../lib/load.php';

if (!$ispapibackorderCron->mayRun()) {
	http_response_code(403);
	exit('Over HTTP this script runs with the secret key of the addon\'s settings only.');
}

$ispapibackorderStatus = $ispapibackorderCron->run();
if (PHP_SAPI !== 'cli' && $ispapibackorderStatus !== 0 && !headers_sent()) {
	http_response_code(500);
}
exit($ispapibackorderStatus);
