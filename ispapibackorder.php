<?php

/**
 * ISPAPI Backorder for WHMCS: the entry points that WHMCS calls. The work is done by the native extension of the same
 * name; lib/ binds it to WHMCS.
 */

if (!defined('WHMCS')) {
	die('This file cannot be accessed directly');
}

require_once __DIR__ . '/lib/load.php';

function ispapibackorder_config()
{
	return \WHMCS\Module\Addon\Ispapibackorder\Module::config();
}

function ispapibackorder_activate()
{
	return \WHMCS\Module\Addon\Ispapibackorder\Module::activate();
}

function ispapibackorder_deactivate()
{
	return \WHMCS\Module\Addon\Ispapibackorder\Module::deactivate();
}

function ispapibackorder_upgrade($vars)
{
	\WHMCS\Module\Addon\Ispapibackorder\Module::upgrade(is_array($vars) ? $vars : []);
}

function ispapibackorder_output($vars)
{
	\WHMCS\Module\Addon\Ispapibackorder\AdminPages::show(is_array($vars) ? $vars : []);
}

function ispapibackorder_clientarea($vars)
{
	return \WHMCS\Module\Addon\Ispapibackorder\ClientPages::answer(is_array($vars) ? $vars : []);
}
