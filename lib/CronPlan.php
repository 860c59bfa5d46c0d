<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** What a run of a cron would do, found out by reading: in the database, and for the import also the list itself. */
final class CronPlan
{
	private $verbose;

	public function __construct(bool $verbose)
	{
		$this->verbose = $verbose;
	}

	/** @return array{summary: string, problems: array, ...} as a run's result; `due` lists orders with the step that is next */
	public function of(string $cron): array
	{
		switch ($cron) {
			case 'batch':
				return $this->batch();
			case 'import':
				return $this->import();
			default:
				return $this->dropDates();
		}
	}

	private function batch(): array
	{
		$run = \Ispapi\Backorder\machine_run(['dry_run' => true, 'verbose' => $this->verbose]);
		$steps = (array) $run['steps'];
		return [
			'summary' => $steps ? self::would(Cron::numbers($steps, array_keys($steps))) : 'nothing is due.',
			'problems' => array_values(array_unique(array_merge($run['attention'], $run['errors']))),
			'steps' => (object) $steps,
			'due' => $run['due'],
			'errors' => $run['errors'],
			'attention' => $run['attention'],
		];
	}

	/** The orders' dates would follow the new list, which is nowhere to be compared with yet: the dry run of dropdates says more. */
	private function import(): array
	{
		$import = \Ispapi\Backorder\droplist_import(['dry_run' => true, 'progress' => $this->verbose]);
		return ['summary' => self::would(Cron::counts($import)), 'problems' => Cron::failedSources($import), 'import' => $import];
	}

	private function dropDates(): array
	{
		$dates = \Ispapi\Backorder\droplist_sync_dates(['dry_run' => true]);
		$due = $dates['due'];
		unset($dates['due']);
		return ['summary' => self::would(rtrim(Cron::dates($dates), '.')), 'problems' => [], 'dates' => $dates, 'due' => $due];
	}

	private static function would(string $what): string
	{
		return 'a run would do: ' . $what . '; nothing was changed.';
	}

	/** One order as a line of text. */
	public static function line(array $order): string
	{
		$drop = View::text($order, 'dropdate') !== '' ? View::text($order, 'dropdate') : 'no date';
		$to = array_key_exists('dropdate_new', $order) ? ' -> ' . (View::text($order, 'dropdate_new') !== '' ? View::text($order, 'dropdate_new') : 'no date') : '';
		return sprintf('%s: %s (order %d of client %d, %s, %s)', View::text($order, 'step'), View::text($order, 'name'),
			View::int($order, 'id'), View::int($order, 'client_id'), View::text($order, 'status'), $drop . $to);
	}
}
