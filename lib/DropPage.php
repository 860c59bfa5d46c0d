<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** Expiring Domains: the search, its answer, and what can be ordered from it. */
final class DropPage extends ClientPage
{
	const ORDERS = ['dropdate', 'domain', 'price', 'length', 'digits', 'hyphens', 'mine'];
	const SORT_NAMES = ['length' => 'NUMBEROFCHARACTERS', 'digits' => 'NUMBEROFDIGITS', 'hyphens' => 'NUMBEROFHYPHENS'];
	/** Texts of the filter panel: parameter of the address => parameter of the command, longest text. */
	const TEXTS = [
		'q' => ['QUERY', 500], 'contains' => ['CONTAINS', 200], 'starts' => ['STARTS', 200], 'ends' => ['ENDS', 200],
		'without' => ['NOTCONTAINS', 200], 'pattern' => ['PATTERN', 200], 'regex' => ['DOMAINREGEXP', 400],
	];
	const NUMBERS = [
		'min' => 'CHARS_COUNT_MIN', 'max' => 'CHARS_COUNT_MAX', 'lmin' => 'LETTERS_COUNT_MIN', 'lmax' => 'LETTERS_COUNT_MAX',
		'dmin' => 'DIGITS_COUNT_MIN', 'dmax' => 'DIGITS_COUNT_MAX', 'hmin' => 'HYPHENS_COUNT_MIN', 'hmax' => 'HYPHENS_COUNT_MAX',
	];
	/** So many zones are offered with their counts. */
	const ZONES_SHOWN = 12;

	/** What the check of pasted names found, for a browser without the script. */
	private $checked = [];

	public function state(): array
	{
		$state = [];
		foreach (self::TEXTS as $name => $text) {
			$state[$name] = mb_substr(Request::query($name), 0, $text[1]);
		}
		foreach (array_keys(self::NUMBERS) as $name) {
			$state[$name] = Request::queryNumber($name, 0, 63);
		}
		return $state + [
			'zone' => $this->zones(),
			'from' => self::day('from'),
			'to' => self::day('to'),
			'digits' => Request::queryChoice('digits', ['any', 'no', 'only'], 'any'),
			'hyphens' => Request::queryChoice('hyphens', ['any', 'no'], 'any'),
			'idn' => Request::queryChoice('idn', ['any', 'no', 'only'], 'any'),
			'mine' => Request::queryChoice('mine', ['any', 'yes', 'no'], 'any'),
			'sort' => Request::queryChoice('sort', self::sortChoices(self::ORDERS), 'dropdate'),
			'limit' => self::pageSize(),
			'page' => self::pageNumber(),
		];
	}

	protected function defaults(): array
	{
		return ['digits' => 'any', 'hyphens' => 'any', 'idn' => 'any', 'mine' => 'any', 'limit' => '50', 'page' => '1', 'sort' => 'dropdate'];
	}

	/** The zones, from an address ("com,net") or from the boxes of a form. */
	private function zones(): string
	{
		$zones = Request::queryList('zone');
		if (!$zones) {
			$zones = explode(',', Request::query('zone'));
		}
		$zones = array_filter(array_map('trim', $zones), function ($zone) {
			return preg_match('/^[^\s,]{1,253}$/u', $zone) === 1;
		});
		// How many there may be is the core's to say: a search by fewer zones than asked for would be another search.
		return implode(',', array_unique($zones));
	}

	private static function day(string $name): string
	{
		$value = Request::query($name);
		return preg_match('/^(\d{4})-(\d\d)-(\d\d)$/D', $value, $part) && checkdate((int) $part[2], (int) $part[3], (int) $part[1]) ? $value : '';
	}

	private function parameters(array $state): array
	{
		$parameters = [
			'FIRST' => ((int) $state['page'] - 1) * (int) $state['limit'],
			'LIMIT' => (int) $state['limit'],
			// The default is left to the search text, which may say an order.
			'ORDERBY' => $state['sort'] === 'dropdate' ? '' : self::orderBy($state['sort'], self::SORT_NAMES),
			'TLD' => $state['zone'],
			'DROPDATE_FROM' => $state['from'],
			'DROPDATE_TO' => $state['to'],
			'DIGITS_NO' => $state['digits'] === 'no' ? 'true' : '',
			'DIGITS_ONLY' => $state['digits'] === 'only' ? 'true' : '',
			'HYPHENS_NO' => $state['hyphens'] === 'no' ? 'true' : '',
			'IDN' => $state['idn'] === 'any' ? '' : ($state['idn'] === 'only' ? '1' : '0'),
			'MINE' => $state['mine'] === 'any' ? '' : $state['mine'],
		];
		foreach (self::TEXTS as $name => $text) {
			$parameters[$text[0]] = $state[$name];
		}
		foreach (self::NUMBERS as $name => $number) {
			$parameters[$number] = $state[$name];
		}
		return $parameters;
	}

