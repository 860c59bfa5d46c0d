<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

use WHMCS\Database\Capsule;

/** The Status page: each thing that has to be in order, whether it is, and how to mend it. */
final class Status
{
	/** After so many seconds without a good run a cron is late. */
	const LATE = ['batch' => 1800, 'import' => 129600, 'dropdates' => 129600];
	/** The lists are made once a day. */
	const STALE = 93600;
	/** Clocks may differ by so many seconds. */
	const SKEW = 10;
	/** An application that the registrar dates a minute before it was sent is taken for another's (docs/architecture.md). */
	const SKEW_REGISTRAR = 50;
	const SCRIPTS = [
		'batch' => 'batch.php', 'import' => 'daily_import_pendingdomainlist.php', 'dropdates' => 'daily_dropdate_synch.php',
	];

	private $text;
	private $health;
	private $checks = [];

	private function __construct(Text $text, array $health)
	{
		$this->text = $text;
		$this->health = $health;
	}

	/** @return array list of {state: good|warning|bad, name, value, iso, help} */
	public static function checks(
		Text $text,
		array $health,
		#[\SensitiveParameter]
		array $settings
	): array {
		$status = new self($text, $health);
		$status->versions();
		$status->libraries();
		$status->account($settings);
		$status->dataDirectory($settings);
		$status->disk($settings);
		$status->clock();
		$status->registrarClock();
		$status->testClock();
		foreach (array_keys(self::SCRIPTS) as $cron) {
			$status->cron($cron);
		}
		$status->dropList();
		$status->sources();
		$status->effects();
		// Without its mail nobody needs the template.
		if (!isset($settings['mail_lowbalance']) || $settings['mail_lowbalance']) {
			$status->mailTemplate();
		}
		$status->registrar();
		$status->resellerFunds();
		$status->withdrawals();
		$status->people();
		$status->ownTexts();
		$status->upgrade();
		return $status->checks;
	}

	private function add(string $state, string $name, string $value, string $help = '', string $iso = '', array $words = [])
	{
		$this->checks[] = [
			'state' => $state,
			'name' => $this->text->get('check_' . $name, $words),
			'state_text' => $this->text->get('state_' . $state),
			'value' => $value,
			'iso' => $iso,
			'help' => $help,
		];
	}

	private function part(string $name): array
	{
		return isset($this->health[$name]) && is_array($this->health[$name]) ? $this->health[$name] : [];
	}

	private function versions()
	{
		$native = \Ispapi\Backorder\version();
		$same = $native === Host::VERSION;
		$value = $this->text->get('versions', ['addon' => Host::VERSION, 'extension' => $native, 'php' => PHP_VERSION]);
		$this->add($same ? 'good' : 'warning', 'versions', $value, $same ? '' : $this->text->get('mend_versions'));
		$schema = $this->part('schema');
		$present = View::int($schema, 'present');
		$target = View::int($schema, 'target');
		$value = View::text($this->health, 'server') . ', ' . $this->text->get('schema', ['present' => $present, 'target' => $target]);
		$this->add($present === $target ? 'good' : 'bad', 'database', $value, $present === $target ? '' : $this->text->get('mend_schema'));
	}

	/** What it runs with. Only a library that is older than the one it was built with is a worry: something may be missing in it. */
	private function libraries()
	{
		$parts = ['PHP ' . PHP_VERSION . ' (' . PHP_SAPI . ')'];
		if (isset($GLOBALS['CONFIG']['Version']) && is_string($GLOBALS['CONFIG']['Version'])) {
			array_unshift($parts, 'WHMCS ' . $GLOBALS['CONFIG']['Version']);
		}
		$good = true;
		foreach ($this->part('libraries') as $library) {
			$built = View::text($library, 'built');
			// PCRE2 tells its date behind the number.
			$running = explode(' ', View::text($library, 'running'))[0];
			$older = version_compare($running, $built, '<');
			$good = $good && !$older;
			$words = ['name' => View::text($library, 'name'), 'running' => $running, 'built' => $built];
			$parts[] = $older ? $this->text->get('library_older', $words) : $words['name'] . ' ' . $running;
		}
		$this->add($good ? 'good' : 'warning', 'libraries', implode(', ', $parts), $good ? '' : $this->text->get('mend_libraries'));
	}

