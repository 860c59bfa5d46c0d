<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

require_once __DIR__ . '/Cron.php';

/**
 * The crons run by WHMCS's own cron, so that no crontab is needed; a setting, off by default. Each runs when it is due,
 * whoever ran it last, so a crontab may be there as well.
 */
final class Schedule
{
	/** The batch comes first: orders must not wait for a list. */
	const CRONS = ['batch', 'import', 'dropdates'];

	/** At the end of every run of WHMCS's cron, which must go on whatever happens here. */
	public static function run()
	{
		if (!self::isOn()) {
			return;
		}
		if (!Caller::isCommandLine()) {
			// WHMCS's cron may be called over HTTP, where the time of a request is limited.
			Host::callIfEnabled('set_time_limit', 0);
		}
		foreach (self::CRONS as $name) {
			try {
				(new Cron($name, '', [], Cron::BY_WHMCS))->run();
			} catch (\Throwable $e) {
				Host::logError('Cron ' . $name, $e);
			}
		}
	}

	public static function isOn(): bool
	{
		return Host::isOn('whmcs_cron');
	}
}
