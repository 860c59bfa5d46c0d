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
				'Description' => 'Several lists instead of the one above, one a line: NAME ADDRESS [format=...] [columns=...] [time=...] [zones=...] [prefer=...]. '
					. 'ADDRESS is a URL, or the word registrar for the registrar\'s own list. docs/droplist.md explains the words.',
			],
			'droplist_minimum_percent' => $text('Smallest drop list (%)', 'A new list with fewer names than this share of the last one is refused.', '50', 5),
			'invoice_auction_fee' => $switch('Invoice auctions', 'Invoice the backorder fee of a name that was won in an auction', 'on'),
			'invoice_taxed' => $switch('Tax', 'Apply tax to backorder invoices', ''),
			'invoice_due_days' => $text('Invoice due (days)', 'Days until a backorder invoice is due.', '10', 5),
			'next_due_days' => $text('Next due date (days)', 'Days before its expiry on which a caught domain is due for renewal.', '15', 5),
			'registrar_module' => $text('Registrar module', 'The registrar module that manages the caught domains.', Host::REGISTRAR, 20),
			'registrar_parallel' => $text('Parallel registrar calls', 'Calls to the registrar at the same time, 1 to 64.', '16', 5),
		] + self::mailFields($switch) + [
			'guests_may_search' => $switch('Guests', 'Visitors who are not logged in may search the list of expiring domains', ''),
			'cron_key' => $text('Key for crons over HTTP', 'Only when no crontab is possible: a secret of at least 16 characters, sent as the header X-Backorder-Key. Empty: the crons refuse HTTP.', '', 40),
			'orders_per_client' => $text('Open backorders per client', 'The most open backorders one client may have.', '1000', 8),
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
