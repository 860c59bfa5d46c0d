<?php

/**
 * Loaded by WHMCS on every page: registers the navigation entry and nothing else.
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
}
