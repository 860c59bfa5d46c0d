{* Backorder fees by zone and currency. *}
{if $bo.error}<div class="alert alert-danger" role="alert">{$bo.error|escape}</div>{/if}
<p>{$_lang.pricing_intro|escape}</p>
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
          {foreach $row.prices as $price}<td><input type="text" inputmode="decimal" class="form-control bo-price" form="bo-zone-{$row.number|escape}" name="price{$price.currency|escape}" value="{$price.value|escape}" maxlength="20" placeholder="{$_lang.not_for_sale|escape}" aria-label="{$row.name|escape} {$price.code|escape}"></td>{/foreach}
          <td class="bo-action">
            <form method="post" action="{$bo.action|escape}" id="bo-zone-{$row.number|escape}">
              <input type="hidden" name="token" value="{$token|escape}">
              <input type="hidden" name="zone" value="{$row.zone|escape}">
              <button type="submit" name="action" value="save_price" class="btn btn-primary btn-sm">{$_lang.save|escape}<span class="bo-sr"> {$row.name|escape}</span></button>
            </form>
            <details class="bo-confirm">
              <summary class="btn btn-default btn-sm">{$_lang.delete|escape}<span class="bo-sr"> {$row.name|escape}</span></summary>
              <form method="post" action="{$bo.action|escape}">
                <input type="hidden" name="token" value="{$token|escape}">
                <input type="hidden" name="zone" value="{$row.zone|escape}">
                <p>{$_lang.delete_price_confirm|escape}</p>
                <button type="submit" name="action" value="delete_price" class="btn btn-danger btn-sm">{$_lang.delete_yes|escape}</button>
              </form>
            </details>
          </td>
        </tr>
      {/foreach}
      <tr>
        <th scope="row"><label class="bo-sr" for="bo-new-zone">{$_lang.new_zone|escape}</label><input type="text" class="form-control" form="bo-zone-new" id="bo-new-zone" name="zone" maxlength="253" placeholder="{$_lang.new_zone|escape}" required autocapitalize="none" spellcheck="false"></th>
        {foreach $bo.empty as $price}<td><input type="text" inputmode="decimal" class="form-control bo-price" form="bo-zone-new" name="price{$price.currency|escape}" value="" maxlength="20" placeholder="{$_lang.not_for_sale|escape}" aria-label="{$_lang.new_zone|escape} {$price.code|escape}"></td>{/foreach}
        <td class="bo-action">
          <form method="post" action="{$bo.action|escape}" id="bo-zone-new">
            <input type="hidden" name="token" value="{$token|escape}">
            <button type="submit" name="action" value="save_price" class="btn btn-success btn-sm">{$_lang.add_zone|escape}</button>
          </form>
        </td>
      </tr>
    </tbody>
  </table>
</div>
<p class="text-muted">{$_lang.pricing_note|escape}</p>
