<?php

/**
 * The command interface for other addons and hooks, from PHP: include this file inside WHMCS and call
 * backorder_api_call(['COMMAND' => ...]). It answers with the envelope CODE, DESCRIPTION, PROPERTY, QUEUETIME, RUNTIME.
 */

if (!defined('WHMCS')) {
	die('This file cannot be accessed directly');
}

require_once __DIR__ . '/../lib/load.php';

if (!function_exists('backorder_api_call')) {
	function backorder_api_call(array $command)
	{
		return \WHMCS\Module\Addon\Ispapibackorder\Api::call($command);
	}
}
