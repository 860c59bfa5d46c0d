<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** My Backorders: the client's orders, why they are where they are, what comes next, and what the funds cover. */
final class OrderPage extends ClientPage
{
	const ORDERS = ['id', 'domain', 'dropdate', 'status', 'price'];

	public function state(): array
	{
		return [
			'status' => Request::queryChoice('status', View::STATUSES, ''),
			'q' => mb_substr(Request::query('q'), 0, 200),
			'sort' => Request::queryChoice('sort', self::sortChoices(self::ORDERS), '-id'),
			'limit' => self::pageSize(),
			'page' => self::pageNumber(),
		];
	}

	protected function defaults(): array
	{
		return ['limit' => '50', 'page' => '1', 'sort' => '-id'];
	}

	private function parameters(array $state): array
	{
		return [
			'FIRST' => ((int) $state['page'] - 1) * (int) $state['limit'],
			'LIMIT' => (int) $state['limit'],
			'ORDERBY' => self::orderBy($state['sort'], []),
			'STATUS' => $state['status'],
			'SEARCH' => $state['q'],
		];
	}

	public function show(): array
	{
		$state = $this->state();
		$shown = Request::queryInt('order', 0, 1, 999999999);
		if ($shown && Request::wantsJson()) {
			$this->sendTimeline($shown);
		}
		if (Request::query('csv') === '1') {
			$this->download($state);
		}
		$answer = $this->command('QueryBackorderList', $this->parameters($state));
		$account = Panels::account($this->caller);
		$list = $this->listed($answer, $state, $account);
		if (Request::wantsJson()) {
			$this->sendList($answer, $list);
		}
		return $this->page('manage', 'manage_title', [
			'state' => $state,
			'list' => $list,
			'blank' => $this->blankRow(),
			'heads' => $this->heads(self::ORDERS, $state),
			'sizes' => self::PAGE_SIZES,
			'shown' => $shown,
			'timeline' => $shown ? View::timeline($this->command('QueryBackorderTimeline', ['BACKORDERID' => $shown]), $this->text, false) : [],
			'action' => $this->url($state),
			'reset' => $this->url(),
			'feed' => $this->feed(),
			'config' => $this->config($answer),
		]);
	}

	private function listed(array $answer, array $state, array $account): array
	{
		$error = $this->text->error($answer);
		$total = View::total($answer);
		$good = $error === '';
		return [
			'rows' => $good ? $this->rows($answer, $state, self::planned($account)) : [],
			'error' => $error,
			'summary' => $good ? $this->text->get('orders_found', ['total' => $this->text->number($total)]) : '',
			'pager' => $good ? $this->pager($total, $state) : [],
			'counts' => $this->counts($state),
			'funding' => $this->funding($account),
			'csv' => $good && $total > 0 ? $this->url($state) . '&csv=1' : '',
		];
	}

	private function sendTimeline(int $id)
	{
		$answer = $this->command('QueryBackorderTimeline', ['BACKORDERID' => $id]);
		$error = $this->text->error($answer);
		Request::endJson(['ok' => $error === '', 'message' => $error, 'entries' => View::timeline($answer, $this->text, false)]);
	}

	/** The status filter: each status with how many orders have it. */
	private function counts(array $state): array
	{
		$answer = $this->command('QueryBackorderOverviewStatus');
		$numbers = [];
		foreach (View::STATUSES as $status) {
			$numbers[$status] = View::int(isset($answer['PROPERTY'][$status]) ? $answer['PROPERTY'][$status] : [], 'anzahl');
		}
		$counts = [$this->count('', $this->text->get('all'), array_sum($numbers), $state)];
		foreach ($numbers as $status => $number) {
			$counts[] = $this->count($status, $this->text->status($status), $number, $state);
		}
		return $counts;
	}

	private function count(string $status, string $name, int $number, array $state): array
	{
		return [
			'status' => $status,
			'name' => $name,
			'number' => $this->text->number($number),
			'empty' => $number === 0,
			'active' => $state['status'] === $status,
			'url' => $this->url(['status' => $status, 'page' => '1'] + $state),
		];
	}

	/* ---- funds ---- */

	/** The plan's entries by the order's number. */
	private static function planned(array $account): array
	{
		$planned = [];
		foreach (isset($account['plan']['ORDERS']) && is_array($account['plan']['ORDERS']) ? $account['plan']['ORDERS'] : [] as $order) {
			$planned[View::int($order, 'ID')] = $order;
		}
		return $planned;
	}

