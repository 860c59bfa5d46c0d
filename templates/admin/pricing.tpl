{* Backorder fees by zone and currency. *}
{if $bo.error}<div class="alert alert-danger" role="alert">{$bo.error|escape}</div>{/if}
<p>{$_lang.pricing_intro|escape}</p>
{if $bo.pager || $bo.state.zone}
<form method="get" action="addonmodules.php" role="search">
  <input type="hidden" name="module" value="ispapibackorder">
  <input type="hidden" name="tab" value="pricing">
  <div class="bo-inline">
    <label for="bo-zone">{$_lang.zone|escape}</label>
    <input type="search" class="form-control" id="bo-zone" name="zone" value="{$bo.state.zone|escape}" maxlength="200" autocapitalize="none" spellcheck="false">
  </div>
  <div class="bo-inline"><button type="submit" class="btn btn-primary">{$_lang.search|escape}</button> <a class="btn btn-default" href="{$bo.reset|escape}">{$_lang.reset|escape}</a></div>
</form>
{/if}
{* One form for all rows: the first button is the one that the Enter key takes. *}
<form method="post" action="{$bo.action|escape}" id="bo-prices" autocomplete="off">
  <input type="hidden" name="token" value="{$token|escape}">
  <input type="hidden" name="shown" value="{$bo.shown|escape}">
  <p><button type="submit" name="action" value="save_prices" class="btn btn-primary">{$_lang.save|escape}</button></p>
  <div class="table-responsive">
    <table class="table table-striped bo-table">
      <thead>
        <tr>
          <th scope="col">{$_lang.zone|escape}</th>
          {foreach $bo.currencies as $currency}<th scope="col">{$currency.code|escape}</th>{/foreach}
          <th scope="col"><span class="bo-sr">{$_lang.action|escape}</span></th>
        </tr>
      </thead>
      <tbody>
        {foreach $bo.rows as $row}
          <tr>
            <th scope="row">{$row.name|escape}{if $row.ascii}<small class="bo-ascii text-muted">{$row.ascii|escape}</small>{/if}</th>
            {foreach $row.prices as $price}<td><input type="text" inputmode="decimal" class="form-control bo-price" name="price{$row.number|escape}_{$price.currency|escape}" value="{$price.value|escape}" maxlength="20" placeholder="{$_lang.not_for_sale|escape}" aria-label="{$row.name|escape} {$price.code|escape}"></td>{/foreach}
            <td class="bo-action">
              <details class="bo-confirm">
                <summary class="btn btn-default btn-sm">{$_lang.delete|escape}<span class="bo-sr"> {$row.name|escape}</span></summary>
                <p>{$_lang.delete_price_confirm|escape}</p>
                <button type="submit" name="delete" value="{$row.zone|escape}" class="btn btn-danger btn-sm">{$_lang.delete_yes|escape}<span class="bo-sr"> {$row.name|escape}</span></button>
              </details>
            </td>
          </tr>
        {/foreach}
        <tr>
          <th scope="row"><label class="bo-sr" for="bo-new-zone">{$_lang.new_zone|escape}</label><input type="text" class="form-control" id="bo-new-zone" name="new_zone" value="{$bo.new_zone|escape}" maxlength="253" placeholder="{$_lang.new_zone|escape}" autocapitalize="none" spellcheck="false"></th>
          {foreach $bo.empty as $price}<td><input type="text" inputmode="decimal" class="form-control bo-price" name="new_{$price.currency|escape}" value="{$price.value|escape}" maxlength="20" placeholder="{$_lang.not_for_sale|escape}" aria-label="{$_lang.new_zone|escape} {$price.code|escape}"></td>{/foreach}
          <td class="bo-action"><button type="submit" name="action" value="save_prices" class="btn btn-success btn-sm">{$_lang.add_zone|escape}</button></td>
        </tr>
      </tbody>
    </table>
  </div>
  <p><button type="submit" name="action" value="save_prices" class="btn btn-primary">{$_lang.save|escape}</button></p>
</form>
{if $bo.pager}
  <nav aria-label="{$_lang.pages|escape}">
    <ul class="pagination">
      {foreach $bo.pager as $link}<li class="{if $link.active}active{/if}{if $link.disabled} disabled{/if}">{if $link.disabled}<span>{$link.text|escape}</span>{else}<a href="{$link.url|escape}" aria-label="{$link.label|escape}"{if $link.active} aria-current="page"{/if}>{$link.text|escape}</a>{/if}</li>{/foreach}
    </ul>
  </nav>
{/if}
<p class="text-muted">{$_lang.pricing_note|escape}</p>

