<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

require_once __DIR__ . '/CronPlan.php';

/** What the three crons share: options, output, exit status, and the marks that the Status page shows. */
final class Cron
{
	/** Rounds of a batch: what WHMCS did in one round can be taken up in the next. */
	const ROUNDS = 10;
	const OK = 0;
	const PROBLEM = 1;
	const UNUSABLE = 2;

	/** What called it. */
	const BY_CRONTAB = 'crontab';
	const BY_HTTP = 'http';
	const BY_WHMCS = 'whmcs';

	private $name;
	private $title;
	private $way;
	private $options = ['verbose' => false, 'quiet' => false, 'json' => false, 'dry-run' => false, 'help' => false];
	private $wrong = '';

	public function __construct(string $name, string $title, array $arguments, string $way = self::BY_CRONTAB)
	{
		$this->name = $name;
		$this->title = $title;
		$this->way = $way;
		foreach (array_slice($arguments, 1) as $argument) {
			$option = $argument === '-h' ? '--help' : (string) $argument;
			if (strpos($option, '--') === 0 && array_key_exists(substr($option, 2), $this->options)) {
				$this->options[substr($option, 2)] = true;
			} elseif ($this->wrong === '') {
				$this->wrong = $option === '' ? "''" : $option;
			}
		}
	}

	/**
	 * On the command line always; over HTTP only with the secret key of the settings, and never when there is none. It
	 * comes in a POST as the header X-Backorder-Key, so that no address in a log holds it.
	 */
	public function mayRun(): bool
	{
		if (Caller::isCommandLine()) {
			return true;
		}
		$this->way = self::BY_HTTP;
		$fields = Host::fields();
		$secret = isset($fields['cron_key']) ? trim(htmlspecialchars_decode($fields['cron_key'], ENT_QUOTES)) : '';
		$given = isset($_SERVER['HTTP_X_BACKORDER_KEY']) ? (string) $_SERVER['HTTP_X_BACKORDER_KEY'] : '';
		$posted = isset($_SERVER['REQUEST_METHOD']) && $_SERVER['REQUEST_METHOD'] === 'POST';
		// A short key can be guessed.
		if (!$posted || strlen($secret) < 16 || !hash_equals($secret, $given)) {
			return false;
		}
		header('Content-Type: text/plain; charset=utf-8');
		header('Cache-Control: no-store');
		Host::callIfEnabled('ignore_user_abort', true);
		Host::callIfEnabled('set_time_limit', 0);
		// The status of the answer follows from how the run ends.
		ob_start();
		return true;
	}

	/** A web server has no such streams: there the caller reads both. In WHMCS's own cron nobody does. */
	private function out(string $text)
	{
		if ($this->way === self::BY_WHMCS) {
			return;
		}
		if (defined('STDOUT')) {
			fwrite(STDOUT, $text);
		} else {
			echo $text;
		}
	}

	private function err(string $text)
	{
		if ($this->way === self::BY_WHMCS) {
			return;
		}
		if (defined('STDERR')) {
			fwrite(STDERR, $text);
		} else {
			echo $text;
		}
	}

	/** Whether there is something to do before WHMCS is loaded; if so, the exit status. */
	public function early(string $script)
	{
		if ($this->options['json']) {
			// Whatever WHMCS or PHP prints on the way (a warning, say) must not stand beside the object.
			ob_start(function ($text) {
				$this->err($text);
				return '';
			}, 1);
		}
		if ($this->wrong !== '') {
			return $this->fail('Unknown option: ' . $this->wrong . "\n" . $this->usage($script));
		}
		if ($this->options['help']) {
			$this->out($this->usage($script) . "\n");
			return self::OK;
		}
		return null;
	}

	private function usage(string $script): string
	{
		return 'Usage: php -q ' . basename($script) . " [--dry-run] [--json] [--quiet] [--verbose] [--help]\n"
			. $this->title . "\n"
			. "  --dry-run  print what a run would do, and change nothing\n"
			. "  --json     print one JSON object and nothing else (docs/crons.md)\n"
			. "  --quiet    print nothing but errors\n"
			. "  --verbose  tell each step on the error output\n"
			. "  --help     print this\n"
			. "Exit status: 0 done, 1 something needs attention, 2 could not run.\n"
			. 'WHMCS is looked for above this script; the environment variable WHMCS_ROOT names it otherwise.';
	}

