<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/**
 * What the browser sent. WHMCS HTML-encodes the superglobals when it starts; this is the one place that decodes them.
 */
final class Request
{
	/** Set while a token is checked, so that a host that ends the request there still answers in the right form. */
	private static $checkingJson = false;

	public static function isPost(): bool
	{
		return isset($_SERVER['REQUEST_METHOD']) && $_SERVER['REQUEST_METHOD'] === 'POST';
	}

	/** Whether the form had more fields than PHP takes: what came behind them, the act too, is lost. */
	public static function isCut(): bool
	{
		$most = (int) ini_get('max_input_vars');
		return $most > 0 && count($_POST, COUNT_RECURSIVE) >= $most;
	}

	public static function wantsJson(): bool
	{
		return self::query('json') === '1' || self::posted('json') === '1';
	}

	public static function query(string $name, string $default = ''): string
	{
		return self::text($_GET, $name, $default);
	}

	public static function posted(string $name, string $default = ''): string
	{
		return self::text($_POST, $name, $default);
	}

	/** The texts of a field that a form sends several times ("zone[]"). */
	public static function queryList(string $name): array
	{
		return self::texts($_GET, $name);
	}

	public static function postedList(string $name): array
	{
		return self::texts($_POST, $name);
	}

	private static function texts(array $source, string $name): array
	{
		$texts = [];
		foreach (isset($source[$name]) && is_array($source[$name]) ? array_slice($source[$name], 0, 1000) : [] as $value) {
			$text = self::text(['value' => $value], 'value', '');
			if ($text !== '') {
				$texts[] = $text;
			}
		}
		return $texts;
	}

	/** A whole number of the query, or the default when it is none or out of range. */
	public static function queryInt(string $name, int $default, int $minimum, int $maximum): int
	{
		return self::toInt(self::query($name), $default, $minimum, $maximum);
	}

	/** A whole number of the query as a text, the nearest one in range; '' when it is none. */
	public static function queryNumber(string $name, int $minimum, int $maximum): string
	{
		if (!preg_match('/^(-?)0*([0-9]+)$/D', self::query($name), $part)) {
			return '';
		}
		$number = strlen($part[2]) > 9 ? PHP_INT_MAX : (int) $part[2];
		return (string) max($minimum, min($maximum, $part[1] === '' ? $number : -$number));
	}

	public static function postedInt(string $name, int $default, int $minimum, int $maximum): int
	{
		return self::toInt(self::posted($name), $default, $minimum, $maximum);
	}

	/** One of the given words. */
	public static function queryChoice(string $name, array $choices, string $default): string
	{
		$value = self::query($name);
		return in_array($value, $choices, true) ? $value : $default;
	}

	/** Every posted field that is a text, decoded. */
	public static function allPosted(): array
	{
		$fields = [];
		foreach ($_POST as $name => $value) {
			if (is_string($value)) {
				$fields[self::decode((string) $name)] = self::decode($value);
			}
		}
		return $fields;
	}

	private static function text(array $source, string $name, string $default): string
	{
		if (!isset($source[$name]) || !is_string($source[$name])) {
			return $default;
		}
		$value = self::decode($source[$name]);
		// Bytes that are no UTF-8 would break the page or the JSON that shows them again.
		return preg_match('//u', $value) === 1 ? trim($value) : $default;
	}

	private static function decode(string $value): string
	{
		return htmlspecialchars_decode($value, ENT_QUOTES);
	}

	private static function toInt(string $text, int $default, int $minimum, int $maximum): int
	{
		if (!preg_match('/^-?[0-9]{1,9}$/D', $text)) {
			return $default;
		}
		$number = (int) $text;
		return $number < $minimum || $number > $maximum ? $default : $number;
	}

