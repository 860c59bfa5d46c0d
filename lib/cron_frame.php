<?php

/**
 * What the three cron scripts do alike. It is included and not called, because WHMCS, which it loads, makes its
 * configuration global variables. Takes $ispapibackorderCron and $ispapibackorderScript (the script's __FILE__).
 */

if (!isset($ispapibackorderCron, $ispapibackorderScript) || !$ispapibackorderCron instanceof \WHMCS\Module\Addon\Ispapibackorder\Cron) {
	exit;
}
require_once __DIR__ . '/Root.php';

$ispapibackorderStatus = $ispapibackorderCron->early($ispapibackorderScript);
if ($ispapibackorderStatus !== null) {
	exit($ispapibackorderStatus);
}

$ispapibackorderRoot = \WHMCS\Module\Addon\Ispapibackorder\Root::find($ispapibackorderScript);
if ($ispapibackorderRoot === '') {
	exit($ispapibackorderCron->fail('WHMCS was not found above this script. Set the environment variable WHMCS_ROOT to its folder.'));
}
require_once $ispapibackorderRoot . '/init.php';
require_once __DIR__ . '/load.php';

if (!$ispapibackorderCron->mayRun()) {
	http_response_code(403);
	exit('Over HTTP this script runs with the secret key of the addon\'s settings only.');
}

$ispapibackorderStatus = $ispapibackorderCron->run();
if (PHP_SAPI !== 'cli' && $ispapibackorderStatus !== 0 && !headers_sent()) {
	http_response_code(500);
}
exit($ispapibackorderStatus);
