<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** Logs: every change of an order, and the runs of the crons. */
final class AdminLogs extends AdminPage
{
	const CRONS = ['batch', 'import', 'dropdates', 'client', 'admin'];

	protected function state(): array
	{
		return [
			'name' => mb_substr(trim(Request::query('name')), 0, 200),
			'q' => mb_substr(Request::query('q'), 0, 200),
			'status' => Request::queryChoice('status', ['ok', 'error'], ''),
			'cron' => Request::queryChoice('cron', self::CRONS, ''),
			'to_status' => Request::queryChoice('to_status', View::STATUSES, ''),
			'from' => self::queryDay('from'),
			'to' => self::queryDay('to'),
			'order' => self::queryId('order'),
			'client' => self::queryId('client'),
			'limit' => self::pageSize(),
			'page' => (string) Request::queryInt('page', 1, 1, 1000000),
		];
	}

	public function show(): string
	{
		$state = $this->state();
		$answer = $this->command('QueryLogList', [
			'FIRST' => ((int) $state['page'] - 1) * (int) $state['limit'],
			'LIMIT' => (int) $state['limit'],
			'NAME' => $state['name'],
			'TEXT' => $state['q'],
			'STATUS' => $state['status'],
			'CRON' => $state['cron'],
			'TOSTATUS' => $state['to_status'],
			'BACKORDERID' => $state['order'],
			'USERID' => $state['client'],
			'DATE_FROM' => $state['from'],
			'DATE_TO' => $state['to'],
		]);
		$error = $this->text->error($answer, true);
		$total = View::total($answer);
		$rows = [];
		foreach ($error === '' ? View::listed($answer) : [] as $row) {
			$rows[] = $this->logRow($row);
		}
		$statuses = [];
		foreach (View::STATUSES as $status) {
			$statuses[] = ['status' => $status, 'name' => $this->text->status($status)];
		}
		return $this->render('logs', [
			'state' => $state,
			'statuses' => $statuses,
			'crons' => self::CRONS,
			'error' => $error,
			'rows' => $rows,
			'summary' => $error === '' ? $this->text->get(empty($answer['MORE']) ? 'lines_found' : 'lines_found_more', ['total' => $this->text->number($total)]) : '',
			'since' => View::text($answer, 'SINCE') === '' ? '' : $this->text->get('lines_since', ['time' => View::time(View::text($answer, 'SINCE'))]),
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
			'client' => View::int($row, 'userid') > 0 ? trim(View::text($row, 'firstname') . ' ' . View::text($row, 'lastname')) . ' (#' . View::int($row, 'userid') . ')' : '',
			'client_url' => 'clientssummary.php?userid=' . View::int($row, 'userid'),
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
			'reason' => $reason === '' ? '' : $this->text->reason($reason, true),
			'message' => View::text($row, 'message'),
		];
	}
}
