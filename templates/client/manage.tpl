{* My Backorders: the client's orders, why they are where they are, and their history. *}
{function name=bo_entries}
  {foreach $entries as $entry}
    <li>
      <time datetime="{$entry.iso|escape}" data-bo-drop>{$entry.time|escape}</time>
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
    <td class="bo-state">
      <span class="{$row.label_class|escape}" data-bo-class="label_class" data-bo-text="status_text">{$row.status_text|escape}</span>
      <div class="bo-reason" data-bo-if="reason"{if !$row.reason} hidden{/if}><span data-bo-text="reason">{$row.reason|escape}</span> <span class="text-muted" data-bo-text="detail">{$row.detail|escape}</span></div>
      <div class="bo-reason" data-bo-if="auction"{if !$row.auction} hidden{/if}><strong>{$_lang.auction_title|escape}:</strong> <span data-bo-text="auction">{$row.auction|escape}</span></div>
      <div class="bo-reason" data-bo-if="next"{if !$row.next} hidden{/if}><strong>{$_lang.next_title|escape}:</strong> <span data-bo-text="next">{$row.next|escape}</span> <time datetime="{$row.next_iso|escape}" data-bo-time="next_iso" data-bo-text="next_time" data-bo-if="next_time" data-bo-drop{if !$row.next_time} hidden{/if}>{$row.next_time|escape}</time> <time datetime="{$row.auction_iso|escape}" data-bo-time="auction_iso" data-bo-text="auction_time" data-bo-if="auction_time" data-bo-drop{if !$row.auction_time} hidden{/if}>{$row.auction_time|escape}</time></div>
      <div class="bo-reason" data-bo-if="funds"{if !$row.funds} hidden{/if}><span class="{$row.funds_kind|escape}" data-bo-class="funds_kind" data-bo-text="funds">{$row.funds|escape}</span> <time datetime="{$row.funds_iso|escape}" data-bo-time="funds_iso" data-bo-text="funds_time" data-bo-if="funds_time" data-bo-drop{if !$row.funds_time} hidden{/if}>{$row.funds_time|escape}</time></div>
    </td>
    <td class="bo-date" data-label="{$_lang.dropdate_utc|escape}"><time datetime="{$row.iso|escape}" data-bo-time="iso" data-bo-text="time" data-bo-if="iso" data-bo-drop{if !$row.iso} hidden{/if}>{$row.time|escape}</time><span class="text-muted" data-bo-unless="iso"{if $row.iso} hidden{/if}>{$_lang.date_unknown|escape}</span></td>
    <td class="bo-nowrap bo-number" data-label="{$_lang.price|escape}"><span class="bo-amount" data-bo-text="price">{$row.price|escape}</span> <a href="{$row.invoice_url|escape}" data-bo-href="invoice_url" data-bo-text="invoice" data-bo-if="invoice"{if !$row.invoice} hidden{/if}>{$row.invoice|escape}</a></td>
    <td class="bo-date" data-label="{$_lang.ordered_utc|escape}"><time datetime="{$row.created_iso|escape}" data-bo-time="created_iso" data-bo-text="created" data-bo-drop>{$row.created|escape}</time></td>
    <td class="bo-action">
      <a class="btn btn-primary btn-sm" href="{$row.auction_url|escape}" data-bo-link="auction_url" data-bo-if="auction_url" target="_blank" rel="noopener noreferrer"{if !$row.auction_url} hidden{/if}>{$_lang.auction_link|escape}<span class="bo-sr"> <span data-bo-text="name">{$row.name|escape}</span></span></a>
      <a class="btn btn-default btn-sm" href="{$row.timeline_url|escape}" data-bo-href="timeline_url" data-bo-timeline aria-expanded="{if $open}true{else}false{/if}" role="button">{$_lang.timeline|escape}<span class="bo-sr"> <span data-bo-text="name">{$row.name|escape}</span></span></a>
      <form method="post" action="{$bo.action|escape}" data-bo-change data-bo-if="again"{if !$row.again} hidden{/if}>
        <input type="hidden" name="token" value="{$token|escape}">
        <input type="hidden" name="domain" value="{$row.domain|escape}" data-bo-value="domain">
        <button type="submit" name="action" value="create" class="btn btn-success btn-sm">{$_lang.again|escape}<span class="bo-sr"> <span data-bo-text="name">{$row.name|escape}</span></span></button>
      </form>
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
  <p>{$_lang.manage_intro|escape} <a href="{$bo.url_dropdomains|escape}">{$_lang.find_more|escape}</a></p>

  <div class="alert alert-{$bo.list.funding.kind|escape} bo-funding" data-bo-funding{if !$bo.list.funding.text} hidden{/if}>
    <strong>{$_lang.funding_title|escape}</strong>
    <span data-bo-text="text">{$bo.list.funding.text|escape}</span>
    <time datetime="{$bo.list.funding.iso|escape}" data-bo-time="iso" data-bo-text="time" data-bo-if="time" data-bo-drop{if !$bo.list.funding.time} hidden{/if}>{$bo.list.funding.time|escape}</time>
    <a class="btn btn-primary btn-sm" href="{$bo.list.funding.url|escape}" data-bo-href="url" data-bo-if="url"{if !$bo.list.funding.url} hidden{/if}>{$_lang.add_funds|escape}</a>
  </div>

  <nav aria-label="{$_lang.status|escape}">
    <ul class="bo-filter" data-bo-counts>
      {foreach $bo.list.counts as $count}
        <li{if $count.empty && !$count.active} hidden{/if}><a href="{$count.url|escape}" data-bo-status="{$count.status|escape}" class="btn btn-default btn-sm{if $count.active} active{/if}"{if $count.active} aria-current="true"{/if}>{$count.name|escape} <span class="bo-count">{$count.number|escape}</span></a></li>
      {/foreach}
    </ul>
  </nav>
  <form method="get" action="{$bo.root|escape}/index.php" class="bo-search bo-search-small" id="bo-search" data-bo-search role="search" aria-label="{$_lang.search|escape}">
    <input type="hidden" name="m" value="ispapibackorder">
    <input type="hidden" name="p" value="manage">
    <input type="hidden" name="sort" value="{$bo.state.sort|escape}">
    <input type="hidden" name="status" value="{$bo.state.status|escape}">
    <label for="bo-q">{$_lang.search_name|escape}</label>
    <div class="bo-line">
      <input type="search" class="form-control bo-grow" id="bo-q" name="q" value="{$bo.state.q|escape}" maxlength="200" autocomplete="off" autocapitalize="none" spellcheck="false">
      <button type="submit" class="btn btn-primary">{$_lang.search|escape}</button>
      <a class="btn btn-default" href="{$bo.reset|escape}" data-bo-reset>{$_lang.reset|escape}</a>
    </div>
  </form>

  <div class="alert alert-danger" data-bo-error{if !$bo.list.error} hidden{/if}>{$bo.list.error|escape}</div>
  <p class="bo-sr" role="status" aria-live="polite" data-bo-said></p>
  <div class="bo-line bo-above">
    <p class="bo-grow bo-summary" data-bo-summary tabindex="-1">{$bo.list.summary|escape}</p>
    <a href="{$bo.list.csv|escape}" data-bo-href="csv" data-bo-if="csv" data-bo-list rel="nofollow"{if !$bo.list.csv} hidden{/if}>{$_lang.download_csv|escape}</a>
    <label for="bo-limit" class="bo-inline-label">{$_lang.page_size|escape}</label>
    <select class="form-control bo-short" id="bo-limit" name="limit" form="bo-search">
      {foreach $bo.sizes as $size}<option value="{$size|escape}"{if $bo.state.limit == $size} selected{/if}>{$size|escape}</option>{/foreach}
    </select>
  </div>
  <div class="table-responsive">
    <table class="table table-striped bo-table bo-orders" data-bo-table data-bo-main>
      <caption class="bo-sr">{$_lang.manage_title|escape}</caption>
      <thead>
        <tr>
          <th scope="col" aria-sort="{$bo.heads.domain.now|escape}"><a href="{$bo.heads.domain.url|escape}" data-bo-sort="domain">{$_lang.domain|escape}</a></th>
          <th scope="col" aria-sort="{$bo.heads.status.now|escape}"><a href="{$bo.heads.status.url|escape}" data-bo-sort="status">{$_lang.status|escape}</a></th>
          <th scope="col" aria-sort="{$bo.heads.dropdate.now|escape}"><a href="{$bo.heads.dropdate.url|escape}" data-bo-sort="dropdate">{$_lang.dropdate_utc|escape}</a></th>
          <th scope="col" class="bo-number" aria-sort="{$bo.heads.price.now|escape}"><a href="{$bo.heads.price.url|escape}" data-bo-sort="price">{$_lang.price_invoice|escape}</a></th>
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
  <template data-bo-entry-template><li><time datetime="" data-bo-time="iso" data-bo-text="time" data-bo-drop></time> <span data-bo-class="class" data-bo-text="to" data-bo-if="changed"></span> <span data-bo-text="reason"></span> <small class="text-muted" data-bo-text="actor"></small></li></template>
  <p data-bo-nothing{if $bo.list.rows || $bo.list.error} hidden{/if}>{$_lang.no_orders|escape}</p>
  <nav aria-label="{$_lang.pages|escape}">
    <ul class="pagination bo-pager" data-bo-pager>
      {foreach $bo.list.pager as $link}
        <li class="page-item{if $link.active} active{/if}{if $link.disabled} disabled{/if}">{if $link.disabled}<span class="page-link"{if $link.label} aria-hidden="true"{/if}>{$link.text|escape}</span>{else}<a class="page-link" href="{$link.url|escape}" data-bo-goto="{$link.page|escape}" aria-label="{$link.label|escape}"{if $link.active} aria-current="page"{/if}>{$link.text|escape}</a>{/if}</li>
      {/foreach}
    </ul>
  </nav>

  <div class="bo-columns">
    <section class="panel panel-default card bo-panel">
      <div class="panel-heading card-header"><h2>{$_lang.how_title|escape}</h2></div>
      <div class="panel-body card-body">
        <ul class="bo-how bo-last">
          <li>{$_lang.how_funds|escape}</li>
          <li>{$_lang.how_cutoff|escape}</li>
          <li>{$_lang.how_pay|escape}</li>
          <li>{$_lang.how_several|escape}</li>
        </ul>
      </div>
    </section>
    <section class="panel panel-default card bo-panel">
      <div class="panel-heading card-header"><h2>{$_lang.feed_title|escape}</h2></div>
      <div class="panel-body card-body">
        <p>{$_lang.feed_help|escape}</p>
        {if $bo.feed}
          <label for="bo-feed">{$_lang.feed_address|escape}</label>
          <input type="text" class="form-control" id="bo-feed" value="{$bo.feed|escape}" readonly>
          <p class="bo-help">{$_lang.feed_secret|escape}</p>
        {/if}
        <form method="post" action="{$bo.action|escape}" class="bo-line">
          <input type="hidden" name="token" value="{$token|escape}">
          <button type="submit" name="action" value="feed_make" class="btn btn-default btn-sm">{if $bo.feed}{$_lang.feed_new|escape}{else}{$_lang.feed_make|escape}{/if}</button>
          {if $bo.feed}<button type="submit" name="action" value="feed_revoke" class="btn btn-default btn-sm">{$_lang.feed_revoke|escape}</button>{/if}
        </form>
      </div>
    </section>
  </div>
</div>
<script src="{$bo.assets|escape}/times.js?v={$bo.version|escape:'url'}" defer></script>
<script src="{$bo.assets|escape}/client.js?v={$bo.version|escape:'url'}" defer></script>
