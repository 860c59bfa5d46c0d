<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** The two pages of the client area: Expiring Domains and My Backorders. */
final class ClientPages
{
	const PAGE_SIZES = [25, 50, 100, 200];
	const DROP_ORDERS = ['dropdate', 'domain', 'price', 'length', 'digits', 'hyphens'];
	const ORDER_ORDERS = ['id', 'domain', 'dropdate', 'status'];
	/** At most so many names are ordered in one go. */
	const MANY = 500;

	private $text;
	private $caller;
	private $page;

	private function __construct()
	{
		$this->text = Text::ofClient();
		$this->caller = Caller::asClient();
		$this->page = Request::queryChoice('p', ['dropdomains', 'manage'], 'dropdomains');
	}

	/** What WHMCS needs to show the page. JSON is sent at once. */
	public static function answer(array $vars): array
	{
		try {
			$pages = new self();
			if (!Host::hasExtension()) {
				return $pages->unavailable();
			}
			return $pages->run();
		} catch (\Throwable $e) {
			Host::logError('Client area', $e);
			$pages = isset($pages) ? $pages : new self();
			return $pages->unavailable();
		}
	}

	private function run(): array
	{
		if ($this->caller['role'] === 'guest' && !($this->page === 'dropdomains' && $this->guestsMaySearch())) {
			return $this->loginNeeded();
		}
		Host::configure();
		if (Request::isPost()) {
			return $this->change();
		}
		return $this->page === 'manage' ? $this->manage() : $this->dropdomains();
	}

	private function guestsMaySearch(): bool
	{
		$fields = Host::fields();
		return isset($fields['guests_may_search']) && in_array(strtolower($fields['guests_may_search']), ['on', 'yes', '1', 'true'], true);
	}

	/* ---- answers ---- */

	private function page(string $template, string $title, array $variables): array
	{
		return [
			'pagetitle' => $this->text->get($title),
			'breadcrumb' => [$this->url($this->page) => $this->text->get($title)],
			'templatefile' => 'templates/client/' . $template,
			'requirelogin' => $this->caller['role'] === 'guest' && $template !== 'dropdomains',
			'forcessl' => false,
			'vars' => ['_lang' => $this->text->all(), 'bo' => $variables + $this->common()],
		];
	}

	private function common(): array
	{
		return [
			'version' => Host::VERSION,
			'assets' => Host::webRoot() . '/modules/addons/' . Host::MODULE . '/templates/assets',
			'root' => Host::webRoot(),
			'page' => $this->page,
			'guest' => $this->caller['role'] === 'guest',
			'notice' => Request::takeNotice(),
			'url_dropdomains' => $this->url('dropdomains'),
			'url_manage' => $this->url('manage'),
			'url_addfunds' => Host::webRoot() . '/clientarea.php?action=addfunds',
			'url_login' => Host::webRoot() . '/clientarea.php',
		];
	}

	private function loginNeeded(): array
	{
		if (Request::wantsJson()) {
			Request::endJson(['ok' => false, 'message' => $this->text->get('error_531')], 401);
		}
		$answer = $this->page('unavailable', $this->page === 'manage' ? 'manage_title' : 'dropdomains_title', []);
		$answer['requirelogin'] = true;
		return $answer;
	}

	private function unavailable(): array
	{
		if (Request::wantsJson()) {
			Request::endJson(['ok' => false, 'message' => $this->text->get('unavailable')], 503);
		}
		$answer = $this->page('unavailable', 'menu_backorders', []);
		$answer['requirelogin'] = true;
		return $answer;
	}

	private function url(string $page, array $query = []): string
	{
		return Host::webRoot() . '/index.php?' . http_build_query(['m' => Host::MODULE, 'p' => $page] + $query);
	}

	private function command(string $name, array $parameters = []): array
	{
		return Host::command(['COMMAND' => $name] + $parameters, $this->caller);
	}

	private static function succeeded(array $answer): bool
	{
		return isset($answer['CODE']) && (int) $answer['CODE'] === 200;
	}

	/* ---- changes ---- */

