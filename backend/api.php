<?php

/**
 * The command interface for other addons and hooks, from PHP: include this file inside WHMCS and call
 * backorder_api_call(['COMMAND' => ...]). It answers with the envelope CODE, DESCRIPTION, PROPERTY, QUEUETIME, RUNTIME;
 * backorder_api_query_list() with the same as a list of rows.
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

if (!function_exists('backorder_api_query_list')) {
	function backorder_api_query_list(array $command)
	{
		return \WHMCS\Module\Addon\Ispapibackorder\ListForm::of(backorder_api_call($command), $command);
	}
}
