{* All backorders of all clients. *}
<form method="get" action="addonmodules.php" role="search">
  <input type="hidden" name="module" value="ispapibackorder">
  <input type="hidden" name="tab" value="manage">
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
    <label for="bo-userid">{$_lang.client_id|escape}</label>
    <input type="text" inputmode="numeric" class="form-control" id="bo-userid" name="userid" value="{$bo.state.userid|escape}" maxlength="9">
  </div>
  <div class="bo-inline">
    <label for="bo-limit">{$_lang.page_size|escape}</label>
    <select class="form-control" id="bo-limit" name="limit">
      {foreach $bo.sizes as $size}<option value="{$size|escape}"{if $bo.state.limit == $size} selected{/if}>{$size|escape}</option>{/foreach}
    </select>
  </div>
  <div class="bo-inline"><button type="submit" class="btn btn-primary">{$_lang.search|escape}</button></div>
</form>

{if $bo.error}<div class="alert alert-danger" role="alert">{$bo.error|escape}</div>{/if}
<p>{$bo.summary|escape}</p>
<div class="table-responsive">
  <table class="table table-striped bo-table">
    <thead>
      <tr>
        <th scope="col">{$_lang.domain|escape}</th>
        <th scope="col">{$_lang.client|escape}</th>
        <th scope="col">{$_lang.status|escape}</th>
        <th scope="col">{$_lang.dropdate_utc|escape}</th>
        <th scope="col" class="bo-number">{$_lang.price|escape}</th>
        <th scope="col">{$_lang.invoice|escape}</th>
        <th scope="col">{$_lang.ordered_utc|escape}</th>
        <th scope="col"><span class="bo-sr">{$_lang.action|escape}</span></th>
      </tr>
    </thead>
    <tbody>
      {foreach $bo.rows as $row}
        <tr id="order-{$row.id|escape}">
          <td class="bo-domain"><strong class="bo-name">{$row.name|escape}</strong>{if $row.ascii}<small class="bo-ascii text-muted">{$row.ascii|escape}</small>{/if}{if $row.reference}<small class="bo-ascii text-muted">{$_lang.reference|escape}: {$row.reference|escape}</small>{/if}</td>
          <td><a href="{$row.client_url|escape}">{$row.client_name|escape} (#{$row.client|escape})</a></td>
          <td><span class="{$row.label_class|escape}">{$row.status_text|escape}</span>{if $row.reason}<div class="bo-reason">{$row.reason|escape} <span class="text-muted">{$row.detail|escape}</span></div>{/if}</td>
          <td class="bo-nowrap">{if $row.iso}<time datetime="{$row.iso|escape}">{$row.time|escape}</time>{else}<span class="text-muted">{$_lang.date_unknown|escape}</span>{/if}</td>
          <td class="bo-nowrap bo-number">{$row.price|escape}</td>
          <td class="bo-nowrap">{if $row.invoice}<a href="{$row.invoice_url|escape}">{$row.invoice|escape}</a>{/if}</td>
          <td class="bo-nowrap"><time datetime="{$row.created_iso|escape}">{$row.created|escape}</time></td>
          <td class="bo-action">
            <a class="btn btn-default btn-sm" href="{$row.timeline_url|escape}">{$_lang.timeline|escape}<span class="bo-sr"> {$row.name|escape}</span></a>
            {if $row.can_activate}
              <details class="bo-confirm">
                <summary class="btn btn-default btn-sm">{$_lang.activate|escape}<span class="bo-sr"> {$row.name|escape}</span></summary>
                <form method="post" action="{$bo.action|escape}">
                  <input type="hidden" name="token" value="{$token|escape}">
                  <input type="hidden" name="domain" value="{$row.domain|escape}">
                  <input type="hidden" name="userid" value="{$row.client|escape}">
                  <p>{$_lang.activate_confirm|escape}</p>
                  <p><label><input type="checkbox" name="force" value="1"> {$_lang.activate_force|escape}</label></p>
                  <button type="submit" name="action" value="activate" class="btn btn-success btn-sm">{$_lang.activate_yes|escape}</button>
                </form>
              </details>
            {/if}
            {if $row.can_delete}
              <details class="bo-confirm">
                <summary class="btn btn-default btn-sm">{$_lang.delete|escape}<span class="bo-sr"> {$row.name|escape}</span></summary>
                <form method="post" action="{$bo.action|escape}">
                  <input type="hidden" name="token" value="{$token|escape}">
                  <input type="hidden" name="domain" value="{$row.domain|escape}">
                  <input type="hidden" name="userid" value="{$row.client|escape}">
                  <p>{$_lang.delete_confirm|escape}</p>
                  <button type="submit" name="action" value="delete" class="btn btn-danger btn-sm">{$_lang.delete_yes|escape}</button>
                </form>
              </details>
            {/if}
          </td>
        </tr>
        {if $bo.shown == $row.id}
          <tr class="bo-timeline-row">
            <td colspan="8">
              <ol class="bo-timeline">
                {foreach $bo.timeline as $entry}
                  <li><time datetime="{$entry.iso|escape}">{$entry.time|escape}</time> {if $entry.changed}<span class="{$entry.class|escape}">{$entry.to|escape}</span>{/if} {$entry.reason|escape} <small class="text-muted">{$entry.actor|escape}</small>{if $entry.message}<span class="bo-message text-muted">{$entry.message|escape}</span>{/if}</li>
                {/foreach}
              </ol>
            </td>
          </tr>
        {/if}
      {foreachelse}
        {if !$bo.error}<tr><td colspan="8">{$_lang.no_orders_admin|escape}</td></tr>{/if}
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
