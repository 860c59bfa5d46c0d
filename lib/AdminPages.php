<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** The pages of the admin area: Manage, Pricing, Logs and Status. WHMCS's own route checks the admin's role first. */
final class AdminPages
{
	const TABS = ['manage', 'pricing', 'logs', 'status'];
	const PAGE_SIZES = [25, 50, 100, 200];

	private $text;
	private $caller;
	private $link;
	private $tab;

	private function __construct(array $vars)
	{
		$this->text = Text::ofAdmin();
		$this->caller = Caller::asAdmin();
		$link = isset($vars['modulelink']) && is_string($vars['modulelink']) ? $vars['modulelink'] : '';
		$this->link = $link !== '' ? $link : 'addonmodules.php?module=' . Host::MODULE;
		$this->tab = Request::queryChoice('tab', self::TABS, 'manage');
	}

	/** Prints the page. */
	public static function show(array $vars)
	{
		$pages = new self($vars);
		try {
			echo $pages->run();
		} catch (\Throwable $e) {
			Host::logError('Admin area', $e);
			echo $pages->failure($e);
		}
	}

	private function run(): string
	{
		if ($this->caller['admin_id'] <= 0) {
			return $this->plain('danger', $this->text->get('error_531'), []);
		}
		if (!Host::hasExtension()) {
			$missing = Host::missingExtension($this->text);
			return $this->plain('danger', $missing['title'] . ' ' . $missing['summary'], $missing['steps']);
		}
		Host::configure(true);
		// WHMCS calls _upgrade once; where it failed (the old extension was still loaded, say) this makes up for it.
		\Ispapi\Backorder\upgrade(Host::VERSION);
		if (Request::isPost()) {
			return $this->change();
		}
		switch ($this->tab) {
			case 'pricing':
				return $this->pricing();
			case 'logs':
				return $this->logs();
			case 'status':
				return $this->status();
			default:
				return $this->manage();
		}
	}

	/* ---- output ---- */

	/** A message in plain HTML, for when nothing else can be shown. */
	private function plain(string $kind, string $message, array $steps): string
	{
		$html = '<div class="alert alert-' . $kind . '" role="alert">' . self::html($message) . '</div>';
		if ($steps) {
			$html .= '<p><strong>' . self::html($this->text->get('how_to_mend')) . '</strong></p><ol>';
			foreach ($steps as $step) {
				$html .= '<li>' . self::html($step) . '</li>';
			}
			$html .= '</ol>';
		}
		return $html;
	}

	private static function html(string $text): string
	{
		return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
	}

	/** What went wrong, for the person who can mend it. */
	private function failure(\Throwable $e): string
	{
		$steps = [];
		$name = (new \ReflectionClass($e))->getShortName();
		foreach ([$name . '_1', $name . '_2'] as $key) {
			if ($this->text->has('mend_' . $key)) {
				$steps[] = $this->text->get('mend_' . $key);
			}
		}
		return $this->plain('danger', $e->getMessage(), $steps);
	}

	private function render(string $template, array $variables): string
	{
		$smarty = new \Smarty();
		$smarty->setTemplateDir(dirname(__DIR__) . '/templates/admin');
		$smarty->setCompileDir(Host::compileDirectory());
		$smarty->setCompileId(Host::MODULE);
		$smarty->assign('_lang', $this->text->all());
		$smarty->assign('token', $this->token());
		$smarty->assign('bo', $variables + [
			'version' => Host::VERSION,
			'assets' => self::rootOfAdmin() . '/modules/addons/' . Host::MODULE . '/templates/assets',
			'tab' => $this->tab,
			'tabs' => $this->tabs(),
			'link' => $this->link,
			'notice' => Request::takeNotice(),
			'sizes' => self::PAGE_SIZES,
		]);
		return $smarty->fetch('header.tpl') . $smarty->fetch($template . '.tpl') . $smarty->fetch('footer.tpl');
	}

	private function token(): string
	{
		$token = function_exists('generate_token') ? (string) generate_token('plain') : '';
		return preg_match('/value="([^"]*)"/', $token, $match) ? htmlspecialchars_decode($match[1], ENT_QUOTES) : $token;
	}

	private function tabs(): array
	{
		$tabs = [];
		foreach (self::TABS as $tab) {
			$tabs[] = ['name' => $this->text->get('tab_' . $tab), 'url' => $this->url(['tab' => $tab]), 'active' => $tab === $this->tab];
		}
		return $tabs;
	}

	/** The path in front of WHMCS's root: the admin folder lies one level below it, whatever its name. */
	private static function rootOfAdmin(): string
	{
		$script = isset($_SERVER['SCRIPT_NAME']) && is_string($_SERVER['SCRIPT_NAME']) ? $_SERVER['SCRIPT_NAME'] : '';
		$root = str_replace('\\', '/', dirname($script, 2));
		return $root === '/' || $root === '.' ? '' : $root;
	}

	private function url(array $query): string
	{
		$query = array_filter($query, function ($value) {
			return (string) $value !== '';
		});
		return $this->link . ($query ? '&' . http_build_query($query) : '');
	}