	private function account(
		#[\SensitiveParameter]
		array $settings
	) {
		$account = Account::describe(Host::fields());
		if ($account['problem'] !== '') {
			$this->add('bad', 'account', $this->text->get($account['problem'], Account::words()), $this->text->get('mend_account', Account::words()));
			return;
		}
		$source = $account['source'] === 'addon' ? 'account_of_addon' : 'account_of_module';
		$value = $this->text->get($source, ['login' => View::text($settings, 'registrar_login'), 'system' => strtoupper($account['driver']), 'module' => $account['source']]);
		if (!empty($settings['registrar_test_mode'])) {
			$this->add('warning', 'account', $value . ', ' . $this->text->get('account_test'), $this->text->get('mend_test_mode'));
		} else {
			$this->add('good', 'account', $value);
		}
	}

	private function dataDirectory(array $settings)
	{
		$directory = View::text($settings, 'data_directory');
		$good = $directory !== '' && is_dir($directory) && is_writable($directory);
		$this->add($good ? 'good' : 'bad', 'data_directory', $directory, $good ? '' : $this->text->get('mend_data_directory'));
	}

	/** The index and the fetched lists lie there; a full disk stops the import. */
	private function disk(array $settings)
	{
		$directory = View::text($settings, 'data_directory');
		if ($directory === '' || !is_dir($directory)) {
			return;
		}
		$free = @Host::callIfEnabled('disk_free_space', $directory);
		if (!is_numeric($free)) {
			$this->add('warning', 'disk', $this->text->get('disk_unknown'));
			return;
		}
		$megabytes = (int) floor($free / 1048576);
		$state = $megabytes < 200 ? 'bad' : ($megabytes < 1024 ? 'warning' : 'good');
		$this->add($state, 'disk', $this->text->get('disk_free', ['megabytes' => $this->text->number($megabytes)]), $state === 'good' ? '' : $this->text->get('mend_disk'));
	}

	/** Decisions hang on minutes, so this server and the database must agree on the time. */
	private function clock()
	{
		try {
			$row = (array) Capsule::connection()->selectOne('SELECT UNIX_TIMESTAMP() AS seconds');
		} catch (\Throwable $e) {
			return;
		}
		$skew = abs(time() - (int) reset($row));
		$good = $skew <= self::SKEW;
		$this->add($good ? 'good' : 'bad', 'clock', $this->text->get('clock_skew', ['seconds' => $this->text->number($skew)]), $good ? '' : $this->text->get('mend_clock'));
	}

	/** For tests only: somebody who forgot it would wait for drops in vain. */
	private function testClock()
	{
		if (!empty($this->health['test_clock'])) {
			$this->add('warning', 'test_clock', (string) ini_get('ispapibackorder.clock_file'), $this->text->get('mend_test_clock'));
		}
	}

	/** The registrar dates its answers; the last run that called it has compared that with our clock. */
	private function registrarClock()
	{
		$clock = json_decode(View::text($this->part('registrar'), 'clock'), true);
		if (!is_array($clock)) {
			return;
		}
		$skew = abs(View::int($clock, 'seconds'));
		$state = $skew <= self::SKEW ? 'good' : ($skew <= self::SKEW_REGISTRAR ? 'warning' : 'bad');
		$value = $this->text->get('clock_registrar', ['seconds' => $this->text->number($skew), 'time' => View::time(View::text($clock, 'at'))]);
		$this->add($state, 'registrar_clock', $value, $state === 'good' ? '' : $this->text->get('mend_registrar_clock'));
	}

	/** "YYYY-MM-DD HH:MM:SS" (UTC) as seconds; 0 when there is none. */
	private static function seconds(string $time): int
	{
		$iso = View::iso($time);
		return $iso === '' ? 0 : (int) strtotime($iso);
	}

