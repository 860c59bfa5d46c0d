<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** The account at the registrar: the addon's own settings where they are filled, else those of a registrar module. */
final class Account
{
	/** The registrar's systems (drivers of the native part), and WHMCS's registrar module for each. */
	const MODULES = ['cnr' => 'cnic', 'ispapi' => 'ispapi'];
	/** WHMCS's built-in module: its account can't be used for backorders. */
	const BUILT_IN = 'hexonet';

	private $fields;
	private $driver = '';
	/** Where the account comes from: '' (none), 'addon', or the registrar module's name. */
	private $source = '';
	private $problem = '';

	private function __construct(array $fields)
	{
		$this->fields = $fields;
	}

	/**
	 * The native part's settings of the registrar. registrar_problem says, for a log, why there is no account;
	 * without one it is absent.
	 */
	public static function settings(array $fields): array
	{
		$account = new self($fields);
		$settings = $account->read();
		if ($account->problem !== '') {
			$settings['registrar_problem'] = Text::ofLanguage(Text::FALLBACK)->get($account->problem, self::words());
		}
		return $settings;
	}

	/** Where the account comes from and what is wrong with it: {source, problem (key of a text, '' when it is fine)}. */
	public static function describe(array $fields): array
	{
		$account = new self($fields);
		$account->read();
		return ['source' => $account->source, 'problem' => $account->problem, 'driver' => $account->driver];
	}

	/** What the texts about problems name. */
	public static function words(): array
	{
		return ['ispapi' => self::MODULES['ispapi'], 'cnr' => self::MODULES['cnr'], 'hexonet' => self::BUILT_IN];
	}

	private function read(): array
	{
		$this->driver = $this->field('registrar_driver');
		if (!isset(self::MODULES[$this->driver])) {
			$this->driver = '';
		}
		$settings = $this->field('registrar_login') !== '' || $this->secret('registrar_password') !== ''
			? $this->own() : $this->ofModule();
		if ($this->driver !== '') {
			$settings['registrar_driver'] = $this->driver;
			$settings['registrar_module'] = self::MODULES[$this->driver];
		}
		if ($this->field('registrar_module') === self::BUILT_IN) {
			$this->problem = 'account_built_in_module';
		}
		$proxy = $this->field('registrar_proxy');
		if ($proxy !== '') {
			$settings['registrar_proxy'] = $proxy;
		}
		return $settings;
	}

	/** The addon's own settings. */
	private function own(): array
	{
		$this->source = 'addon';
		$login = $this->field('registrar_login');
		$password = $this->secret('registrar_password');
		if ($this->driver === '') {
			$this->driver = $this->configured();
		}
		if ($login === '' || $password === '') {
			$this->problem = 'account_half';
		} elseif ($this->driver === '') {
			$this->problem = 'account_which';
		}
		return [
			'registrar_login' => $login,
			'registrar_password' => $password,
			'registrar_test_mode' => self::isOn($this->field('registrar_test_mode')),
		];
	}

	/** The settings of the registrar module. */
	private function ofModule(): array
	{
		$driver = $this->driver !== '' ? $this->driver : $this->configured();
		$options = $driver === '' ? [] : self::options(self::MODULES[$driver]);
		if (self::option($options, 'Username') === '' || self::option($options, 'Password') === '') {
			$this->problem = self::option(self::options(self::BUILT_IN), 'Username') === '' ? 'account_none' : 'account_built_in';
			return [];
		}
		$this->driver = $driver;
		$this->source = self::MODULES[$driver];
		return [
			'registrar_login' => self::option($options, 'Username'),
			// WHMCS keeps form fields HTML-encoded; this is the one place where it is undone.
			'registrar_password' => html_entity_decode(self::option($options, 'Password'), ENT_QUOTES, 'UTF-8'),
			'registrar_test_mode' => self::isOn(self::option($options, 'TestMode')),
			'registrar_proxy' => self::option($options, 'ProxyServer'),
		];
	}

	/**
	 * The system whose registrar module has an account. With both it is CNR, which took over from ISPAPI; the setting
	 * registrar_driver decides otherwise.
	 */
	private function configured(): string
	{
		foreach (self::MODULES as $driver => $module) {
			if (self::option(self::options($module), 'Username') !== '') {
				return $driver;
			}
		}
		return '';
	}

	private function field(string $name): string
	{
		return isset($this->fields[$name]) ? trim(html_entity_decode($this->fields[$name], ENT_QUOTES, 'UTF-8')) : '';
	}

	/** A password may begin or end with a blank. */
	private function secret(string $name): string
	{
		return isset($this->fields[$name]) ? html_entity_decode($this->fields[$name], ENT_QUOTES, 'UTF-8') : '';
	}

	private static function isOn(string $value): bool
	{
		return in_array(strtolower($value), ['on', '1', 'yes', 'true'], true);
	}

	private static function option(
		#[\SensitiveParameter]
		array $options,
		string $name
	): string {
		return isset($options[$name]) && is_scalar($options[$name]) ? (string) $options[$name] : '';
	}

	/** What WHMCS keeps for a registrar module; empty when it has none of that name. */
	private static function options(string $module): array
	{
		if (!function_exists('getregistrarconfigoptions')) {
			$file = ROOTDIR . '/includes/registrarfunctions.php';
			if (is_file($file)) {
				require_once $file;
			}
		}
		if (!function_exists('getregistrarconfigoptions')) {
			return [];
		}
		$options = getregistrarconfigoptions($module);
		return is_array($options) ? $options : [];
	}
}