	/** What the funds cover of all open orders, in one sentence or two; '' when there is nothing to pay. */
	private function funding(array $account): array
	{
		$funding = ['text' => '', 'kind' => 'success', 'url' => '', 'iso' => '', 'time' => ''];
		$planned = self::planned($account);
		if (!$planned) {
			return $funding;
		}
		$covered = count(array_filter($planned, function ($order) {
			return View::int($order, 'COVERED') === 1;
		}));
		if ($account['missing'] === '') {
			$funding['text'] = $this->text->get($covered === count($planned) ? 'funding_all' : 'funding_some', ['covered' => $covered, 'total' => count($planned)]);
			return $funding;
		}
		$plan = $account['plan'];
		$next = View::text($plan, 'MISSINGNEXTDATE');
		$funding['kind'] = 'warning';
		$funding['text'] = $this->text->get('funding_missing', ['covered' => $covered, 'total' => count($planned), 'missing' => $account['missing']]);
		if ($next !== '') {
			$funding['text'] .= ' ' . $this->text->get('funding_next', ['missing' => View::text(isset($plan['MISSINGNEXT']) ? $plan['MISSINGNEXT'] : [], 'VALUE_FORMATED')]);
		}
		$funding['iso'] = View::iso($next);
		$funding['time'] = View::moment($next);
		$funding['url'] = $account['add_url'];
		return $funding;
	}

	/** What the funds mean for one order: {kind: good, bad or '', text, iso, time}. */
	private function funds(array $order): array
	{
		$funds = ['funds' => '', 'funds_kind' => '', 'funds_iso' => '', 'funds_time' => ''];
		if (!$order) {
			return $funds;
		}
		if (View::int($order, 'RESERVED') === 1) {
			return ['funds' => $this->text->get('funds_reserved'), 'funds_kind' => 'bo-good'] + $funds;
		}
		if (View::int($order, 'COVERED') === 1) {
			return ['funds' => $this->text->get('funds_covered'), 'funds_kind' => 'bo-good'] + $funds;
		}
		$short = View::text(isset($order['SHORTFALL']) ? $order['SHORTFALL'] : [], 'VALUE');
		if (!isset($order['PRICE']) || (float) $short <= 0) {
			return $funds;
		}
		$until = View::text($order, 'NEEDEDBY');
		return [
			'funds' => $this->text->get($until === '' ? 'funds_short' : 'funds_short_until', ['missing' => View::text($order['SHORTFALL'], 'VALUE_FORMATED')]),
			'funds_kind' => 'bo-bad', 'funds_iso' => View::iso($until), 'funds_time' => View::moment($until),
		];
	}

	/* ---- rows ---- */

	private function rows(array $answer, array $state, array $planned): array
	{
		$rows = [];
		$now = isset($answer['PROPERTY']['NOW'][0]) ? View::iso($answer['PROPERTY']['NOW'][0]) : '';
		foreach (View::rows($answer) as $row) {
			$domain = View::text($row, 'DOMAIN');
			$unicode = View::text($row, 'DOMAINIDN');
			$status = View::text($row, 'STATUS');
			$reason = View::text($row, 'REASON');
			$invoice = View::int($row, 'INVOICE');
			$id = View::text($row, 'ID');
			$rows[] = [
				'id' => $id,
				'domain' => $domain,
				'name' => $unicode !== '' ? $unicode : $domain,
				'ascii' => $unicode !== '' && $unicode !== $domain ? $domain : '',
				'status' => $status,
				'status_text' => $this->text->status($status),
				'label_class' => View::labelClass($status),
				'reason' => $reason === '' ? '' : $this->text->reason($reason),
				// Why the registrar refused concerns the customer; its code and what is for admins does not.
				'detail' => $reason === 'refused' ? (string) preg_replace('/^[0-9]{3} [^;]*; /', '', View::text($row, 'REASONTEXT')) : '',
				'iso' => View::iso(View::text($row, 'DROPDATE')),
				'time' => View::moment(View::text($row, 'DROPDATE')),
				'created_iso' => View::iso(View::text($row, 'CREATEDDATE')),
				'created' => View::moment(View::text($row, 'CREATEDDATE')),
				'price' => View::text($row, 'PRICE_FORMATED'),
				'invoice' => $invoice > 0 ? $this->text->get('invoice_number', ['number' => $invoice]) : '',
				'invoice_url' => $invoice > 0 ? Host::webRoot() . '/viewinvoice.php?id=' . $invoice : '',
				'timeline_url' => $this->url($state + ['order' => $id]) . '#order-' . $id,
				'can_delete' => View::canDelete($status),
				'again' => View::int($row, 'AGAIN') === 1 && in_array($status, ['FAILED', 'CANCELLED', 'AUCTION-LOST'], true),
			] + $this->next($row, $status, $now) + $this->funds(isset($planned[(int) $id]) ? $planned[(int) $id] : [])
				+ $this->auction(View::text($row, 'AUCTION'), $status, $now);
		}
		return $rows;
	}

