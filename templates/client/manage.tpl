{* My Backorders: the client's orders, why they are where they are, and their history. *}
{function name=bo_entries}
  {foreach $entries as $entry}
    <li>
      <time datetime="{$entry.iso|escape}">{$entry.time|escape}</time>
      {if $entry.changed}<span class="{$entry.class|escape}">{$entry.to|escape}</span>{/if}
      <span>{$entry.reason|escape}</span>
      <small class="text-muted">{$entry.actor|escape}</small>
    </li>
  {/foreach}
{/function}
{function name=bo_order_row open=false}
  <tr data-bo-row id="{if $row.id}order-{$row.id|escape}{/if}">
    <td class="bo-domain">
      <strong class="bo-name" data-bo-text="name">{$row.name|escape}</strong>
      <small class="bo-ascii text-muted" data-bo-text="ascii" data-bo-if="ascii"{if !$row.ascii} hidden{/if}>{$row.ascii|escape}</small>
    </td>
    <td>
      <span class="{$row.label_class|escape}" data-bo-class="label_class" data-bo-text="status_text">{$row.status_text|escape}</span>
      <div class="bo-reason" data-bo-if="reason"{if !$row.reason} hidden{/if}><span data-bo-text="reason">{$row.reason|escape}</span> <span class="text-muted" data-bo-text="detail">{$row.detail|escape}</span></div>
    </td>
    <td data-label="{$_lang.dropdate_utc|escape}"><time datetime="{$row.iso|escape}" data-bo-time="iso" data-bo-text="time" data-bo-if="iso"{if !$row.iso} hidden{/if}>{$row.time|escape}</time><span class="text-muted" data-bo-unless="iso"{if $row.iso} hidden{/if}>{$_lang.date_unknown|escape}</span></td>
    <td class="bo-nowrap bo-number" data-label="{$_lang.price|escape}"><span class="bo-amount" data-bo-text="price">{$row.price|escape}</span> <a href="{$row.invoice_url|escape}" data-bo-href="invoice_url" data-bo-text="invoice" data-bo-if="invoice"{if !$row.invoice} hidden{/if}>{$row.invoice|escape}</a></td>
    <td data-label="{$_lang.ordered_utc|escape}"><time datetime="{$row.created_iso|escape}" data-bo-time="created_iso" data-bo-text="created">{$row.created|escape}</time></td>
    <td class="bo-action">
      <a class="btn btn-default btn-sm" href="{$row.timeline_url|escape}" data-bo-href="timeline_url" data-bo-timeline aria-expanded="{if $open}true{else}false{/if}">{$_lang.timeline|escape}<span class="bo-sr"> <span data-bo-text="name">{$row.name|escape}</span></span></a>
      <details class="bo-confirm" data-bo-if="can_delete"{if !$row.can_delete} hidden{/if}>
        <summary class="btn btn-default btn-sm">{$_lang.delete|escape}<span class="bo-sr"> <span data-bo-text="name">{$row.name|escape}</span></span></summary>
        <form method="post" action="{$bo.action|escape}" data-bo-change>
          <input type="hidden" name="token" value="{$token|escape}">
          <input type="hidden" name="domain" value="{$row.domain|escape}" data-bo-value="domain">
          <p>{$_lang.delete_confirm|escape}</p>
          <button type="submit" name="action" value="delete" class="btn btn-danger btn-sm">{$_lang.delete_yes|escape}</button>
        </form>
      </details>
    </td>
  </tr>
{/function}
<link rel="stylesheet" href="{$bo.assets|escape}/backorder.css?v={$bo.version|escape:'url'}">
<div class="bo" data-bo-page="{$bo.page|escape}" data-bo-config="{$bo.config|escape}">
  <div data-bo-notices role="status" aria-live="polite">
    {if $bo.notice}<div class="alert alert-{$bo.notice.kind|escape}"><p class="bo-last">{$bo.notice.text|escape}</p></div>{/if}
  </div>
  <div class="row">
    <div class="col-md-9 col-lg-9">
      <p>{$_lang.manage_intro|escape}</p>
      <nav aria-label="{$_lang.status|escape}">
        <ul class="bo-filter" data-bo-counts>
          {foreach $bo.list.counts as $count}
            <li><a href="{$count.url|escape}" data-bo-status="{$count.status|escape}" class="btn btn-default btn-sm{if $count.active} active{/if}{if $count.empty} bo-empty{/if}"{if $count.active} aria-current="true"{/if}>{$count.name|escape} <span class="bo-count">{$count.number|escape}</span></a></li>
          {/foreach}
        </ul>
      </nav>
      <form method="get" action="{$bo.root|escape}/index.php" class="bo-search bo-search-small" data-bo-search role="search" aria-label="{$_lang.search|escape}">
        <input type="hidden" name="m" value="ispapibackorder">
        <input type="hidden" name="p" value="manage">
        <input type="hidden" name="sort" value="{$bo.state.sort|escape}">
        <input type="hidden" name="status" value="{$bo.state.status|escape}">
        <div class="row">
          <div class="col-sm-5 form-group">
            <label for="bo-q">{$_lang.search_name|escape}</label>
            <input type="search" class="form-control" id="bo-q" name="q" value="{$bo.state.q|escape}" maxlength="200" autocomplete="off" autocapitalize="none" spellcheck="false">
          </div>
          <div class="col-sm-3 col-6 col-xs-6 form-group">
            <label for="bo-limit">{$_lang.page_size|escape}</label>
            <select class="form-control" id="bo-limit" name="limit">
              {foreach $bo.sizes as $size}<option value="{$size|escape}"{if $bo.state.limit == $size} selected{/if}>{$size|escape}</option>{/foreach}
            </select>
          </div>
          <div class="col-sm-4 col-6 col-xs-6 form-group bo-bottom">
            <button type="submit" class="btn btn-primary">{$_lang.search|escape}</button>
            <a class="btn btn-default" href="{$bo.reset|escape}" data-bo-reset>{$_lang.reset|escape}</a>
          </div>
        </div>
      </form>

      <div class="alert alert-danger" role="alert" data-bo-error{if !$bo.list.error} hidden{/if}>{$bo.list.error|escape}</div>
      <p class="bo-summary" data-bo-summary aria-live="polite">{$bo.list.summary|escape}</p>
      <div class="table-responsive">
        <table class="table table-striped bo-table" data-bo-table>
          <caption class="bo-sr">{$_lang.manage_title|escape}</caption>
          <thead>
            <tr>
              <th scope="col" aria-sort="{$bo.heads.domain.now|escape}"><a href="{$bo.heads.domain.url|escape}" data-bo-sort="domain">{$_lang.domain|escape}</a></th>
              <th scope="col" aria-sort="{$bo.heads.status.now|escape}"><a href="{$bo.heads.status.url|escape}" data-bo-sort="status">{$_lang.status|escape}</a></th>
              <th scope="col" aria-sort="{$bo.heads.dropdate.now|escape}"><a href="{$bo.heads.dropdate.url|escape}" data-bo-sort="dropdate">{$_lang.dropdate_utc|escape}</a></th>
              <th scope="col" class="bo-number">{$_lang.price_invoice|escape}</th>
              <th scope="col" aria-sort="{$bo.heads.id.now|escape}"><a href="{$bo.heads.id.url|escape}" data-bo-sort="id">{$_lang.ordered_utc|escape}</a></th>
              <th scope="col"><span class="bo-sr">{$_lang.action|escape}</span></th>
            </tr>
          </thead>
          <tbody data-bo-rows>
            {foreach $bo.list.rows as $row}
              {call bo_order_row row=$row open=($bo.shown == $row.id)}
              {if $bo.shown == $row.id}<tr class="bo-timeline-row" data-bo-timeline-of="{$row.id|escape}"><td colspan="6"><ol class="bo-timeline">{call bo_entries entries=$bo.timeline}</ol></td></tr>{/if}
            {/foreach}
          </tbody>
        </table>
      </div>
      <template data-bo-template>{call bo_order_row row=$bo.blank}</template>
      <template data-bo-timeline-template><tr class="bo-timeline-row"><td colspan="6"><ol class="bo-timeline"></ol></td></tr></template>
      <template data-bo-entry-template><li><time datetime="" data-bo-time="iso" data-bo-text="time"></time> <span data-bo-class="class" data-bo-text="to" data-bo-if="changed"></span> <span data-bo-text="reason"></span> <small class="text-muted" data-bo-text="actor"></small></li></template>
      <p data-bo-nothing{if $bo.list.rows || $bo.list.error} hidden{/if}>{$_lang.no_orders|escape}</p>
      <nav aria-label="{$_lang.pages|escape}">
        <ul class="pagination bo-pager" data-bo-pager>
          {foreach $bo.list.pager as $link}
            <li class="page-item{if $link.active} active{/if}{if $link.disabled} disabled{/if}">{if $link.disabled}<span class="page-link"{if $link.label} aria-label="{$link.label|escape}"{/if}>{$link.text|escape}</span>{else}<a class="page-link" href="{$link.url|escape}" data-bo-goto="{$link.page|escape}" aria-label="{$link.label|escape}"{if $link.active} aria-current="page"{/if}>{$link.text|escape}</a>{/if}</li>
          {/foreach}
        </ul>
      </nav>
    </div>

    <div class="col-md-3 col-lg-3">
      {if $bo.account}
        <div class="panel panel-default card bo-panel">
          <div class="panel-heading card-header"><h2 class="panel-title card-title">{$_lang.account_title|escape}</h2></div>
          <div class="panel-body card-body">
            <dl class="bo-account" data-bo-account>
              <dt>{$_lang.account_balance|escape}</dt><dd data-bo-text="balance">{$bo.account.balance|escape}</dd>
              <dt>{$_lang.account_unpaid|escape}</dt><dd data-bo-text="unpaid">{$bo.account.unpaid|escape}</dd>
              <dt>{$_lang.account_reserved|escape}</dt><dd data-bo-text="reserved">{$bo.account.reserved|escape}</dd>
              <dt class="bo-total">{$_lang.account_available|escape}</dt><dd class="bo-total" data-bo-text="available">{$bo.account.available|escape}</dd>
            </dl>
            <a class="btn btn-default btn-block" href="{$bo.url_addfunds|escape}">{$_lang.add_funds|escape}</a>
          </div>
        </div>
      {/if}
      <p><a class="btn btn-success btn-block" href="{$bo.url_dropdomains|escape}">{$_lang.find_more|escape}</a></p>
      <div class="panel panel-default card bo-panel">
        <div class="panel-heading card-header"><h2 class="panel-title card-title">{$_lang.how_title|escape}</h2></div>
        <div class="panel-body card-body">
          <ul class="bo-how bo-last">
            <li>{$_lang.how_funds|escape}</li>
            <li>{$_lang.how_cutoff|escape}</li>
            <li>{$_lang.how_pay|escape}</li>
            <li>{$_lang.how_several|escape}</li>
          </ul>
        </div>
      </div>
    </div>
  </div>
</div>
<script src="{$bo.assets|escape}/times.js?v={$bo.version|escape:'url'}" defer></script>
<script src="{$bo.assets|escape}/client.js?v={$bo.version|escape:'url'}" defer></script>
