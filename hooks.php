<?php

/**
 * Loaded by WHMCS on every page: registers the navigation entry, and what has to happen at once when WHMCS merges
 * clients. Clients that were deleted or closed are seen by the next batch.
 */

if (!defined('WHMCS')) {
	die('This file cannot be accessed directly');
}

if (extension_loaded('ispapibackorder')) {
	add_hook('ClientAreaPrimaryNavbar', 1, function ($navbar) {
		try {
			require_once __DIR__ . '/lib/load.php';
			\WHMCS\Module\Addon\Ispapibackorder\Menu::addTo($navbar);
		} catch (\Throwable $e) {
			// A page without the entry is better than no page.
			error_log('ISPAPI Backorder, navigation: ' . $e->getMessage());
		}
	});
	add_hook('AfterClientMerge', 1, function ($vars) {
		try {
			require_once __DIR__ . '/lib/load.php';
			\WHMCS\Module\Addon\Ispapibackorder\Clients::merged(is_array($vars) ? $vars : []);
		} catch (\Throwable $e) {
			// WHMCS has merged the clients already; this must not stop what it still has to do.
			error_log('ISPAPI Backorder, merged clients: ' . $e->getMessage());
		}
	});
	add_hook('AdminHomeWidgets', 1, function () {
		try {
			if (!class_exists('WHMCS\\Module\\AbstractWidget')) {
				return null;
			}
			require_once __DIR__ . '/lib/load.php';
			require_once __DIR__ . '/lib/Widget.php';
			return new \WHMCS\Module\Addon\Ispapibackorder\Widget();
		} catch (\Throwable $e) {
			error_log('ISPAPI Backorder, dashboard: ' . $e->getMessage());
			return null;
		}
	});
}
