<?php

// The mails to customers as they are made in WHMCS once: subject and message, in Smarty. MailTemplate.php puts greeting and signature around.

if (!defined('WHMCS')) {
	die('This file cannot be accessed directly');
}

return [
	'greeting' => 'Beste {$client_name},',
	'lowbalance' => [
		'subject' => 'Vul uw tegoed aan voor uw domeinbackorders',
		'message' => <<<'HTML'
<p>Uw beschikbare tegoed dekt de volgende domeinbackorders niet. Een backorder gaat alleen naar de registrar als de prijs van uw tegoed kan worden gereserveerd voordat het domein vrijkomt.</p>
<ul>
{foreach from=$list item=data}<li>{$data.domain|escape}, komt vrij op {$data.dropdate|escape} UTC</li>
{/foreach}</ul>
<p>Vul uw tegoed op tijd aan: <a href="{$whmcs_url}clientarea.php?action=addfunds">{$whmcs_url}clientarea.php?action=addfunds</a></p>
<p>De backorders worden automatisch actief zodra uw tegoed toereikend is.</p>
HTML
		,
	],
	'placed' => [
		'subject' => 'Uw backorder voor {$domain}',
		'message' => <<<'HTML'
<p>Uw backorder voor {$domain|escape} is geplaatst{if $dropdate}; het domein komt vrij op {$dropdate|escape} UTC{/if}.</p>
<p>Drie dagen voor het vrijkomen wordt de prijs van uw tegoed gereserveerd. U betaalt alleen als we de naam krijgen.</p>
HTML
		,
	],
	'active' => [
		'subject' => 'Uw backorder voor {$domain} is actief',
		'message' => <<<'HTML'
<p>Uw backorder voor {$domain|escape} is actief: {$price|escape} is van uw tegoed gereserveerd{if $dropdate}, en we proberen het domein te registreren zodra het op {$dropdate|escape} UTC vrijkomt{/if}.</p>
HTML
		,
	],
	'caught' => [
		'subject' => 'We hebben {$domain} gekregen',
		'message' => <<<'HTML'
<p>We hebben {$domain|escape} voor u gekregen. Factuur {$invoice_id} is aangemaakt; zodra die betaald is, verschijnt het domein in uw account.</p>
<p><a href="{$whmcs_url}viewinvoice.php?id={$invoice_id}">{$whmcs_url}viewinvoice.php?id={$invoice_id}</a></p>
HTML
		,
	],
	'delivered' => [
		'subject' => '{$domain} is van u',
		'message' => <<<'HTML'
<p>{$domain|escape} staat in uw account. Dank u voor uw bestelling.</p>
<p><a href="{$whmcs_url}clientarea.php?action=domains">{$whmcs_url}clientarea.php?action=domains</a></p>
HTML
		,
	],
	'failed' => [
		'subject' => 'Uw backorder voor {$domain} is mislukt',
		'message' => <<<'HTML'
<p>Uw backorder voor {$domain|escape} is zonder succes beëindigd.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
	'auction_pending' => [
		'subject' => 'Een veiling beslist over {$domain}',
		'message' => <<<'HTML'
<p>Er zijn meerdere bieders voor {$domain|escape}, dus een veiling beslist{if $auction_end}; die eindigt op {$auction_end|escape} UTC{/if}.</p>
{if $auction_url}<p><a href="{$auction_url|escape}">{$auction_url|escape}</a></p>{/if}
HTML
		,
	],
	'auction_won' => [
		'subject' => 'U hebt de veiling van {$domain} gewonnen',
		'message' => <<<'HTML'
<p>U hebt de veiling van {$domain|escape} gewonnen; het domein staat in uw account.</p>
HTML
		,
	],
	'auction_lost' => [
		'subject' => 'De veiling van {$domain} is verloren',
		'message' => <<<'HTML'
<p>De veiling van {$domain|escape} is verloren. Wat voor de backorder gereserveerd was kunt u weer gebruiken.</p>
HTML
		,
	],
	'cancelled' => [
		'subject' => 'Uw backorder voor {$domain} is geannuleerd',
		'message' => <<<'HTML'
<p>Uw backorder voor {$domain|escape} is geannuleerd.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
];
