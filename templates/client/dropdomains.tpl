{* Expiring Domains: search, list, order. Works without the script; the script makes it live. *}
{function name=bo_drop_row}
  <tr data-bo-row>
    <td class="bo-domain">
      <strong class="bo-name" data-bo-text="name">{$row.name|escape}</strong>
      <small class="bo-ascii text-muted" data-bo-text="ascii" data-bo-if="ascii"{if !$row.ascii} hidden{/if}>{$row.ascii|escape}</small>
    </td>
    <td class="bo-nowrap bo-number" data-label="{$_lang.price|escape}" data-bo-text="price">{$row.price|escape}</td>
    <td data-label="{$_lang.dropdate_utc|escape}"><time datetime="{$row.iso|escape}" data-bo-time="iso" data-bo-text="time">{$row.time|escape}</time></td>
    <td class="bo-number" data-label="{$_lang.length|escape}" data-bo-text="length">{$row.length|escape}</td>
    <td class="bo-number" data-label="{$_lang.digits|escape}" data-bo-text="digits">{$row.digits|escape}</td>
    <td class="bo-number" data-label="{$_lang.hyphens|escape}" data-bo-text="hyphens">{$row.hyphens|escape}</td>
    <td><span class="{$row.label_class|escape}" data-bo-class="label_class" data-bo-text="status_text" data-bo-if="status"{if !$row.status} hidden{/if}>{$row.status_text|escape}</span></td>
    <td class="bo-action">
      <form method="post" action="{$bo.action|escape}" data-bo-change>
        <input type="hidden" name="token" value="{$token|escape}">
        <input type="hidden" name="domain" value="{$row.domain|escape}" data-bo-value="domain">
        <button type="submit" name="action" value="create" class="btn btn-success btn-sm" data-bo-if="can_order"{if !$row.can_order} hidden{/if}>{$_lang.order|escape}<span class="bo-sr"> <span data-bo-text="name">{$row.name|escape}</span></span></button>
        <button type="submit" name="action" value="delete" class="btn btn-default btn-sm" data-bo-if="can_delete"{if !$row.can_delete} hidden{/if}>{$_lang.undo|escape}<span class="bo-sr"> <span data-bo-text="name">{$row.name|escape}</span></span></button>
        {if $bo.guest}<a class="btn btn-default btn-sm" href="{$bo.url_login|escape}">{$_lang.login_to_order|escape}</a>{/if}
      </form>
    </td>
  </tr>
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
  <div class="row">
    <div class="col-md-9 col-lg-9">
      <p>{$_lang.dropdomains_intro|escape} {$_lang.how_several|escape}</p>
      <form method="get" action="{$bo.root|escape}/index.php" class="panel panel-default card bo-search" data-bo-search role="search" aria-label="{$_lang.search|escape}">
        <div class="panel-body card-body">
          <input type="hidden" name="m" value="ispapibackorder">
          <input type="hidden" name="p" value="dropdomains">
          <input type="hidden" name="sort" value="{$bo.state.sort|escape}">
          <div class="row">
            <div class="col-sm-6 form-group">
              <label for="bo-q">{$_lang.search_for|escape}</label>
              <input type="search" class="form-control" id="bo-q" name="q" value="{$bo.state.q|escape}" maxlength="500" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="bo-q-help">
              <small id="bo-q-help" class="help-block form-text text-muted">{$_lang.search_help|escape}</small>
            </div>
            <div class="col-sm-3 col-6 col-xs-6 form-group">
              <label for="bo-mode">{$_lang.search_mode|escape}</label>
              <select class="form-control" id="bo-mode" name="mode">
                <option value="contains"{if $bo.state.mode === 'contains'} selected{/if}>{$_lang.mode_contains|escape}</option>
                <option value="starts"{if $bo.state.mode === 'starts'} selected{/if}>{$_lang.mode_starts|escape}</option>
                <option value="ends"{if $bo.state.mode === 'ends'} selected{/if}>{$_lang.mode_ends|escape}</option>
                <option value="regex"{if $bo.state.mode === 'regex'} selected{/if}>{$_lang.mode_regex|escape}</option>
              </select>
            </div>
            <div class="col-sm-3 col-6 col-xs-6 form-group">
              <label for="bo-zone">{$_lang.zone|escape}</label>
              <select class="form-control" id="bo-zone" name="zone">
                <option value="">{$_lang.all_zones|escape}</option>
                {foreach $bo.prices as $price}<option value="{$price.zone|escape}"{if $bo.state.zone === $price.zone} selected{/if}>{$price.name|escape}</option>{/foreach}
              </select>
            </div>
          </div>
          <div class="row">
            <div class="col-sm-3 col-6 col-xs-6 form-group">
              <label for="bo-from">{$_lang.drop_from|escape}</label>
              <input type="date" class="form-control" id="bo-from" name="from" value="{$bo.state.from|escape}" placeholder="YYYY-MM-DD">
            </div>
            <div class="col-sm-3 col-6 col-xs-6 form-group">
              <label for="bo-to">{$_lang.drop_to|escape}</label>
              <input type="date" class="form-control" id="bo-to" name="to" value="{$bo.state.to|escape}" placeholder="YYYY-MM-DD">
            </div>
            <div class="col-sm-3 col-6 col-xs-6 form-group">
              <label for="bo-min">{$_lang.length_min|escape}</label>
              <input type="number" class="form-control" id="bo-min" name="min" min="1" max="63" value="{$bo.state.min|escape}">
            </div>
            <div class="col-sm-3 col-6 col-xs-6 form-group">
              <label for="bo-max">{$_lang.length_max|escape}</label>
              <input type="number" class="form-control" id="bo-max" name="max" min="1" max="63" value="{$bo.state.max|escape}">
            </div>
          </div>
          <div class="row">
            <div class="col-sm-3 col-6 col-xs-6 form-group">
              <label for="bo-digits">{$_lang.digits|escape}</label>
              <select class="form-control" id="bo-digits" name="digits">
                <option value="any"{if $bo.state.digits === 'any'} selected{/if}>{$_lang.option_any|escape}</option>
                <option value="no"{if $bo.state.digits === 'no'} selected{/if}>{$_lang.digits_no|escape}</option>
                <option value="only"{if $bo.state.digits === 'only'} selected{/if}>{$_lang.digits_only|escape}</option>
              </select>
            </div>
            <div class="col-sm-3 col-6 col-xs-6 form-group">
              <label for="bo-hyphens">{$_lang.hyphens|escape}</label>
              <select class="form-control" id="bo-hyphens" name="hyphens">
                <option value="any"{if $bo.state.hyphens === 'any'} selected{/if}>{$_lang.option_any|escape}</option>
                <option value="no"{if $bo.state.hyphens === 'no'} selected{/if}>{$_lang.hyphens_no|escape}</option>
              </select>
            </div>
            <div class="col-sm-3 col-6 col-xs-6 form-group">
              <label for="bo-idn">{$_lang.idn|escape}</label>
              <select class="form-control" id="bo-idn" name="idn">
                <option value="any"{if $bo.state.idn === 'any'} selected{/if}>{$_lang.option_any|escape}</option>
                <option value="no"{if $bo.state.idn === 'no'} selected{/if}>{$_lang.idn_no|escape}</option>
                <option value="only"{if $bo.state.idn === 'only'} selected{/if}>{$_lang.idn_only|escape}</option>
              </select>
            </div>
            <div class="col-sm-3 col-6 col-xs-6 form-group">
              <label for="bo-limit">{$_lang.page_size|escape}</label>
              <select class="form-control" id="bo-limit" name="limit">
                {foreach $bo.sizes as $size}<option value="{$size|escape}"{if $bo.state.limit == $size} selected{/if}>{$size|escape}</option>{/foreach}
              </select>
            </div>
          </div>
          <button type="submit" class="btn btn-primary">{$_lang.search|escape}</button>
          <a class="btn btn-default" href="{$bo.reset|escape}" data-bo-reset>{$_lang.reset|escape}</a>
        </div>
      </form>

      <div class="alert alert-danger" role="alert" data-bo-error{if !$bo.list.error} hidden{/if}>{$bo.list.error|escape}</div>
      <p class="bo-summary" data-bo-summary aria-live="polite">{$bo.list.summary|escape}</p>
      <div class="table-responsive">
        <table class="table table-striped bo-table" data-bo-table>
          <caption class="bo-sr">{$_lang.dropdomains_title|escape}</caption>
          <thead>
            <tr>
              <th scope="col" aria-sort="{$bo.heads.domain.now|escape}"><a href="{$bo.heads.domain.url|escape}" data-bo-sort="domain">{$_lang.domain|escape}</a></th>
              <th scope="col" class="bo-number" aria-sort="{$bo.heads.price.now|escape}"><a href="{$bo.heads.price.url|escape}" data-bo-sort="price">{$_lang.price|escape}</a></th>
              <th scope="col" aria-sort="{$bo.heads.dropdate.now|escape}"><a href="{$bo.heads.dropdate.url|escape}" data-bo-sort="dropdate">{$_lang.dropdate_utc|escape}</a></th>
              <th scope="col" class="bo-number" aria-sort="{$bo.heads.length.now|escape}"><a href="{$bo.heads.length.url|escape}" data-bo-sort="length">{$_lang.length|escape}</a></th>
              <th scope="col" class="bo-number" aria-sort="{$bo.heads.digits.now|escape}"><a href="{$bo.heads.digits.url|escape}" data-bo-sort="digits">{$_lang.digits|escape}</a></th>
              <th scope="col" class="bo-number" aria-sort="{$bo.heads.hyphens.now|escape}"><a href="{$bo.heads.hyphens.url|escape}" data-bo-sort="hyphens">{$_lang.hyphens|escape}</a></th>
              <th scope="col">{$_lang.status|escape}</th>
              <th scope="col"><span class="bo-sr">{$_lang.action|escape}</span></th>
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
            <li class="page-item{if $link.active} active{/if}{if $link.disabled} disabled{/if}">{if $link.disabled}<span class="page-link"{if $link.label} aria-label="{$link.label|escape}"{/if}>{$link.text|escape}</span>{else}<a class="page-link" href="{$link.url|escape}" data-bo-goto="{$link.page|escape}" aria-label="{$link.label|escape}"{if $link.active} aria-current="page"{/if}>{$link.text|escape}</a>{/if}</li>
          {/foreach}
        </ul>
      </nav>
    </div>

    <div class="col-md-3 col-lg-3">
      {if !$bo.guest}
        <div class="panel panel-default card bo-panel">
          <div class="panel-heading card-header"><h2 class="panel-title card-title">{$_lang.create_title|escape}</h2></div>
          <div class="panel-body card-body">
            <form method="post" action="{$bo.action|escape}" data-bo-change data-bo-many>
              <input type="hidden" name="token" value="{$token|escape}">
              <div class="form-group">
                <label for="bo-names">{$_lang.create_label|escape}</label>
                <textarea class="form-control" id="bo-names" name="names" rows="2" required autocapitalize="none" spellcheck="false" aria-describedby="bo-names-help"></textarea>
                <small id="bo-names-help" class="help-block form-text text-muted">{$_lang.create_help|escape}</small>
              </div>
              <button type="submit" name="action" value="create_many" class="btn btn-success btn-block">{$_lang.create_button|escape}</button>
            </form>
          </div>
        </div>
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
      {/if}
      <div class="panel panel-default card bo-panel">
        <div class="panel-heading card-header"><h2 class="panel-title card-title">{$_lang.pricing_title|escape}</h2></div>
        <div class="panel-body card-body">
          {if $bo.prices}
            <div class="bo-scroll" tabindex="0" role="region" aria-label="{$_lang.pricing_title|escape}">
              <table class="table table-condensed table-sm bo-prices">
                <thead class="bo-sr"><tr><th scope="col">{$_lang.zone|escape}</th><th scope="col">{$_lang.price|escape}</th></tr></thead>
                <tbody>
                  {foreach $bo.prices as $price}<tr><th scope="row">{$price.name|escape}</th><td class="bo-number bo-nowrap">{$price.price|escape}</td></tr>{/foreach}
                </tbody>
              </table>
            </div>
            <p class="bo-last text-muted"><small>{$_lang.pricing_help|escape}</small></p>
          {else}
            <p class="bo-last">{$_lang.no_prices|escape}</p>
          {/if}
        </div>
      </div>
    </div>
  </div>
</div>
<script src="{$bo.assets|escape}/times.js?v={$bo.version|escape:'url'}" defer></script>
<script src="{$bo.assets|escape}/client.js?v={$bo.version|escape:'url'}" defer></script>
