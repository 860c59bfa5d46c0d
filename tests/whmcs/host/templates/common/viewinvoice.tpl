{if $errormessage}{include file="$template/includes/alert.tpl" type="error" msg=$errormessage|escape}{/if}
<p><span class="host-status host-status-{$status|lower|escape}" id="invoiceStatus">{$status|escape}</span> {$LANG.date}: {$date|escape}, {$LANG.duedate}: {$datedue|escape}</p>
<table class="table" id="invoiceItems">
    <thead><tr><th>{$LANG.description}</th><th class="text-right">{$LANG.amount}</th></tr></thead>
    <tbody>
        {foreach $invoiceitems as $item}<tr><td>{$item.description|escape|nl2br}{if $item.taxed} *{/if}</td><td class="text-right">{$item.amount|escape}</td></tr>{/foreach}
    </tbody>
    <tfoot>
        <tr><td class="text-right">{$LANG.subtotal}</td><td class="text-right">{$subtotal|escape}</td></tr>
        {if $taxrate}<tr><td class="text-right">{$taxrate|escape}% {$LANG.tax}</td><td class="text-right">{$tax|escape}</td></tr>{/if}
        {if $taxrate2}<tr><td class="text-right">{$taxrate2|escape}% {$LANG.tax}</td><td class="text-right">{$tax2|escape}</td></tr>{/if}
        <tr><td class="text-right">{$LANG.credit}</td><td class="text-right">{$credit|escape}</td></tr>
        <tr><th class="text-right">{$LANG.total}</th><th class="text-right" id="invoiceTotal">{$total|escape}</th></tr>
        <tr><th class="text-right">{$LANG.balance}</th><th class="text-right" id="invoiceBalance">{$balance|escape}</th></tr>
    </tfoot>
</table>
{if $canApplyCredit}
    <form method="post" action="{$WEB_ROOT}/viewinvoice.php?id={$invoiceid|escape}" class="form-inline host-pay">
        <input type="hidden" name="token" value="{$token}">
        <label for="creditamount">{$LANG.creditbalance}: {$creditBalance|escape}</label>
        <input type="text" name="creditamount" id="creditamount" value="{$creditAmount|escape}" class="form-control" inputmode="decimal">
        <button type="submit" name="applycredit" value="1" class="btn btn-success">{$LANG.applycredit}</button>
    </form>
{/if}
{if $canPay}
    <form method="post" action="{$WEB_ROOT}/viewinvoice.php?id={$invoiceid|escape}" class="host-pay">
        <input type="hidden" name="token" value="{$token}">
        <button type="submit" name="pay" value="1" class="btn btn-primary" id="btnPay">{$LANG.paynow}</button>
    </form>
{/if}
