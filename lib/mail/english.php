<?php

// The mails to customers as they are made in WHMCS once: subject and message, in Smarty. MailTemplate.php puts greeting and signature around.

if (!defined('WHMCS')) {
	die('This file cannot be accessed directly');
}

return [
	'greeting' => 'Dear {$client_name},',
	'lowbalance' => [
		'subject' => 'Please add funds for your domain backorders',
		'message' => <<<'HTML'
<p>Your available funds do not cover the following domain backorders. A backorder is sent to the registrar only when its fee can be reserved from your funds before the domain drops.</p>
<ul>
{foreach from=$list item=data}<li>{$data.domain|escape}, drops on {$data.dropdate|escape} UTC</li>
{/foreach}</ul>
<p>Please add funds in time: <a href="{$whmcs_url}clientarea.php?action=addfunds">{$whmcs_url}clientarea.php?action=addfunds</a></p>
<p>The backorders are activated automatically as soon as your funds are sufficient.</p>
HTML
		,
	],
	'placed' => [
		'subject' => 'Your backorder for {$domain}',
		'message' => <<<'HTML'
<p>Your backorder for {$domain|escape} was placed{if $dropdate}; the domain drops on {$dropdate|escape} UTC{/if}.</p>
<p>Three days before the drop its fee is reserved from your funds. You pay only if we catch the name.</p>
HTML
		,
	],
	'active' => [
		'subject' => 'Your backorder for {$domain} is active',
		'message' => <<<'HTML'
<p>Your backorder for {$domain|escape} is active: {$price|escape} is reserved from your funds{if $dropdate}, and we will try to register the domain when it drops on {$dropdate|escape} UTC{/if}.</p>
HTML
		,
	],
	'caught' => [
		'subject' => 'We caught {$domain}',
		'message' => <<<'HTML'
<p>We caught {$domain|escape} for you. Invoice {$invoice_id} has been created; as soon as it is paid, the domain appears in your account.</p>
<p><a href="{$whmcs_url}viewinvoice.php?id={$invoice_id}">{$whmcs_url}viewinvoice.php?id={$invoice_id}</a></p>
HTML
		,
	],
	'delivered' => [
		'subject' => '{$domain} is yours',
		'message' => <<<'HTML'
<p>{$domain|escape} is in your account. Thank you for your order.</p>
<p><a href="{$whmcs_url}clientarea.php?action=domains">{$whmcs_url}clientarea.php?action=domains</a></p>
HTML
		,
	],
	'failed' => [
		'subject' => 'Your backorder for {$domain} has failed',
		'message' => <<<'HTML'
<p>Your backorder for {$domain|escape} was not successful.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
	'auction_pending' => [
		'subject' => 'An auction decides about {$domain}',
		'message' => <<<'HTML'
<p>There are several bidders for {$domain|escape}, so an auction decides{if $auction_end}; it ends on {$auction_end|escape} UTC{/if}.</p>
{if $auction_url}<p><a href="{$auction_url|escape}">{$auction_url|escape}</a></p>{/if}
HTML
		,
	],
	'auction_won' => [
		'subject' => 'You won the auction for {$domain}',
		'message' => <<<'HTML'
<p>You won the auction for {$domain|escape}; the domain is in your account.</p>
HTML
		,
	],
	'auction_lost' => [
		'subject' => 'The auction for {$domain} was lost',
		'message' => <<<'HTML'
<p>The auction for {$domain|escape} was lost. What was reserved for the backorder is yours to use again.</p>
HTML
		,
	],
	'cancelled' => [
		'subject' => 'Your backorder for {$domain} was cancelled',
		'message' => <<<'HTML'
<p>Your backorder for {$domain|escape} was cancelled.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
];
