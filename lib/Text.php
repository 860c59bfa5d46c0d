<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** The texts of one language. What a language lacks is taken from the English file. */
final class Text
{
	const FALLBACK = 'english';

	private static $loaded = [];
	private static $shipped = null;

	/** What the core says of a search that can't be read => the text for it. */
	const SEARCH_ERRORS = [
		'error_search_long' => '/The search (?:expression )?(?:is (?:too long|longer)|has too many)/',
		'error_search_at' => '/^The search is wrong at position (?<position>\d+): (?<rest>.*)$/s',
		'error_expression_at' => '/^The search expression is wrong at position (?<position>\d+): (?<rest>.*)$/s',
		'error_expression_slow' => '/^The search expression takes too long\./',
	];

	private $texts;
	private $isEnglish;

	private function __construct(array $texts, bool $isEnglish)
	{
		$this->texts = $texts;
		$this->isEnglish = $isEnglish;
	}

	/** The language of the visitor of the client area. */
	public static function ofClient(): self
	{
		$names = [isset($_SESSION['Language']) ? $_SESSION['Language'] : ''];
		$client = Caller::client();
		if ($client !== null && isset($client->language)) {
			$names[] = $client->language;
		}
		$names[] = self::systemLanguage();
		return self::firstOf($names);
	}

	/** The language of the signed-in admin. */
	public static function ofAdmin(): self
	{
		$admin = Caller::admin();
		return self::firstOf([$admin !== null && isset($admin->language) ? $admin->language : '', self::systemLanguage()]);
	}

	/** The language of a client, for what is written without one at the screen: invoices and mails. */
	public static function ofClientId(int $id): self
	{
		$language = '';
		try {
			$language = (string) \WHMCS\Database\Capsule::table('tblclients')->where('id', $id)->value('language');
		} catch (\Throwable $e) {
			$language = '';
		}
		return self::firstOf([$language, self::systemLanguage()]);
	}

	public static function ofLanguage(string $name): self
	{
		return self::firstOf([$name]);
	}

	private static function systemLanguage(): string
	{
		return isset($GLOBALS['CONFIG']['Language']) && is_string($GLOBALS['CONFIG']['Language']) ? $GLOBALS['CONFIG']['Language'] : '';
	}

	private static function firstOf(array $names): self
	{
		foreach ($names as $name) {
			if (is_string($name) && $name !== '') {
				// A language that is wanted and that we do not have is English, not some other one.
				return self::load(self::isName(strtolower($name)) ? strtolower($name) : self::FALLBACK);
			}
		}
		return self::load(self::FALLBACK);
	}

	/** The language's file, or '' when there is none. Only plain names lead to a file. */
	private static function fileOf(string $name): string
	{
		if (!self::isName($name)) {
			return '';
		}
		$file = dirname(__DIR__) . '/lang/' . basename($name) . '.php';
		return is_file($file) ? $file : '';
	}

	private static function isName(string $name): bool
	{
		return preg_match('/^[a-z][a-z-]{0,39}$/D', $name) === 1;
	}

	/** The English texts as they are in a release: every key there is. */
	private static function shipped(): array
	{
		if (self::$shipped === null) {
			self::$shipped = self::read(self::fileOf(self::FALLBACK));
		}
		return self::$shipped;
	}

	private static function load(string $name): self
	{
		if (!isset(self::$loaded[$name])) {
			$texts = self::shipped();
			if ($name !== self::FALLBACK) {
				$texts = array_merge($texts, self::read(self::fileOf($name)));
			}
			// A language of the reseller's own says it all; what it lacks is English in the reseller's words.
			$overridden = self::fileOf($name) === '' ? [self::FALLBACK, $name] : [$name];
			foreach ($overridden as $language) {
				$texts = array_merge($texts, OwnTexts::of($language)['texts']);
			}
			self::$loaded[$name] = new self($texts, $name === self::FALLBACK || (self::fileOf($name) === '' && !OwnTexts::of($name)['texts']));
		}
		return self::$loaded[$name];
	}

