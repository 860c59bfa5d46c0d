<?php

// The mails to customers as they are made in WHMCS once: subject and message, in Smarty. MailTemplate.php puts greeting and signature around.

if (!defined('WHMCS')) {
	die('This file cannot be accessed directly');
}

return [
	'greeting' => 'Olá, {$client_name},',
	'lowbalance' => [
		'subject' => 'Adicione fundos para os seus backorders de domínios',
		'message' => <<<'HTML'
<p>Seus fundos disponíveis não cobrem os seguintes backorders de domínios. Um backorder só é enviado ao registrador se o preço puder ser bloqueado dos seus fundos antes da liberação do domínio.</p>
<ul>
{foreach from=$list item=data}<li>{$data.domain|escape}, liberado em {$data.dropdate|escape} UTC</li>
{/foreach}</ul>
<p>Adicione fundos a tempo: <a href="{$whmcs_url}clientarea.php?action=addfunds">{$whmcs_url}clientarea.php?action=addfunds</a></p>
<p>Os backorders são ativados automaticamente assim que os fundos forem suficientes.</p>
HTML
		,
	],
	'placed' => [
		'subject' => 'Seu backorder de {$domain}',
		'message' => <<<'HTML'
<p>Seu backorder de {$domain|escape} foi registrado{if $dropdate}; o domínio é liberado em {$dropdate|escape} UTC{/if}.</p>
<p>Três dias antes da liberação o preço é bloqueado dos seus fundos. Você só paga se conseguirmos o nome.</p>
HTML
		,
	],
	'active' => [
		'subject' => 'Seu backorder de {$domain} está ativo',
		'message' => <<<'HTML'
<p>Seu backorder de {$domain|escape} está ativo: {$price|escape} estão bloqueados dos seus fundos{if $dropdate}, e tentaremos registrar o domínio quando ele for liberado em {$dropdate|escape} UTC{/if}.</p>
HTML
		,
	],
	'caught' => [
		'subject' => 'Conseguimos {$domain}',
		'message' => <<<'HTML'
<p>Conseguimos {$domain|escape} para você. A fatura {$invoice_id} foi emitida; assim que ela for paga, o domínio aparecerá na sua conta.</p>
<p><a href="{$whmcs_url}viewinvoice.php?id={$invoice_id}">{$whmcs_url}viewinvoice.php?id={$invoice_id}</a></p>
HTML
		,
	],
	'delivered' => [
		'subject' => '{$domain} é seu',
		'message' => <<<'HTML'
<p>{$domain|escape} está na sua conta. Obrigado pelo seu pedido.</p>
<p><a href="{$whmcs_url}clientarea.php?action=domains">{$whmcs_url}clientarea.php?action=domains</a></p>
HTML
		,
	],
	'failed' => [
		'subject' => 'Seu backorder de {$domain} falhou',
		'message' => <<<'HTML'
<p>Seu backorder de {$domain|escape} terminou sem sucesso.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
	'auction_pending' => [
		'subject' => 'Um leilão decide sobre {$domain}',
		'message' => <<<'HTML'
<p>Há vários interessados em {$domain|escape}, por isso um leilão decide{if $auction_end}; ele termina em {$auction_end|escape} UTC{/if}.</p>
{if $auction_url}<p><a href="{$auction_url|escape}">{$auction_url|escape}</a></p>{/if}
HTML
		,
	],
	'auction_won' => [
		'subject' => 'Você ganhou o leilão de {$domain}',
		'message' => <<<'HTML'
<p>Você ganhou o leilão de {$domain|escape}; o domínio está na sua conta.</p>
HTML
		,
	],
	'auction_lost' => [
		'subject' => 'O leilão de {$domain} foi perdido',
		'message' => <<<'HTML'
<p>O leilão de {$domain|escape} foi perdido. O valor bloqueado para o backorder está livre de novo.</p>
HTML
		,
	],
	'cancelled' => [
		'subject' => 'Seu backorder de {$domain} foi cancelado',
		'message' => <<<'HTML'
<p>Seu backorder de {$domain|escape} foi cancelado.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
];
