<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

use WHMCS\Database\Capsule;

/** The mail that tells a customer which backorders the funds do not cover. */
final class MailTemplate
{
	const NAME = 'backorder_lowbalance_notification';

	/** Adds the template when it is missing; an existing one, however edited, stays as it is. */
	public static function install()
	{
		$table = Capsule::table('tblemailtemplates');
		if ($table->where('name', self::NAME)->where('language', '')->count() > 0) {
			return;
		}
		$now = date('Y-m-d H:i:s');
		$row = [
			'type' => 'general',
			'name' => self::NAME,
			'subject' => 'Please add funds for your domain backorders',
			'message' => self::message(),
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

	/** Whether the mail can be sent: it is there and not disabled. */
	public static function isUsable(): bool
	{
		return Capsule::table('tblemailtemplates')->where('name', self::NAME)->where('language', '')->where('disabled', 0)->count() > 0;
	}

	private static function message(): string
	{
		return <<<'HTML'
<p>Dear {$client_name},</p>
<p>Your available funds do not cover the following domain backorders. A backorder is sent to the registry only when its fee can be reserved from your funds before the domain drops.</p>
<ul>
{foreach from=$list item=data}<li>{$data.domain|escape}, drops on {$data.dropdate|escape} UTC</li>
{/foreach}</ul>
<p>Please add funds in time: <a href="{$whmcs_url}clientarea.php?action=addfunds">{$whmcs_url}clientarea.php?action=addfunds</a></p>
<p>The backorders are activated by themselves as soon as your funds are sufficient.</p>
<p>{$signature}</p>
HTML;
	}
}
