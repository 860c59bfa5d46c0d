<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** The addon's part of the client area: which page answers, and the changes that both pages make. */
final class ClientPages
{
	/** At most so many names are checked or ordered in one go. */
	const MANY = 500;

	private $text;
	private $caller;
	private $page;

	private function __construct()
	{
		$this->text = Text::ofClient();
		$this->caller = Caller::asClient();
		$name = Request::queryChoice('p', ['dropdomains', 'manage'], 'dropdomains');
		$this->page = $name === 'manage' ? new OrderPage($name, $this->text, $this->caller) : new DropPage($name, $this->text, $this->caller);
	}

	/** What WHMCS needs to show the page. JSON, downloads and calendars are sent at once. */
	public static function answer(array $vars): array
	{
		try {
			$pages = new self();
			if (!Host::hasExtension()) {
				return $pages->unavailable();
			}
			if (Request::query('p') === 'calendar') {
				Host::configure();
				Calendar::send();
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
		if ($this->page->isGuest() && !($this->page instanceof DropPage && Host::guestsMaySearch())) {
			return $this->loginNeeded();
		}
		Host::configure();
		if (Request::isPost()) {
			return $this->change();
		}
		if (Request::wantsJson() || Request::query('csv') === '1') {
			// Nothing of the session is changed from here on: the next key's question need not wait for this answer.
			Request::releaseSession();
		}
		return $this->page->show();
	}

	private function loginNeeded(): array
	{
		if (Request::wantsJson()) {
			Request::endJson(['ok' => false, 'message' => $this->text->get('error_531')], 401);
		}
		return ['requirelogin' => true] + $this->page->page('unavailable', $this->page instanceof OrderPage ? 'manage_title' : 'dropdomains_title');
	}

	private function unavailable(): array
	{
		if (Request::wantsJson()) {
			Request::endJson(['ok' => false, 'message' => $this->text->get('unavailable')], 503);
		}
		return ['requirelogin' => true] + $this->page->page('unavailable', 'menu_backorders');
	}

	/* ---- changes ---- */

	private function change(): array
	{
		if (!Request::hasValidToken('WHMCS.default')) {
			return $this->finish(false, $this->text->get('error_token'), [], [], 403);
		}
		if ($this->page->isGuest()) {
			return $this->finish(false, $this->text->get('error_531'), [], [], 401);
		}
		switch (Request::posted('action')) {
			case 'create':
			case 'delete':
				return $this->changeOne(Request::posted('action'));
			case 'create_many':
				return $this->createMany();
			case 'check':
				return $this->check();
			case 'feed_make':
			case 'feed_revoke':
				return $this->changeFeed(Request::posted('action') === 'feed_make');
			default:
				return $this->finish(false, $this->text->get('error_general'), [], [], 400);
		}
	}

	private function changeOne(string $action): array
	{
		$domain = Request::posted('domain');
		$answer = $this->page->command($action === 'create' ? 'CreateBackorder' : 'DeleteBackorder', ['DOMAIN' => $domain]);
		if (!ClientPage::succeeded($answer)) {
			return $this->finish(false, $this->text->error($answer), [], [], ClientPage::statusOf($answer));
		}
		$message = $this->text->get($action === 'create' ? 'created' : 'deleted', ['domain' => View::unicode($domain)]);
		if ($action === 'create') {
			$message .= $this->others(isset($answer['PROPERTY']['OTHERS'][0]) ? (int) $answer['PROPERTY']['OTHERS'][0] : 0) . ' ' . $this->text->get('created_cost');
		}
		return $this->finish(true, $message, [], $this->page instanceof DropPage ? $this->page->orderState($action === 'create' ? 'REQUESTED' : '-') : []);
	}

	private function others(int $number): string
	{
		return $number > 0 ? ' ' . $this->text->get('created_others') : '';
	}

	/** The names of the free field and of the ticked rows. */
	private function names(): array
	{
		$names = preg_split('/[\s,;]+/u', Request::posted('names'), -1, PREG_SPLIT_NO_EMPTY);
		return array_values(array_unique(array_merge($names ? $names : [], Request::postedList('selected'))));
	}

	/** What is wrong with a number of names; '' when nothing is. */
	private function wrongNumber(array $names): string
	{
		if (!$names) {
			return $this->text->get('error_no_names');
		}
		return count($names) > self::MANY ? $this->text->get('error_many', ['limit' => self::MANY]) : '';
	}

	private function check(): array
	{
		$names = $this->names();
		$wrong = $this->wrongNumber($names);
		if ($wrong !== '' || !$this->page instanceof DropPage) {
			return $this->finish(false, $wrong !== '' ? $wrong : $this->text->get('error_general'));
		}
		$checked = $this->page->check($names);
		if (isset($checked['error'])) {
			return $this->finish(false, $checked['error'], [], [], $checked['status']);
		}
		if (Request::wantsJson()) {
			Request::endJson(['ok' => true, 'message' => '', 'checked' => $checked]);
		}
		// Nothing was changed: reloading this answer does no harm.
		return $this->page->showChecked($checked);
	}

	/** Several names: each is ordered on its own, and answered. */
	private function createMany(): array
	{
		$names = $this->names();
		$wrong = $this->wrongNumber($names);
		if ($wrong !== '') {
			return $this->finish(false, $wrong);
		}
		$answer = $this->page->command('CreateBackorders', ['DOMAINS' => implode("\n", $names)]);
		if (!ClientPage::succeeded($answer)) {
			return $this->finish(false, $this->text->error($answer), [], [], ClientPage::statusOf($answer));
		}
		$lines = [];
		$good = 0;
		foreach (View::listed($answer) as $result) {
			$ok = !empty($result['OK']);
			$good += $ok ? 1 : 0;
			$lines[] = [
				'name' => View::text($result, 'DOMAINIDN'),
				'ok' => $ok,
				'text' => $ok ? $this->text->get('line_created') . $this->others(View::int($result, 'OTHERS')) : $this->refusal($result),
			];
		}
		$message = $this->text->get('created_many', ['good' => $good, 'total' => count($lines)]);
		return $this->finish($good > 0, $good > 0 ? $message . ' ' . $this->text->get('created_cost') : $message, $lines);
	}

	private function refusal(array $result): string
	{
		$key = 'refusal_' . View::text($result, 'REASON');
		return $this->text->has($key) ? $this->text->get($key) : View::text($result, 'MESSAGE');
	}

	private function changeFeed(bool $make): array
	{
		$answer = $this->page->command($make ? 'CreateCalendarFeed' : 'DeleteCalendarFeed');
		if (!ClientPage::succeeded($answer)) {
			return $this->finish(false, $this->text->error($answer), [], [], ClientPage::statusOf($answer));
		}
		return $this->finish(true, $this->text->get($make ? 'feed_made' : 'feed_revoked'));
	}

	/** Ends a change: JSON for the script; else a notice, and the page that it was sent from. */
	private function finish(bool $ok, string $message, array $lines = [], array $row = [], int $status = 200): array
	{
		if (Request::wantsJson()) {
			$account = $ok ? array_diff_key(Panels::account($this->caller, true), ['plan' => 1]) : [];
			Request::endJson(['ok' => $ok, 'message' => $message, 'lines' => $lines, 'row' => $row, 'account' => $account], $status);
		}
		if ($status === 403) {
			http_response_code(403);
			return $this->page->page('unavailable', 'menu_backorders', ['message' => $message]);
		}
		Request::keepNotice($ok ? 'success' : 'danger', $message, $lines);
		Request::redirect($this->page->url($this->page->state()));
		return [];
	}
}