	private function change(): array
	{
		if (!Request::hasValidToken('WHMCS.default')) {
			return $this->finish(false, $this->text->get('error_token'), [], [], 403);
		}
		if ($this->caller['role'] === 'guest') {
			return $this->finish(false, $this->text->get('error_531'), [], [], 401);
		}
		$action = Request::posted('action');
		if ($action === 'create_many') {
			return $this->createMany();
		}
		if ($action === 'create' || $action === 'delete') {
			return $this->changeOne($action);
		}
		return $this->finish(false, $this->text->get('error_general'), [], [], 400);
	}

	private function changeOne(string $action): array
	{
		$domain = Request::posted('domain');
		$answer = $this->command($action === 'create' ? 'CreateBackorder' : 'DeleteBackorder', ['DOMAIN' => $domain]);
		if (!self::succeeded($answer)) {
			return $this->finish(false, $this->text->error($answer));
		}
		$message = $this->text->get($action === 'create' ? 'created' : 'deleted', ['domain' => View::unicode($domain)]);
		if ($action === 'create' && (int) View::text(isset($answer['PROPERTY']['OTHERS']) ? $answer['PROPERTY']['OTHERS'] : [], '0') > 0) {
			$message .= ' ' . $this->text->get('created_others');
		}
		return $this->finish(true, $message, [], $this->orderState($action === 'create' ? 'REQUESTED' : '-'));
	}

	/** One or several names from the free field: each is ordered on its own. */
	private function createMany(): array
	{
		$names = preg_split('/[\s,;]+/u', Request::posted('names'), -1, PREG_SPLIT_NO_EMPTY);
		$names = array_values(array_unique($names ? $names : []));
		if (!$names) {
			return $this->finish(false, $this->text->get('error_no_names'));
		}
		if (count($names) > self::MANY) {
			return $this->finish(false, $this->text->get('error_many', ['limit' => self::MANY]));
		}
		$lines = [];
		$good = 0;
		$message = '';
		$answer = $this->command('CreateBackorders', ['DOMAINS' => implode("\n", $names)]);
		if (!self::succeeded($answer)) {
			return $this->finish(false, $this->text->error($answer));
		}
		foreach (View::listed($answer) as $result) {
			$ok = !empty($result['OK']);
			$good += $ok ? 1 : 0;
			$message = $ok ? $this->text->get('line_created') : $this->refusal($result);
			$others = $ok && View::int($result, 'OTHERS') > 0 ? ' ' . $this->text->get('created_others') : '';
			$lines[] = ['name' => View::unicode(View::text($result, 'DOMAIN')), 'ok' => $ok, 'text' => $message . $others];
		}
		if (count($lines) === 1) {
			$text = $good ? $this->text->get('created', ['domain' => $lines[0]['name']]) . $others : $lines[0]['name'] . ': ' . $message;
			return $this->finish($good === 1, $text);
		}
		return $this->finish($good > 0, $this->text->get('created_many', ['good' => $good, 'total' => count($lines)]), $lines);
	}

	private function refusal(array $result): string
	{
		$key = 'refusal_' . View::text($result, 'REASON');
		return $this->text->has($key) ? $this->text->get($key) : View::text($result, 'MESSAGE');
	}

	/** Ends a change: JSON for the script; else a notice, and the page that it was sent from. */
	private function finish(bool $ok, string $message, array $lines = [], array $row = [], int $status = 200): array
	{
		if (Request::wantsJson()) {
			$account = $ok ? $this->account() : [];
			Request::endJson(['ok' => $ok, 'message' => $message, 'lines' => $lines, 'row' => $row, 'account' => $account], $status);
		}
		if ($status === 403) {
			http_response_code(403);
			$answer = $this->page('unavailable', 'menu_backorders', ['message' => $message]);
			return $answer;
		}
		Request::keepNotice($ok ? 'success' : 'danger', $message, $lines);
		$query = $this->page === 'manage' ? $this->manageState() : $this->dropState();
		Request::redirect($this->url($this->page, $this->shortened($query)));
		return [];
	}

	/* ---- the account panel ---- */

	private function account(): array
	{
		if ($this->caller['role'] === 'guest') {
			return [];
		}
		$answer = $this->command('GetAvailableFunds');
		if (!self::succeeded($answer)) {
			return [];
		}
		$account = [];
		foreach (['balance' => 'CREDITBALANCE', 'reserved' => 'RESERVEDAMOUNT', 'unpaid' => 'UNPAIDINVOICES', 'available' => 'AMOUNT'] as $key => $name) {
			$account[$key] = View::text(isset($answer['PROPERTY'][$name]) ? $answer['PROPERTY'][$name] : [], 'VALUE_FORMATED');
		}
		return $account;
	}

