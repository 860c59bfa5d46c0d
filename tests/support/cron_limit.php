<?php

/**
 * php cron_limit.php HOST: the database limits that this addon hands over in a web server, printed as JSON: a page's, and
 * then those of WHMCS's cron in the same request. The extension is not loaded; what it would be given is written down.
 */

namespace WHMCS\Module\Addon\Ispapibackorder {
	const PHP_SAPI = 'fpm-fcgi';

	function extension_loaded(): bool
	{
		return true;
	}
}

namespace Ispapi\Backorder {
	function configure(array $settings)
	{
		$GLOBALS['limits'][] = $settings['db_read_seconds'];
	}

	function upgrade()
	{
		throw new \RuntimeException('Nothing more is wanted.');
	}
}

namespace {
	require $argv[1] . '/init.php';
	require $argv[1] . '/modules/addons/ispapibackorder/lib/load.php';

	use WHMCS\Module\Addon\Ispapibackorder\Cron;
	use WHMCS\Module\Addon\Ispapibackorder\Host;

	Host::configure(true);
	(new Cron('batch', '', [], Cron::BY_WHMCS))->run();
	Host::configure(true);
	echo json_encode($limits);
}