	private function cron(string $name)
	{
		$crons = $this->part('crons');
		$facts = isset($crons[$name]) && is_array($crons[$name]) ? $crons[$name] : [];
		$now = self::seconds(View::text($this->health, 'now'));
		$good = View::text($facts, 'ok');
		$error = View::text($facts, 'error');
		$failed = self::seconds($error) > self::seconds($good);
		$end = $failed ? $error : $good;
		// The import lets the dates follow as well, so this one alone is less grave.
		$missing = $name === 'dropdates' ? 'warning' : 'bad';
		$help = $this->text->get(Schedule::isOn() ? 'mend_cron_whmcs' : 'mend_cron', ['script' => self::SCRIPTS[$name]]);
		if ($end === '') {
			$this->add($missing, 'cron_' . $name, $this->text->get('never'), $help);
			return;
		}
		$late = $now - self::seconds($end) > self::LATE[$name];
		$help = $late ? $help : '';
		$value = $this->text->get('cron_ran', ['start' => View::time(View::text($facts, 'start')), 'end' => View::time($end)]);
		$way = 'cron_by_' . View::text($facts, 'way');
		$value .= $this->text->has($way) ? ' ' . $this->text->get($way) : '';
		$value = trim($value . ' ' . View::text($facts, 'message'));
		if ($failed) {
			$this->add('bad', 'cron_' . $name, $value, trim($this->text->get('mend_cron_error') . ' ' . $help), View::iso($end));
		} else {
			$this->add($late ? $missing : 'good', 'cron_' . $name, $value, $help, View::iso($end));
		}
	}

	private function dropList()
	{
		$names = View::int($this->part('droplist'), 'names');
		$this->add($names > 0 ? 'good' : 'bad', 'droplist', $this->text->number($names), $names > 0 ? '' : $this->text->get('mend_droplist'));
	}

	/** Each source of the list: when it was good last, and why it is not now. */
	private function sources()
	{
		$droplist = $this->part('droplist');
		$wrong = View::text($droplist, 'sources_error');
		if ($wrong !== '') {
			$this->add('bad', 'sources', $wrong, $this->text->get('mend_source_config'));
		}
		$now = self::seconds(View::text($this->health, 'now'));
		foreach (isset($droplist['sources']) && is_array($droplist['sources']) ? $droplist['sources'] : [] as $source) {
			$good = View::text($source, 'good_at');
			$error = View::text($source, 'error');
			$age = $now - self::seconds($good);
			$value = $good === '' ? $this->text->get('source_never') : $this->text->get('source_good', [
				'names' => $this->text->number(View::int($source, 'names')), 'time' => View::time($good), 'hours' => intdiv(max(0, $age), 3600),
			]);
			if ($error !== '') {
				$value .= ' ' . $this->text->get('source_failed', ['time' => View::time(View::text($source, 'failed_at')), 'error' => $error]);
			}
			$late = $good === '' || $age > self::STALE;
			$state = $error !== '' ? 'bad' : ($late ? 'warning' : 'good');
			$help = $late ? $this->text->get($good === '' ? 'mend_droplist' : 'mend_source_stale') : '';
			$help = $error !== '' ? $this->mendSource(View::text($source, 'code')) : $help;
			$this->add($state, 'source', $value, $help, '', ['name' => View::text($source, 'name'), 'address' => View::text($source, 'address')]);
		}
	}

	private function mendSource(string $code): string
	{
		switch ($code) {
			case 'CONFIG':
				return $this->text->get('mend_source_config');
			case 'INVALID':
			case 'LIMIT':
				return $this->text->get('mend_source_refused');
			case 'IO':
				return $this->text->get('mend_data_directory');
			default:
				return $this->text->get('mend_source_remote');
		}
	}

	private function effects()
	{
		$effects = $this->part('effects');
		$failed = View::int($effects, 'failed');
		$value = $this->text->get('effects', ['waiting' => $this->text->number(View::int($effects, 'waiting')), 'failed' => $this->text->number($failed)]);
		$this->add($failed > 0 ? 'bad' : 'good', 'effects', $value, $failed > 0 ? $this->text->get('mend_effects') : '');
	}

	private function mailTemplate()
	{
		$good = MailTemplate::isUsable();
		$this->add($good ? 'good' : 'warning', 'mail', MailTemplate::NAME, $good ? '' : $this->text->get('mend_mail'));
	}

