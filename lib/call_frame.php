<?php

/**
 * What the two endpoints for pages of this site do alike: a POST of the same origin, the command's fields as a form or as
 * JSON, the answer as JSON. The caller is the signed-in client of the session. It is included and not called, because
 * WHMCS, which it loads, makes its configuration global variables. Takes $ispapibackorderAnswer: function (array $command).
 */

if (!isset($ispapibackorderAnswer) || !is_callable($ispapibackorderAnswer)) {
	exit;
}
require_once __DIR__ . '/Root.php';

if (!isset($_SERVER['REQUEST_METHOD']) || $_SERVER['REQUEST_METHOD'] !== 'POST') {
	header('Allow: POST');
	http_response_code(405);
	exit;
}

$ispapibackorderRoot = \WHMCS\Module\Addon\Ispapibackorder\Root::find($ispapibackorderScript);
if ($ispapibackorderRoot === '') {
	http_response_code(503);
	exit;
}
if (!defined('CLIENTAREA')) {
	define('CLIENTAREA', true);
}
require_once $ispapibackorderRoot . '/init.php';
require_once __DIR__ . '/load.php';

use WHMCS\Module\Addon\Ispapibackorder\Api;
use WHMCS\Module\Addon\Ispapibackorder\Request;

if (!Api::isSameOrigin()) {
	Request::endJson(['CODE' => 531, 'DESCRIPTION' => 'Error; ONLY FROM PAGES OF THIS SITE', 'PROPERTY' => [], 'QUEUETIME' => '0.000', 'RUNTIME' => '0.000'], 403);
}
$ispapibackorderCommand = Api::postedCommand();
if ($ispapibackorderCommand === null) {
	Request::endJson(['CODE' => 505, 'DESCRIPTION' => 'Invalid attribute value syntax', 'PROPERTY' => [], 'QUEUETIME' => '0.000', 'RUNTIME' => '0.000'], 400);
}
Request::endJson($ispapibackorderAnswer($ispapibackorderCommand));