	/** Says on the error output why nothing could be done. */
	public function fail(string $message): int
	{
		$this->printObject(self::UNUSABLE, ['error' => $message]);
		$this->err($message . "\n");
		return self::UNUSABLE;
	}

	/** With --json: the one object, with the keys that it always has in front. */
	private function printObject(int $status, array $result)
	{
		if (!$this->options['json']) {
			return;
		}
		$object = ['cron' => $this->name, 'ok' => $status === self::OK, 'status' => $status, 'dry_run' => $this->options['dry-run']]
			+ $result + ['summary' => '', 'problems' => []];
		$this->out(json_encode($object, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE) . "\n");
	}

	/** Runs the job inside the loaded WHMCS. */
	public function run(): int
	{
		try {
			$unusable = $this->unusable();
			if ($unusable !== '') {
				return $this->fail($unusable);
			}
			if (!Host::isActive()) {
				$this->say('The addon is not active in WHMCS; nothing was done.');
				return self::OK;
			}
			Host::configureCron();
			if ($this->options['dry-run']) {
				return $this->dryRun();
			}
			\Ispapi\Backorder\upgrade(Host::VERSION);
			if ($this->way === self::BY_WHMCS && !\Ispapi\Backorder\cron_claim($this->name)) {
				return self::OK;
			}
			\Ispapi\Backorder\cron_mark($this->name, 'start', $this->way);
		} catch (\Throwable $e) {
			return $this->broken($e);
		}
		try {
			$result = $this->job();
			$good = !$result['problems'];
			// A run that found nothing to do leaves its time, but no line in the log.
			$summary = empty($result['idle']) ? $result['summary'] : '';
			unset($result['idle']);
			\Ispapi\Backorder\cron_mark($this->name, $good ? 'ok' : 'error', $good ? $summary : implode(' | ', array_merge([$result['summary']], $result['problems'])));
		} catch (\Throwable $e) {
			$status = $this->broken($e);
			$this->markError($e->getMessage());
			return $status;
		}
		return $this->report($result);
	}

	private function unusable(): string
	{
		if (Host::hasExtension()) {
			return '';
		}
		$missing = Host::missingExtension(Text::ofLanguage(Text::FALLBACK));
		return $missing['title'] . ' ' . $missing['summary'] . "\n- " . implode("\n- ", $missing['steps']);
	}

	private function broken(\Throwable $e): int
	{
		$text = $this->name . ': ' . $e->getMessage();
		$this->printObject(self::PROBLEM, ['error' => $e->getMessage()]);
		$this->err($text . "\n");
		if (!$this->options['dry-run']) {
			Host::log('Cron ' . $text);
		}
		return self::PROBLEM;
	}

	/** The database may be what is broken, so this must not add an error of its own. */
	private function markError(string $message)
	{
		try {
			\Ispapi\Backorder\cron_mark($this->name, 'error', $message);
		} catch (\Throwable $e) {
			return;
		}
	}

	private function say(string $line)
	{
		$this->printObject(self::OK, ['summary' => $line]);
		if (!$this->options['json'] && !$this->options['quiet']) {
			$this->out($line . "\n");
		}
	}

	/** @return int the exit status */
	private function report(array $result, array $lines = []): int
	{
		$status = $result['problems'] ? self::PROBLEM : self::OK;
		if ($this->options['json']) {
			$this->printObject($status, $result);
			return $status;
		}
		if (!$this->options['quiet']) {
			$this->out($this->name . ': ' . $result['summary'] . "\n" . implode('', $lines));
		}
		foreach ($result['problems'] as $problem) {
			$this->err($this->name . ': ' . $problem . "\n");
		}
		return $status;
	}

	/** Tells what a run would do. Nothing is written, so it leaves no mark either. */
	private function dryRun(): int
	{
		$schema = \Ispapi\Backorder\health()['schema'];
		if ($schema['present'] !== $schema['target']) {
			return $this->fail('The tables are those of another version. A run without --dry-run brings them up to date first.');
		}
		$result = (new CronPlan($this->options['verbose']))->of($this->name);
		$lines = [];
		foreach (isset($result['due']) ? $result['due'] : [] as $order) {
			$lines[] = '  ' . CronPlan::line($order) . "\n";
		}
		return $this->report($result, $lines);
	}

	/** @return array{summary: string, problems: array, ...} */
	private function job(): array
	{
		switch ($this->name) {
			case 'batch':
				return $this->batch();
			case 'import':
				return $this->import();
			default:
				return $this->dropDates();
		}
	}