	private function command(string $name, array $parameters = []): array
	{
		$parameters = array_filter($parameters, function ($value) {
			return $value !== '' && $value !== null;
		});
		return Host::command(['COMMAND' => $name] + $parameters, $this->caller);
	}

	/* ---- changes ---- */

	private function change(): string
	{
		if (!Request::hasValidToken('WHMCS.admin.default')) {
			http_response_code(403);
			return $this->plain('danger', $this->text->get('error_token'), []);
		}
		$action = Request::posted('action');
		$domain = Request::posted('domain');
		$client = Request::postedInt('userid', 0, 1, 999999999);
		$order = ['DOMAIN' => $domain, 'USERID' => $client];
		switch ($action) {
			case 'create':
				$answer = $this->command('CreateBackorder', $order);
				break;
			case 'delete':
				$answer = $this->command('DeleteBackorder', $order);
				break;
			case 'activate':
				$answer = $this->command('ActivateBackorder', $order + ['FORCE' => Request::posted('force') === '1' ? '1' : '']);
				break;
			case 'save_price':
				$domain = Request::posted('zone');
				$answer = Host::command(['COMMAND' => 'SavePrice', 'TLD' => $domain] + $this->postedPrices(), $this->caller);
				break;
			case 'delete_price':
				$domain = Request::posted('zone');
				$answer = $this->command('DeletePrice', ['TLD' => $domain]);
				break;
			default:
				$answer = ['CODE' => 500, 'DESCRIPTION' => ''];
		}
		$error = $this->text->error($answer, true);
		if ($error === '') {
			Request::keepNotice('success', $this->text->get('done_' . $action, ['name' => View::unicode($domain)]));
		} else {
			Request::keepNotice('danger', ($domain !== '' ? $domain . ': ' : '') . $error);
		}
		Request::redirect($this->url(['tab' => $this->tab] + $this->stateOfTab()));
		return '';
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

	/** The filters of the present tab, as the address says them. */
	private function stateOfTab(): array
	{
		switch ($this->tab) {
			case 'manage':
				return $this->manageState();
			case 'logs':
				return $this->logState();
			default:
				return [];
		}
	}

	private static function pageSize(): string
	{
		$size = Request::queryInt('limit', 50, 1, 1000);
		return (string) (in_array($size, self::PAGE_SIZES, true) ? $size : 50);
	}

	private function pager(int $total, array $state): array
	{
		return View::pager($total, (int) $state['page'], (int) $state['limit'], function ($page) use ($state) {
			return $this->url(['tab' => $this->tab, 'page' => $page] + $state);
		}, $this->text);
	}

	/* ---- Manage ---- */

	private function manageState(): array
	{
		return [
			'status' => Request::queryChoice('status', View::STATUSES, ''),
			'q' => mb_substr(Request::query('q'), 0, 200),
			'userid' => Request::query('userid') === '' ? '' : (string) Request::queryInt('userid', 0, 1, 999999999),
			'limit' => self::pageSize(),
			'page' => (string) Request::queryInt('page', 1, 1, 1000000),
		];
	}

	private function manage(): string
	{
		$state = $this->manageState();
		$shown = Request::queryInt('order', 0, 1, 999999999);
		$answer = $this->command('QueryCompleteBackorderList', [
			'FIRST' => ((int) $state['page'] - 1) * (int) $state['limit'],
			'LIMIT' => (int) $state['limit'],
			'STATUS' => $state['status'],
			'SEARCH' => $state['q'],
			'USERID' => $state['userid'],
		]);
		$error = $this->text->error($answer, true);
		$total = View::total($answer);
		$statuses = [];
		foreach (View::STATUSES as $status) {
			$statuses[] = ['status' => $status, 'name' => $this->text->status($status)];
		}
		return $this->render('manage', [
			'state' => $state,
			'statuses' => $statuses,
			'error' => $error,
			'rows' => $error === '' ? $this->orderRows($answer, $state) : [],
			'summary' => $error === '' ? $this->text->get('orders_found', ['total' => $this->text->number($total)]) : '',
			'pager' => $error === '' ? $this->pager($total, $state) : [],
			'action' => $this->url(['tab' => 'manage'] + $state),
			'shown' => $shown,
			'timeline' => $shown ? View::timeline($this->command('QueryBackorderTimeline', ['BACKORDERID' => $shown]), $this->text, true) : [],
		]);
	}

	private function orderRows(array $answer, array $state): array
	{
		$rows = [];
		foreach (View::listed($answer) as $row) {
			$ascii = View::text($row, 'domain') . '.' . View::text($row, 'tld');
			$unicode = View::text($row, 'name_unicode');
			$status = View::text($row, 'status');
			$reason = View::text($row, 'reason');
			$invoice = View::int($row, 'invoice');
			$client = View::int($row, 'userid');
			$id = View::int($row, 'id');
			$rows[] = [
				'id' => $id,
				'domain' => $ascii,
				'name' => $unicode !== '' ? $unicode : $ascii,
				'ascii' => $unicode !== '' && $unicode !== $ascii ? $ascii : '',
				'client' => $client,
				'client_name' => trim(View::text($row, 'firstname') . ' ' . View::text($row, 'lastname')),
				'client_url' => 'clientssummary.php?userid=' . $client,
				'status' => $status,
				'status_text' => $this->text->status($status),
				'label_class' => View::labelClass($status),
				'reason' => $reason === '' ? '' : $this->text->reason($reason),
				'detail' => View::text($row, 'reason_text'),
				'time' => View::time(View::text($row, 'dropdate')),
				'iso' => View::iso(View::text($row, 'dropdate')),
				'created' => View::time(View::text($row, 'createddate')),
				'created_iso' => View::iso(View::text($row, 'createddate')),
				'price' => View::text($row, 'price_formatted'),
				'reference' => View::text($row, 'reference'),
				'invoice' => $invoice > 0 ? '#' . $invoice : '',
				'invoice_url' => 'invoices.php?action=edit&id=' . $invoice,
				'can_activate' => $status === 'REQUESTED',
				'can_delete' => View::canDelete($status),
				'timeline_url' => $this->url(['tab' => 'manage', 'order' => $id] + $state) . '#order-' . $id,
			];
		}
		return $rows;
	}

	/* ---- Pricing ---- */

	private function pricing(): string
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
		return $this->render('pricing', [
			'error' => $error,
			'currencies' => $this->currencyHeads($currencies),
			'rows' => $rows,
			'empty' => $this->pricesOf([], $currencies),
			'action' => $this->url(['tab' => 'pricing']),
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

	/* ---- Logs ---- */

	private function logState(): array
	{
		$day = function ($name) {
			return preg_match('/^\d{4}-\d\d-\d\d$/D', Request::query($name)) ? Request::query($name) : '';
		};
		return [
			'q' => mb_substr(Request::query('q'), 0, 200),
			'status' => Request::queryChoice('status', ['ok', 'error'], ''),
			'from' => $day('from'),
			'to' => $day('to'),
			'order' => Request::query('order') === '' ? '' : (string) Request::queryInt('order', 0, 1, 999999999),
			'limit' => self::pageSize(),
			'page' => (string) Request::queryInt('page', 1, 1, 1000000),
		];
	}

	private function logs(): string
	{
		$state = $this->logState();
		$answer = $this->command('QueryLogList', [
			'FIRST' => ((int) $state['page'] - 1) * (int) $state['limit'],
			'LIMIT' => (int) $state['limit'],
			'SEARCH' => $state['q'],
			'STATUS' => $state['status'],
			'BACKORDERID' => $state['order'] === '0' ? '' : $state['order'],
			'DATE_FROM' => $state['from'],
			'DATE_TO' => $state['to'],
		]);
		$error = $this->text->error($answer, true);
		$total = View::total($answer);
		$rows = [];
		foreach ($error === '' ? View::listed($answer) : [] as $row) {
			$rows[] = $this->logRow($row);
		}
		return $this->render('logs', [
			'state' => $state,
			'error' => $error,
			'rows' => $rows,
			'summary' => $error === '' ? $this->text->get('lines_found', ['total' => $this->text->number($total)]) : '',
			'pager' => $error === '' ? $this->pager($total, $state) : [],
			'reset' => $this->url(['tab' => 'logs']),
		]);
	}

	private function logRow(array $row): array
	{
		$from = View::text($row, 'from_status');
		$to = View::text($row, 'to_status');
		$reason = View::text($row, 'reason');
		$order = View::int($row, 'order_id');
		return [
			'iso' => View::iso(View::text($row, 'date')),
			'time' => View::time(View::text($row, 'date')),
			'cron' => View::text($row, 'cron'),
			'status' => View::text($row, 'status'),
			'bad' => !in_array(View::text($row, 'status'), ['', 'ok'], true),
			'actor' => $this->text->actor(View::text($row, 'actor'), true),
			'name' => View::unicode(View::text($row, 'name')),
			'order' => $order > 0 ? $order : '',
			'order_url' => $this->url(['tab' => 'logs', 'order' => $order]),
			'from' => $from === '' ? '' : $this->text->status($from),
			'to' => $to === '' ? '' : $this->text->status($to),
			'changed' => $to !== '' && $from !== $to,
			'reason' => $reason === '' ? '' : $this->text->reason($reason),
			'message' => View::text($row, 'message'),
		];
	}

	/* ---- Status ---- */

	private function status(): string
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
			'crons' => [
				['when' => '*/5 * * * *', 'script' => Status::SCRIPTS['batch']],
				['when' => '1 0,10 * * *', 'script' => Status::SCRIPTS['import']],
				['when' => '1 1,11 * * *', 'script' => Status::SCRIPTS['dropdates']],
			],
			'folder' => $this->cronFolder(),
		]);
	}

	/** Where the cron scripts lie inside this WHMCS, also when the addon is linked into it. */
	private function cronFolder(): string
	{
		$folder = ROOTDIR . '/modules/addons/' . Host::MODULE . '/crons';
		return is_dir($folder) ? $folder : dirname(__DIR__) . '/crons';
	}
}