	/**
	 * Checks the token of a change. WHMCS throws or ends the request when it is wrong, depending on its version;
	 * both become the same answer here.
	 * @return bool whether the change may go on
	 */
	public static function hasValidToken(string $namespace): bool
	{
		if (!self::isPost() || !function_exists('check_token')) {
			return false;
		}
		// A change takes its token from the posted form only, never from the address.
		$_REQUEST['token'] = isset($_POST['token']) && is_string($_POST['token']) ? $_POST['token'] : '';
		unset($_GET['token']);
		self::$checkingJson = self::wantsJson();
		if (self::$checkingJson) {
			ob_start();
			register_shutdown_function([self::class, 'answerRefusedToken']);
		}
		$valid = false;
		try {
			$valid = check_token($namespace) !== false;
		} catch (\Throwable $e) {
			$valid = false;
		}
		if (self::$checkingJson) {
			self::$checkingJson = false;
			if (ob_get_level() > 0) {
				ob_end_clean();
			}
		}
		return $valid;
	}

	/** Runs at the end of a request that was ended inside check_token(). */
	public static function answerRefusedToken()
	{
		if (self::$checkingJson) {
			self::$checkingJson = false;
			self::sendJson(['ok' => false, 'message' => Text::ofClient()->get('error_token')], 403);
		}
	}

	/** Sends JSON instead of the page. The caller ends the request. */
	public static function sendJson(array $data, int $status = 200)
	{
		while (ob_get_level() > 0 && ob_end_clean()) {
			continue;
		}
		if (!headers_sent()) {
			http_response_code($status);
			header('Content-Type: application/json; charset=utf-8');
			header('Cache-Control: no-store');
			header('X-Content-Type-Options: nosniff');
		}
		echo json_encode($data, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_HEX_TAG | JSON_HEX_AMP | JSON_INVALID_UTF8_SUBSTITUTE);
	}

	/** Answers with JSON and ends the request. */
	public static function endJson(array $data, int $status = 200)
	{
		self::sendJson($data, $status);
		exit;
	}

	/** Answers with a plain text and ends the request. */
	public static function endText(string $text, int $status)
	{
		self::beginFile('text/plain; charset=utf-8', '', $status);
		echo $text, "\n";
		exit;
	}

	/** Begins an answer that is a file instead of the page; without a name it is shown. */
	public static function beginFile(string $type, string $name, int $status = 200)
	{
		while (ob_get_level() > 0 && ob_end_clean()) {
			continue;
		}
		if (!headers_sent()) {
			http_response_code($status);
			header('Content-Type: ' . $type);
			header('Cache-Control: no-store');
			header('X-Content-Type-Options: nosniff');
			header('X-Robots-Tag: noindex');
			if ($name !== '') {
				header('Content-Disposition: attachment; filename="' . $name . '"');
			}
		}
	}

	/** Lets other requests of this session go on; what is written into it from here on is lost. */
	public static function releaseSession()
	{
		if (session_status() === PHP_SESSION_ACTIVE) {
			session_write_close();
		}
	}

	/** Ends a posted change with a new GET, so that reloading the page repeats nothing. */
	public static function redirect(string $address)
	{
		while (ob_get_level() > 0 && ob_end_clean()) {
			continue;
		}
		header('Location: ' . str_replace(["\r", "\n"], '', $address), true, 303);
		exit;
	}

	/** Keeps a notice for the next page of this session. */
	public static function keepNotice(string $kind, string $text, array $lines = [])
	{
		$_SESSION['ispapibackorder_notice'] = ['kind' => $kind, 'text' => $text, 'lines' => $lines];
	}

	/** @return array|null the kept notice, once */
	public static function takeNotice()
	{
		$notice = isset($_SESSION['ispapibackorder_notice']) ? $_SESSION['ispapibackorder_notice'] : null;
		unset($_SESSION['ispapibackorder_notice']);
		if (!is_array($notice) || !isset($notice['kind'], $notice['text'], $notice['lines'])) {
			return null;
		}
		return $notice;
	}
}
