<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** Pricing: fees by zone and currency. Looking at the page changes nothing. */
final class AdminPricing extends AdminPage
{
	const MAX_CSV = 1000000;

	public function show(): string
	{
		if (Request::query('export') === 'csv') {
			$this->export();
		}
		return $this->page();
	}

	private function page(array $more = []): string
	{
		$answer = $this->command('QueryPriceTable');
		$error = $this->text->error($answer, true);
		$currencies = isset($answer['PROPERTY']['CURRENCIES']) ? $answer['PROPERTY']['CURRENCIES'] : [];
		$zones = isset($answer['PROPERTY']['ZONES']) ? $answer['PROPERTY']['ZONES'] : [];
		$rows = [];
		foreach ($zones as $index => $zone) {
			$ascii = View::text($zone, 'TLD');
			$unicode = View::text($zone, 'TLD_UNICODE');
			$rows[] = [
				'number' => $index + 1,
				'zone' => $ascii,
				'name' => '.' . ($unicode !== '' ? $unicode : $ascii),
				'ascii' => $unicode !== '' && $unicode !== $ascii ? $ascii : '',
				'prices' => $this->pricesOf($zone, $currencies),
			];
		}
		return $this->render('pricing', $more + [
			'error' => $error,
			'currencies' => $this->currencyHeads($currencies),
			'rows' => $rows,
			'empty' => $this->pricesOf([], $currencies),
			'margin' => ['percent' => '20', 'fixed' => '', 'round' => '0.10', 'rows' => [], 'told' => ''],
			'csv_text' => '',
			'import' => null,
			'export' => $this->url(['tab' => 'pricing', 'export' => 'csv']),
		]);
	}

	private function currencyHeads(array $currencies): array
	{
		$heads = [];
		foreach ($currencies as $currency) {
			$heads[] = ['id' => View::int($currency, 'ID'), 'code' => View::text($currency, 'CODE')];
		}
		return $heads;
	}

	private function pricesOf(array $zone, array $currencies): array
	{
		$prices = [];
		foreach ($currencies as $currency) {
			$id = View::int($currency, 'ID');
			$prices[] = [
				'currency' => $id,
				'code' => View::text($currency, 'CODE'),
				'value' => View::text(isset($zone['PRICES']) ? $zone['PRICES'] : [], (string) $id),
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
		$this->sendCsv('backorder-prices', array_merge(['zone'], array_column($currencies, 'code')), $rows);
	}

	/* ---- changes ---- */

	public function change(): string
	{
		$zone = Request::posted('zone');
		switch (Request::posted('action')) {
			case 'save_price':
				return $this->backFrom(Host::command(['COMMAND' => 'SavePrice', 'TLD' => $zone] + $this->postedPrices(), $this->caller), 'done_save_price', $zone);
			case 'delete_price':
				return $this->backFrom($this->command('DeletePrice', ['TLD' => $zone]), 'done_delete_price', $zone);
			case 'check_csv':
				return $this->import(true);
			case 'import_csv':
				return $this->import(false);
			case 'preview_margin':
				return $this->margin(false);
			case 'save_margin':
				return $this->margin(true);
			default:
				return $this->back('danger', $this->text->get('error_choose_act'));
		}
	}

	/** The fields PRICE<currency id>, as typed. */
	private function postedPrices(): array
	{
		$prices = [];
		foreach (Request::allPosted() as $name => $value) {
			if (preg_match('/^price([0-9]{1,9})$/D', (string) $name, $match)) {
				$prices['PRICE' . $match[1]] = trim($value);
			}
		}
		return $prices;
	}

	/** The text of the form, or of the file that was chosen. */
	private static function postedCsv(): string
	{
		$file = isset($_FILES['csv_file']) && is_array($_FILES['csv_file']) ? $_FILES['csv_file'] : [];
		$name = isset($file['tmp_name']) && is_string($file['tmp_name']) ? $file['tmp_name'] : '';
		if ($name !== '' && is_uploaded_file($name)) {
			return (string) file_get_contents($name, false, null, 0, self::MAX_CSV);
		}
		return substr(Request::posted('csv'), 0, self::MAX_CSV);
	}

	private function import(bool $check): string
	{
		$csv = self::postedCsv();
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

	/** Prices from the registrar's stored ones: a preview, and then the chosen zones are taken over. */
	private function margin(bool $save): string
	{
		$margin = ['percent' => Request::posted('percent'), 'fixed' => Request::posted('fixed'), 'round' => Request::posted('round')];
		$zones = [];
		foreach (Request::allPosted() as $name => $value) {
			if (preg_match('/^take[0-9]{1,6}$/D', (string) $name) && is_string($value)) {
				$zones[] = $value;
			}
		}
		if ($save && !$zones) {
			return $this->back('danger', $this->text->get('error_choose_zones'));
		}
		$answer = $this->command('MarginPrices', [
			'PERCENT' => $margin['percent'], 'FIXED' => $margin['fixed'], 'ROUND' => $margin['round'],
			'SAVE' => $save ? '1' : '', 'TLD' => $save ? implode(',', $zones) : '',
		]);
		$error = $this->text->error($answer, true);
		if ($error !== '') {
			return $this->page(['error' => $error]);
		}
		$result = $answer['PROPERTY'];
		if ($save) {
			return $this->back('success', $this->text->get('done_margin', ['prices' => $this->text->number(View::int($result, 'saved'))]));
		}
		$rows = $result['items'];
		if (!$rows) {
			return $this->page(['error' => $this->text->get('margin_none')]);
		}
		return $this->page(['margin' => $margin + ['rows' => $rows, 'told' => View::time(View::text($result, 'told_at'))]]);
	}
}
