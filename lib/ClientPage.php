<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** What the two pages of the client area have in common: the caller, commands, addresses, the frame of an answer. */
abstract class ClientPage
{
	const PAGE_SIZES = [25, 50, 100, 200];
	/** A download has at most so many rows. */
	const CSV_ROWS = 10000;
	const CSV_STEP = 500;

	/** @var Text */
	protected $text;
	/** @var array */
	protected $caller;
	/** @var string the page's name in addresses */
	protected $name;

	public function __construct(string $name, Text $text, array $caller)
	{
		$this->name = $name;
		$this->text = $text;
		$this->caller = $caller;
	}

	/** Answers a GET. */
	abstract public function show(): array;

	/** The page's state as the address says it, checked. */
	abstract public function state(): array;

	/** What a parameter of the state is when the address does not say it. */
	abstract protected function defaults(): array;

	public function isGuest(): bool
	{
		return $this->caller['role'] === 'guest';
	}

	public function texts(): Text
	{
		return $this->text;
	}

	/** The page, or a small one in its place, in the form that WHMCS takes. */
	public function page(string $template, string $title, array $variables = []): array
	{
		return [
			'pagetitle' => $this->text->get($title),
			'breadcrumb' => [$this->url() => $this->text->get($title)],
			'templatefile' => 'templates/client/' . $template,
			'requirelogin' => $this->isGuest() && $template !== 'dropdomains',
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
			'page' => $this->name,
			'guest' => $this->isGuest(),
			'notice' => Request::takeNotice(),
			'url_dropdomains' => self::address('dropdomains'),
			'url_manage' => self::address('manage'),
			'url_login' => Host::webRoot() . '/clientarea.php',
		];
	}

	public static function address(string $page, array $query = []): string
	{
		return Host::webRoot() . '/index.php?' . http_build_query(['m' => Host::MODULE, 'p' => $page] + $query);
	}

	/** This page's address with a state; only what differs from the defaults is in it. */
	public function url(array $state = []): string
	{
		return self::address($this->name, $this->shortened($state));
	}

	protected function shortened(array $state): array
	{
		$defaults = $this->defaults();
		return array_filter($state, function ($value, $name) use ($defaults) {
			return $value !== '' && !(isset($defaults[$name]) && $defaults[$name] === $value);
		}, ARRAY_FILTER_USE_BOTH);
	}

	public function command(string $name, array $parameters = []): array
	{
		return Host::command(['COMMAND' => $name] + array_filter($parameters, function ($value) {
			return $value !== '';
		}), $this->caller);
	}

	public static function succeeded(array $answer): bool
	{
		return isset($answer['CODE']) && (int) $answer['CODE'] === 200;
	}

	/** The HTTP status of a refused command. */
	public static function statusOf(array $answer): int
	{
		if (self::succeeded($answer)) {
			return 200;
		}
		$description = isset($answer['DESCRIPTION']) ? (string) $answer['DESCRIPTION'] : '';
		return strpos($description, 'TOO MANY REQUESTS') !== false ? 429 : 200;
	}

	/** Sends the state of a list to the page's script. */
	protected function sendList(array $answer, array $list)
	{
		Request::endJson(['ok' => $list['error'] === '', 'message' => $list['error']] + $list, self::statusOf($answer));
	}

	/** @param array $head keys of the texts of the first line */
	protected function sendCsv(string $name, array $head, callable $rows)
	{
		Csv::send($name, array_map([$this->text, 'get'], $head), $rows, self::CSV_STEP, self::CSV_ROWS, function (int $most, int $total) {
			return $this->text->get('csv_cut', ['most' => $this->text->number($most), 'total' => $this->text->number($total)]);
		});
	}

	protected static function pageSize(): string
	{
		$size = Request::queryInt('limit', 50, 1, 1000);
		return (string) (in_array($size, self::PAGE_SIZES, true) ? $size : 50);
	}

	protected static function pageNumber(): string
	{
		return (string) Request::queryInt('page', 1, 1, 1000000);
	}

	protected static function sortChoices(array $orders): array
	{
		$choices = [];
		foreach ($orders as $order) {
			$choices[] = $order;
			$choices[] = '-' . $order;
		}
		return $choices;
	}

	protected static function orderBy(string $sort, array $names): string
	{
		$name = ltrim($sort, '-');
		return (isset($names[$name]) ? $names[$name] : strtoupper($name)) . ($sort[0] === '-' ? 'DESC' : '');
	}

	protected function pager(int $total, array $state): array
	{
		return View::pager($total, (int) $state['page'], (int) $state['limit'], function ($page) use ($state) {
			return $this->url(['page' => (string) $page] + $state);
		}, $this->text);
	}

	/** The column heads that sort: the address of each, and how the list is sorted now. */
	protected function heads(array $orders, array $state): array
	{
		$heads = [];
		foreach ($orders as $order) {
			$now = ltrim($state['sort'], '-') === $order ? ($state['sort'][0] === '-' ? 'descending' : 'ascending') : 'none';
			$heads[$order] = [
				'now' => $now,
				'url' => $this->url(['sort' => $now === 'ascending' ? '-' . $order : $order, 'page' => '1'] + $state),
			];
		}
		return $heads;
	}

	/** For the page's script. */
	protected function config(array $answer): string
	{
		$now = isset($answer['PROPERTY']['NOW'][0]) ? View::iso($answer['PROPERTY']['NOW'][0]) : '';
		return View::json([
			'url' => $this->url(),
			'defaults' => $this->defaults(),
			'now' => $now,
			'failed' => $this->text->get('error_network'),
			'countdown' => $this->text->get('countdown'),
			'countdown_minutes' => $this->text->get('countdown_minutes'),
			'selected' => $this->text->get('selected'),
		]);
	}
}
