<p>{$LANG.addfundsintro}</p>
{if $errormessage}{include file="$template/includes/alert.tpl" type="error" msg=$errormessage|escape}{/if}
<form method="post" action="{$WEB_ROOT}/clientarea.php?action=addfunds">
    <input type="hidden" name="token" value="{$token}">
    <div class="form-group">
        <label for="amount">{$LANG.amount}</label>
        <input type="text" inputmode="decimal" name="amount" id="amount" value="{$amount|escape}" class="form-control" required>
    </div>
    <div class="form-group">
        <label for="paymentmethod">{$LANG.paymentmethod}</label>
        <select name="paymentmethod" id="paymentmethod" class="form-control">
            {foreach $gateways as $module => $name}<option value="{$module|escape}">{$name|escape}</option>{/foreach}
        </select>
    </div>
    <button type="submit" class="btn btn-primary">{$LANG.addfunds}</button>
</form>