	/** Zones for sale: zone, how it is written, its price. */
	private function prices(): array
	{
		$answer = $this->command('QueryPriceList');
		$prices = [];
		foreach (isset($answer['PROPERTY']) && is_array($answer['PROPERTY']) ? $answer['PROPERTY'] : [] as $zone => $row) {
			if (is_array($row)) {
				$unicode = View::text($row, 'TLDIDN');
				$prices[] = [
					'zone' => (string) $zone,
					'name' => '.' . ($unicode !== '' ? $unicode : View::unicode((string) $zone)),
					'price' => View::text($row, 'PRICEFULL_FORMATED'),
				];
			}
		}
		usort($prices, function ($a, $b) {
			return strcmp($a['zone'], $b['zone']);
		});
		return $prices;
	}

	/* ---- Expiring Domains ---- */

	/** The search as the address says it, checked. */
	private function dropState(): array
	{
		$number = function ($name) {
			return Request::query($name) === '' ? '' : (string) Request::queryInt($name, 1, 1, 63);
		};
		return [
			'q' => mb_substr(Request::query('q'), 0, 500),
			'mode' => Request::queryChoice('mode', ['contains', 'starts', 'ends', 'regex'], 'contains'),
			'zone' => mb_substr(Request::query('zone'), 0, 253),
			'from' => $this->day('from'),
			'to' => $this->day('to'),
			'min' => $number('min'),
			'max' => $number('max'),
			'digits' => Request::queryChoice('digits', ['any', 'no', 'only'], 'any'),
			'hyphens' => Request::queryChoice('hyphens', ['any', 'no'], 'any'),
			'idn' => Request::queryChoice('idn', ['any', 'no', 'only'], 'any'),
			'sort' => Request::queryChoice('sort', self::sortChoices(self::DROP_ORDERS), 'dropdate'),
			'limit' => (string) self::pageSize(),
			'page' => (string) Request::queryInt('page', 1, 1, 1000000),
		];
	}

	private function day(string $name): string
	{
		$value = Request::query($name);
		return preg_match('/^(\d{4})-(\d\d)-(\d\d)$/D', $value, $part) && checkdate((int) $part[2], (int) $part[3], (int) $part[1]) ? $value : '';
	}

	private static function pageSize(): int
	{
		$size = Request::queryInt('limit', 50, 1, 1000);
		return in_array($size, self::PAGE_SIZES, true) ? $size : 50;
	}

	private static function sortChoices(array $orders): array
	{
		$choices = [];
		foreach ($orders as $order) {
			$choices[] = $order;
			$choices[] = '-' . $order;
		}
		return $choices;
	}

	/** Only what differs from the defaults belongs into an address. */
	private function shortened(array $state): array
	{
		$defaults = $this->defaults();
		return array_filter($state, function ($value, $name) use ($defaults) {
			return $value !== '' && !(isset($defaults[$name]) && $defaults[$name] === $value);
		}, ARRAY_FILTER_USE_BOTH);
	}

	private static function orderBy(string $sort, array $names): string
	{
		$name = ltrim($sort, '-');
		return (isset($names[$name]) ? $names[$name] : strtoupper($name)) . ($sort[0] === '-' ? 'DESC' : '');
	}

	private function dropParameters(array $state): array
	{
		$words = ['contains' => 'QUERY', 'starts' => 'STARTS', 'ends' => 'ENDS', 'regex' => 'DOMAINREGEXP'];
		$parameters = [
			'FIRST' => ((int) $state['page'] - 1) * (int) $state['limit'],
			'LIMIT' => (int) $state['limit'],
			// The default is left to the search text, which may say an order.
			'ORDERBY' => $state['sort'] === 'dropdate' ? '' : self::orderBy($state['sort'], [
				'length' => 'NUMBEROFCHARACTERS', 'digits' => 'NUMBEROFDIGITS', 'hyphens' => 'NUMBEROFHYPHENS',
			]),
			$words[$state['mode']] => $state['q'],
			'TLD' => $state['zone'],
			'DROPDATE_FROM' => $state['from'],
			'DROPDATE_TO' => $state['to'],
			'CHARS_COUNT_MIN' => $state['min'],
			'CHARS_COUNT_MAX' => $state['max'],
			'DIGITS_NO' => $state['digits'] === 'no' ? 'true' : '',
			'DIGITS_ONLY' => $state['digits'] === 'only' ? 'true' : '',
			'HYPHENS_NO' => $state['hyphens'] === 'no' ? 'true' : '',
			'IDN' => $state['idn'] === 'any' ? '' : ($state['idn'] === 'only' ? '1' : '0'),
		];
		return array_filter($parameters, function ($value) {
			return $value !== '';
		});
	}

