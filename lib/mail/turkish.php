<?php

// The mails to customers as they are made in WHMCS once: subject and message, in Smarty. MailTemplate.php puts greeting and signature around.

if (!defined('WHMCS')) {
	die('This file cannot be accessed directly');
}

return [
	'greeting' => 'Sayın {$client_name},',
	'lowbalance' => [
		'subject' => 'Alan adı siparişleriniz için lütfen bakiye ekleyin',
		'message' => <<<'HTML'
<p>Kullanılabilir bakiyeniz aşağıdaki alan adı siparişlerine yetmiyor. Bir sipariş yalnızca, alan adı serbest kalmadan önce fiyatı bakiyenizden ayrılabilirse kayıt firmasına gönderilir.</p>
<ul>
{foreach from=$list item=data}<li>{$data.domain|escape}, serbest kalma: {$data.dropdate|escape} UTC</li>
{/foreach}</ul>
<p>Lütfen zamanında bakiye ekleyin: <a href="{$whmcs_url}clientarea.php?action=addfunds">{$whmcs_url}clientarea.php?action=addfunds</a></p>
<p>Bakiyeniz yeterli olduğunda siparişler otomatik olarak etkinleşir.</p>
HTML
		,
	],
	'placed' => [
		'subject' => '{$domain} için siparişiniz',
		'message' => <<<'HTML'
<p>{$domain|escape} için siparişiniz alındı{if $dropdate}; alan adı {$dropdate|escape} UTC tarihinde serbest kalıyor{/if}.</p>
<p>Serbest kalmadan üç gün önce fiyatı bakiyenizden ayrılır. Yalnızca adı alırsak ödersiniz.</p>
HTML
		,
	],
	'active' => [
		'subject' => '{$domain} için siparişiniz etkin',
		'message' => <<<'HTML'
<p>{$domain|escape} için siparişiniz etkin: {$price|escape} bakiyenizden ayrıldı{if $dropdate}; alan adını {$dropdate|escape} UTC tarihinde serbest kaldığında kaydetmeye çalışacağız{/if}.</p>
HTML
		,
	],
	'caught' => [
		'subject' => '{$domain} alındı',
		'message' => <<<'HTML'
<p>{$domain|escape} sizin için alındı. {$invoice_id} numaralı fatura kesildi; ödenince alan adı hesabınızda görünür.</p>
<p><a href="{$whmcs_url}viewinvoice.php?id={$invoice_id}">{$whmcs_url}viewinvoice.php?id={$invoice_id}</a></p>
HTML
		,
	],
	'delivered' => [
		'subject' => '{$domain} sizin',
		'message' => <<<'HTML'
<p>{$domain|escape} hesabınızda. Siparişiniz için teşekkür ederiz.</p>
<p><a href="{$whmcs_url}clientarea.php?action=domains">{$whmcs_url}clientarea.php?action=domains</a></p>
HTML
		,
	],
	'failed' => [
		'subject' => '{$domain} için siparişiniz başarısız oldu',
		'message' => <<<'HTML'
<p>{$domain|escape} için siparişiniz sonuçsuz kaldı.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
	'auction_pending' => [
		'subject' => '{$domain} için açık artırma karar verecek',
		'message' => <<<'HTML'
<p>{$domain|escape} için birkaç istekli var; bu yüzden açık artırma karar verecek{if $auction_end}; {$auction_end|escape} UTC tarihinde bitiyor{/if}.</p>
{if $auction_url}<p><a href="{$auction_url|escape}">{$auction_url|escape}</a></p>{/if}
HTML
		,
	],
	'auction_won' => [
		'subject' => '{$domain} için açık artırmayı kazandınız',
		'message' => <<<'HTML'
<p>{$domain|escape} için açık artırmayı kazandınız; alan adı hesabınızda.</p>
HTML
		,
	],
	'auction_lost' => [
		'subject' => '{$domain} için açık artırma kaybedildi',
		'message' => <<<'HTML'
<p>{$domain|escape} için açık artırma kaybedildi. Sipariş için ayrılan tutarı yeniden kullanabilirsiniz.</p>
HTML
		,
	],
	'cancelled' => [
		'subject' => '{$domain} için siparişiniz iptal edildi',
		'message' => <<<'HTML'
<p>{$domain|escape} için siparişiniz iptal edildi.</p>
<p>{$reason|escape}</p>
HTML
		,
	],
];
