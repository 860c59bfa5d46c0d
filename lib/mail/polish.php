<?php

// The mails to customers as they are made in WHMCS once: subject and message, in Smarty. MailTemplate.php puts greeting and signature around.

if (!defined('WHMCS')) {
	die('This file cannot be accessed directly');
}

return [
	'greeting' => 'Dzień dobry, {$client_name}!',
	'lowbalance' => [
		'subject' => 'Doładuj konto, aby pokryć swoje backordery domen',
		'message' => <<<'HTML'
<p>Dostępne środki nie pokrywają poniższych backorderów. Backorder trafia do rejestratora tylko wtedy, gdy jego cenę można zarezerwować z Twoich środków przed zwolnieniem domeny.</p>
<ul>
{foreach from=$list item=data}<li>{$data.domain|escape}, zwolnienie {$data.dropdate|escape} UTC</li>
{/foreach}</ul>
<p>Doładuj konto na czas: <a href="{$whmcs_url}clientarea.php?action=addfunds">{$whmcs_url}clientarea.php?action=addfunds</a></p>
<p>Backordery zostaną aktywowane automatycznie, gdy tylko środki wystarczą.</p>
HTML
		,
	],
	'placed' => [
		'subject' => 'Twój backorder na {$domain}',
		'message' => <<<'HTML'
<p>Twój backorder na {$domain|escape} został złożony{if $dropdate}; domena zostanie zwolniona {$dropdate|escape} UTC{/if}.</p>
<p>Trzy dni przed zwolnieniem jego cena jest rezerwowana z Twoich środków. Płacisz tylko wtedy, gdy zdobędziemy nazwę.</p>
HTML
		,
	],
	'active' => [
		'subject' => 'Twój backorder na {$domain} jest aktywny',
		'message' => <<<'HTML'
<p>Twój backorder na {$domain|escape} jest aktywny: {$price|escape} zarezerwowano z Twoich środków{if $dropdate}, a my spróbujemy zarejestrować domenę w chwili jej zwolnienia {$dropdate|escape} UTC{/if}.</p>
HTML
		,
	],
	'caught' => [
		'subject' => 'Zdobyliśmy {$domain}',
		'message' => <<<'HTML'
<p>Zdobyliśmy dla Ciebie {$domain|escape}. Faktura {$invoice_id} została wystawiona; gdy tylko zostanie opłacona, domena pojawi się na Twoim koncie.</p>
<p><a href="{$whmcs_url}viewinvoice.php?id={$invoice_id}">{$whmcs_url}viewinvoice.php?id={$invoice_id}</a></p>
HTML
		,
	],
	'delivered' => [
		'subject' => '{$domain} jest Twoja',
		'message' => <<<'HTML'
<p>{$domain|escape} jest na Twoim koncie. Dziękujemy za zamówienie.</p>
<p><a href="{$whmcs_url}clientarea.php?action=domains">{$whmcs_url}clientarea.php?action=domains</a></p>
HTML
		,
	],
	'failed' => [
		'subject' => 'Twój backorder na {$domain} nie powiódł się',
		'message' => <<<'HTML'
<p>Twój backorder na {$domain|escape} zakończył się bez powodzenia.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
	'auction_pending' => [
		'subject' => 'O {$domain} zdecyduje aukcja',
		'message' => <<<'HTML'
<p>O {$domain|escape} ubiega się kilku chętnych, więc zdecyduje aukcja{if $auction_end}; kończy się ona {$auction_end|escape} UTC{/if}.</p>
{if $auction_url}<p><a href="{$auction_url|escape}">{$auction_url|escape}</a></p>{/if}
HTML
		,
	],
	'auction_won' => [
		'subject' => 'Aukcja o {$domain} wygrana',
		'message' => <<<'HTML'
<p>Aukcja o {$domain|escape} jest wygrana; domena jest na Twoim koncie.</p>
HTML
		,
	],
	'auction_lost' => [
		'subject' => 'Aukcja o {$domain} przegrana',
		'message' => <<<'HTML'
<p>Aukcja o {$domain|escape} jest przegrana. Kwota zarezerwowana na backorder jest znów do Twojej dyspozycji.</p>
HTML
		,
	],
	'cancelled' => [
		'subject' => 'Twój backorder na {$domain} został anulowany',
		'message' => <<<'HTML'
<p>Twój backorder na {$domain|escape} został anulowany.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
];