	private function dropdomains(): array
	{
		$state = $this->dropState();
		$answer = $this->command('QueryDeletedDomainsList', $this->dropParameters($state));
		$error = $this->text->error($answer);
		$total = View::total($answer);
		$list = [
			'rows' => $error === '' ? $this->dropRows($answer) : [],
			'error' => $error,
			'summary' => $error === '' ? $this->text->get('found', [
				'total' => $this->text->number($total), 'time' => View::text($answer, 'RUNTIME'),
			]) : '',
			'pager' => $error === '' ? $this->pager($total, $state) : [],
			'sort' => $state['sort'],
		];
		if (Request::wantsJson()) {
			Request::endJson(['ok' => $error === '', 'message' => $error] + $list);
		}
		$prices = $this->prices();
		return $this->page('dropdomains', 'dropdomains_title', [
			'state' => $state,
			'list' => $list,
			'blank' => $this->blankDropRow(),
			'heads' => $this->heads(['domain', 'price', 'dropdate', 'length', 'digits', 'hyphens'], $state),
			'sizes' => self::PAGE_SIZES,
			'prices' => $prices,
			'account' => $this->account(),
			'action' => $this->url('dropdomains', $this->shortened($state)),
			'reset' => $this->url('dropdomains'),
			'config' => View::json($this->scriptConfig()),
		]);
	}

	private function pager(int $total, array $state): array
	{
		return View::pager($total, (int) $state['page'], (int) $state['limit'], function ($page) use ($state) {
			return $this->url($this->page, $this->shortened(['page' => (string) $page] + $state));
		}, $this->text);
	}

	/** The column heads that sort: the address of each, and how the list is sorted now. */
	private function heads(array $orders, array $state): array
	{
		$heads = [];
		foreach ($orders as $order) {
			if ($order === '') {
				continue;
			}
			$now = ltrim($state['sort'], '-') === $order ? ($state['sort'][0] === '-' ? 'descending' : 'ascending') : 'none';
			$next = $now === 'ascending' ? '-' . $order : $order;
			$heads[$order] = [
				'sort' => $order,
				'now' => $now,
				'url' => $this->url($this->page, $this->shortened(['sort' => $next, 'page' => '1'] + $state)),
			];
		}
		return $heads;
	}

