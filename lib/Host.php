<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

use WHMCS\Database\Capsule;

/** Collects what the native part needs from WHMCS, and hands it over once per request. */
final class Host
{
	const MODULE = 'ispapibackorder';
	const VERSION = '5.0.0';
	const EXTENSION = 'ispapibackorder';

	/** The addon's fields by the kind of their value; the native settings have the same names. */
	const TEXT_FIELDS = ['registrar_url', 'droplist_url', 'droplist_sources', 'registrar_module', 'registrar_nameservers', 'registrar_extra'];
	const NUMBER_FIELDS = ['droplist_minimum_percent', 'invoice_due_days', 'next_due_days', 'registrar_parallel', 'orders_per_client', 'requests_per_minute', 'log_days'];
	const SWITCH_FIELDS = [
		'invoice_auction_fee', 'invoice_taxed', 'guests_may_search', 'registrar_log',
		'mail_lowbalance', 'mail_placed', 'mail_active', 'mail_caught', 'mail_delivered', 'mail_failed',
		'mail_auction_pending', 'mail_auction_won', 'mail_auction_lost', 'mail_cancelled',
	];

	/** 0: nothing handed over yet, 1: without the registrar's account, 2: with it, 3: with it and with a cron's time limit. */
	private static $configured = 0;

	public static function hasExtension(): bool
	{
		return extension_loaded(self::EXTENSION);
	}

	/** What is missing and how to mend it, for a person who runs the server. */
	public static function missingExtension(Text $text): array
	{
		$ini = php_ini_loaded_file();
		$scanned = php_ini_scanned_files();
		return [
			'title' => $text->get('extension_missing_title'),
			'summary' => $text->get('extension_missing', ['version' => PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION, 'sapi' => PHP_SAPI]),
			'steps' => [
				$text->get('extension_step_build'),
				$text->get('extension_step_file', ['directory' => (string) ini_get('extension_dir')]),
				$text->get('extension_step_ini', ['ini' => $ini ? $ini : '-', 'scanned' => $scanned ? dirname(explode(',', trim($scanned))[0]) : '-']),
				$text->get('extension_step_restart'),
				$text->get('extension_step_check'),
			],
		];
	}

	/** Hands the settings over. The registrar's account is read only where it is needed: crons and admin pages. */
	public static function configure(bool $withRegistrar = false)
	{
		$wanted = $withRegistrar ? 2 : 1;
		if (self::$configured >= $wanted) {
			return;
		}
		\Ispapi\Backorder\configure(self::settings($withRegistrar));
		self::$configured = $wanted;
	}

	/** Before a cron, also one that is called over HTTP or by WHMCS's own after a page's settings were handed over. */
	public static function configureCron()
	{
		if (self::$configured < 3) {
			\Ispapi\Backorder\configure(self::settings(true, true));
			self::$configured = 3;
		}
	}

	/** Runs one command; never with a caller that the browser chose. */
	public static function command(array $command, array $caller): array
	{
		self::configure($caller['role'] === 'admin' || $caller['role'] === 'cron');
		return \Ispapi\Backorder\command($command, $caller);
	}

	public static function settings(bool $withRegistrar, bool $forCron = false): array
	{
		$settings = self::database($forCron) + ['data_directory' => self::dataDirectory(), 'referer' => self::systemUrl()];
		$fields = self::fields();
		foreach (self::TEXT_FIELDS as $name) {
			if (isset($fields[$name]) && trim($fields[$name]) !== '') {
				$settings[$name] = trim(htmlspecialchars_decode($fields[$name], ENT_QUOTES));
			}
		}
		foreach (self::NUMBER_FIELDS as $name) {
			if (isset($fields[$name]) && trim($fields[$name]) !== '') {
				$settings[$name] = trim($fields[$name]);
			}
		}
		foreach (self::SWITCH_FIELDS as $name) {
			if (isset($fields[$name])) {
				$settings[$name] = self::isYes($fields[$name]);
			}
		}
		return $withRegistrar ? $settings + Account::settings($fields) : $settings;
	}

	/** The addon's stored fields; empty when it is not active. */
	public static function fields(): array
	{
		$fields = [];
		foreach (Capsule::table('tbladdonmodules')->where('module', self::MODULE)->get() as $row) {
			$row = (array) $row;
			$fields[(string) $row['setting']] = (string) $row['value'];
		}
		return $fields;
	}

	public static function guestsMaySearch(): bool
	{
		return self::isOn('guests_may_search');
	}

	/** Whether a yes/no field is stored, and on. */
	public static function isOn(string $field): bool
	{
		$fields = self::fields();
		return isset($fields[$field]) && self::isYes($fields[$field]);
	}

	private static function isYes(string $value): bool
	{
		return in_array(strtolower($value), ['on', 'yes', '1', 'true'], true);
	}

	public static function isActive(): bool
	{
		return array_key_exists('version', self::fields());
	}

