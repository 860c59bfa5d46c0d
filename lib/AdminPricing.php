<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** Pricing: fees by zone and currency. Looking at the page changes nothing. */
final class AdminPricing extends AdminPage
{
	const MAX_CSV = 1000000;
	/** At most so many fields on a page, each of them one of PHP's max_input_vars. */
	const FIELDS = 200;
	/** What a margin is before anything is typed. */
	const MARGIN = ['percent' => '20', 'fixed' => '', 'round' => '0.10'];

	/** preview: the page of the preview; '' while none is shown. */
	protected function state(): array
	{
		$state = [
			'zone' => mb_substr(Request::query('zone'), 0, 200),
			'page' => (string) Request::queryInt('page', 1, 1, 1000000),
			'preview' => Request::queryNumber('preview', 1, 1000000),
		];
		foreach (array_keys(self::MARGIN) as $name) {
			$state[$name] = $state['preview'] === '' ? '' : mb_substr(Request::query($name), 0, 16);
		}
		return $state;
	}

	public function show(): string
	{
		if (Request::query('export') === 'csv') {
			$this->export();
		}
		return $this->page();
	}

	/** $typed: prices to be shown in place of the stored ones, {zone => {currency id => text}}; '' is the new zone's. */
	private function page(array $more = [], array $typed = [], string $newZone = ''): string
	{
		$state = $this->state();
		$answer = $this->command('QueryPriceTable');
		$error = $this->text->error($answer, true);
		$currencies = isset($answer['PROPERTY']['CURRENCIES']) ? $answer['PROPERTY']['CURRENCIES'] : [];
		$zones = array_values(array_filter(isset($answer['PROPERTY']['ZONES']) ? $answer['PROPERTY']['ZONES'] : [], function ($zone) use ($state) {
			return self::isSought($zone, $state['zone']);
		}));
		$limit = max(1, intdiv(self::FIELDS, max(1, count($currencies))));
		$page = min((int) $state['page'], max(1, (int) ceil(count($zones) / $limit)));
		$rows = [];
		$shown = [];
		foreach (array_slice($zones, ($page - 1) * $limit, $limit) as $index => $zone) {
			$ascii = View::text($zone, 'TLD');
			$unicode = View::text($zone, 'TLD_UNICODE');
			$stored = $this->pricesOf($zone, $currencies, []);
			$rows[] = [
				'number' => $index,
				'zone' => $ascii,
				'name' => '.' . ($unicode !== '' ? $unicode : $ascii),
				'ascii' => $unicode !== '' && $unicode !== $ascii ? $ascii : '',
				'prices' => $this->pricesOf($zone, $currencies, isset($typed[$ascii]) ? $typed[$ascii] : []),
			];
			$shown[] = [$ascii, array_column($stored, 'value', 'currency')];
		}
		return $this->render('pricing', $more + [
			'error' => $error,
			'state' => $state,
			'currencies' => $this->currencyHeads($currencies),
			'rows' => $rows,
			'shown' => json_encode($shown, JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE),
			'pager' => View::pager(count($zones), $page, $limit, function ($number) use ($state) {
				return $this->url(['tab' => 'pricing', 'page' => $number] + $state);
			}, $this->text),
			'reset' => $this->url(['tab' => 'pricing']),
			'new_zone' => $newZone,
			'empty' => $this->pricesOf([], $currencies, isset($typed['']) ? $typed[''] : []),
			'margin' => $this->preview($state),
			'csv_text' => '',
			'import' => null,
			'export' => $this->url(['tab' => 'pricing', 'export' => 'csv']),
		]);
	}

	private static function isSought(array $zone, string $part): bool
	{
		$part = mb_strtolower(ltrim($part, '.'));
		return $part === '' || strpos(View::text($zone, 'TLD'), $part) !== false || mb_strpos(View::text($zone, 'TLD_UNICODE'), $part) !== false;
	}

	private function currencyHeads(array $currencies): array
	{
		$heads = [];
		foreach ($currencies as $currency) {
			$heads[] = ['id' => View::int($currency, 'ID'), 'code' => View::text($currency, 'CODE')];
		}
		return $heads;
	}

	/** The prices of a row; what was typed goes before what is stored. */
	private function pricesOf(array $zone, array $currencies, array $typed): array
	{
		$prices = [];
		foreach ($currencies as $currency) {
			$id = View::int($currency, 'ID');
			$prices[] = [
				'currency' => $id,
				'code' => View::text($currency, 'CODE'),
				'value' => isset($typed[$id]) ? $typed[$id] : View::text(isset($zone['PRICES']) ? $zone['PRICES'] : [], (string) $id),
			];
		}
		return $prices;
	}

