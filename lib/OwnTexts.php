<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/**
 * The reseller's own texts, `lang/overrides/NAME.php`: a folder that no release has, so that an update leaves it alone.
 * Whatever is wrong with such a file, the pages work with the addon's texts and the Status page says what it is.
 */
final class OwnTexts
{
	/** So many keys are named when some are wrong. */
	const NAMED = 5;

	private static $read = [];

	/** @return array texts: by their keys; problem: '' or a text's key; words: what that text names */
	public static function of(string $language): array
	{
		$file = self::folder() . basename($language) . '.php';
		return is_file($file) ? self::read($file) : ['texts' => [], 'problem' => '', 'words' => []];
	}

	/** What is wrong with the files. @return array list of {problem, words} */
	public static function problems(): array
	{
		$problems = [];
		foreach (glob(self::folder() . '*.php') ?: [] as $file) {
			$read = self::read($file);
			$unknown = array_filter(array_keys($read['texts']), function ($key) {
				return !Text::isShipped((string) $key);
			});
			if ($read['problem'] !== '') {
				$problems[] = ['problem' => $read['problem'], 'words' => $read['words']];
			} elseif ($unknown) {
				$problems[] = ['problem' => 'own_texts_unknown', 'words' => ['file' => self::shown($file), 'keys' => self::named($unknown)]];
			}
		}
		return $problems;
	}

	private static function folder(): string
	{
		return dirname(__DIR__) . '/lang/overrides/';
	}

	private static function shown(string $file): string
	{
		return 'lang/overrides/' . basename($file);
	}

	private static function named(array $keys): string
	{
		return implode(', ', array_slice($keys, 0, self::NAMED)) . (count($keys) > self::NAMED ? ', …' : '');
	}

	/** Once a request: a file may declare what can't be declared twice. */
	private static function read(string $file): array
	{
		if (!isset(self::$read[$file])) {
			self::$read[$file] = self::checked($file);
		}
		return self::$read[$file];
	}

	private static function checked(string $file): array
	{
		$words = ['file' => self::shown($file)];
		try {
			$found = self::texts($file);
		} catch (\Throwable $e) {
			return ['texts' => [], 'problem' => 'own_texts_broken', 'words' => $words + ['problem' => $e->getMessage(), 'line' => $e->getLine()]];
		}
		if (!is_array($found) || !$found) {
			return ['texts' => [], 'problem' => 'own_texts_none', 'words' => $words];
		}
		$texts = array_filter($found, [self::class, 'isText']);
		$wrong = array_keys(array_diff_key($found, $texts));
		return ['texts' => $texts, 'problem' => $wrong ? 'own_texts_wrong' : '', 'words' => $words + ['keys' => self::named($wrong)]];
	}

	/** What the file makes of $_ADDONLANG. What it prints, such as a byte order mark, stands on no page. */
	private static function texts(string $file)
	{
		$_ADDONLANG = [];
		$level = ob_get_level();
		ob_start();
		try {
			include $file;
		} finally {
			while (ob_get_level() > $level) {
				ob_end_clean();
			}
		}
		return $_ADDONLANG;
	}

	private static function isText($value): bool
	{
		return is_string($value) && preg_match('//u', $value) === 1;
	}
}
