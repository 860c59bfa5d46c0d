<?php

// The mails to customers as they are made in WHMCS once: subject and message, in Smarty. MailTemplate.php puts greeting and signature around.

if (!defined('WHMCS')) {
	die('This file cannot be accessed directly');
}

return [
	'greeting' => 'Kære {$client_name},',
	'lowbalance' => [
		'subject' => 'Indbetal midler til dine domænebackordrer',
		'message' => <<<'HTML'
<p>Dine disponible midler dækker ikke følgende domænebackordrer. En backorder sendes kun til registratoren, når dens pris kan reserveres af dine midler, inden domænet droppes.</p>
<ul>
{foreach from=$list item=data}<li>{$data.domain|escape}, droppes den {$data.dropdate|escape} UTC</li>
{/foreach}</ul>
<p>Indbetal midler i god tid: <a href="{$whmcs_url}clientarea.php?action=addfunds">{$whmcs_url}clientarea.php?action=addfunds</a></p>
<p>Backordrerne aktiveres automatisk, så snart dine midler rækker.</p>
HTML
		,
	],
	'placed' => [
		'subject' => 'Din backorder på {$domain}',
		'message' => <<<'HTML'
<p>Din backorder på {$domain|escape} er afgivet{if $dropdate}; domænet droppes den {$dropdate|escape} UTC{/if}.</p>
<p>Tre dage før droppet reserveres prisen af dine midler. Du betaler kun, hvis vi fanger navnet.</p>
HTML
		,
	],
	'active' => [
		'subject' => 'Din backorder på {$domain} er aktiv',
		'message' => <<<'HTML'
<p>Din backorder på {$domain|escape} er aktiv: {$price|escape} er reserveret af dine midler{if $dropdate}, og vi forsøger at registrere domænet, når det droppes den {$dropdate|escape} UTC{/if}.</p>
HTML
		,
	],
	'caught' => [
		'subject' => 'Vi fangede {$domain}',
		'message' => <<<'HTML'
<p>Vi fangede {$domain|escape} til dig. Faktura {$invoice_id} er oprettet; så snart den er betalt, kommer domænet på din konto.</p>
<p><a href="{$whmcs_url}viewinvoice.php?id={$invoice_id}">{$whmcs_url}viewinvoice.php?id={$invoice_id}</a></p>
HTML
		,
	],
	'delivered' => [
		'subject' => '{$domain} er dit',
		'message' => <<<'HTML'
<p>{$domain|escape} er på din konto. Tak for din ordre.</p>
<p><a href="{$whmcs_url}clientarea.php?action=domains">{$whmcs_url}clientarea.php?action=domains</a></p>
HTML
		,
	],
	'failed' => [
		'subject' => 'Din backorder på {$domain} mislykkedes',
		'message' => <<<'HTML'
<p>Din backorder på {$domain|escape} er slut uden resultat.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
	'auction_pending' => [
		'subject' => 'En auktion afgør, hvem der får {$domain}',
		'message' => <<<'HTML'
<p>Der er flere bydende om {$domain|escape}, så en auktion afgør det{if $auction_end}; den slutter den {$auction_end|escape} UTC{/if}.</p>
{if $auction_url}<p><a href="{$auction_url|escape}">{$auction_url|escape}</a></p>{/if}
HTML
		,
	],
	'auction_won' => [
		'subject' => 'Du vandt auktionen om {$domain}',
		'message' => <<<'HTML'
<p>Du vandt auktionen om {$domain|escape}; domænet er på din konto.</p>
HTML
		,
	],
	'auction_lost' => [
		'subject' => 'Auktionen om {$domain} blev tabt',
		'message' => <<<'HTML'
<p>Auktionen om {$domain|escape} blev tabt. Det, der var reserveret til backorderen, kan du bruge igen.</p>
HTML
		,
	],
	'cancelled' => [
		'subject' => 'Din backorder på {$domain} er annulleret',
		'message' => <<<'HTML'
<p>Din backorder på {$domain|escape} er annulleret.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
];
