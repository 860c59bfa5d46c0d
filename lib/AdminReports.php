<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** Reports: what became of the orders, by month and zone. */
final class AdminReports extends AdminPage
{
	const COUNTS = ['orders', 'open', 'caught', 'failed', 'cancelled', 'auctions'];
	const AMOUNTS = ['revenue', 'cost', 'margin'];

	protected function state(): array
	{
		$month = function ($name) {
			return preg_match('/^\d{4}-(0[1-9]|1[0-2])$/D', Request::query($name)) ? Request::query($name) : '';
		};
		return ['from' => $month('from'), 'to' => $month('to'), 'zone' => mb_substr(Request::query('zone'), 0, 200)];
	}

	public function show(): string
	{
		$state = $this->state();
		$answer = $this->command('QueryReport', ['FROM' => $state['from'], 'TO' => $state['to'], 'TLD' => $state['zone']]);
		$error = $this->text->error($answer, true);
		$rows = $error === '' ? $answer['PROPERTY']['rows'] : [];
		$currency = $error === '' ? View::text($answer['PROPERTY'], 'currency') : '';
		if (Request::query('export') === 'csv' && $error === '') {
			$lines = $this->csvRows($rows, $currency);
			Csv::send('backorder-report', array_merge(['month', 'zone'], self::COUNTS, self::AMOUNTS, ['currency']), function () use ($lines) {
				return ['rows' => $lines, 'error' => '', 'status' => 200];
			}, PHP_INT_MAX, PHP_INT_MAX);
		}
		$state = ($error === '' ? ['from' => View::text($answer['PROPERTY'], 'from'), 'to' => View::text($answer['PROPERTY'], 'to')] : []) + $state;
		$months = self::sums($rows, 'month');
		$zones = self::sums($rows, 'zone');
		uasort($zones, function ($a, $b) {
			return $b['orders'] - $a['orders'];
		});
		return $this->render('reports', [
			'state' => $state,
			'error' => $error,
			'currency' => $currency,
			'months' => $this->lines($months),
			'zones' => $this->lines(array_slice($zones, 0, 50, true)),
			'more' => max(0, count($zones) - 50),
			'reasons' => $error === '' ? $this->reasons($answer['PROPERTY']['reasons']) : [],
			'charts' => $months ? [
				$this->chart($this->text->get('chart_orders'), $months, ['caught' => '#2b7a31', 'failed' => '#b02a30', 'cancelled' => '#5c6470', 'open' => '#1f5fa8']),
				$this->chart($this->text->get('chart_revenue', ['currency' => $currency]), $months, ['revenue' => '#136a8a']),
			] : [],
			'csv' => $this->url(['tab' => 'reports', 'export' => 'csv'] + $state),
		]);
	}

	private function csvRows(array $rows, string $currency): array
	{
		$lines = [];
		foreach ($rows as $row) {
			$line = [];
			foreach (array_merge(['month', 'zone'], self::COUNTS, self::AMOUNTS) as $name) {
				$line[] = View::text($row, $name);
			}
			$lines[] = array_merge($line, [$currency]);
		}
		return $lines;
	}

	/** Sums up rows by one of their columns. A cost that is not known for a part makes the sum unknown. */
	private static function sums(array $rows, string $by): array
	{
		$sums = [];
		foreach ($rows as $row) {
			$key = View::text($row, $by);
			if (!isset($sums[$key])) {
				$sums[$key] = array_fill_keys(self::COUNTS, 0) + ['revenue' => 0.0, 'cost' => 0.0, 'unknown' => false];
			}
			foreach (self::COUNTS as $name) {
				$sums[$key][$name] += View::int($row, $name);
			}
			$sums[$key]['revenue'] += (float) View::text($row, 'revenue');
			$sums[$key]['cost'] += (float) View::text($row, 'cost');
			$sums[$key]['unknown'] = $sums[$key]['unknown'] || (View::text($row, 'cost') === '' && View::int($row, 'caught') > 0);
		}
		return $sums;
	}

	private function lines(array $sums): array
	{
		$lines = [];
		foreach ($sums as $key => $sum) {
			$line = ['name' => View::unicode((string) $key)];
			foreach (self::COUNTS as $name) {
				$line[$name] = $this->text->number($sum[$name]);
			}
			$ended = $sum['caught'] + $sum['failed'] + $sum['cancelled'];
			$line['rate'] = $ended > 0 ? round($sum['caught'] * 100 / $ended) . ' %' : '';
			$line['revenue'] = number_format($sum['revenue'], 2, '.', '');
			$line['cost'] = $sum['unknown'] ? '' : number_format($sum['cost'], 2, '.', '');
			$line['margin'] = $sum['unknown'] ? '' : number_format($sum['revenue'] - $sum['cost'], 2, '.', '');
			$lines[] = $line;
		}
		return $lines;
	}

	private function reasons(array $sums): array
	{
		arsort($sums);
		$lines = [];
		foreach ($sums as $reason => $orders) {
			$lines[] = ['name' => $reason === '' ? '-' : $this->text->reason((string) $reason, true), 'orders' => $this->text->number($orders)];
		}
		return $lines;
	}

	/** Bars, one a month, made of parts; as numbers for the template that draws them. */
	private function chart(string $title, array $months, array $series): array
	{
		$largest = 0;
		foreach ($months as $sum) {
			$largest = max($largest, array_sum(array_intersect_key($sum, $series)));
		}
		$width = 720;
		$height = 180;
		// A single month is no bar across the whole picture.
		$step = $width / max(6, count($months));
		$bars = [];
		$index = 0;
		foreach ($months as $month => $sum) {
			$parts = [];
			$top = $height;
			foreach ($series as $name => $color) {
				$size = $largest > 0 ? $sum[$name] * $height / $largest : 0;
				$top -= $size;
				$parts[] = ['y' => sprintf('%.1F', $top), 'height' => sprintf('%.1F', $size), 'color' => $color];
			}
			$bars[] = [
				'x' => sprintf('%.1F', $index * $step + $step * 0.15), 'width' => sprintf('%.1F', $step * 0.7),
				'middle' => sprintf('%.1F', ($index + 0.5) * $step), 'month' => (string) $month, 'parts' => $parts,
			];
			$index++;
		}
		$legend = [];
		foreach ($series as $name => $color) {
			$legend[] = ['color' => $color, 'name' => $this->text->get('report_' . $name)];
		}
		return ['title' => $title, 'largest' => $this->text->number((int) ceil($largest)), 'bars' => $bars, 'legend' => $legend];
	}
}