<div class="panel panel-default">
  <div class="panel-heading"><h2 class="panel-title">{$_lang.csv_title|escape}</h2></div>
  <div class="panel-body">
    <p>{$_lang.csv_intro|escape} <a href="{$bo.export|escape}">{$_lang.csv|escape}</a></p>
    {if $bo.import}
      <div class="alert alert-{if $bo.import.good}success{else}danger{/if}" role="status">{$bo.import.text|escape}{if $bo.import.lines}<ul class="bo-lines">{foreach $bo.import.lines as $line}<li class="bo-bad">{$line|escape}</li>{/foreach}</ul>{/if}</div>
    {/if}
    <form method="post" action="{$bo.action|escape}" enctype="multipart/form-data">
      <input type="hidden" name="token" value="{$token|escape}">
      <div class="form-group">
        <label for="bo-csv">{$_lang.csv_paste|escape}</label>
        <textarea class="form-control bo-code" id="bo-csv" name="csv" rows="5" spellcheck="false" placeholder="zone;USD;EUR">{$bo.csv_text|escape}</textarea>
      </div>
      <div class="form-group">
        <label for="bo-csv-file">{$_lang.csv_file|escape}</label>
        <input type="file" id="bo-csv-file" name="csv_file" accept=".csv,.txt,text/csv,text/plain">
      </div>
      <button type="submit" name="action" value="check_csv" class="btn btn-default">{$_lang.csv_check|escape}</button>
      <button type="submit" name="action" value="import_csv" class="btn btn-primary">{$_lang.csv_import|escape}</button>
    </form>
  </div>
</div>
<div class="panel panel-default" id="bo-margin">
  <div class="panel-heading"><h2 class="panel-title">{$_lang.margin_title|escape}</h2></div>
  <div class="panel-body">
    <p>{$_lang.margin_intro|escape}</p>
    <form method="get" action="addonmodules.php#bo-margin">
      <input type="hidden" name="module" value="ispapibackorder">
      <input type="hidden" name="tab" value="pricing">
      <div class="bo-inline"><label for="bo-percent">{$_lang.margin_percent|escape}</label><input type="text" inputmode="decimal" class="form-control bo-short" id="bo-percent" name="percent" value="{$bo.margin.percent|escape}" maxlength="12"></div>
      <div class="bo-inline"><label for="bo-fixed">{$_lang.margin_fixed|escape}</label><input type="text" inputmode="decimal" class="form-control bo-short" id="bo-fixed" name="fixed" value="{$bo.margin.fixed|escape}" maxlength="12"></div>
      <div class="bo-inline"><label for="bo-round">{$_lang.margin_round|escape}</label><input type="text" inputmode="decimal" class="form-control bo-short" id="bo-round" name="round" value="{$bo.margin.round|escape}" maxlength="12"></div>
      <div class="bo-inline"><button type="submit" name="preview" value="1" class="btn btn-default">{$_lang.margin_preview|escape}</button></div>
    </form>
    {if $bo.margin.error}<div class="alert alert-danger" role="alert">{$bo.margin.error|escape}</div>{/if}
    {if $bo.margin.rows}
      <form method="post" action="{$bo.action|escape}">
        <input type="hidden" name="token" value="{$token|escape}">
        <p>{$_lang.margin_told|escape} <time>{$bo.margin.told|escape}</time> UTC</p>
        <div class="table-responsive bo-scroll">
          <table class="table table-striped bo-table">
            <thead><tr><th scope="col"><label><input type="checkbox" data-bo-all checked><span class="bo-sr"> {$_lang.choose_all|escape}</span></label> {$_lang.zone|escape}</th><th scope="col">{$_lang.currency|escape}</th><th scope="col" class="bo-number">{$_lang.cost|escape}</th><th scope="col" class="bo-number">{$_lang.price_now|escape}</th><th scope="col" class="bo-number">{$_lang.price_new|escape}</th></tr></thead>
            <tbody>
              {foreach $bo.margin.rows as $row}<tr><th scope="row"><label><input type="checkbox" name="take[]" value="{$row.zone|escape}:{$row.currency_id|escape}" checked data-bo-one> .{$row.zone_unicode|escape}<span class="bo-sr"> {$row.currency|escape}</span></label></th><td>{$row.currency|escape}</td><td class="bo-number">{$row.cost|escape}</td><td class="bo-number">{$row.price_now|escape}</td><td class="bo-number"><strong>{$row.price_new|escape}</strong></td></tr>{/foreach}
            </tbody>
          </table>
        </div>
        {if $bo.margin.pager}
          <nav aria-label="{$_lang.pages|escape}">
            <ul class="pagination">
              {foreach $bo.margin.pager as $link}<li class="{if $link.active}active{/if}{if $link.disabled} disabled{/if}">{if $link.disabled}<span>{$link.text|escape}</span>{else}<a href="{$link.url|escape}" aria-label="{$link.label|escape}"{if $link.active} aria-current="page"{/if}>{$link.text|escape}</a>{/if}</li>{/foreach}
            </ul>
          </nav>
          <p>{$_lang.margin_pages|escape}</p>
        {/if}
        <button type="submit" name="action" value="save_margin" class="btn btn-primary">{$_lang.margin_save|escape}</button>
      </form>
    {/if}
  </div>
</div>