	/** Whether the registrar answers, and the calls of the last days. */
	private function registrar()
	{
		$registrar = $this->part('registrar');
		$calls = 0;
		$failures = 0;
		$milliseconds = 0;
		foreach (isset($registrar['calls']) && is_array($registrar['calls']) ? $registrar['calls'] : [] as $line) {
			$calls += View::int($line, 'calls');
			$failures += View::int($line, 'failures');
			$milliseconds += View::int($line, 'milliseconds');
		}
		$since = View::text($registrar, 'down_since');
		if ($since !== '') {
			$value = $this->text->get('registrar_away', ['since' => View::time($since), 'text' => View::text($registrar, 'text'), 'next' => View::time(View::text($registrar, 'next_try'))]);
			$this->add('bad', 'registrar', $value, $this->text->get('mend_registrar'));
		} else {
			$value = $this->text->get('registrar_calls', ['calls' => $this->text->number($calls), 'failures' => $this->text->number($failures), 'average' => $this->text->number($calls ? intdiv($milliseconds, $calls) : 0)]);
			$this->add('good', 'registrar', $value);
		}
	}

	/** The reseller's own account, as the last run saw it. */
	private function resellerFunds()
	{
		$account = json_decode(View::text($this->part('registrar'), 'account'), true);
		if (!is_array($account)) {
			return;
		}
		$short = !empty($account['short']);
		$words = [];
		foreach (['balance', 'reserved', 'needed', 'currency'] as $name) {
			$words[$name] = View::text($account, $name) !== '' ? View::text($account, $name) : '0.00';
		}
		$words['orders'] = $this->text->number(View::int($account, 'orders'));
		$words['unknown'] = $this->text->number(View::int($account, 'unknown'));
		$words['time'] = View::time(View::text($account, 'at'));
		$value = $this->text->get('funds_at_registrar', $words);
		if (View::int($account, 'unknown') > 0) {
			$value .= ' ' . $this->text->get('funds_unknown', $words);
		}
		$this->add($short ? 'bad' : 'good', 'funds_at_registrar', $value, $short ? $this->text->get('mend_funds_at_registrar') : '');
	}

	/** Applications of ended orders that the registrar did not take back. */
	private function withdrawals()
	{
		foreach ($this->part('withdrawals') as $item) {
			$state = View::text($item, 'state');
			if ($state === 'waiting') {
				continue;
			}
			$words = ['name' => View::text($item, 'name'), 'id' => View::int($item, 'id'), 'reference' => View::text($item, 'reference'), 'text' => View::text($item, 'text')];
			$this->add('bad', 'withdrawal', $this->text->get('withdrawal_' . $state, $words), $this->text->get('mend_withdrawal_' . $state));
		}
	}

	/** Orders that only a person can settle, and those that have ended in a way that a person should know. */
	private function people()
	{
		foreach ($this->part('needs_person') as $order) {
			$name = View::text($order, 'name') . ' (#' . View::int($order, 'id') . ', ' . $this->text->status(View::text($order, 'status')) . ')';
			$reason = View::text($order, 'reason');
			$own = $reason === 'needs_person' || $reason === 'caught_late';
			$text = $own ? View::text($order, 'text') : trim($this->text->reason($reason, true) . ' ' . View::text($order, 'text'));
			$mend = $own ? $this->text->get('mend_person') : ($reason === 'invoice_cancelled' ? $this->text->get('mend_withdrawal_caught') : '');
			$this->add($own ? 'bad' : 'warning', 'person', $name . ': ' . $text, $mend);
		}
	}

	private function ownTexts()
	{
		foreach (OwnTexts::problems() as $problem) {
			$this->add('warning', 'own_texts', $this->text->get($problem['problem'], $problem['words']), $this->text->get('mend_own_texts'));
		}
	}

	/** What the upgrade from version 4 could not take as it was. */
	private function upgrade()
	{
		$upgrade = $this->part('upgrade');
		$left = View::int($upgrade, 'doubtful');
		if ($left <= 0) {
			return;
		}
		$lines = [];
		foreach ($upgrade['rows'] as $row) {
			$id = View::int($row, 'id');
			$lines[] = View::text($row, 'table') . ($id > 0 ? ' #' . $id : '') . ': ' . View::text($row, 'message');
		}
		$value = $this->text->get('upgrade_doubtful', ['count' => $this->text->number($left)]);
		$this->add('warning', 'upgrade', $value . ' ' . implode(' ', $lines), $this->text->get('mend_upgrade'));
	}
}
