<?php

// The mails to customers as they are made in WHMCS once: subject and message, in Smarty. MailTemplate.php puts greeting and signature around.

if (!defined('WHMCS')) {
	die('This file cannot be accessed directly');
}

return [
	'greeting' => 'Gentile {$client_name},',
	'lowbalance' => [
		'subject' => 'Aggiunga fondi per i suoi backorder di domini',
		'message' => <<<'HTML'
<p>I suoi fondi disponibili non coprono i seguenti backorder di domini. Un backorder viene inviato al registrar solo se il suo prezzo può essere riservato dai suoi fondi prima della liberazione del dominio.</p>
<ul>
{foreach from=$list item=data}<li>{$data.domain|escape}, si libera il {$data.dropdate|escape} UTC</li>
{/foreach}</ul>
<p>Aggiunga fondi in tempo: <a href="{$whmcs_url}clientarea.php?action=addfunds">{$whmcs_url}clientarea.php?action=addfunds</a></p>
<p>I backorder si attivano automaticamente appena i suoi fondi sono sufficienti.</p>
HTML
		,
	],
	'placed' => [
		'subject' => 'Il suo backorder per {$domain}',
		'message' => <<<'HTML'
<p>Il suo backorder per {$domain|escape} è registrato{if $dropdate}; il dominio si libera il {$dropdate|escape} UTC{/if}.</p>
<p>Tre giorni prima della liberazione il prezzo viene riservato dai suoi fondi. Paga solo se otteniamo il nome.</p>
HTML
		,
	],
	'active' => [
		'subject' => 'Il suo backorder per {$domain} è attivo',
		'message' => <<<'HTML'
<p>Il suo backorder per {$domain|escape} è attivo: {$price|escape} sono riservati dai suoi fondi{if $dropdate}, e cercheremo di registrare il dominio quando si libera il {$dropdate|escape} UTC{/if}.</p>
HTML
		,
	],
	'caught' => [
		'subject' => 'Abbiamo ottenuto {$domain}',
		'message' => <<<'HTML'
<p>Abbiamo ottenuto {$domain|escape} per lei. È stata emessa la fattura {$invoice_id}; appena sarà pagata, il dominio comparirà nel suo conto.</p>
<p><a href="{$whmcs_url}viewinvoice.php?id={$invoice_id}">{$whmcs_url}viewinvoice.php?id={$invoice_id}</a></p>
HTML
		,
	],
	'delivered' => [
		'subject' => '{$domain} è suo',
		'message' => <<<'HTML'
<p>{$domain|escape} è nel suo conto. Grazie per il suo ordine.</p>
<p><a href="{$whmcs_url}clientarea.php?action=domains">{$whmcs_url}clientarea.php?action=domains</a></p>
HTML
		,
	],
	'failed' => [
		'subject' => 'Il suo backorder per {$domain} non è riuscito',
		'message' => <<<'HTML'
<p>Il suo backorder per {$domain|escape} è terminato senza successo.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
	'auction_pending' => [
		'subject' => 'Un\'asta decide per {$domain}',
		'message' => <<<'HTML'
<p>Ci sono più offerenti per {$domain|escape}, quindi decide un'asta{if $auction_end}; finisce il {$auction_end|escape} UTC{/if}.</p>
{if $auction_url}<p><a href="{$auction_url|escape}">{$auction_url|escape}</a></p>{/if}
HTML
		,
	],
	'auction_won' => [
		'subject' => 'Ha vinto l\'asta per {$domain}',
		'message' => <<<'HTML'
<p>Ha vinto l'asta per {$domain|escape}; il dominio è nel suo conto.</p>
HTML
		,
	],
	'auction_lost' => [
		'subject' => 'L\'asta per {$domain} è persa',
		'message' => <<<'HTML'
<p>L'asta per {$domain|escape} è persa. Quanto era riservato per il backorder è di nuovo a sua disposizione.</p>
HTML
		,
	],
	'cancelled' => [
		'subject' => 'Il suo backorder per {$domain} è annullato',
		'message' => <<<'HTML'
<p>Il suo backorder per {$domain|escape} è annullato.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
];
