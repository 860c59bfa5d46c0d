<?php

// The mails to customers as they are made in WHMCS once: subject and message, in Smarty. MailTemplate.php puts greeting and signature around.

if (!defined('WHMCS')) {
	die('This file cannot be accessed directly');
}

return [
	'greeting' => 'Bonjour {$client_name},',
	'lowbalance' => [
		'subject' => 'Veuillez ajouter des fonds pour vos backorders de domaines',
		'message' => <<<'HTML'
<p>Vos fonds disponibles ne couvrent pas les backorders suivants. Un backorder n'est envoyé au registrar que si son prix peut être bloqué sur vos fonds avant la libération du domaine.</p>
<ul>
{foreach from=$list item=data}<li>{$data.domain|escape}, libéré le {$data.dropdate|escape} UTC</li>
{/foreach}</ul>
<p>Veuillez ajouter des fonds à temps : <a href="{$whmcs_url}clientarea.php?action=addfunds">{$whmcs_url}clientarea.php?action=addfunds</a></p>
<p>Les backorders sont activés automatiquement dès que vos fonds suffisent.</p>
HTML
		,
	],
	'placed' => [
		'subject' => 'Votre backorder pour {$domain}',
		'message' => <<<'HTML'
<p>Votre backorder pour {$domain|escape} est enregistré{if $dropdate} ; le domaine est libéré le {$dropdate|escape} UTC{/if}.</p>
<p>Trois jours avant la libération, son prix est bloqué sur vos fonds. Vous ne payez que si nous obtenons le nom.</p>
HTML
		,
	],
	'active' => [
		'subject' => 'Votre backorder pour {$domain} est actif',
		'message' => <<<'HTML'
<p>Votre backorder pour {$domain|escape} est actif : {$price|escape} sont bloqués sur vos fonds{if $dropdate}, et nous tenterons d'enregistrer le domaine à sa libération le {$dropdate|escape} UTC{/if}.</p>
HTML
		,
	],
	'caught' => [
		'subject' => 'Nous avons obtenu {$domain}',
		'message' => <<<'HTML'
<p>Nous avons obtenu {$domain|escape} pour vous. La facture {$invoice_id} est établie ; dès qu'elle est payée, le domaine apparaît dans votre compte.</p>
<p><a href="{$whmcs_url}viewinvoice.php?id={$invoice_id}">{$whmcs_url}viewinvoice.php?id={$invoice_id}</a></p>
HTML
		,
	],
	'delivered' => [
		'subject' => '{$domain} est à vous',
		'message' => <<<'HTML'
<p>{$domain|escape} est dans votre compte. Merci de votre commande.</p>
<p><a href="{$whmcs_url}clientarea.php?action=domains">{$whmcs_url}clientarea.php?action=domains</a></p>
HTML
		,
	],
	'failed' => [
		'subject' => 'Votre backorder pour {$domain} a échoué',
		'message' => <<<'HTML'
<p>Votre backorder pour {$domain|escape} s'est terminé sans succès.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
	'auction_pending' => [
		'subject' => 'Une enchère décide pour {$domain}',
		'message' => <<<'HTML'
<p>Il y a plusieurs enchérisseurs pour {$domain|escape}, une enchère décide donc{if $auction_end} ; elle se termine le {$auction_end|escape} UTC{/if}.</p>
{if $auction_url}<p><a href="{$auction_url|escape}">{$auction_url|escape}</a></p>{/if}
HTML
		,
	],
	'auction_won' => [
		'subject' => 'Vous avez gagné l\'enchère pour {$domain}',
		'message' => <<<'HTML'
<p>Vous avez gagné l'enchère pour {$domain|escape} ; le domaine est dans votre compte.</p>
HTML
		,
	],
	'auction_lost' => [
		'subject' => 'L\'enchère pour {$domain} est perdue',
		'message' => <<<'HTML'
<p>L'enchère pour {$domain|escape} est perdue. Le montant bloqué pour le backorder est de nouveau à votre disposition.</p>
HTML
		,
	],
	'cancelled' => [
		'subject' => 'Votre backorder pour {$domain} est annulé',
		'message' => <<<'HTML'
<p>Votre backorder pour {$domain|escape} est annulé.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
];