	private function export()
	{
		$answer = $this->command('QueryPriceTable');
		$currencies = $this->currencyHeads(isset($answer['PROPERTY']['CURRENCIES']) ? $answer['PROPERTY']['CURRENCIES'] : []);
		$rows = [];
		foreach (isset($answer['PROPERTY']['ZONES']) ? $answer['PROPERTY']['ZONES'] : [] as $zone) {
			$row = [View::text($zone, 'TLD')];
			foreach ($currencies as $currency) {
				$row[] = View::text(isset($zone['PRICES']) ? $zone['PRICES'] : [], (string) $currency['id']);
			}
			$rows[] = $row;
		}
		$part = ['rows' => $rows, 'error' => $this->text->error($answer, true), 'status' => ClientPage::statusOf($answer)];
		Csv::send('backorder-prices', array_merge(['zone'], array_column($currencies, 'code')), function () use ($part) {
			return $part;
		}, PHP_INT_MAX, PHP_INT_MAX);
	}

	/* ---- changes ---- */

	public function change(): string
	{
		if (Request::posted('delete') !== '') {
			return $this->deletePrice(Request::posted('delete'));
		}
		switch (Request::posted('action')) {
			case 'save_prices':
				return $this->savePrices();
			case 'check_csv':
				return $this->import(true);
			case 'import_csv':
				return $this->import(false);
			case 'save_margin':
				return $this->saveMargin();
			default:
				return $this->back('danger', $this->text->get('error_choose_act'));
		}
	}

	/**
	 * What was typed into the rows and is other than it was shown: {zone => {currency id => text}}. A price that somebody
	 * else has changed meanwhile is not set back by one who did not touch it.
	 */
	private static function typedPrices(): array
	{
		$fields = Request::allPosted();
		$shown = json_decode(Request::posted('shown'), true);
		$typed = [];
		foreach (is_array($shown) ? $shown : [] as $number => $row) {
			if (!isset($row[0], $row[1]) || !is_string($row[0]) || !is_array($row[1])) {
				continue;
			}
			foreach ($row[1] as $currency => $price) {
				$name = 'price' . $number . '_' . $currency;
				if (isset($fields[$name]) && trim($fields[$name]) !== (string) $price) {
					$typed[$row[0]][$currency] = trim($fields[$name]);
				}
			}
		}
		return $typed;
	}

	/** The prices of the row for a new zone; empty when nothing was typed into it. */
	private static function typedNew(): array
	{
		$prices = [];
		foreach (Request::allPosted() as $name => $value) {
			if (preg_match('/^new_([0-9]{1,9})$/D', (string) $name, $match)) {
				$prices[$match[1]] = trim($value);
			}
		}
		return Request::posted('new_zone') !== '' || implode('', $prices) !== '' ? $prices : [];
	}

	/** Saves what was changed, each zone on its own; what is refused stays as it was typed. */
	private function savePrices(): string
	{
		$typed = self::typedPrices();
		$new = self::typedNew();
		$newZone = Request::posted('new_zone');
		$saved = [];
		$lines = [];
		foreach ($typed as $zone => $prices) {
			$error = $this->savePrice((string) $zone, $prices);
			if ($error === '') {
				$saved[] = (string) $zone;
				unset($typed[$zone]);
			} else {
				$lines[] = ['text' => '.' . View::unicode((string) $zone) . ': ' . $error];
			}
		}
		if ($new) {
			$error = $this->savePrice($newZone, $new);
			if ($error === '') {
				$saved[] = $newZone;
				$newZone = '';
				$new = [];
			} else {
				$lines[] = ['text' => ($newZone !== '' ? $newZone : $this->text->get('new_zone')) . ': ' . $error];
			}
		}
		$words = ['zones' => $this->text->number(count($saved)), 'name' => View::unicode(implode(', ', $saved))];
		if ($lines) {
			$notice = ['kind' => $saved ? 'warning' : 'danger', 'text' => $this->text->get('prices_part', $words), 'lines' => $lines];
			return $this->page(['notice' => $notice], $typed + ($new ? ['' => $new] : []), $newZone);
		}
		if (!$saved) {
			return $this->back('warning', $this->text->get('prices_unchanged'));
		}
		return $this->back('success', $this->text->get(count($saved) === 1 ? 'done_save_price' : 'done_save_prices', $words));
	}

	/** @return string the error; '' when they are saved */
	private function savePrice(string $zone, array $prices): string
	{
		$parameters = [];
		foreach ($prices as $currency => $price) {
			$parameters['PRICE' . $currency] = $price;
		}
		return $this->text->error(Host::command(['COMMAND' => 'SavePrice', 'TLD' => $zone] + $parameters, $this->caller), true);
	}

