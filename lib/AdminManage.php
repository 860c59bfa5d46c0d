<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** Manage: all orders of all clients. */
final class AdminManage extends AdminPage
{
	const SORTS = ['id', 'domain', 'dropdate', 'status', 'created', 'client'];
	const ACTS = ['activate', 'delete', 'again', 'retry', 'dropdate', 'cleardate', 'note'];
	const CSV_PAGE = 500;
	/** So many names are told after a change of several. */
	const NAMES_TOLD = 5;

	protected function state(): array
	{
		$sorts = [];
		foreach (self::SORTS as $sort) {
			array_push($sorts, $sort, $sort . 'desc');
		}
		return [
			'status' => Request::queryChoice('status', View::STATUSES, ''),
			'q' => mb_substr(Request::query('q'), 0, 200),
			'client' => mb_substr(Request::query('client'), 0, 100),
			'userid' => self::queryId('userid'),
			'zone' => mb_substr(Request::query('zone'), 0, 200),
			'reason' => Request::queryChoice('reason', ['needs_person', 'waiting_funds', 'price_missing', 'registrar_no_funds', 'try_later'], ''),
			'from' => self::queryDay('from'),
			'to' => self::queryDay('to'),
			'sort' => Request::queryChoice('sort', $sorts, 'iddesc'),
			'limit' => self::pageSize(),
			'page' => (string) Request::queryInt('page', 1, 1, 1000000),
		];
	}

	/** The parameters of the command that lists what the filters leave. A client is typed as an id or as a part of the name. */
	private function filter(array $state): array
	{
		$id = preg_match('/^#?([0-9]{1,9})$/D', trim($state['client']), $match) ? $match[1] : '';
		return [
			'STATUS' => $state['status'],
			'SEARCH' => $state['q'],
			'USERID' => $id !== '' ? $id : $state['userid'],
			'CLIENT' => $id !== '' ? '' : trim($state['client']),
			'TLD' => $state['zone'],
			'REASON' => $state['reason'],
			'DROPDATE_FROM' => $state['from'],
			'DROPDATE_TO' => $state['to'],
		];
	}

	public function show(): string
	{
		$state = $this->state();
		if (Request::query('export') === 'csv') {
			$this->export($state);
		}
		$shown = Request::queryInt('order', 0, 1, 999999999);
		$answer = $this->command('QueryCompleteBackorderList', [
			'FIRST' => ((int) $state['page'] - 1) * (int) $state['limit'],
			'LIMIT' => (int) $state['limit'],
			'ORDERBY' => $state['sort'],
		] + $this->filter($state));
		$error = $this->text->error($answer, true);
		$total = View::total($answer);
		$statuses = [];
		foreach (View::STATUSES as $status) {
			$statuses[] = ['status' => $status, 'name' => $this->text->status($status)];
		}
		return $this->render('manage', [
			'state' => $state,
			'statuses' => $statuses,
			'heads' => $this->heads($state),
			'error' => $error,
			'rows' => $error === '' ? $this->orderRows($answer, $state) : [],
			'summary' => $error === '' ? $this->text->get('orders_found', ['total' => $this->text->number($total)]) : '',
			'pager' => $error === '' ? $this->pager($total, $state) : [],
			'csv' => $this->url(['tab' => 'manage', 'export' => 'csv'] + $state),
			'reset' => $this->url(['tab' => 'manage']),
			'shown' => $shown,
			'timeline' => $shown ? View::timeline($this->command('QueryBackorderTimeline', ['BACKORDERID' => $shown]), $this->text, true) : [],
		]);
	}

