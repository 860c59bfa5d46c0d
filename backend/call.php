<?php

/**
 * The command interface for pages of this site, by POST: the command's fields as a form or as JSON, the envelope as JSON.
 * The caller is the signed-in client of the session.
 */

require_once __DIR__ . '/../lib/Root.php';

if (!isset($_SERVER['REQUEST_METHOD']) || $_SERVER['REQUEST_METHOD'] !== 'POST') {
	header('Allow: POST');
	http_response_code(405);
	exit;
}

$ispapibackorderRoot = \WHMCS\Module\Addon\Ispapibackorder\Root::find(__FILE__);
if ($ispapibackorderRoot === '') {
	http_response_code(503);
	exit;
}
if (!defined('CLIENTAREA')) {
	define('CLIENTAREA', true);
}
require_once $ispapibackorderRoot . '/init.php';
require_once __DIR__ . '/../lib/load.php';

use WHMCS\Module\Addon\Ispapibackorder\Api;
use WHMCS\Module\Addon\Ispapibackorder\Request;

if (!Api::isSameOrigin()) {
	Request::endJson(['CODE' => 531, 'DESCRIPTION' => 'Error; ONLY FROM PAGES OF THIS SITE', 'PROPERTY' => [], 'QUEUETIME' => '0.000', 'RUNTIME' => '0.000'], 403);
}
$ispapibackorderCommand = Api::postedCommand();
if ($ispapibackorderCommand === null) {
	Request::endJson(['CODE' => 505, 'DESCRIPTION' => 'Invalid attribute value syntax', 'PROPERTY' => [], 'QUEUETIME' => '0.000', 'RUNTIME' => '0.000'], 400);
}
Request::endJson(Api::callFromBrowser($ispapibackorderCommand));
