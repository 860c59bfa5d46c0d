<link rel="stylesheet" href="{$bo.assets|escape}/backorder.css?v={$bo.version|escape:'url'}">
<div class="bo bo-admin">
<ul class="nav nav-tabs admin-tabs bo-tabs">
  {foreach $bo.tabs as $tab}<li{if $tab.active} class="active"{/if}><a href="{$tab.url|escape}"{if $tab.active} aria-current="page"{/if}>{$tab.name|escape}</a></li>{/foreach}
</ul>
{if $bo.notice}<div class="alert alert-{$bo.notice.kind|escape}" role="status">{$bo.notice.text|escape}{if $bo.notice.lines}<ul class="bo-lines">{foreach $bo.notice.lines as $line}<li class="bo-bad">{$line.text|escape}</li>{/foreach}</ul>{/if}</div>{/if}
