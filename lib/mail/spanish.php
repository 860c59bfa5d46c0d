<?php

// The mails to customers as they are made in WHMCS once: subject and message, in Smarty. MailTemplate.php puts greeting and signature around.

if (!defined('WHMCS')) {
	die('This file cannot be accessed directly');
}

return [
	'greeting' => 'Estimado/a {$client_name}:',
	'lowbalance' => [
		'subject' => 'Añada fondos para sus backorders de dominios',
		'message' => <<<'HTML'
<p>Sus fondos disponibles no cubren los siguientes backorders de dominios. Un backorder solo se envía al registrador si su precio se puede retener de sus fondos antes de la liberación del dominio.</p>
<ul>
{foreach from=$list item=data}<li>{$data.domain|escape}, se libera el {$data.dropdate|escape} UTC</li>
{/foreach}</ul>
<p>Añada fondos a tiempo: <a href="{$whmcs_url}clientarea.php?action=addfunds">{$whmcs_url}clientarea.php?action=addfunds</a></p>
<p>Los backorders se activan automáticamente en cuanto sus fondos son suficientes.</p>
HTML
		,
	],
	'placed' => [
		'subject' => 'Su backorder de {$domain}',
		'message' => <<<'HTML'
<p>Su backorder de {$domain|escape} está registrado{if $dropdate}; el dominio se libera el {$dropdate|escape} UTC{/if}.</p>
<p>Tres días antes de la liberación se retiene su precio de sus fondos. Solo paga si conseguimos el nombre.</p>
HTML
		,
	],
	'active' => [
		'subject' => 'Su backorder de {$domain} está activo',
		'message' => <<<'HTML'
<p>Su backorder de {$domain|escape} está activo: {$price|escape} están retenidos de sus fondos{if $dropdate}, e intentaremos registrar el dominio cuando se libere el {$dropdate|escape} UTC{/if}.</p>
HTML
		,
	],
	'caught' => [
		'subject' => 'Hemos conseguido {$domain}',
		'message' => <<<'HTML'
<p>Hemos conseguido {$domain|escape} para usted. Se ha emitido la factura {$invoice_id}; en cuanto se pague, el dominio aparecerá en su cuenta.</p>
<p><a href="{$whmcs_url}viewinvoice.php?id={$invoice_id}">{$whmcs_url}viewinvoice.php?id={$invoice_id}</a></p>
HTML
		,
	],
	'delivered' => [
		'subject' => '{$domain} es suyo',
		'message' => <<<'HTML'
<p>{$domain|escape} está en su cuenta. Gracias por su pedido.</p>
<p><a href="{$whmcs_url}clientarea.php?action=domains">{$whmcs_url}clientarea.php?action=domains</a></p>
HTML
		,
	],
	'failed' => [
		'subject' => 'Su backorder de {$domain} ha fallado',
		'message' => <<<'HTML'
<p>Su backorder de {$domain|escape} ha terminado sin éxito.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
	'auction_pending' => [
		'subject' => 'Una subasta decide sobre {$domain}',
		'message' => <<<'HTML'
<p>Hay varios postores por {$domain|escape}, así que decide una subasta{if $auction_end}; termina el {$auction_end|escape} UTC{/if}.</p>
{if $auction_url}<p><a href="{$auction_url|escape}">{$auction_url|escape}</a></p>{/if}
HTML
		,
	],
	'auction_won' => [
		'subject' => 'Ha ganado la subasta de {$domain}',
		'message' => <<<'HTML'
<p>Ha ganado la subasta de {$domain|escape}; el dominio está en su cuenta.</p>
HTML
		,
	],
	'auction_lost' => [
		'subject' => 'Se perdió la subasta de {$domain}',
		'message' => <<<'HTML'
<p>Se perdió la subasta de {$domain|escape}. Lo retenido para el backorder vuelve a estar a su disposición.</p>
HTML
		,
	],
	'cancelled' => [
		'subject' => 'Su backorder de {$domain} se ha cancelado',
		'message' => <<<'HTML'
<p>Su backorder de {$domain|escape} se ha cancelado.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
];
