<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** What the pages of the admin area share: addresses, commands, output. */
abstract class AdminPage
{
	const PAGE_SIZES = [25, 50, 100, 200];

	protected $text;
	protected $caller;
	protected $tab;
	private $link;

	public function __construct(array $vars, string $tab)
	{
		$this->text = Text::ofAdmin();
		$this->caller = Caller::asAdmin();
		$link = isset($vars['modulelink']) && is_string($vars['modulelink']) ? $vars['modulelink'] : '';
		$this->link = $link !== '' ? $link : 'addonmodules.php?module=' . Host::MODULE;
		$this->tab = $tab;
	}

	/** The page. */
	abstract public function show(): string;

	/** Carries out a POST whose token was checked: redirects, or returns the page. */
	public function change(): string
	{
		return $this->show();
	}

	public function isAdmin(): bool
	{
		return $this->caller['admin_id'] > 0;
	}

	/* ---- output ---- */

	/** A message in plain HTML, for when nothing else can be shown. */
	public function plain(string $kind, string $key, array $words = []): string
	{
		return $this->message($kind, $this->text->get($key, $words), []);
	}

	public function missingExtension(): string
	{
		$missing = Host::missingExtension($this->text);
		return $this->message('danger', $missing['title'] . ' ' . $missing['summary'], $missing['steps']);
	}

	private function message(string $kind, string $message, array $steps): string
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
	public function failure(\Throwable $e): string
	{
		$steps = [];
		$name = (new \ReflectionClass($e))->getShortName();
		foreach ([$name . '_1', $name . '_2'] as $key) {
			if ($this->text->has('mend_' . $key)) {
				$steps[] = $this->text->get('mend_' . $key);
			}
		}
		return $this->message('danger', $e->getMessage(), $steps);
	}

	protected function render(string $template, array $variables): string
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
			'action' => $this->url(['tab' => $this->tab] + $this->state()),
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
		foreach (array_keys(AdminPages::PAGES) as $tab) {
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

	protected function url(array $query): string
	{
		$query = array_filter($query, function ($value) {
			return (string) $value !== '';
		});
		return $this->link . ($query ? '&' . http_build_query($query) : '');
	}

	protected function command(string $name, array $parameters = []): array
	{
		$parameters = array_filter($parameters, function ($value) {
			return $value !== '' && $value !== null;
		});
		return Host::command(['COMMAND' => $name] + $parameters, $this->caller);
	}

	/** The filters of the page, as the address says them. */
	protected function state(): array
	{
		return [];
	}

	/** Back to the page that the form was on, with a word about what happened. */
	protected function back(string $kind, string $text, array $lines = []): string
	{
		Request::keepNotice($kind, $text, $lines);
		Request::redirect($this->url(['tab' => $this->tab] + $this->state()));
		return '';
	}

	/** Back, after one command: its error, or that it is done. */
	protected function backFrom(array $answer, string $done, string $name): string
	{
		$error = $this->text->error($answer, true);
		if ($error !== '') {
			return $this->back('danger', ($name !== '' ? $name . ': ' : '') . $error);
		}
		return $this->back('success', $this->text->get($done, ['name' => View::unicode($name)]));
	}

	protected static function queryDay(string $name): string
	{
		return preg_match('/^\d{4}-\d\d-\d\d$/D', Request::query($name)) ? Request::query($name) : '';
	}

	protected static function queryId(string $name): string
	{
		$id = Request::queryInt($name, 0, 1, 999999999);
		return $id > 0 ? (string) $id : '';
	}

	protected static function pageSize(): string
	{
		$size = Request::queryInt('limit', 50, 1, 1000);
		return (string) (in_array($size, self::PAGE_SIZES, true) ? $size : 50);
	}

	protected function pager(int $total, array $state): array
	{
		return View::pager($total, (int) $state['page'], (int) $state['limit'], function ($page) use ($state) {
			return $this->url(['tab' => $this->tab, 'page' => $page] + $state);
		}, $this->text);
	}
}