	/** What comes next, and when, unless that time is past already. */
	private function next(array $row, string $status, string $now): array
	{
		$drop = View::text($row, 'DROPDATE');
		$keys = ['REQUESTED' => 'next_requested', 'ACTIVE' => 'next_active', 'PROCESSING' => 'next_processing', 'PENDING-PAYMENT' => 'next_payment'];
		$before = ['REQUESTED' => 3 * 86400, 'ACTIVE' => 7200, 'PROCESSING' => 0];
		$key = isset($keys[$status]) ? $keys[$status] : '';
		$time = '';
		if (isset($before[$status])) {
			$time = $drop === '' ? '' : gmdate('Y-m-d H:i:s', strtotime($drop . ' UTC') - $before[$status]);
			if ($drop === '' && $status === 'REQUESTED') {
				$key = 'next_unknown';
			} elseif ($time === '' || self::isPast($time, $now)) {
				$key .= '_now';
				$time = '';
			}
		} elseif ($status === 'AUCTION-PENDING') {
			$facts = json_decode(View::text($row, 'AUCTION'), true);
			$end = View::text($facts, 'end');
			$key = View::iso($end) === '' ? 'next_auction_open' : (self::isPast($end, $now) ? 'next_auction_now' : 'next_auction');
		}
		return ['next' => $key === '' ? '' : $this->text->get($key), 'next_iso' => View::iso($time), 'next_time' => View::moment($time)];
	}

	private static function isPast(string $time, string $now): bool
	{
		return strcmp(View::iso($time), $now) <= 0;
	}

	/** The facts of an auction, and the way to it while it runs. */
	private function auction(string $json, string $status, string $now): array
	{
		$facts = $json === '' ? null : json_decode($json, true);
		$out = ['auction' => '', 'auction_url' => '', 'auction_iso' => '', 'auction_time' => ''];
		if (!is_array($facts) || strpos($status, 'AUCTION') !== 0) {
			return $out;
		}
		$parts = [];
		foreach (['bidders', 'bids'] as $key) {
			if (View::text($facts, $key) !== '') {
				$parts[] = $this->text->get('auction_' . $key, ['number' => View::text($facts, $key)]);
			}
		}
		if (View::text($facts, 'best_bid') !== '') {
			$parts[] = $this->text->get('auction_best', ['amount' => trim(View::text($facts, 'best_bid') . ' ' . View::text($facts, 'currency'))]);
		}
		$out['auction'] = implode(' · ', $parts);
		$url = View::text($facts, 'url');
		if ($status === 'AUCTION-PENDING') {
			$out['auction_url'] = preg_match('#^https?://#i', $url) === 1 ? $url : '';
			$end = self::isPast(View::text($facts, 'end'), $now) ? '' : View::text($facts, 'end');
			$out['auction_iso'] = View::iso($end);
			$out['auction_time'] = View::moment($end);
		}
		return $out;
	}

	private function blankRow(): array
	{
		return array_fill_keys([
			'id', 'domain', 'name', 'ascii', 'status', 'status_text', 'reason', 'detail', 'iso', 'time', 'created_iso', 'created', 'price',
			'invoice', 'invoice_url', 'timeline_url', 'next', 'next_iso', 'next_time', 'funds', 'funds_kind', 'funds_iso', 'funds_time',
			'auction', 'auction_url', 'auction_iso', 'auction_time',
		], '') + ['label_class' => View::labelClass(''), 'can_delete' => false, 'again' => false];
	}

	/* ---- calendar and download ---- */

	/** The address of the client's calendar; '' when there is none. */
	private function feed(): string
	{
		$answer = $this->command('QueryCalendarFeed');
		$key = isset($answer['PROPERTY']['KEY'][0]) ? (string) $answer['PROPERTY']['KEY'][0] : '';
		if ($key === '') {
			return '';
		}
		return rtrim(Host::systemUrl(), '/') . '/index.php?' . http_build_query(['m' => Host::MODULE, 'p' => 'calendar', 'key' => $key]);
	}

	private function download(array $state)
	{
		$head = ['domain', 'status', 'reason', 'dropdate_utc', 'price', 'invoice', 'ordered_utc'];
		$rows = function (int $first) use ($state) {
			$answer = $this->command('QueryBackorderList', ['FIRST' => $first, 'LIMIT' => self::CSV_STEP] + $this->parameters($state));
			$lines = [];
			foreach (View::rows($answer) as $row) {
				$reason = View::text($row, 'REASON');
				$invoice = View::int($row, 'INVOICE');
				$lines[] = [
					View::text($row, 'DOMAINIDN'), $this->text->status(View::text($row, 'STATUS')), $reason === '' ? '' : $this->text->reason($reason),
					View::text($row, 'DROPDATE'), View::text($row, 'PRICE_FORMATED'), $invoice > 0 ? $invoice : '', View::text($row, 'CREATEDDATE'),
				];
			}
			return ['rows' => $lines, 'total' => View::total($answer), 'error' => $this->text->error($answer), 'status' => self::statusOf($answer)];
		};
		$this->sendCsv('backorders', $head, $rows);
	}
}
