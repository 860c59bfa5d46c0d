{* All backorders of all clients. *}
<form method="get" action="addonmodules.php" role="search">
  <input type="hidden" name="module" value="ispapibackorder">
  <input type="hidden" name="tab" value="manage">
  <input type="hidden" name="sort" value="{$bo.state.sort|escape}">
  <div class="bo-inline">
    <label for="bo-q">{$_lang.search_name|escape}</label>
    <input type="search" class="form-control" id="bo-q" name="q" value="{$bo.state.q|escape}" maxlength="200">
  </div>
  <div class="bo-inline">
    <label for="bo-status">{$_lang.status|escape}</label>
    <select class="form-control" id="bo-status" name="status">
      <option value="">{$_lang.all|escape}</option>
      {foreach $bo.statuses as $status}<option value="{$status.status|escape}"{if $bo.state.status === $status.status} selected{/if}>{$status.name|escape}</option>{/foreach}
    </select>
  </div>
  <div class="bo-inline">
    <label for="bo-client">{$_lang.client|escape}</label>
    <input type="text" class="form-control" id="bo-client" name="client" value="{if $bo.state.client}{$bo.state.client|escape}{elseif $bo.state.userid}#{$bo.state.userid|escape}{/if}" maxlength="100" placeholder="{$_lang.client_hint|escape}">
  </div>
  <div class="bo-inline">
    <label for="bo-zone">{$_lang.zone|escape}</label>
    <input type="text" class="form-control bo-short" id="bo-zone" name="zone" value="{$bo.state.zone|escape}" maxlength="200" autocapitalize="none" spellcheck="false">
  </div>
  <div class="bo-inline">
    <label for="bo-reason">{$_lang.waits_for|escape}</label>
    <select class="form-control" id="bo-reason" name="reason">
      <option value="">{$_lang.all|escape}</option>
      {foreach ['needs_person', 'waiting_funds', 'price_missing', 'registrar_no_funds', 'try_later'] as $reason}<option value="{$reason|escape}"{if $bo.state.reason === $reason} selected{/if}>{$_lang["waits_$reason"]|escape}</option>{/foreach}
    </select>
  </div>
  <div class="bo-inline">
    <label for="bo-from">{$_lang.drop_from|escape}</label>
    <input type="date" class="form-control" id="bo-from" name="from" value="{$bo.state.from|escape}">
  </div>
  <div class="bo-inline">
    <label for="bo-to">{$_lang.drop_to|escape}</label>
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
<p>{$bo.summary|escape} {if $bo.rows}<a class="btn btn-default btn-sm" href="{$bo.csv|escape}">{$_lang.csv|escape}</a>{/if}</p>
<div class="table-responsive">
  <table class="table table-striped bo-table">
    <thead>
      <tr>
        <th scope="col"><label><input type="checkbox" data-bo-all><span class="bo-sr"> {$_lang.choose_all|escape}</span></label></th>
        <th scope="col"{if $bo.heads.domain.sorted} aria-sort="{$bo.heads.domain.sorted|escape}"{/if}><a href="{$bo.heads.domain.url|escape}">{$bo.heads.domain.text|escape}</a></th>
        <th scope="col"{if $bo.heads.client.sorted} aria-sort="{$bo.heads.client.sorted|escape}"{/if}><a href="{$bo.heads.client.url|escape}">{$bo.heads.client.text|escape}</a></th>
        <th scope="col"{if $bo.heads.status.sorted} aria-sort="{$bo.heads.status.sorted|escape}"{/if}><a href="{$bo.heads.status.url|escape}">{$bo.heads.status.text|escape}</a></th>
        <th scope="col"{if $bo.heads.dropdate.sorted} aria-sort="{$bo.heads.dropdate.sorted|escape}"{/if}><a href="{$bo.heads.dropdate.url|escape}">{$bo.heads.dropdate.text|escape}</a></th>
        <th scope="col" class="bo-number">{$_lang.price|escape}</th>
        <th scope="col">{$_lang.invoice|escape}</th>
        <th scope="col"{if $bo.heads.created.sorted} aria-sort="{$bo.heads.created.sorted|escape}"{/if}><a href="{$bo.heads.created.url|escape}">{$bo.heads.created.text|escape}</a></th>
        <th scope="col"><span class="bo-sr">{$_lang.action|escape}</span></th>
      </tr>
    </thead>
    <tbody>
      {foreach $bo.rows as $row}
        <tr id="order-{$row.id|escape}">
          <td><label><input type="checkbox" form="bo-acts" name="order{$row.id|escape}" value="1" data-bo-one><span class="bo-sr"> {$row.name|escape} #{$row.id|escape}</span></label></td>
          <td class="bo-domain"><strong class="bo-name">{$row.name|escape}</strong>{if $row.ascii}<small class="bo-ascii text-muted">{$row.ascii|escape}</small>{/if}{if $row.reference}<small class="bo-ascii text-muted">{$_lang.reference|escape}: {$row.reference|escape}</small>{/if}{if $row.note}<small class="bo-note">{$row.note|escape}</small>{/if}</td>
          <td class="bo-client"><a href="{$row.client_url|escape}">{$row.client_name|escape} (#{$row.client|escape})</a></td>
          <td><span class="{$row.label_class|escape}">{$row.status_text|escape}</span>{if $row.reason}<div class="bo-reason">{$row.reason|escape} <span class="text-muted">{$row.detail|escape}</span></div>{/if}</td>
          <td class="bo-nowrap">{if $row.iso}<time datetime="{$row.iso|escape}">{$row.time|escape}</time>{else}<span class="text-muted">{$_lang.date_unknown|escape}</span>{/if}</td>
          <td class="bo-nowrap bo-number">{$row.price|escape}</td>
          <td class="bo-nowrap">{if $row.invoice}<a href="{$row.invoice_url|escape}">{$row.invoice|escape}</a>{/if}</td>
          <td class="bo-nowrap"><time datetime="{$row.created_iso|escape}">{$row.created|escape}</time></td>
          <td class="bo-action">
            <a class="btn btn-default btn-sm" href="{$row.timeline_url|escape}">{$_lang.timeline|escape}<span class="bo-sr"> {$row.name|escape}</span></a>
          </td>
        </tr>
        {if $bo.shown == $row.id}
          <tr class="bo-timeline-row">
            <td colspan="9">
              <ol class="bo-timeline">
                {foreach $bo.timeline as $entry}
                  <li><time datetime="{$entry.iso|escape}">{$entry.time|escape}</time> {if $entry.changed}<span class="{$entry.class|escape}">{$entry.to|escape}</span>{/if} {$entry.reason|escape} <small class="text-muted">{$entry.actor|escape}</small>{if $entry.message}<span class="bo-message text-muted">{$entry.message|escape}</span>{/if}</li>
                {/foreach}
              </ol>
            </td>
          </tr>
        {/if}
      {foreachelse}
        {if !$bo.error}<tr><td colspan="9">{$_lang.no_orders_admin|escape}</td></tr>{/if}
      {/foreach}
    </tbody>
  </table>
</div>
{if $bo.rows}
<form method="post" action="{$bo.action|escape}" id="bo-acts" class="panel panel-default">
  {* The Enter key submits by a form's first button, so that must be no act: in a text it takes the first of these two,
     which does nothing; on a box or in a date Chromium takes the second, which asks for an act. *}
  <button type="submit" disabled hidden></button><button type="submit" name="action" value="" hidden></button>
  <div class="panel-heading"><h2 class="panel-title">{$_lang.acts_title|escape} <span data-bo-chosen></span></h2></div>
  <div class="panel-body">
    <input type="hidden" name="token" value="{$token|escape}">
    <div class="bo-inline">
      <label for="bo-dropdate">{$_lang.dropdate_utc|escape}</label>
      <input type="datetime-local" class="form-control" id="bo-dropdate" name="dropdate">
      <button type="submit" name="action" value="dropdate" class="btn btn-default">{$_lang.act_dropdate|escape}</button>
    </div>
    <div class="bo-inline">
      <label for="bo-note">{$_lang.note|escape}</label>
      <input type="text" class="form-control" id="bo-note" name="note" maxlength="1000">
      <button type="submit" name="action" value="note" class="btn btn-default">{$_lang.act_note|escape}</button>
    </div>
    <div>
      <button type="submit" name="action" value="retry" class="btn btn-default">{$_lang.act_retry|escape}</button>
      <button type="submit" name="action" value="again" class="btn btn-default">{$_lang.act_again|escape}</button>
      <details class="bo-confirm">
        <summary class="btn btn-default">{$_lang.act_cleardate|escape}</summary>
        <p>{$_lang.cleardate_confirm|escape}</p>
        <button type="submit" name="action" value="cleardate" class="btn btn-danger btn-sm">{$_lang.act_cleardate|escape}</button>
      </details>
      <details class="bo-confirm">
        <summary class="btn btn-default">{$_lang.activate|escape}</summary>
        <p>{$_lang.activate_confirm|escape}</p>
        <p><label><input type="checkbox" name="force" value="1"> {$_lang.activate_force|escape}</label></p>
        <button type="submit" name="action" value="activate" class="btn btn-success btn-sm">{$_lang.activate_yes|escape}</button>
      </details>
      <details class="bo-confirm">
        <summary class="btn btn-default">{$_lang.delete|escape}</summary>
        <p>{$_lang.delete_many_confirm|escape}</p>
        <button type="submit" name="action" value="delete" class="btn btn-danger btn-sm">{$_lang.delete_yes|escape}</button>
      </details>
    </div>
    <p class="bo-last text-muted">{$_lang.acts_help|escape}</p>
  </div>
</form>
{/if}
{if $bo.pager}
  <nav aria-label="{$_lang.pages|escape}">
    <ul class="pagination">
      {foreach $bo.pager as $link}<li class="{if $link.active}active{/if}{if $link.disabled} disabled{/if}">{if $link.disabled}<span>{$link.text|escape}</span>{else}<a href="{$link.url|escape}" aria-label="{$link.label|escape}"{if $link.active} aria-current="page"{/if}>{$link.text|escape}</a>{/if}</li>{/foreach}
    </ul>
  </nav>
{/if}

<div class="panel panel-default">
  <div class="panel-heading"><h2 class="panel-title">{$_lang.create_for_client|escape}</h2></div>
  <div class="panel-body">
    <form method="post" action="{$bo.action|escape}">
      <input type="hidden" name="token" value="{$token|escape}">
      <div class="bo-inline">
        <label for="bo-new-userid">{$_lang.client_id|escape}</label>
        <input type="text" inputmode="numeric" pattern="[0-9]+" class="form-control" id="bo-new-userid" name="userid" value="{$bo.state.userid|escape}" maxlength="9" required>
      </div>
      <div class="bo-inline">
        <label for="bo-new-domain">{$_lang.domain|escape}</label>
        <input type="text" class="form-control" id="bo-new-domain" name="domain" maxlength="255" required autocapitalize="none" spellcheck="false">
      </div>
      <div class="bo-inline"><button type="submit" name="action" value="create" class="btn btn-success">{$_lang.create_button|escape}</button></div>
    </form>
  </div>
</div>
