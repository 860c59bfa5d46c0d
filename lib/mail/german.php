<?php

// The mails to customers as they are made in WHMCS once: subject and message, in Smarty. MailTemplate.php puts greeting and signature around.

if (!defined('WHMCS')) {
	die('This file cannot be accessed directly');
}

return [
	'greeting' => 'Guten Tag {$client_name},',
	'lowbalance' => [
		'subject' => 'Bitte laden Sie Guthaben für Ihre Domain-Backorders auf',
		'message' => <<<'HTML'
<p>Ihr verfügbares Guthaben deckt die folgenden Domain-Backorders nicht. Eine Backorder wird nur dann an den Registrar geschickt, wenn ihr Preis vor dem Drop der Domain von Ihrem Guthaben reserviert werden kann.</p>
<ul>
{foreach from=$list item=data}<li>{$data.domain|escape}, Drop am {$data.dropdate|escape} UTC</li>
{/foreach}</ul>
<p>Bitte laden Sie rechtzeitig Guthaben auf: <a href="{$whmcs_url}clientarea.php?action=addfunds">{$whmcs_url}clientarea.php?action=addfunds</a></p>
<p>Die Backorders werden automatisch aktiviert, sobald Ihr Guthaben ausreicht.</p>
HTML
		,
	],
	'placed' => [
		'subject' => 'Ihre Backorder für {$domain}',
		'message' => <<<'HTML'
<p>Ihre Backorder für {$domain|escape} ist aufgegeben{if $dropdate}; der Drop der Domain ist am {$dropdate|escape} UTC{/if}.</p>
<p>Drei Tage vor dem Drop wird ihr Preis von Ihrem Guthaben reserviert. Sie zahlen nur, wenn wir den Namen bekommen.</p>
HTML
		,
	],
	'active' => [
		'subject' => 'Ihre Backorder für {$domain} ist aktiv',
		'message' => <<<'HTML'
<p>Ihre Backorder für {$domain|escape} ist aktiv: {$price|escape} sind von Ihrem Guthaben reserviert{if $dropdate}, und wir versuchen, die Domain bei ihrem Drop am {$dropdate|escape} UTC zu registrieren{/if}.</p>
HTML
		,
	],
	'caught' => [
		'subject' => 'Wir haben {$domain} bekommen',
		'message' => <<<'HTML'
<p>Ihre Backorder war erfolgreich: Wir haben {$domain|escape} für Sie bekommen. Die Rechnung {$invoice_id} wurde erstellt; sobald sie bezahlt ist, erscheint die Domain in Ihrem Konto.</p>
<p><a href="{$whmcs_url}viewinvoice.php?id={$invoice_id}">{$whmcs_url}viewinvoice.php?id={$invoice_id}</a></p>
HTML
		,
	],
	'delivered' => [
		'subject' => '{$domain} gehört Ihnen',
		'message' => <<<'HTML'
<p>{$domain|escape} ist in Ihrem Konto. Vielen Dank für Ihren Auftrag.</p>
<p><a href="{$whmcs_url}clientarea.php?action=domains">{$whmcs_url}clientarea.php?action=domains</a></p>
HTML
		,
	],
	'failed' => [
		'subject' => 'Ihre Backorder für {$domain} war nicht erfolgreich',
		'message' => <<<'HTML'
<p>Ihre Backorder für {$domain|escape} ist ohne Erfolg zu Ende gegangen.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
	'auction_pending' => [
		'subject' => 'Eine Auktion entscheidet über {$domain}',
		'message' => <<<'HTML'
<p>Ihre Backorder für {$domain|escape} geht in eine Auktion, weil es mehrere Bieter gibt{if $auction_end}; sie endet am {$auction_end|escape} UTC{/if}.</p>
{if $auction_url}<p><a href="{$auction_url|escape}">{$auction_url|escape}</a></p>{/if}
HTML
		,
	],
	'auction_won' => [
		'subject' => 'Sie haben die Auktion um {$domain} gewonnen',
		'message' => <<<'HTML'
<p>Sie haben die Auktion um {$domain|escape} gewonnen; die Domain ist in Ihrem Konto.</p>
HTML
		,
	],
	'auction_lost' => [
		'subject' => 'Die Auktion um {$domain} wurde verloren',
		'message' => <<<'HTML'
<p>Ihre Backorder für {$domain|escape} hat die Auktion verloren. Was für die Backorder reserviert war, steht Ihnen wieder zur Verfügung.</p>
HTML
		,
	],
	'cancelled' => [
		'subject' => 'Ihre Backorder für {$domain} wurde storniert',
		'message' => <<<'HTML'
<p>Ihre Backorder für {$domain|escape} wurde storniert.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
];