	private function dropRows(array $answer): array
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
				'time' => View::time(View::text($row, 'DROPDATE')),
				'length' => View::text($row, 'NUMBEROFCHARACTERS'),
				'digits' => View::text($row, 'NUMBEROFDIGITS'),
				'hyphens' => View::text($row, 'NUMBEROFHYPHENS'),
			] + $this->orderState(View::text($row, 'STATUS'));
		}
		return $rows;
	}

	/** What a row shows of the client's own order. */
	private function orderState(string $status): array
	{
		$has = $status !== '' && $status !== '-';
		$guest = $this->caller['role'] === 'guest';
		return [
			'status' => $has ? $status : '',
			'status_text' => $has ? $this->text->status($status) : '',
			'label_class' => View::labelClass($status),
			'can_order' => !$guest && (!$has || in_array($status, ['FAILED', 'CANCELLED', 'AUCTION-LOST', 'SUCCESSFUL', 'AUCTION-WON'], true)),
			'can_delete' => !$guest && View::canDelete($status),
			'can_login' => $guest,
		];
	}

	private function blankDropRow(): array
	{
		return array_fill_keys(['domain', 'name', 'ascii', 'price', 'iso', 'time', 'length', 'digits', 'hyphens'], '') + $this->orderState('');
	}

	private function scriptConfig(): array
	{
		return [
			'url' => $this->url($this->page),
			'defaults' => $this->defaults(),
			'failed' => $this->text->get('error_network'),
			'nothing' => $this->text->get($this->page === 'manage' ? 'no_orders' : 'no_domains'),
		];
	}

	private function defaults(): array
	{
		return [
			'mode' => 'contains', 'digits' => 'any', 'hyphens' => 'any', 'idn' => 'any', 'limit' => '50', 'page' => '1',
			'sort' => $this->page === 'manage' ? '-id' : 'dropdate',
		];
	}

	/* ---- My Backorders ---- */

	private function manageState(): array
	{
		return [
			'status' => Request::queryChoice('status', View::STATUSES, ''),
			'q' => mb_substr(Request::query('q'), 0, 500),
			'sort' => Request::queryChoice('sort', self::sortChoices(self::ORDER_ORDERS), '-id'),
			'limit' => (string) self::pageSize(),
			'page' => (string) Request::queryInt('page', 1, 1, 1000000),
		];
	}

	private function manage(): array
	{
		$state = $this->manageState();
		$shown = Request::queryInt('order', 0, 1, 999999999);
		if ($shown && Request::wantsJson()) {
			$this->sendTimeline($shown);
		}
		$answer = $this->command('QueryBackorderList', array_filter([
			'FIRST' => ((int) $state['page'] - 1) * (int) $state['limit'],
			'LIMIT' => (int) $state['limit'],
			'ORDERBY' => self::orderBy($state['sort'], []),
			'STATUS' => $state['status'],
			'SEARCH' => $state['q'],
		], function ($value) {
			return $value !== '';
		}));
		$error = $this->text->error($answer);
		$total = View::total($answer);
		$list = [
			'rows' => $error === '' ? $this->orderRows($answer, $state) : [],
			'error' => $error,
			'summary' => $error === '' ? $this->text->get('orders_found', ['total' => $this->text->number($total)]) : '',
			'pager' => $error === '' ? $this->pager($total, $state) : [],
			'sort' => $state['sort'],
			'counts' => $this->counts($state),
		];
		if (Request::wantsJson()) {
			Request::endJson(['ok' => $error === '', 'message' => $error] + $list);
		}
		return $this->page('manage', 'manage_title', [
			'state' => $state,
			'list' => $list,
			'blank' => $this->blankOrderRow(),
			'heads' => $this->heads(['domain', 'status', 'dropdate', 'id'], $state),
			'sizes' => self::PAGE_SIZES,
			'account' => $this->account(),
			'shown' => $shown,
			'timeline' => $shown ? View::timeline($this->command('QueryBackorderTimeline', ['BACKORDERID' => $shown]), $this->text, false) : [],
			'action' => $this->url('manage', $this->shortened($state)),
			'reset' => $this->url('manage'),
			'config' => View::json($this->scriptConfig()),
		]);
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
		$all = isset($answer['total']) && is_numeric($answer['total']) ? (int) $answer['total'] : 0;
		$numbers = [];
		foreach (View::STATUSES as $status) {
			$numbers[$status] = View::int(isset($answer['PROPERTY'][$status]) ? $answer['PROPERTY'][$status] : [], 'anzahl');
		}
		$counts = [$this->count('', $this->text->get('all'), $all > 0 ? $all : array_sum($numbers), $state)];
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
			'url' => $this->url('manage', $this->shortened(['status' => $status, 'page' => '1'] + $state)),
		];
	}

	private function orderRows(array $answer, array $state): array
	{
		$rows = [];
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
				'time' => View::time(View::text($row, 'DROPDATE')),
				'created_iso' => View::iso(View::text($row, 'CREATEDDATE')),
				'created' => View::time(View::text($row, 'CREATEDDATE')),
				'price' => View::text($row, 'PRICE_FORMATED'),
				'invoice' => $invoice > 0 ? '#' . $invoice : '',
				'invoice_url' => $invoice > 0 ? Host::webRoot() . '/viewinvoice.php?id=' . $invoice : '',
				'timeline_url' => $this->url('manage', $this->shortened($state) + ['order' => $id]) . '#order-' . $id,
				'can_delete' => View::canDelete($status),
			];
		}
		return $rows;
	}

	private function blankOrderRow(): array
	{
		return array_fill_keys([
			'id', 'domain', 'name', 'ascii', 'status', 'status_text', 'reason', 'detail', 'iso', 'time', 'created_iso', 'created',
			'price', 'invoice', 'invoice_url', 'timeline_url',
		], '') + ['label_class' => View::labelClass(''), 'can_delete' => false];
	}
}