	public function show(): array
	{
		$state = $this->state();
		if (Request::query('csv') === '1') {
			$this->download($state);
		}
		$answer = $this->command('QueryDeletedDomainsList', $this->parameters($state) + ['COUNTS' => '1']);
		$list = $this->listed($answer, $state);
		if (Request::wantsJson()) {
			$this->sendList($answer, $list);
		}
		$prices = Panels::prices($this->caller);
		$chosen = explode(',', $state['zone']);
		foreach ($prices as $index => $price) {
			$prices[$index]['chosen'] = in_array($price['zone'], $chosen, true);
		}
		return $this->page('dropdomains', 'dropdomains_title', [
			'state' => $state,
			'list' => $list,
			'blank' => $this->blankRow(),
			'heads' => $this->heads(self::ORDERS, $state),
			'sizes' => self::PAGE_SIZES,
			'prices' => $prices,
			'filters' => $this->filters($state),
			'action' => $this->url($state),
			'reset' => $this->url(),
			'checked' => $this->checked ? $this->checked : self::blankCheck(),
			'blank_checked' => array_fill_keys(['name', 'state', 'date', 'iso', 'price'], '') + ['ok' => false],
			'config' => $this->config($answer),
		]);
	}

	private function listed(array $answer, array $state): array
	{
		$error = $this->problem($answer);
		$total = View::total($answer);
		$good = $error === '';
		return [
			'rows' => $good ? $this->rows($answer) : [],
			'error' => $error,
			'summary' => $good ? $this->text->get('found', [
				'total' => $this->text->number($total), 'time' => View::text($answer, 'RUNTIME'),
			]) : '',
			'pager' => $good ? $this->pager($total, $state) : [],
			'chart' => Chart::ofDays($good ? $answer : [], $state, $this->text, function (array $days) use ($state) {
				return $this->url($days + ['page' => '1'] + $state);
			}),
			'zones' => $good ? $this->zoneCounts($answer, $state) : [],
			'csv' => $good && $total > 0 ? $this->url($state) . '&csv=1' : '',
			'filters' => $this->filters($state),
		];
	}

	/** What is wrong with the search, '' when nothing is. */
	private function problem(array $answer): string
	{
		$description = isset($answer['DESCRIPTION']) ? (string) $answer['DESCRIPTION'] : '';
		return strpos($description, 'TLD is too long') === false ? $this->text->error($answer) : $this->text->get('zones_too_many');
	}

	/** How many filters of the panel are set. */
	private function filters(array $state): string
	{
		$set = $this->shortened(array_diff_key($state, ['q' => 1, 'sort' => 1, 'limit' => 1, 'page' => 1]));
		return $set ? (string) count($set) : '';
	}

	/** The zones with the most names, each a filter. */
	private function zoneCounts(array $answer, array $state): array
	{
		$property = $answer['PROPERTY'];
		$names = isset($property['ZONE']) && is_array($property['ZONE']) ? $property['ZONE'] : [];
		$chosen = $state['zone'] === '' ? [] : explode(',', $state['zone']);
		$zones = [];
		foreach (array_slice($names, 0, self::ZONES_SHOWN) as $index => $zone) {
			$active = in_array($zone, $chosen, true);
			$wanted = $active ? array_values(array_diff($chosen, [$zone])) : [$zone];
			$zones[] = [
				'zone' => $zone,
				'name' => '.' . View::unicode($zone),
				'number' => $this->text->number((int) $property['ZONECOUNT'][$index]),
				'active' => $active,
				'url' => $this->url(['zone' => implode(',', $wanted), 'page' => '1'] + $state),
			];
		}
		return $zones;
	}

	private function rows(array $answer): array
	{
		$rows = [];
		foreach (View::rows($answer) as $row) {
			$domain = View::text($row, 'DOMAIN');
			$unicode = View::text($row, 'DOMAINIDN');
			$rows[] = [
				'domain' => $domain,
				'name' => $unicode !== '' ? $unicode : $domain,
				'ascii' => $unicode !== '' && $unicode !== $domain ? $domain : '',
				'price' => View::text($row, 'PRICE_FORMATED'),
				'iso' => View::iso(View::text($row, 'DROPDATE')),
				'time' => View::moment(View::text($row, 'DROPDATE')),
				'length' => View::text($row, 'NUMBEROFCHARACTERS'),
				'digits' => View::text($row, 'NUMBEROFDIGITS'),
				'hyphens' => View::text($row, 'NUMBEROFHYPHENS'),
			] + $this->orderState(View::text($row, 'STATUS'));
		}
		return $rows;
	}