	/** WHMCS's own database, by the settings of its open connection. */
	private static function database(bool $forCron): array
	{
		$config = [];
		try {
			// Illuminate 5.2 wants the argument, later versions have it by default.
			$config = Capsule::connection()->getConfig(null);
		} catch (\Throwable $e) {
			$config = [];
		}
		$config = is_array($config) ? $config : [];
		$host = self::pick($config, 'host', 'db_host');
		$port = self::pick($config, 'port', 'db_port');
		$socket = self::pick($config, 'unix_socket', 'db_socket');
		// "host:3307" and "localhost:/run/mysqld.sock" are common in configuration.php.
		if ($socket === '' && preg_match('#^[^:]*:(/.+)$#', $host, $match)) {
			$host = 'localhost';
			$socket = $match[1];
		} elseif (preg_match('/^([^:]+):([0-9]+)$/', $host, $match)) {
			$host = $match[1];
			$port = $port === '' ? $match[2] : $port;
		}
		$database = [
			'db_host' => $host,
			'db_port' => (int) $port,
			// Nobody looks at a page that long; a cron may wait for a server that is busy.
			'db_read_seconds' => $forCron || Caller::isCommandLine() ? 60 : 20,
			'db_socket' => $socket,
			'db_database' => self::pick($config, 'database', 'db_name'),
			'db_user' => self::pick($config, 'username', 'db_username'),
			'db_password' => self::pick($config, 'password', 'db_password'),
		];
		return $database + self::databaseTls(isset($config['options']) && is_array($config['options']) ? $config['options'] : []);
	}

	private static function databaseTls(array $options): array
	{
		$tls = [];
		foreach (['ca' => 'MYSQL_ATTR_SSL_CA', 'cert' => 'MYSQL_ATTR_SSL_CERT', 'key' => 'MYSQL_ATTR_SSL_KEY'] as $name => $constant) {
			$value = self::pick([], '', 'db_tls_' . $name);
			if ($value === '' && defined('PDO::' . $constant)) {
				$attribute = constant('PDO::' . $constant);
				$value = isset($options[$attribute]) && is_string($options[$attribute]) ? $options[$attribute] : '';
			}
			if ($value !== '') {
				$tls['db_tls_' . $name] = $value;
			}
		}
		if (isset($GLOBALS['db_tls_verify_cert'])) {
			$tls['db_tls_verify'] = !in_array(strtolower((string) $GLOBALS['db_tls_verify_cert']), ['', '0', 'off', 'no', 'false'], true);
		} elseif ($tls && defined('PDO::MYSQL_ATTR_SSL_VERIFY_SERVER_CERT') && isset($options[\PDO::MYSQL_ATTR_SSL_VERIFY_SERVER_CERT])) {
			$tls['db_tls_verify'] = (bool) $options[\PDO::MYSQL_ATTR_SSL_VERIFY_SERVER_CERT];
		}
		return $tls;
	}

	/** A value of the open connection, else the variable of configuration.php. */
	private static function pick(array $config, string $key, string $global): string
	{
		foreach ([isset($config[$key]) ? $config[$key] : null, isset($GLOBALS[$global]) ? $GLOBALS[$global] : null] as $value) {
			// A connection that reads from several hosts lists them.
			if (is_array($value)) {
				$value = reset($value);
			}
			if (is_scalar($value) && (string) $value !== '') {
				return (string) $value;
			}
		}
		return '';
	}

	public static function systemUrl(): string
	{
		return isset($GLOBALS['CONFIG']['SystemURL']) && is_string($GLOBALS['CONFIG']['SystemURL']) ? $GLOBALS['CONFIG']['SystemURL'] : '';
	}

	/** The path in front of WHMCS's pages, without a slash at its end. */
	public static function webRoot(): string
	{
		if (class_exists('WHMCS\\Utility\\Environment\\WebHelper')) {
			return rtrim((string) \WHMCS\Utility\Environment\WebHelper::getBaseUrl(), '/');
		}
		return rtrim((string) parse_url(self::systemUrl(), PHP_URL_PATH), '/');
	}

	/** WHMCS's directory for compiled templates. */
	public static function compileDirectory(): string
	{
		$directory = isset($GLOBALS['templates_compiledir']) && is_string($GLOBALS['templates_compiledir']) ? rtrim($GLOBALS['templates_compiledir'], '/\\') : '';
		if ($directory === '') {
			return ROOTDIR . '/templates_c';
		}
		return $directory[0] === '/' ? $directory : ROOTDIR . '/' . $directory;
	}

	/** The directory for the addon's cache files; made when it is missing. */
	public static function dataDirectory(): string
	{
		$directory = self::compileDirectory() . '/' . self::MODULE;
		if (!is_dir($directory)) {
			// Another request may make it at the same moment; a directory that can't be made is told by the native part.
			@mkdir($directory, 0700, true);
		}
		return $directory;
	}

	/** Calls a function that a host may have switched off (disable_functions), which is an Error from PHP 8 on; null then. */
	public static function callIfEnabled(string $function, ...$arguments)
	{
		return function_exists($function) ? $function(...$arguments) : null;
	}

	/** One line in WHMCS's activity log. Never throws: it is the last resort of every guard. */
	public static function log(string $text, int $clientId = 0)
	{
		try {
			if (function_exists('logActivity')) {
				logActivity('ISPAPI Backorder: ' . mb_substr($text, 0, 500), $clientId);
			}
		} catch (\Throwable $e) {
			error_log('ISPAPI Backorder: ' . $text);
		}
	}

	/** The error of a guarded call: its class and words go to the activity log. */
	public static function logError(string $where, \Throwable $e)
	{
		self::log($where . ': ' . (new \ReflectionClass($e))->getShortName() . ': ' . $e->getMessage());
	}
}
