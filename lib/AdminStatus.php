<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** Status: what runs, what is missing or late, and how to mend it. */
final class AdminStatus extends AdminPage
{
	/** The hours are UTC. Without --quiet cron would send a mail for every run. */
	const CRONTAB = ['batch' => '*/5 * * * *   ', 'import' => '1 0,10 * * *  ', 'dropdates' => '1 1,11 * * *  '];

	public function show(): string
	{
		$health = \Ispapi\Backorder\health();
		$orders = isset($health['orders']['statuses']) && is_array($health['orders']['statuses']) ? $health['orders']['statuses'] : [];
		$counts = [];
		foreach ($orders as $status => $number) {
			$counts[] = [
				'name' => $this->text->status((string) $status),
				'class' => View::labelClass((string) $status),
				'number' => $this->text->number((int) $number),
				'url' => $this->url(['tab' => 'manage', 'status' => $status]),
			];
		}
		return $this->render('status', [
			'checks' => Status::checks($this->text, $health, Host::settings(true)),
			'orders' => $counts,
			'crontab' => $this->crontab(),
			'php_unknown' => self::php() === '',
			'whmcs_cron' => Schedule::isOn(),
		]);
	}

	private function crontab(): array
	{
		$php = self::php();
		$lines = [];
		foreach (self::CRONTAB as $cron => $when) {
			$lines[] = $when . ' ' . ($php === '' ? 'php' : self::word($php)) . ' -q ' . self::word($this->cronFolder() . '/' . Status::SCRIPTS[$cron]) . ' --quiet';
		}
		return $lines;
	}

	/** One word of a shell's line. cron takes a bare % for the end of the line. */
	private static function word(string $text): string
	{
		$quoted = preg_match('#^[\w./:@+,%-]+$#D', $text) ? $text : "'" . str_replace("'", "'\\''", $text) . "'";
		return str_replace('%', '\\%', $quoted);
	}

	/**
	 * The PHP for the command line that belongs to the one that makes this page; '' when it can't be told: a web
	 * server's PHP does not know that program's path, and may not be allowed to look.
	 */
	private static function php(): string
	{
		if (PHP_SAPI === 'cli' || PHP_SAPI === 'cli-server') {
			return PHP_BINARY;
		}
		foreach (['php' . PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION, 'php'] as $name) {
			if (@is_executable(PHP_BINDIR . '/' . $name)) {
				return PHP_BINDIR . '/' . $name;
			}
		}
		return '';
	}

	/** Where the cron scripts lie inside this WHMCS, also when the addon is linked into it. */
	private function cronFolder(): string
	{
		$folder = ROOTDIR . '/modules/addons/' . Host::MODULE . '/crons';
		return is_dir($folder) ? $folder : dirname(__DIR__) . '/crons';
	}
}
