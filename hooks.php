<?php

/**
 * Loaded by WHMCS on every page: registers the navigation entry, the panels beside the addon's pages, the amount that
 * a link to Add Funds fills in, the crons that run with WHMCS's own, and what has to happen at once when WHMCS merges
 * clients. Clients that were deleted or closed are seen by the next batch.
 */

if (!defined('WHMCS')) {
	die('This file cannot be accessed directly');
}

if (extension_loaded('ispapibackorder')) {
	// A page without the addon's part is better than no page.
	$guarded = function ($what, $work) {
		return function ($argument = null) use ($what, $work) {
			try {
				require_once __DIR__ . '/lib/load.php';
				return $work($argument);
			} catch (\Throwable $e) {
				error_log('ISPAPI Backorder, ' . $what . ': ' . $e->getMessage());
				return null;
			}
		};
	};
	add_hook('ClientAreaPrimaryNavbar', 1, $guarded('navigation', function ($navbar) {
		\WHMCS\Module\Addon\Ispapibackorder\Menu::addTo($navbar);
	}));
	add_hook('ClientAreaPrimarySidebar', 1, $guarded('sidebar', function ($sidebar) {
		\WHMCS\Module\Addon\Ispapibackorder\Panels::addPages($sidebar);
	}));
	add_hook('ClientAreaSecondarySidebar', 1, $guarded('sidebar', function ($sidebar) {
		\WHMCS\Module\Addon\Ispapibackorder\Panels::addFacts($sidebar);
	}));
	add_hook('ClientAreaPageAddFunds', 1, $guarded('Add Funds', function () {
		return \WHMCS\Module\Addon\Ispapibackorder\Panels::addFundsVariables();
	}));
	add_hook('AfterCronJob', 1, $guarded('cron', function () {
		\WHMCS\Module\Addon\Ispapibackorder\Schedule::run();
	}));
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
			if (!\WHMCS\Module\Addon\Ispapibackorder\Caller::adminHasAccess()) {
				return null;
			}
			require_once __DIR__ . '/lib/Widget.php';
			return new \WHMCS\Module\Addon\Ispapibackorder\Widget();
		} catch (\Throwable $e) {
			error_log('ISPAPI Backorder, dashboard: ' . $e->getMessage());
			return null;
		}
	});
}
