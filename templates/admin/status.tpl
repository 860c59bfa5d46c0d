{* What runs, what is missing or late, and how to mend it. *}
<div class="panel panel-default">
  <div class="panel-heading"><h2 class="panel-title">{$_lang.status_title|escape}</h2></div>
  <div class="table-responsive">
    <table class="table bo-facts">
      <thead class="bo-sr"><tr><th scope="col">{$_lang.check|escape}</th><th scope="col">{$_lang.result|escape}</th><th scope="col">{$_lang.details|escape}</th></tr></thead>
      <tbody>
        {foreach $bo.checks as $check}
          <tr>
            <th scope="row">{$check.name|escape}</th>
            <td class="bo-nowrap"><span class="bo-label {if $check.state === 'good'}bo-label-success label label-success{elseif $check.state === 'warning'}bo-label-warning label label-warning{else}bo-label-danger label label-danger{/if}">{$check.state_text|escape}</span></td>
            <td>{if $check.iso}<time datetime="{$check.iso|escape}">{$check.value|escape}</time>{else}{$check.value|escape}{/if}{if $check.help}<p class="bo-last"><strong>{$check.help|escape}</strong></p>{/if}</td>
          </tr>
        {/foreach}
      </tbody>
    </table>
  </div>
  <div class="panel-body"><p class="bo-last text-muted">{$_lang.run_words|escape}</p></div>
</div>
<div class="panel panel-default">
  <div class="panel-heading"><h2 class="panel-title">{$_lang.orders_by_status|escape}</h2></div>
  <div class="panel-body">
    <ul class="bo-filter bo-last">
      {foreach $bo.orders as $order}<li><a class="btn btn-default btn-sm" href="{$order.url|escape}">{$order.name|escape} <span class="bo-count">{$order.number|escape}</span></a></li>{/foreach}
    </ul>
  </div>
</div>
<div class="panel panel-default">
  <div class="panel-heading"><h2 class="panel-title">{$_lang.crontab_title|escape}</h2></div>
  <div class="panel-body">
    <p>{if $bo.whmcs_cron}{$_lang.crontab_by_whmcs|escape}{else}{$_lang.crontab_intro|escape}{/if} {$_lang.crontab_utc|escape}{if $bo.php_unknown} {$_lang.crontab_php|escape}{/if}</p>
    <pre class="bo-last">{foreach $bo.crontab as $line}{$line|escape}
{/foreach}</pre>
  </div>
</div>
<div class="panel panel-default">
  <div class="panel-heading"><h2 class="panel-title">{$_lang.machine_title|escape}</h2></div>
  <div class="panel-body">
    <p>{$_lang.machine_intro|escape}</p>
    <a href="{$bo.assets|escape}/machine.svg?v={$bo.version|escape:'url'}"><img class="bo-picture" src="{$bo.assets|escape}/machine.svg?v={$bo.version|escape:'url'}" alt="{$_lang.machine_picture|escape}" loading="lazy"></a>
  </div>
</div>
