{* Shown when a page can't be: not signed in, a refused change, or the addon does not run at the moment. *}
<div class="alert alert-warning" role="alert">{if !empty($bo.message)}{$bo.message|escape}{else}{$_lang.unavailable|escape}{/if}</div>
{if !empty($bo.message)}<p><a class="btn btn-default" href="{$bo.url_dropdomains|escape}">{$_lang.menu_dropdomains|escape}</a></p>{/if}