	/** Deletes one zone. What was typed into other rows is not saved by that, and not lost either. */
	private function deletePrice(string $zone): string
	{
		$answer = $this->command('DeletePrice', ['TLD' => $zone]);
		$typed = array_diff_key(self::typedPrices(), [$zone => 1]);
		$new = self::typedNew();
		if (!$typed && !$new) {
			return $this->backFrom($answer, 'done_delete_price', $zone);
		}
		$error = $this->text->error($answer, true);
		$text = $error !== '' ? $zone . ': ' . $error : $this->text->get('done_delete_price', ['name' => View::unicode($zone)]);
		$notice = ['kind' => $error !== '' ? 'danger' : 'success', 'text' => $text, 'lines' => []];
		return $this->page(['notice' => $notice], $typed + ($new ? ['' => $new] : []), Request::posted('new_zone'));
	}

	/** The text of the form, or of the file that was chosen; null when it is too large. */
	private static function postedCsv()
	{
		$file = isset($_FILES['csv_file']) && is_array($_FILES['csv_file']) ? $_FILES['csv_file'] : [];
		$name = isset($file['tmp_name']) && is_string($file['tmp_name']) ? $file['tmp_name'] : '';
		if (isset($file['error']) && in_array($file['error'], [UPLOAD_ERR_INI_SIZE, UPLOAD_ERR_FORM_SIZE], true)) {
			return null;
		}
		$csv = $name !== '' && is_uploaded_file($name) ? (string) file_get_contents($name, false, null, 0, self::MAX_CSV + 1) : Request::posted('csv');
		return strlen($csv) > self::MAX_CSV ? null : $csv;
	}

	private function import(bool $check): string
	{
		$csv = self::postedCsv();
		if ($csv === null) {
			$error = $this->text->get('error_csv_large', ['limit' => $this->text->number(intdiv(self::MAX_CSV, 1000000))]);
			return $this->page(['error' => $error, 'csv_text' => Request::posted('csv')]);
		}
		$answer = Host::command(['COMMAND' => 'ImportPrices', 'CSV' => $csv, 'DRYRUN' => $check ? '1' : ''], $this->caller);
		$error = $this->text->error($answer, true);
		if ($error !== '') {
			return $this->page(['error' => $error, 'csv_text' => $csv]);
		}
		$result = $answer['PROPERTY'];
		$words = ['zones' => $this->text->number(View::int($result, 'zones')), 'prices' => $this->text->number(View::int($result, 'prices'))];
		if (!empty($result['saved'])) {
			return $this->back('success', $this->text->get('done_import', $words));
		}
		$lines = [];
		foreach ($result['errors'] as $line) {
			$lines[] = $this->text->get('import_line', ['line' => View::int($line, 'line')]) . ' ' . View::text($line, 'message');
		}
		return $this->page(['csv_text' => $csv, 'import' => [
			'good' => !$lines, 'text' => $this->text->get($lines ? 'import_bad' : 'import_good', $words), 'lines' => $lines,
		]]);
	}

	/* ---- prices from the registrar's stored ones ---- */

	private function marginAnswer(array $state, string $chosen = ''): array
	{
		return $this->command('MarginPrices', [
			'PERCENT' => $state['percent'], 'FIXED' => $state['fixed'], 'ROUND' => $state['round'],
			'SAVE' => $chosen !== '' ? '1' : '', 'CHOSEN' => $chosen,
		]);
	}

	/** The margin as it was typed, and a page of the prices that it makes. */
	private function preview(array $state): array
	{
		if ($state['preview'] === '') {
			return self::MARGIN + ['rows' => [], 'told' => '', 'error' => '', 'pager' => []];
		}
		$margin = array_intersect_key($state, self::MARGIN) + ['rows' => [], 'told' => '', 'error' => '', 'pager' => []];
		$answer = $this->marginAnswer($state);
		$margin['error'] = $this->text->error($answer, true);
		$items = $margin['error'] === '' ? $answer['PROPERTY']['items'] : [];
		if (!$items) {
			$margin['error'] = $margin['error'] === '' ? $this->text->get('margin_none') : $margin['error'];
			return $margin;
		}
		$page = min((int) $state['preview'], (int) ceil(count($items) / self::FIELDS));
		$margin['rows'] = array_slice($items, ($page - 1) * self::FIELDS, self::FIELDS);
		$margin['told'] = View::time(View::text($answer['PROPERTY'], 'told_at'));
		$margin['pager'] = View::pager(count($items), $page, self::FIELDS, function ($number) use ($state) {
			return $this->url(['tab' => 'pricing', 'preview' => $number] + $state) . '#bo-margin';
		}, $this->text);
		return $margin;
	}

	/** Takes over the prices whose boxes are ticked, and shows the same page of the preview again. */
	private function saveMargin(): string
	{
		$chosen = Request::postedList('take');
		if (!$chosen) {
			return $this->back('danger', $this->text->get('error_choose_zones'));
		}
		$answer = $this->marginAnswer($this->state(), implode(',', $chosen));
		$error = $this->text->error($answer, true);
		if ($error !== '') {
			return $this->back('danger', $error);
		}
		return $this->back('success', $this->text->get('done_margin', ['prices' => $this->text->number(View::int($answer['PROPERTY'], 'saved'))]));
	}
}