	private static function read(string $file): array
	{
		$_ADDONLANG = [];
		if ($file !== '') {
			include $file;
		}
		return is_array($_ADDONLANG) ? $_ADDONLANG : [];
	}

	/** Every text by its key, for templates. */
	public function all(): array
	{
		return $this->texts;
	}

	/** One text; `:name` in it is replaced by the value of that name. */
	public function get(string $key, array $values = []): string
	{
		$text = isset($this->texts[$key]) ? (string) $this->texts[$key] : $key;
		$replace = [];
		foreach ($values as $name => $value) {
			$replace[':' . $name] = (string) $value;
		}
		return $replace ? strtr($text, $replace) : $text;
	}

	/** Whether the addon has such a text of its own. */
	public static function isShipped(string $key): bool
	{
		return isset(self::shipped()[$key]);
	}

	public function has(string $key): bool
	{
		return isset($this->texts[$key]);
	}

	/** A status in words; a status without words is shown as it is. */
	public function status(string $status): string
	{
		$key = 'status_' . $status;
		return $this->has($key) ? $this->get($key) : $status;
	}

	/** A reason code in words; a code without words is shown as it is. Some words for customers would mislead an admin. */
	public function reason(string $code, bool $forAdmin = false): string
	{
		$key = $forAdmin && $this->has('reason_admin_' . $code) ? 'reason_admin_' . $code : 'reason_' . $code;
		return $this->has($key) ? $this->get($key) : $code;
	}

	/** Who did it: "client 12", "admin 3" and "cron" as a reader of this page understands them. */
	public function actor(string $actor, bool $forAdmin): string
	{
		$parts = explode(' ', $actor, 2);
		$key = ($forAdmin ? 'actor_for_admin_' : 'actor_') . $parts[0];
		if (!$this->has($key)) {
			return $actor;
		}
		return $this->get($key, ['id' => isset($parts[1]) ? $parts[1] : '']);
	}

	public function number(int $number): string
	{
		return number_format($number, 0, '.', $this->get('thousands_separator'));
	}

	/** What a command's answer means to a person; '' when it succeeded. */
	public function error(array $answer, bool $forAdmin = false): string
	{
		$code = isset($answer['CODE']) ? (int) $answer['CODE'] : 0;
		if ($code === 200) {
			return '';
		}
		$description = isset($answer['DESCRIPTION']) && is_string($answer['DESCRIPTION']) ? $answer['DESCRIPTION'] : '';
		$parts = explode('; ', $description, 2);
		$detail = isset($parts[1]) ? $parts[1] : '';
		$key = 'error_detail_' . strtolower(trim(preg_replace('/[^A-Za-z]+/', '_', $detail), '_'));
		if ($detail !== '' && $this->has($key)) {
			return $this->get($key);
		}
		$text = $this->has('error_' . $code) ? $this->get('error_' . $code) : $this->get('error_general');
		$detail = preg_replace('/^[A-Z_]+: /', '', $detail);
		foreach (self::SEARCH_ERRORS as $key => $pattern) {
			if (preg_match($pattern, $detail, $found)) {
				return $this->searchError($key, $found + ['position' => '', 'rest' => '']);
			}
		}
		// An internal error's own words may hold names of tables or hosts: they are for admins. All of them are English.
		if ($detail !== '' && ($forAdmin || ($this->isEnglish && in_array($code, [505, 541], true)))) {
			$text .= ' (' . $detail . ')';
		}
		return $text;
	}

	/** The place, and what is wrong there: in the core's words where they are the reader's, else the part that it names. */
	private function searchError(string $key, array $found): string
	{
		$text = $this->get($key, ['position' => $found['position']]);
		if ($this->isEnglish) {
			return rtrim($text . ' ' . $found['rest']);
		}
		return $text . (preg_match('/^"([^"]+)"/', $found['rest'], $part) ? ' (' . $part[1] . ')' : '');
	}
}
