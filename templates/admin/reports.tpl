{* What became of the orders, by month and zone. *}
<form method="get" action="addonmodules.php" role="search">
  <input type="hidden" name="module" value="ispapibackorder">
  <input type="hidden" name="tab" value="reports">
  <div class="bo-inline"><label for="bo-from">{$_lang.month_from|escape}</label><input type="month" class="form-control" id="bo-from" name="from" value="{$bo.state.from|escape}"></div>
  <div class="bo-inline"><label for="bo-to">{$_lang.month_to|escape}</label><input type="month" class="form-control" id="bo-to" name="to" value="{$bo.state.to|escape}"></div>
  <div class="bo-inline"><label for="bo-zone">{$_lang.zone|escape}</label><input type="text" class="form-control bo-short" id="bo-zone" name="zone" value="{$bo.state.zone|escape}" maxlength="200" autocapitalize="none" spellcheck="false"></div>
  <div class="bo-inline"><button type="submit" class="btn btn-primary">{$_lang.show|escape}</button> <a class="btn btn-default" href="{$bo.csv|escape}">{$_lang.csv|escape}</a></div>
</form>
{if $bo.error}<div class="alert alert-danger" role="alert">{$bo.error|escape}</div>{/if}
<p>{$_lang.report_intro|escape}</p>
{foreach $bo.charts as $chart}
  <figure class="bo-report">
    <figcaption><strong>{$chart.title|escape}</strong> {foreach $chart.legend as $entry}<span class="bo-key"><svg width="12" height="12" aria-hidden="true"><rect width="12" height="12" fill="{$entry.color|escape}"/></svg> {$entry.name|escape}</span> {/foreach}</figcaption>
    <svg viewBox="-60 -12 790 222" role="img" aria-label="{$chart.title|escape}">
      <text x="-8" y="4" text-anchor="end" font-size="12" fill="currentColor">{$chart.largest|escape}</text>
      <text x="-8" y="182" text-anchor="end" font-size="12" fill="currentColor">0</text>
      <line x1="0" x2="720" y1="0" y2="0" stroke="currentColor" stroke-opacity="0.15"/><line x1="0" x2="720" y1="180" y2="180" stroke="currentColor" stroke-opacity="0.5"/>
      {foreach $chart.bars as $bar}{foreach $bar.parts as $part}<rect x="{$bar.x|escape}" width="{$bar.width|escape}" y="{$part.y|escape}" height="{$part.height|escape}" fill="{$part.color|escape}"/>{/foreach}<text x="{$bar.middle|escape}" y="198" text-anchor="middle" font-size="11" fill="currentColor">{$bar.month|escape}</text>{/foreach}
    </svg>
  </figure>
{/foreach}
<h2 class="bo-heading">{$_lang.report_by_month|escape} ({$bo.currency|escape})</h2>
<div class="table-responsive">
  <table class="table table-striped bo-table">
    <thead><tr><th scope="col">{$_lang.month|escape}</th>{foreach ['orders', 'open', 'caught', 'rate', 'failed', 'cancelled', 'auctions', 'revenue', 'cost', 'margin'] as $name}<th scope="col" class="bo-number">{$_lang["report_$name"]|escape}</th>{/foreach}</tr></thead>
    <tbody>
      {foreach $bo.months as $line}<tr><th scope="row">{$line.name|escape}</th>{foreach ['orders', 'open', 'caught', 'rate', 'failed', 'cancelled', 'auctions', 'revenue', 'cost', 'margin'] as $name}<td class="bo-number">{$line[$name]|escape}</td>{/foreach}</tr>
      {foreachelse}<tr><td colspan="11">{$_lang.no_orders_admin|escape}</td></tr>{/foreach}
    </tbody>
  </table>
</div>
<h2 class="bo-heading">{$_lang.report_by_zone|escape} ({$bo.currency|escape})</h2>
<div class="table-responsive">
  <table class="table table-striped bo-table">
    <thead><tr><th scope="col">{$_lang.zone|escape}</th>{foreach ['orders', 'open', 'caught', 'rate', 'failed', 'cancelled', 'auctions', 'revenue', 'cost', 'margin'] as $name}<th scope="col" class="bo-number">{$_lang["report_$name"]|escape}</th>{/foreach}</tr></thead>
    <tbody>
      {foreach $bo.zones as $line}<tr><th scope="row">{$line.name|escape}</th>{foreach ['orders', 'open', 'caught', 'rate', 'failed', 'cancelled', 'auctions', 'revenue', 'cost', 'margin'] as $name}<td class="bo-number">{$line[$name]|escape}</td>{/foreach}</tr>
      {foreachelse}<tr><td colspan="11">{$_lang.no_orders_admin|escape}</td></tr>{/foreach}
    </tbody>
  </table>
</div>
{if $bo.more}<p>{$_lang.report_more|escape}</p>{/if}
{if $bo.reasons}
<h2 class="bo-heading">{$_lang.report_reasons|escape}</h2>
<table class="table bo-table"><thead><tr><th scope="col">{$_lang.report_reason|escape}</th><th scope="col" class="bo-number">{$_lang.report_orders|escape}</th></tr></thead>
  <tbody>{foreach $bo.reasons as $line}<tr><th scope="row">{$line.name|escape}</th><td class="bo-number">{$line.orders|escape}</td></tr>{/foreach}</tbody></table>
{/if}
<p class="text-muted">{$_lang.report_note|escape}</p>
