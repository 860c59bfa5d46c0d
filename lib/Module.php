<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** The life of the addon in WHMCS: its settings, activation, update, deactivation. */
final class Module
{
	public static function config(): array
	{
		return [
			'name' => 'ISPAPI Backorder',
			'description' => 'Your customers search the list of expiring domain names, backorder them, and pay only for a name that was caught.',
			'author' => 'ISPAPI Backorder contributors',
			'language' => Text::FALLBACK,
			'version' => Host::VERSION,
			'fields' => self::fields(),
		];
	}

	private static function fields(): array
	{
		$text = function ($name, $description, $default, $size) {
			return ['FriendlyName' => $name, 'Type' => 'text', 'Size' => (string) $size, 'Default' => $default, 'Description' => $description];
		};
		$switch = function ($name, $description, $default) {
			return ['FriendlyName' => $name, 'Type' => 'yesno', 'Default' => $default, 'Description' => $description];
		};
		return [
			'registrar_url' => $text('Registrar API address', 'Leave empty for the registrar\'s own address.', '', 60),
			'droplist_url' => $text('Drop list address', 'Leave empty for the registrar\'s own list of expiring domains.', '', 60),
			'droplist_sources' => [
				'FriendlyName' => 'Drop list sources', 'Type' => 'textarea', 'Rows' => '5', 'Cols' => '60', 'Default' => '',
				'Description' => 'Several lists instead of the one above, one per line: NAME ADDRESS [format=...] [columns=...] [time=...] [zones=...] [prefer=...]. '
					. 'ADDRESS is a URL, or the word registrar for the registrar\'s own list. docs/droplist.md explains them.',
			],
			'droplist_minimum_percent' => $text('Smallest drop list (%)', 'A new list with fewer names than this share of the last one is refused.', '50', 5),
			'invoice_auction_fee' => $switch('Invoice auctions', 'Invoice the backorder fee of a name that was won in an auction', 'on'),
			'invoice_taxed' => $switch('Tax', 'Apply tax to backorder invoices. Reservations count the price without tax: where tax is added on top, the invoice is higher than what was reserved (docs/funds.md)', ''),
			'invoice_due_days' => $text('Invoice due (days)', 'Days until a backorder invoice is due.', '10', 5),
			'next_due_days' => $text('Next due date (days)', 'Days before its expiry on which a caught domain is due for renewal.', '15', 5),
			'registrar_module' => $text('Registrar module', 'The registrar module that manages the caught domains. Leave empty for the one of the account\'s system.', '', 20),
			'registrar_parallel' => $text('Parallel registrar calls', 'Calls to the registrar at the same time, 1 to 64.', '16', 5),
		] + self::accountFields($text, $switch) + self::mailFields($switch) + [
			'guests_may_search' => $switch('Guests', 'Visitors who are not logged in may search the list of expiring domains', ''),
			'whmcs_cron' => $switch('Crons by WHMCS', 'WHMCS\'s own cron runs this addon\'s crons when they are due, so that no crontab is needed; it has to run every 5 minutes', ''),
			'cron_key' => $text('Key for crons over HTTP', 'Only when no crontab is possible: a secret of at least 16 characters, sent by POST as the header X-Backorder-Key. Empty: the crons refuse HTTP.', '', 40),
			'requests_per_minute' => $text('Requests per minute', 'The most searches, lists and changes one client, or one visitor, may make in a minute; 0: no limit.', '300', 8),
			'orders_per_client' => $text('Open backorders per client', 'The most open backorders one client may have.', '1000', 8),
			'log_days' => $text('Keep logs (days)', 'Older log lines are removed; the history of a backorder is kept for good. 0 keeps everything.', '400', 5),
		];
	}

	/** The registrar's account, and what goes with an application. */
	private static function accountFields(callable $text, callable $switch): array
	{
		return [
			'registrar_driver' => [
				'FriendlyName' => 'Registrar system', 'Type' => 'dropdown', 'Default' => 'automatic',
				'Options' => ['automatic' => 'The registrar module that is configured', 'ispapi' => 'ISPAPI (HEXONET)', 'cnr' => 'CNR (CentralNic Reseller)'],
				'Description' => 'Where backorders go. The account is that of the registrar module ispapi or cnic, unless a login stands below.',
			],
			'registrar_login' => $text('Registrar login', 'Leave empty to use the account of the registrar module. A role user is account!role (ISPAPI) or account:role (CNR).', '', 30),
			'registrar_password' => ['FriendlyName' => 'Registrar password', 'Type' => 'password', 'Size' => '30', 'Default' => '', 'Description' => 'Of the login above.'],
			'registrar_test_mode' => $switch('Registrar test system', 'The login above belongs to the test system (OT&E)', ''),
			'registrar_proxy' => $text('Registrar proxy', 'Leave empty to take the registrar module\'s.', '', 30),
			'registrar_log' => $switch('Registrar calls', 'Write each call to the registrar into the module log', 'on'),
			'registrar_nameservers' => $text('Name servers', 'Name servers of caught names, separated by spaces. Leave empty for the registrar\'s default. ISPAPI only: CNR takes none with a backorder.', '', 60),
			'registrar_extra' => [
				'FriendlyName' => 'Extra fields by zone', 'Type' => 'textarea', 'Rows' => '4', 'Cols' => '60', 'Default' => '',
				'Description' => 'What some registries require with an application, one per line: ZONE KEY=value. Example: us X-US-NEXUS-CATEGORY=C11',
			],
		];
	}

	/** One switch for each mail; its template has the name in brackets. */
	private static function mailFields(callable $switch): array
	{
		$fields = [];
		foreach (MailTemplate::MAILS as $mail => $what) {
			$fields['mail_' . $mail] = $switch($what['title'], $what['when'] . ' (' . MailTemplate::nameOf($mail) . ')', $what['on'] ? 'on' : '');
		}
		return $fields;
	}

	public static function activate(): array
	{
		try {
			$text = Text::ofAdmin();
			if (!Host::hasExtension()) {
				$missing = Host::missingExtension($text);
				return ['status' => 'error', 'description' => $missing['summary'] . ' ' . implode(' ', $missing['steps'])];
			}
			Host::configure();
			\Ispapi\Backorder\activate();
			MailTemplate::install();
			return ['status' => 'success', 'description' => $text->get('activated')];
		} catch (\Throwable $e) {
			Host::logError('Activation', $e);
			return ['status' => 'error', 'description' => 'The addon could not be activated: ' . $e->getMessage()];
		}
	}

	public static function deactivate(): array
	{
		try {
			MailTemplate::forget();
			return ['status' => 'success', 'description' => Text::ofAdmin()->get('deactivated')];
		} catch (\Throwable $e) {
			return ['status' => 'success', 'description' => 'The addon is deactivated. All its data are kept.'];
		}
	}

	public static function upgrade(array $vars)
	{
		try {
			if (!Host::hasExtension()) {
				return;
			}
			Host::configure();
			\Ispapi\Backorder\upgrade(isset($vars['version']) ? (string) $vars['version'] : '');
			MailTemplate::install();
		} catch (\Throwable $e) {
			Host::logError('Update', $e);
		}
	}
}