	/* ---- the jobs ---- */

	private function batch(): array
	{
		$counts = [];
		$refused = [];
		$attention = [];
		$done = 0;
		$effects = new Effects();
		for ($round = 1; $round <= self::ROUNDS; $round++) {
			// Only the last run's errors count: what failed in one and went well in the next is no problem any more.
			// What a person has to know is told once, by the run in which it came about.
			$run = \Ispapi\Backorder\machine_run(['verbose' => $this->options['verbose']]);
			foreach ($run['steps'] as $step => $count) {
				$counts[$step] = (isset($counts[$step]) ? $counts[$step] : 0) + $count;
			}
			$attention = array_values(array_unique(array_merge($attention, $run['attention'])));
			ModuleLog::calls(isset($run['calls']) ? $run['calls'] : [], isset($run['calls_left_out']) ? (int) $run['calls_left_out'] : 0);
			$settled = $effects->run($this->teller());
			$done += $settled['done'];
			$refused = array_merge($refused, $settled['errors']);
			// What WHMCS has just done, an invoice that was paid say, lets orders go on; without it there is nothing new.
			if ($settled['done'] === 0) {
				break;
			}
		}
		$parts = [];
		foreach ($counts as $step => $count) {
			$parts[] = $step . ' ' . $count;
		}
		$parts[] = 'effects ' . $done;
		$errors = array_merge($run['errors'], $refused);
		$idle = !$counts && !$done && !$errors && !$attention;
		return [
			'summary' => $idle ? 'nothing was due.' : implode(', ', $parts) . '.',
			'idle' => $idle,
			'problems' => array_values(array_unique(array_merge($attention, $errors))),
			'steps' => (object) $counts,
			'effects' => $done,
			'rounds' => min($round, self::ROUNDS),
			'errors' => array_values($errors),
			'attention' => $attention,
		];
	}

	/** @return callable|null */
	private function teller()
	{
		if (!$this->options['verbose']) {
			return null;
		}
		return function ($line) {
			$this->err($line . "\n");
		};
	}

	private function import(): array
	{
		$this->mailTemplates();
		$progress = !$this->options['quiet'] && ($this->options['verbose'] || (Caller::isCommandLine() && stream_isatty(STDERR)));
		$import = \Ispapi\Backorder\droplist_import(['progress' => $progress]);
		ModuleLog::calls(isset($import['calls']) ? $import['calls'] : [], isset($import['calls_left_out']) ? (int) $import['calls_left_out'] : 0);
		unset($import['calls'], $import['calls_left_out']);
		$dates = \Ispapi\Backorder\droplist_sync_dates();
		return ['summary' => self::counts($import) . '; ' . self::dates($dates), 'problems' => self::failedSources($import), 'import' => $import, 'dates' => $dates];
	}

	public static function counts(array $import): string
	{
		return empty($import['not_modified'])
			? self::numbers($import, ['read', 'added', 'moved', 'gone', 'kept', 'expired', 'unchanged', 'duplicates', 'overlapping', 'past', 'refused'])
			: 'the list has not changed, added 0, ' . self::numbers($import, ['expired']);
	}

	/** The reseller may have added a language to WHMCS's mails since yesterday. The import does not depend on it. */
	private function mailTemplates()
	{
		try {
			MailTemplate::install();
		} catch (\Throwable $e) {
			Host::logError('Mail templates', $e);
		}
	}

	/** The others were imported all the same, but somebody has to know. */
	public static function failedSources(array $import): array
	{
		$problems = [];
		foreach (isset($import['sources']) ? $import['sources'] : [] as $source) {
			if (empty($source['ok'])) {
				$problems[] = 'source ' . $source['name'] . ': ' . $source['error'];
			}
		}
		return $problems;
	}

	private function dropDates(): array
	{
		$dates = \Ispapi\Backorder\droplist_sync_dates();
		return ['summary' => self::dates($dates), 'problems' => [], 'dates' => $dates];
	}

	public static function dates(array $dates): string
	{
		return 'drop dates of orders: ' . self::numbers($dates, ['moved', 'gone', 'found']) . '.';
	}

	public static function numbers(array $result, array $names): string
	{
		$parts = [];
		foreach ($names as $name) {
			if (isset($result[$name])) {
				$parts[] = $name . ' ' . $result[$name];
			}
		}
		return implode(', ', $parts);
	}
}