	/** What a row shows of the client's own order. */
	public function orderState(string $status): array
	{
		$has = $status !== '' && $status !== '-';
		$order = !$this->isGuest() && !$has;
		return [
			'status' => $has ? $status : '',
			'status_text' => $has ? $this->text->status($status) : '',
			'label_class' => View::labelClass($status),
			'can_order' => $order,
			'can_delete' => !$this->isGuest() && View::canDelete($status),
		];
	}

	private function blankRow(): array
	{
		return array_fill_keys(['domain', 'name', 'ascii', 'price', 'iso', 'time', 'length', 'digits', 'hyphens'], '') + $this->orderState('');
	}

	/* ---- pasted names ---- */

	private static function blankCheck(): array
	{
		return ['rows' => [], 'summary' => '', 'names' => '', 'count' => 0, 'button' => ''];
	}

	/** What would become of the names, before anything is ordered. */
	public function check(array $names): array
	{
		$answer = $this->command('CheckBackorders', ['DOMAINS' => implode("\n", $names)]);
		if (!self::succeeded($answer)) {
			return ['error' => $this->text->error($answer), 'status' => self::statusOf($answer)];
		}
		$property = $answer['PROPERTY'];
		$rows = [];
		$good = [];
		foreach (isset($property['NAMES']) && is_array($property['NAMES']) ? $property['NAMES'] : [] as $row) {
			$state = View::text($row, 'STATE');
			$ok = $state === 'OK';
			if ($ok) {
				$good[] = View::text($row, 'DOMAIN');
			}
			$rows[] = [
				'name' => View::text($row, 'DOMAINIDN'),
				'ok' => $ok,
				'state' => $this->text->get($ok ? (View::int($row, 'COVERED') ? 'check_ok' : 'check_funds') : 'check_' . $state),
				'iso' => View::iso(View::text($row, 'DROPDATE')),
				'date' => View::int($row, 'LISTED') ? View::moment(View::text($row, 'DROPDATE')) : ($ok ? $this->text->get('check_unlisted') : ''),
				'price' => View::text(isset($row['PRICE']) ? $row['PRICE'] : [], 'VALUE_FORMATED'),
			];
		}
		$amount = function ($name) use ($property) {
			return View::text(isset($property[$name]) ? $property[$name] : [], 'VALUE_FORMATED');
		};
		$missing = (float) View::text(isset($property['MISSING']) ? $property['MISSING'] : [], 'VALUE') > 0;
		$summary = $this->text->get('check_summary', ['good' => count($good), 'total' => count($rows), 'price' => $amount('TOTALPRICE'), 'free' => $amount('FREE')]);
		if ($missing) {
			$summary .= ' ' . $this->text->get('check_missing', ['missing' => $amount('MISSING')]);
		}
		return [
			'rows' => $rows, 'summary' => $summary, 'names' => implode("\n", $good), 'count' => count($good),
			'button' => $good ? $this->text->get('check_place', ['count' => count($good)]) : '',
		];
	}

	/** The page with the result of a check, for a browser without the script. */
	public function showChecked(array $checked): array
	{
		$this->checked = $checked + self::blankCheck();
		return $this->show();
	}

	/* ---- download ---- */

	private function download(array $state)
	{
		$head = ['domain', 'price', 'dropdate_utc', 'length', 'digits', 'hyphens', 'status'];
		$rows = function (int $first) use ($state) {
			$answer = $this->command('QueryDeletedDomainsList', ['FIRST' => $first, 'LIMIT' => self::CSV_STEP] + $this->parameters($state));
			$lines = [];
			foreach (View::rows($answer) as $row) {
				$status = View::text($row, 'STATUS');
				$lines[] = [
					View::text($row, 'DOMAINIDN'), View::text($row, 'PRICE_FORMATED'), View::text($row, 'DROPDATE'),
					View::text($row, 'NUMBEROFCHARACTERS'), View::text($row, 'NUMBEROFDIGITS'), View::text($row, 'NUMBEROFHYPHENS'),
					$status === '-' ? '' : $this->text->status($status),
				];
			}
			return ['rows' => $lines, 'total' => View::total($answer), 'error' => $this->problem($answer), 'status' => self::statusOf($answer)];
		};
		$this->sendCsv('expiring-domains', $head, $rows);
	}
}
