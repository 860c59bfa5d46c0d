<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

use WHMCS\Database\Capsule;

/** The templates of the mails to customers. They are made once; from then on they are the reseller's. */
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

	const SUBJECTS = [
		'lowbalance' => 'Please add funds for your domain backorders',
		'placed' => 'Your backorder for {$domain}',
		'active' => 'Your backorder for {$domain} is active',
		'caught' => 'We caught {$domain}',
		'delivered' => '{$domain} is yours',
		'failed' => 'Your backorder for {$domain} has failed',
		'auction_pending' => 'An auction decides about {$domain}',
		'auction_won' => 'You won the auction for {$domain}',
		'auction_lost' => 'The auction for {$domain} was lost',
		'cancelled' => 'Your backorder for {$domain} was cancelled',
	];

	/** The name of a mail's template in WHMCS. */
	public static function nameOf(string $mail): string
	{
		return $mail === 'lowbalance' ? self::NAME : 'backorder_' . $mail;
	}

	/**
	 * Makes the templates that were never made. One that is there, however edited, stays as it is; one that the
	 * reseller deleted stays deleted until the addon is deactivated and activated again.
	 */
	public static function install()
	{
		$made = self::made();
		foreach (array_keys(self::MAILS) as $mail) {
			if (in_array($mail, $made, true)) {
				continue;
			}
			if (!self::exists(self::nameOf($mail))) {
				self::make($mail);
			}
			$made[] = $mail;
		}
		self::remember($made);
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

	private static function exists(string $name): bool
	{
		return Capsule::table('tblemailtemplates')->where('name', $name)->where('language', '')->count() > 0;
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

	private static function make(string $mail)
	{
		$now = date('Y-m-d H:i:s');
		$row = [
			'type' => 'general',
			'name' => self::nameOf($mail),
			'subject' => self::SUBJECTS[$mail],
			'message' => "<p>Dear {\$client_name},</p>\n" . self::message($mail) . "\n<p>{\$signature}</p>",
			'attachments' => '',
			'fromname' => '',
			'fromemail' => '',
			'disabled' => 0,
			'custom' => 1,
			'language' => '',
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

	private static function message(string $mail): string
	{
		switch ($mail) {
			case 'lowbalance':
				return self::lowBalance();
			case 'placed':
				return "<p>your backorder for {\$domain|escape} was placed{if \$dropdate}; the domain drops on {\$dropdate|escape} UTC{/if}.</p>\n"
					. '<p>Three days before the drop its fee is reserved from your funds. You pay only if we catch the name.</p>';
			case 'active':
				return "<p>your backorder for {\$domain|escape} is active: {\$price|escape} is reserved from your funds{if \$dropdate}, and we try to register the domain when it drops on {\$dropdate|escape} UTC{/if}.</p>";
			case 'caught':
				return "<p>we caught {\$domain|escape} for you. Invoice {\$invoice_id} over {\$price|escape} was made; as soon as it is paid the domain appears in your account.</p>\n"
					. '<p><a href="{$whmcs_url}viewinvoice.php?id={$invoice_id}">{$whmcs_url}viewinvoice.php?id={$invoice_id}</a></p>';
			case 'delivered':
				return "<p>{\$domain|escape} is in your account. Thank you for your order.</p>\n"
					. '<p><a href="{$whmcs_url}clientarea.php?action=domains">{$whmcs_url}clientarea.php?action=domains</a></p>';
			case 'failed':
				return "<p>your backorder for {\$domain|escape} has ended without success.</p>\n<p>{\$reason|escape}</p>\n"
					. '<p>You pay nothing, and what was reserved for it is yours to use again.</p>';
			case 'auction_pending':
				return "<p>there are several bidders for {\$domain|escape}, so an auction decides{if \$auction_end}; it ends on {\$auction_end|escape} UTC{/if}.</p>\n"
					. '{if $auction_url}<p><a href="{$auction_url|escape}">{$auction_url|escape}</a></p>{/if}';
			case 'auction_won':
				return '<p>you won the auction for {$domain|escape}; the domain is in your account.</p>';
			case 'auction_lost':
				return '<p>the auction for {$domain|escape} was lost. What was reserved for the backorder is yours to use again.</p>';
			default:
				return "<p>your backorder for {\$domain|escape} was cancelled.</p>\n<p>{\$reason|escape}</p>";
		}
	}

	private static function lowBalance(): string
	{
		return <<<'HTML'
<p>Your available funds do not cover the following domain backorders. A backorder is sent to the registry only when its fee can be reserved from your funds before the domain drops.</p>
<ul>
{foreach from=$list item=data}<li>{$data.domain|escape}, drops on {$data.dropdate|escape} UTC</li>
{/foreach}</ul>
<p>Please add funds in time: <a href="{$whmcs_url}clientarea.php?action=addfunds">{$whmcs_url}clientarea.php?action=addfunds</a></p>
<p>The backorders are activated by themselves as soon as your funds are sufficient.</p>
HTML;
	}
}
