{* Expiring Domains: search, list, order. Works without the script; the script makes it live. *}
{function name=bo_drop_row}
  <tr data-bo-row>
    {if !$bo.guest}<td class="bo-tick"><label data-bo-if="can_order"{if !$row.can_order} hidden{/if}><input type="checkbox" form="bo-bulk" name="selected[]" value="{$row.domain|escape}" data-bo-value="domain" data-bo-tick><span class="bo-sr">{$_lang.select|escape} <span data-bo-text="name">{$row.name|escape}</span></span></label></td>{/if}
    <td class="bo-domain">
      <strong class="bo-name" data-bo-text="name">{$row.name|escape}</strong>
      <small class="bo-ascii text-muted" data-bo-text="ascii" data-bo-if="ascii"{if !$row.ascii} hidden{/if}>{$row.ascii|escape}</small>
    </td>
    <td class="bo-nowrap bo-number" data-label="{$_lang.price|escape}" data-bo-text="price">{$row.price|escape}</td>
    <td class="bo-date" data-label="{$_lang.dropdate_utc|escape}"><time datetime="{$row.iso|escape}" data-bo-time="iso" data-bo-text="time" data-bo-drop>{$row.time|escape}</time></td>
    <td class="bo-number" data-label="{$_lang.length|escape}" data-bo-text="length">{$row.length|escape}</td>
    <td class="bo-number" data-label="{$_lang.digits|escape}" data-bo-text="digits">{$row.digits|escape}</td>
    <td class="bo-number" data-label="{$_lang.hyphens|escape}" data-bo-text="hyphens">{$row.hyphens|escape}</td>
    <td class="bo-action">
      <span class="{$row.label_class|escape}" data-bo-class="label_class" data-bo-text="status_text" data-bo-if="status"{if !$row.status} hidden{/if}>{$row.status_text|escape}</span>
      <form method="post" action="{$bo.action|escape}" data-bo-change>
        <input type="hidden" name="token" value="{$token|escape}">
        <input type="hidden" name="domain" value="{$row.domain|escape}" data-bo-value="domain">
        <button type="submit" name="action" value="create" class="btn btn-success btn-sm" data-bo-if="can_order"{if !$row.can_order} hidden{/if}>{$_lang.order|escape}<span class="bo-sr"> <span data-bo-text="name">{$row.name|escape}</span></span></button>
        <button type="submit" name="action" value="delete" class="btn btn-default btn-sm" data-bo-if="can_delete"{if !$row.can_delete} hidden{/if}>{$_lang.undo|escape}<span class="bo-sr"> <span data-bo-text="name">{$row.name|escape}</span></span></button>
        {if $bo.guest}<a class="btn btn-default btn-sm" href="{$bo.url_login|escape}">{$_lang.login_to_order|escape}<span class="bo-sr"> <span data-bo-text="name">{$row.name|escape}</span></span></a>{/if}
      </form>
    </td>
  </tr>
{/function}
{function name=bo_checked_row}
  <tr data-bo-row>
    <td class="bo-domain"><strong class="bo-name" data-bo-text="name">{$row.name|escape}</strong></td>
    <td data-label="{$_lang.check_result|escape}"><span class="{if $row.ok}bo-good{else}bo-bad{/if}" data-bo-class="kind" data-bo-text="state">{$row.state|escape}</span></td>
    <td data-label="{$_lang.dropdate_utc|escape}"><time datetime="{$row.iso|escape}" data-bo-time="iso" data-bo-text="date">{$row.date|escape}</time></td>
    <td class="bo-number bo-nowrap" data-label="{$_lang.price|escape}" data-bo-text="price">{$row.price|escape}</td>
  </tr>
{/function}
{function name=bo_range}
  <fieldset class="bo-range">
    <legend>{$label|escape}</legend>
    <label class="bo-sr" for="bo-{$low|escape}">{$label|escape}, {$_lang.range_from|escape}</label>
    <input type="number" class="form-control" id="bo-{$low|escape}" name="{$low|escape}" min="0" max="63" value="{$bo.state.$low|escape}" placeholder="{$_lang.range_from|escape}">
    <label class="bo-sr" for="bo-{$high|escape}">{$label|escape}, {$_lang.range_to|escape}</label>
    <input type="number" class="form-control" id="bo-{$high|escape}" name="{$high|escape}" min="0" max="63" value="{$bo.state.$high|escape}" placeholder="{$_lang.range_to|escape}">
  </fieldset>
{/function}
{function name=bo_paste}
  <details class="panel panel-default card bo-fold" id="bo-paste" data-bo-paste{if $bo.checked.rows} open{/if}>
    <summary class="panel-heading card-header"><h2>{$_lang.create_title|escape}</h2></summary>
    <div class="panel-body card-body">
      <form method="post" action="{$bo.action|escape}" data-bo-check-form>
        <input type="hidden" name="token" value="{$token|escape}">
        <label for="bo-names">{$_lang.create_label|escape}</label>
        <textarea class="form-control" id="bo-names" name="names" rows="3" required autocapitalize="none" spellcheck="false" aria-describedby="bo-names-help"></textarea>
        <p id="bo-names-help" class="bo-help">{$_lang.create_help|escape}</p>
        <button type="submit" name="action" value="check" class="btn btn-primary">{$_lang.check_button|escape}</button>
      </form>
      <div data-bo-checked{if !$bo.checked.rows} hidden{/if} tabindex="-1">
        <h3 class="bo-subtitle">{$_lang.check_title|escape}</h3>
        <div class="table-responsive">
          <table class="table table-striped bo-table" data-bo-table>
            <caption class="bo-sr">{$_lang.check_title|escape}</caption>
            <thead><tr><th scope="col">{$_lang.domain|escape}</th><th scope="col">{$_lang.check_result|escape}</th><th scope="col">{$_lang.dropdate_utc|escape}</th><th scope="col" class="bo-number">{$_lang.price|escape}</th></tr></thead>
            <tbody data-bo-checked-rows>{foreach $bo.checked.rows as $row}{call bo_checked_row row=$row}{/foreach}</tbody>
          </table>
        </div>
        <template data-bo-checked-template>{call bo_checked_row row=$bo.blank_checked}</template>
        <p data-bo-text="summary">{$bo.checked.summary|escape}</p>
        <form method="post" action="{$bo.action|escape}" data-bo-change data-bo-many>
          <input type="hidden" name="token" value="{$token|escape}">
          <input type="hidden" name="names" value="{$bo.checked.names|escape}" data-bo-value="names">
          <button type="submit" name="action" value="create_many" class="btn btn-success" data-bo-text="button" data-bo-if="count"{if !$bo.checked.count} hidden{/if}>{$bo.checked.button|escape}</button>
        </form>
      </div>
    </div>
  </details>
{/function}
<link rel="stylesheet" href="{$bo.assets|escape}/backorder.css?v={$bo.version|escape:'url'}">
<div class="bo" data-bo-page="{$bo.page|escape}" data-bo-config="{$bo.config|escape}">
  <div data-bo-notices role="status" aria-live="polite">
    {if $bo.notice}
      <div class="alert alert-{$bo.notice.kind|escape}">
        <p class="bo-last">{$bo.notice.text|escape}</p>
        {if $bo.notice.lines}
          <ul class="bo-lines">
            {foreach $bo.notice.lines as $line}<li class="{if $line.ok}bo-good{else}bo-bad{/if}"><strong>{$line.name|escape}</strong>: {$line.text|escape}</li>{/foreach}
          </ul>
        {/if}
      </div>
    {/if}
  </div>
  <p>{$_lang.dropdomains_intro|escape}{if !$bo.guest} <a href="#bo-paste" data-bo-to-paste>{$_lang.create_title|escape}</a>{/if}</p>

  <form method="get" action="{$bo.root|escape}/index.php" id="bo-search" class="panel panel-default card bo-search" data-bo-search role="search" aria-label="{$_lang.search|escape}">
    <div class="panel-body card-body">
      <input type="hidden" name="m" value="ispapibackorder">
      <input type="hidden" name="p" value="dropdomains">
      <input type="hidden" name="sort" value="{$bo.state.sort|escape}">
      <label for="bo-q">{$_lang.search_for|escape}</label>
      <div class="bo-line">
        <input type="search" class="form-control bo-grow" id="bo-q" name="q" value="{$bo.state.q|escape}" maxlength="500" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="bo-q-help">
        <button type="submit" class="btn btn-primary">{$_lang.search|escape}</button>
        <a class="btn btn-default" href="{$bo.reset|escape}" data-bo-reset>{$_lang.reset|escape}</a>
      </div>
      <p id="bo-q-help" class="bo-help">{$_lang.search_help|escape}</p>
      <div class="bo-toggles">
        <details class="bo-more">
          <summary>{$_lang.search_help_title|escape}</summary>
          <dl class="bo-words">
            <dt><code>shop</code></dt><dd>{$_lang.help_contains|escape}</dd>
            <dt><code>-shop</code></dt><dd>{$_lang.help_without|escape}</dd>
            <dt><code>^shop</code></dt><dd>{$_lang.help_starts|escape}</dd>
            <dt><code>shop$</code></dt><dd>{$_lang.help_ends|escape}</dd>
            <dt><code>shop|store</code></dt><dd>{$_lang.help_or|escape}</dd>
            <dt><code>.com</code></dt><dd>{$_lang.help_zone|escape}</dd>
            <dt><code>len:4-8</code></dt><dd>{$_lang.help_length|escape}</dd>
            <dt><code>digits:no hyphens:no</code></dt><dd>{$_lang.help_digits|escape}</dd>
            <dt><code>drop:3d</code></dt><dd>{$_lang.help_drop|escape}</dd>
            <dt><code>pattern:CVCV</code></dt><dd>{$_lang.help_pattern|escape}</dd>
            <dt><code>/^[a-z]{ldelim}4{rdelim}$/</code></dt><dd>{$_lang.help_regex|escape}</dd>
          </dl>
        </details>
        <details class="bo-more bo-filters">
          <summary>{$_lang.filters|escape} <span class="bo-count" data-bo-filters{if !$bo.filters} hidden{/if}>{$bo.filters|escape}</span></summary>
          <div class="bo-grid">
            <div><label for="bo-contains">{$_lang.filter_contains|escape}</label><input type="text" class="form-control" id="bo-contains" name="contains" value="{$bo.state.contains|escape}" maxlength="200" autocapitalize="none" spellcheck="false"></div>
            <div><label for="bo-starts">{$_lang.filter_starts|escape}</label><input type="text" class="form-control" id="bo-starts" name="starts" value="{$bo.state.starts|escape}" maxlength="200" autocapitalize="none" spellcheck="false"></div>
            <div><label for="bo-ends">{$_lang.filter_ends|escape}</label><input type="text" class="form-control" id="bo-ends" name="ends" value="{$bo.state.ends|escape}" maxlength="200" autocapitalize="none" spellcheck="false"></div>
            <div><label for="bo-without">{$_lang.filter_without|escape}</label><input type="text" class="form-control" id="bo-without" name="without" value="{$bo.state.without|escape}" maxlength="200" autocapitalize="none" spellcheck="false"></div>
            {call bo_range label=$_lang.length low='min' high='max'}
            {call bo_range label=$_lang.letters low='lmin' high='lmax'}
            {call bo_range label=$_lang.digits low='dmin' high='dmax'}
            {call bo_range label=$_lang.hyphens low='hmin' high='hmax'}
            <div><label for="bo-digits">{$_lang.digits|escape}</label>
              <select class="form-control" id="bo-digits" name="digits">
                <option value="any"{if $bo.state.digits === 'any'} selected{/if}>{$_lang.option_any|escape}</option>
                <option value="no"{if $bo.state.digits === 'no'} selected{/if}>{$_lang.digits_no|escape}</option>
                <option value="only"{if $bo.state.digits === 'only'} selected{/if}>{$_lang.digits_only|escape}</option>
              </select></div>
            <div><label for="bo-hyphens">{$_lang.hyphens|escape}</label>
              <select class="form-control" id="bo-hyphens" name="hyphens">
                <option value="any"{if $bo.state.hyphens === 'any'} selected{/if}>{$_lang.option_any|escape}</option>
                <option value="no"{if $bo.state.hyphens === 'no'} selected{/if}>{$_lang.hyphens_no|escape}</option>
              </select></div>
            <div><label for="bo-idn">{$_lang.idn|escape}</label>
              <select class="form-control" id="bo-idn" name="idn">
                <option value="any"{if $bo.state.idn === 'any'} selected{/if}>{$_lang.option_any|escape}</option>
                <option value="no"{if $bo.state.idn === 'no'} selected{/if}>{$_lang.idn_no|escape}</option>
                <option value="only"{if $bo.state.idn === 'only'} selected{/if}>{$_lang.idn_only|escape}</option>
              </select></div>
            {if !$bo.guest}<div><label for="bo-mine">{$_lang.manage_title|escape}</label>
              <select class="form-control" id="bo-mine" name="mine">
                <option value="any"{if $bo.state.mine === 'any'} selected{/if}>{$_lang.option_any|escape}</option>
                <option value="yes"{if $bo.state.mine === 'yes'} selected{/if}>{$_lang.mine_yes|escape}</option>
                <option value="no"{if $bo.state.mine === 'no'} selected{/if}>{$_lang.mine_no|escape}</option>
              </select></div>{/if}
            <div><label for="bo-from">{$_lang.drop_from|escape}</label><input type="date" class="form-control" id="bo-from" name="from" value="{$bo.state.from|escape}" placeholder="YYYY-MM-DD"></div>
            <div><label for="bo-to">{$_lang.drop_to|escape}</label><input type="date" class="form-control" id="bo-to" name="to" value="{$bo.state.to|escape}" placeholder="YYYY-MM-DD"></div>
            <div class="bo-wide"><label for="bo-pattern">{$_lang.filter_pattern|escape}</label><input type="text" class="form-control" id="bo-pattern" name="pattern" value="{$bo.state.pattern|escape}" maxlength="200" spellcheck="false" aria-describedby="bo-pattern-help"><p id="bo-pattern-help" class="bo-help">{$_lang.pattern_help|escape}</p></div>
            <div class="bo-full"><label for="bo-regex">{$_lang.filter_regex|escape}</label><input type="text" class="form-control" id="bo-regex" name="regex" value="{$bo.state.regex|escape}" maxlength="400" autocapitalize="none" spellcheck="false" aria-describedby="bo-regex-help"><p id="bo-regex-help" class="bo-help">{$_lang.regex_help|escape}</p></div>
            <fieldset class="bo-full">
              <legend>{$_lang.zones|escape}</legend>
              <div class="bo-boxes" tabindex="0" role="group" aria-label="{$_lang.zones|escape}">
                {foreach $bo.prices as $price}<label><input type="checkbox" name="zone[]" value="{$price.zone|escape}"{if $price.chosen} checked{/if}> {$price.name|escape}</label>{/foreach}
              </div>
            </fieldset>
          </div>
        </details>
        <details class="bo-more bo-drops"{if $bo.list.chart.reset || $bo.state.zone} open{/if}>
          <summary>{$_lang.upcoming_title|escape}</summary>
          <div data-bo-chart{if !$bo.list.chart.bars && !$bo.list.chart.reset} hidden{/if}>
            <div class="bo-chart">
              <div class="bo-scale" aria-hidden="true"><span data-bo-text="most">{$bo.list.chart.most|escape}</span><span>0</span></div>
              <svg viewBox="0 0 620 100" preserveAspectRatio="none" role="group" aria-label="{$_lang.upcoming_help|escape}" data-bo-bars>
                {foreach $bo.list.chart.bars as $bar}
                  <a href="{$bar.url|escape}" aria-label="{$bar.label|escape}" data-bo-from="{$bar.from|escape}" data-bo-to="{$bar.to|escape}"><title>{$bar.label|escape}</title><rect class="bo-hit" x="{$bar.x|escape}" y="0" width="{$bar.width|escape}" height="100"></rect><rect class="bo-bar" x="{$bar.x|escape}" y="{$bar.y|escape}" width="{$bar.width|escape}" height="{$bar.height|escape}"></rect></a>
                {/foreach}
              </svg>
              <div class="bo-axis"><span data-bo-text="first">{$bo.list.chart.first|escape}</span><span data-bo-text="last">{$bo.list.chart.last|escape}</span></div>
            </div>
            <p class="bo-help">{$_lang.upcoming_help|escape} <a href="{$bo.list.chart.reset|escape}" data-bo-from="" data-bo-to="" data-bo-href="reset" data-bo-if="reset"{if !$bo.list.chart.reset} hidden{/if}>{$_lang.chart_reset|escape}</a></p>
          </div>
          <ul class="bo-filter" data-bo-zones aria-label="{$_lang.zones|escape}">
            {foreach $bo.list.zones as $zone}<li><a href="{$zone.url|escape}" class="btn btn-default btn-sm{if $zone.active} active{/if}" data-bo-zone="{$zone.zone|escape}"{if $zone.active} aria-current="true"{/if}>{$zone.name|escape} <span class="bo-count">{$zone.number|escape}</span></a></li>{/foreach}
          </ul>
        </details>
      </div>
    </div>
  </form>

  {* What was checked without the script is told where it is seen. *}
  {if !$bo.guest && $bo.checked.rows}{call bo_paste}{/if}

  <div class="alert alert-danger" data-bo-error{if !$bo.list.error} hidden{/if}>{$bo.list.error|escape}</div>
  <p class="bo-sr" role="status" aria-live="polite" data-bo-said></p>
  <div class="bo-line bo-above">
    <p class="bo-grow bo-summary" data-bo-summary tabindex="-1">{$bo.list.summary|escape}</p>
    {if !$bo.guest}
    <form method="post" action="{$bo.action|escape}" id="bo-bulk" class="bo-line bo-bulk" data-bo-change data-bo-many>
      <input type="hidden" name="token" value="{$token|escape}">
      <label data-bo-all hidden><input type="checkbox" data-bo-tick-all> {$_lang.select_all|escape}</label>
      <button type="submit" name="action" value="create_many" class="btn btn-success btn-sm" data-bo-bulk>{$_lang.order_selected|escape}</button>
      <span data-bo-selected aria-live="polite"></span>
    </form>
    {/if}
  </div>
  <div class="table-responsive">
    <table class="table table-striped bo-table bo-names{if $bo.guest} bo-guest{/if}" data-bo-table data-bo-main>
      <caption class="bo-sr">{$_lang.dropdomains_title|escape}</caption>
      <thead>
        <tr>
          {if !$bo.guest}<th scope="col" class="bo-tick"><span class="bo-sr">{$_lang.select|escape}</span></th>{/if}
          <th scope="col" aria-sort="{$bo.heads.domain.now|escape}"><a href="{$bo.heads.domain.url|escape}" data-bo-sort="domain">{$_lang.domain|escape}</a></th>
          <th scope="col" class="bo-number" aria-sort="{$bo.heads.price.now|escape}"><a href="{$bo.heads.price.url|escape}" data-bo-sort="price">{$_lang.price|escape}</a></th>
          <th scope="col" aria-sort="{$bo.heads.dropdate.now|escape}"><a href="{$bo.heads.dropdate.url|escape}" data-bo-sort="dropdate">{$_lang.dropdate_utc|escape}</a></th>
          <th scope="col" class="bo-number" aria-sort="{$bo.heads.length.now|escape}"><a href="{$bo.heads.length.url|escape}" data-bo-sort="length">{$_lang.length|escape}</a></th>
          <th scope="col" class="bo-number" aria-sort="{$bo.heads.digits.now|escape}"><a href="{$bo.heads.digits.url|escape}" data-bo-sort="digits">{$_lang.digits|escape}</a></th>
          <th scope="col" class="bo-number" aria-sort="{$bo.heads.hyphens.now|escape}"><a href="{$bo.heads.hyphens.url|escape}" data-bo-sort="hyphens">{$_lang.hyphens|escape}</a></th>
          <th scope="col" class="bo-action"{if !$bo.guest} aria-sort="{$bo.heads.mine.now|escape}"{/if}>{if $bo.guest}{$_lang.my_order|escape}{else}<a href="{$bo.heads.mine.url|escape}" data-bo-sort="mine">{$_lang.my_order|escape}</a>{/if}</th>
        </tr>
      </thead>
      <tbody data-bo-rows>
        {foreach $bo.list.rows as $row}{call bo_drop_row row=$row}{/foreach}
      </tbody>
    </table>
  </div>
  <template data-bo-template>{call bo_drop_row row=$bo.blank}</template>
  <p data-bo-nothing{if $bo.list.rows || $bo.list.error} hidden{/if}>{$_lang.no_domains|escape}</p>
  <nav aria-label="{$_lang.pages|escape}">
    <ul class="pagination bo-pager" data-bo-pager>
      {foreach $bo.list.pager as $link}
        <li class="page-item{if $link.active} active{/if}{if $link.disabled} disabled{/if}">{if $link.disabled}<span class="page-link"{if $link.label} aria-hidden="true"{/if}>{$link.text|escape}</span>{else}<a class="page-link" href="{$link.url|escape}" data-bo-goto="{$link.page|escape}" aria-label="{$link.label|escape}"{if $link.active} aria-current="page"{/if}>{$link.text|escape}</a>{/if}</li>
      {/foreach}
    </ul>
  </nav>
  <div class="bo-line bo-below">
    <a href="{$bo.list.csv|escape}" data-bo-href="csv" data-bo-if="csv" data-bo-list rel="nofollow"{if !$bo.list.csv} hidden{/if}>{$_lang.download_csv|escape}</a>
    <label for="bo-limit" class="bo-inline-label">{$_lang.page_size|escape}</label>
    <select class="form-control bo-short" id="bo-limit" name="limit" form="bo-search">
      {foreach $bo.sizes as $size}<option value="{$size|escape}"{if $bo.state.limit == $size} selected{/if}>{$size|escape}</option>{/foreach}
    </select>
  </div>
  {if !$bo.guest}
  <p class="bo-help">{$_lang.order_cost|escape} {$_lang.how_several|escape}</p>
  {if !$bo.checked.rows}{call bo_paste}{/if}
  {/if}
</div>
<script src="{$bo.assets|escape}/times.js?v={$bo.version|escape:'url'}" defer></script>
<script src="{$bo.assets|escape}/client.js?v={$bo.version|escape:'url'}" defer></script>
