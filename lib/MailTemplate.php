<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

use WHMCS\Database\Capsule;

/** The templates of the mails to customers. They are made once, from lib/mail/; from then on they are the reseller's. */
final class MailTemplate
{
	/** The mail about low funds; its name is known since the original addon. */
	const NAME = 'backorder_lowbalance_notification';
	/** The fact that says which templates were made already. */
	const MADE = 'mail.templates';

	/** The moments that a mail can tell. on: by default. */
	const MAILS = [
		'lowbalance' => ['title' => 'Mail: low funds', 'when' => 'The funds do not cover backorders that drop soon', 'on' => true],
		'placed' => ['title' => 'Mail: placed', 'when' => 'A backorder was placed', 'on' => false],
		'active' => ['title' => 'Mail: active', 'when' => 'The fee of a backorder was reserved', 'on' => false],
		'caught' => ['title' => 'Mail: caught', 'when' => 'A name was caught and invoiced', 'on' => false],
		'delivered' => ['title' => 'Mail: delivered', 'when' => 'A name was paid and is in the account', 'on' => true],
		'failed' => ['title' => 'Mail: failed', 'when' => 'A backorder failed, with the reason', 'on' => true],
		'auction_pending' => ['title' => 'Mail: auction', 'when' => 'An auction decides about a name', 'on' => false],
		'auction_won' => ['title' => 'Mail: auction won', 'when' => 'An auction was won', 'on' => false],
		'auction_lost' => ['title' => 'Mail: auction lost', 'when' => 'An auction was lost', 'on' => false],
		'cancelled' => ['title' => 'Mail: cancelled', 'when' => 'A backorder was cancelled', 'on' => false],
	];

	/** The name of a mail's template in WHMCS. */
	public static function nameOf(string $mail): string
	{
		return $mail === 'lowbalance' ? self::NAME : 'backorder_' . $mail;
	}

	/**
	 * Makes the templates that were never made: each in English, which WHMCS takes for every client whose language has
	 * none, and in those of our languages that WHMCS's other mails have as well. A language that no mail has yet would
	 * become one of all mails ("active", on the page of each template), and that is the reseller's decision.
	 *
	 * One that is there, however edited, stays as it is; one that the reseller deleted stays deleted until the addon is
	 * deactivated and activated again.
	 */
	public static function install()
	{
		$made = self::made();
		$before = count($made);
		foreach (array_merge([''], self::languages()) as $language) {
			foreach (array_keys(self::MAILS) as $mail) {
				$what = $language === '' ? $mail : $mail . '@' . $language;
				if (in_array($what, $made, true)) {
					continue;
				}
				if (!self::exists(self::nameOf($mail), $language)) {
					self::make($mail, $language);
				}
				$made[] = $what;
			}
		}
		if (count($made) !== $before) {
			self::remember($made);
		}
	}

	/** Of our languages the ones that WHMCS has mails in, beside the one without a name. */
	private static function languages(): array
	{
		$own = array_map([self::class, 'nameOf'], array_keys(self::MAILS));
		$known = Capsule::table('tblemailtemplates')->where('language', '!=', '')->whereNotIn('name', $own)->distinct()->pluck('language');
		$languages = [];
		foreach ($known as $language) {
			$language = is_string($language) ? strtolower($language) : '';
			if ($language !== Text::FALLBACK && self::fileOf($language) !== '') {
				$languages[] = $language;
			}
		}
		return array_values(array_unique($languages));
	}

	/** The file with a language's mails, or ''. Only plain names lead to a file. */
	private static function fileOf(string $language): string
	{
		$file = __DIR__ . '/mail/' . basename($language) . '.php';
		return preg_match('/^[a-z][a-z-]{0,39}$/D', $language) === 1 && is_file($file) ? $file : '';
	}

	/** Lets the next activation make what is missing. */
	public static function forget()
	{
		if (Capsule::schema()->hasTable('backorder_meta')) {
			Capsule::table('backorder_meta')->where('name', self::MADE)->delete();
		}
	}

	/** Whether a mail can be sent: its template is there and not disabled. */
	public static function isUsable(string $name = self::NAME): bool
	{
		return Capsule::table('tblemailtemplates')->where('name', $name)->where('language', '')->where('disabled', 0)->count() > 0;
	}

	private static function exists(string $name, string $language): bool
	{
		return Capsule::table('tblemailtemplates')->where('name', $name)->where('language', $language)->count() > 0;
	}

	private static function made(): array
	{
		return array_filter(explode(',', (string) Capsule::table('backorder_meta')->where('name', self::MADE)->value('value')), 'strlen');
	}

	private static function remember(array $made)
	{
		Capsule::table('backorder_meta')->where('name', self::MADE)->delete();
		Capsule::table('backorder_meta')->insert(['name' => self::MADE, 'value' => implode(',', $made)]);
	}

	private static function make(string $mail, string $language)
	{
		$now = date('Y-m-d H:i:s');
		$texts = require self::fileOf($language === '' ? Text::FALLBACK : $language);
		$row = [
			'type' => 'general',
			'name' => self::nameOf($mail),
			'subject' => $texts[$mail]['subject'],
			'message' => '<p>' . $texts['greeting'] . "</p>\n" . $texts[$mail]['message'] . "\n<p>{\$signature}</p>",
			'attachments' => '',
			'fromname' => '',
			'fromemail' => '',
			'disabled' => 0,
			'custom' => 1,
			'language' => $language,
			'copyto' => '',
			'blind_copy_to' => '',
			'plaintext' => 0,
			'created_at' => $now,
			'updated_at' => $now,
		];
		// The table differs between versions of WHMCS; every column that it has is named.
		$columns = Capsule::schema()->getColumnListing('tblemailtemplates');
		Capsule::table('tblemailtemplates')->insert(array_intersect_key($row, array_flip($columns)));
	}
}