	/** The heads of the table; a click sorts, another one turns the order round. */
	private function heads(array $state): array
	{
		$heads = [];
		foreach (['domain' => 'domain', 'client' => 'client', 'status' => 'status', 'dropdate' => 'dropdate_utc', 'created' => 'ordered_utc'] as $sort => $text) {
			$up = $state['sort'] === $sort;
			$down = $state['sort'] === $sort . 'desc';
			$heads[$sort] = [
				'text' => $this->text->get($text),
				'sorted' => $up ? 'ascending' : ($down ? 'descending' : ''),
				'url' => $this->url(['tab' => 'manage', 'sort' => $up ? $sort . 'desc' : $sort, 'page' => '1'] + $state),
			];
		}
		return $heads;
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
				'reason' => $reason === '' ? '' : $this->text->reason($reason, true),
				'detail' => View::text($row, 'reason_text'),
				'time' => View::time(View::text($row, 'dropdate')),
				'iso' => View::iso(View::text($row, 'dropdate')),
				'created' => View::time(View::text($row, 'createddate')),
				'created_iso' => View::iso(View::text($row, 'createddate')),
				'price' => View::text($row, 'price_formatted'),
				'reference' => View::text($row, 'reference'),
				'invoice' => $invoice > 0 ? '#' . $invoice : '',
				'attention' => $reason === 'needs_person',
				'invoice_url' => 'invoices.php?action=edit&id=' . $invoice,
				'note' => View::text($row, 'note'),
				'timeline_url' => $this->url(['tab' => 'manage', 'order' => $id] + $state) . '#order-' . $id,
			];
		}
		return $rows;
	}

	/* ---- changes ---- */

	public function change(): string
	{
		$action = Request::posted('action');
		if ($action === 'create') {
			$domain = Request::posted('domain');
			$client = Request::postedInt('userid', 0, 1, 999999999);
			return $this->backFrom($this->command('CreateBackorder', ['DOMAIN' => $domain, 'USERID' => $client]), 'done_create', $domain);
		}
		$ids = array_filter(explode(',', Request::posted('ids')), function ($id) {
			return preg_match('/^[1-9][0-9]{0,8}$/D', $id);
		});
		// The boxes of the table are named "order" and the id, so that they work without a script.
		foreach (Request::allPosted() as $name => $value) {
			if ($value !== '' && preg_match('/^order([1-9][0-9]{0,8})$/D', (string) $name, $match)) {
				$ids[] = $match[1];
			}
		}
		if (!in_array($action, self::ACTS, true)) {
			return $this->back('danger', $this->text->get('error_choose_act'));
		}
		if (!$ids) {
			return $this->back('danger', $this->text->get('error_choose_orders'));
		}
		$answer = $this->command('ActOnBackorders', [
			'ACT' => $action,
			'IDS' => implode(',', array_unique($ids)),
			'FORCE' => Request::posted('force') === '1' ? '1' : '',
			'DROPDATE' => self::dropDate(Request::posted('dropdate')),
			'NOTE' => trim(Request::posted('note')),
		]);
		$error = $this->text->error($answer, true);
		return $error !== '' ? $this->back('danger', $error) : $this->told($action, View::listed($answer));
	}

	/** "2026-11-23T18:30", as browsers send it, in the form of the command. */
	private static function dropDate(string $typed): string
	{
		$typed = str_replace('T', ' ', trim($typed));
		return preg_match('/^\d{4}-\d\d-\d\d \d\d:\d\d$/D', $typed) ? $typed . ':00' : $typed;
	}

	private function told(string $action, array $rows): string
	{
		$lines = [];
		$good = [];
		foreach ($rows as $row) {
			if (!empty($row['OK'])) {
				$good[] = View::unicode(View::text($row, 'DOMAIN'));
			} else {
				$lines[] = ['good' => false, 'text' => View::unicode(View::text($row, 'DOMAIN')) . ' (#' . View::int($row, 'ID') . '): ' . View::text($row, 'MESSAGE')];
			}
		}
		if (!$good) {
			return $this->back('danger', $this->text->get('done_nothing'), $lines);
		}
		return $this->back($lines ? 'warning' : 'success', $this->text->get('done_' . $action, ['name' => $this->someOf($good)]), $lines);
	}

	/** The first names, and how many there are when that is not all. */
	private function someOf(array $names): string
	{
		$shown = implode(', ', array_slice($names, 0, self::NAMES_TOLD));
		return count($names) > self::NAMES_TOLD ? $shown . ' ... (' . $this->text->number(count($names)) . ')' : $shown;
	}

	/* ---- CSV ---- */

	/** Goes through the list by id, so that each page costs the same. */
	private function export(array $state)
	{
		$head = ['ID', 'Domain', 'Client ID', 'First name', 'Last name', 'Status', 'Reason', 'Detail', 'Drop date (UTC)', 'Ordered (UTC)',
			'Price', 'Currency', 'Reference', 'Invoice', 'Note'];
		$filter = $this->filter($state);
		$after = 0;
		$rows = function () use ($filter, &$after) {
			$answer = $this->command('QueryCompleteBackorderList', ['AFTER' => $after, 'LIMIT' => self::CSV_PAGE, 'ORDERBY' => 'id'] + $filter);
			$error = $this->text->error($answer, true);
			$lines = [];
			foreach ($error === '' ? View::listed($answer) : [] as $row) {
				$after = View::int($row, 'id');
				$lines[] = self::exportLine($row);
			}
			return ['rows' => $lines, 'error' => $error, 'status' => ClientPage::statusOf($answer)];
		};
		Csv::send('backorders', $head, $rows, self::CSV_PAGE, PHP_INT_MAX);
	}

	private static function exportLine(array $row): array
	{
		$line = [View::int($row, 'id'), View::text($row, 'name'), View::int($row, 'userid')];
		foreach (['firstname', 'lastname', 'status', 'reason', 'reason_text', 'dropdate', 'createddate', 'price', 'currency', 'reference'] as $name) {
			$line[] = View::text($row, $name);
		}
		$line[] = View::int($row, 'invoice') > 0 ? View::int($row, 'invoice') : '';
		$line[] = View::text($row, 'note');
		return $line;
	}
}
