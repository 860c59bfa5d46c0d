{* What happened: every change of an order, and the runs of the crons. *}
<form method="get" action="addonmodules.php" role="search">
  <input type="hidden" name="module" value="ispapibackorder">
  <input type="hidden" name="tab" value="logs">
  <div class="bo-inline">
    <label for="bo-name">{$_lang.name_begins|escape}</label>
    <input type="search" class="form-control" id="bo-name" name="name" value="{$bo.state.name|escape}" maxlength="200">
  </div>
  <div class="bo-inline">
    <label for="bo-q">{$_lang.search_log|escape}</label>
    <input type="search" class="form-control" id="bo-q" name="q" value="{$bo.state.q|escape}" maxlength="200">
  </div>
  <div class="bo-inline">
    <label for="bo-status">{$_lang.result|escape}</label>
    <select class="form-control" id="bo-status" name="status">
      <option value="">{$_lang.all|escape}</option>
      <option value="ok"{if $bo.state.status === 'ok'} selected{/if}>{$_lang.result_ok|escape}</option>
      <option value="error"{if $bo.state.status === 'error'} selected{/if}>{$_lang.result_error|escape}</option>
    </select>
  </div>
  <div class="bo-inline">
    <label for="bo-cron">{$_lang.source|escape}</label>
    <select class="form-control" id="bo-cron" name="cron">
      <option value="">{$_lang.all|escape}</option>
      {foreach $bo.crons as $cron}<option value="{$cron|escape}"{if $bo.state.cron === $cron} selected{/if}>{$_lang["source_of_$cron"]|escape}</option>{/foreach}
    </select>
  </div>
  <div class="bo-inline">
    <label for="bo-to-status">{$_lang.new_status|escape}</label>
    <select class="form-control" id="bo-to-status" name="to_status">
      <option value="">{$_lang.all|escape}</option>
      {foreach $bo.statuses as $status}<option value="{$status.status|escape}"{if $bo.state.to_status === $status.status} selected{/if}>{$status.name|escape}</option>{/foreach}
    </select>
  </div>
  <div class="bo-inline">
    <label for="bo-client">{$_lang.client_id|escape}</label>
    <input type="text" inputmode="numeric" class="form-control bo-short" id="bo-client" name="client" value="{$bo.state.client|escape}" maxlength="9">
  </div>
  <div class="bo-inline">
    <label for="bo-order">{$_lang.order_id|escape}</label>
    <input type="text" inputmode="numeric" class="form-control bo-short" id="bo-order" name="order" value="{$bo.state.order|escape}" maxlength="9">
  </div>
  <div class="bo-inline">
    <label for="bo-from">{$_lang.day_from|escape}</label>
    <input type="date" class="form-control" id="bo-from" name="from" value="{$bo.state.from|escape}">
  </div>
  <div class="bo-inline">
    <label for="bo-to">{$_lang.day_to|escape}</label>
    <input type="date" class="form-control" id="bo-to" name="to" value="{$bo.state.to|escape}">
  </div>
  <div class="bo-inline">
    <label for="bo-limit">{$_lang.page_size|escape}</label>
    <select class="form-control" id="bo-limit" name="limit">
      {foreach $bo.sizes as $size}<option value="{$size|escape}"{if $bo.state.limit == $size} selected{/if}>{$size|escape}</option>{/foreach}
    </select>
  </div>
  <div class="bo-inline"><button type="submit" class="btn btn-primary">{$_lang.search|escape}</button> <a class="btn btn-default" href="{$bo.reset|escape}">{$_lang.reset|escape}</a></div>
</form>
{if $bo.error}<div class="alert alert-danger" role="alert">{$bo.error|escape}</div>{/if}
<p>{$bo.summary|escape} {$bo.since|escape}</p>
<p class="text-muted">{$_lang.run_words|escape}</p>
<div class="table-responsive">
  <table class="table table-striped bo-table">
    <thead>
      <tr>
        <th scope="col">{$_lang.time_utc|escape}</th>
        <th scope="col">{$_lang.who|escape}</th>
        <th scope="col">{$_lang.domain|escape}</th>
        <th scope="col">{$_lang.change|escape}</th>
        <th scope="col">{$_lang.message|escape}</th>
      </tr>
    </thead>
    <tbody>
      {foreach $bo.rows as $row}
        <tr>
          <td class="bo-nowrap"><time datetime="{$row.iso|escape}">{$row.time|escape}</time></td>
          <td>{$row.actor|escape}{if $row.cron}<small class="bo-ascii text-muted">{$row.cron|escape}</small>{/if}</td>
          <td class="bo-name bo-domain">{$row.name|escape}{if $row.order} <a href="{$row.order_url|escape}">#{$row.order|escape}</a>{/if}{if $row.client}<small class="bo-ascii"><a href="{$row.client_url|escape}">{$row.client|escape}</a></small>{/if}</td>
          <td>{if $row.changed}{$row.from|escape} &rarr; {$row.to|escape}{else}{$row.to|escape}{/if}{if $row.reason}<div class="bo-reason">{$row.reason|escape}</div>{/if}</td>
          <td>{if $row.bad}<span class="bo-label bo-label-danger label label-danger">{$_lang.result_error|escape}</span> {/if}{$row.message|escape}</td>
        </tr>
      {foreachelse}
        {if !$bo.error}<tr><td colspan="5">{$_lang.no_lines|escape}</td></tr>{/if}
      {/foreach}
    </tbody>
  </table>
</div>
{if $bo.pager}
  <nav aria-label="{$_lang.pages|escape}">
    <ul class="pagination">
      {foreach $bo.pager as $link}<li class="{if $link.active}active{/if}{if $link.disabled} disabled{/if}">{if $link.disabled}<span>{$link.text|escape}</span>{else}<a href="{$link.url|escape}" aria-label="{$link.label|escape}"{if $link.active} aria-current="page"{/if}>{$link.text|escape}</a>{/if}</li>{/foreach}
    </ul>
  </nav>
{/if}
