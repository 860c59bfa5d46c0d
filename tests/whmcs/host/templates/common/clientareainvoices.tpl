{include file="$template/includes/tablelist.tpl" tableName="InvoicesList" noSortColumns="5"}
<table id="tableInvoicesList" class="table table-striped table-list">
    <thead><tr><th>{$LANG.invoicenumber}</th><th>{$LANG.date}</th><th>{$LANG.duedate}</th><th>{$LANG.total}</th><th>{$LANG.status}</th><th></th></tr></thead>
    <tbody>
    {foreach $invoices as $invoice}
        <tr>
            <td>{$invoice.number|escape}</td><td>{$invoice.date|escape}</td><td>{$invoice.duedate|escape}</td><td>{$invoice.total|escape}</td>
            <td><span class="host-status host-status-{$invoice.status|lower|escape}">{$invoice.status|escape}</span></td>
            <td><a class="btn btn-default btn-sm" href="{$WEB_ROOT}/viewinvoice.php?id={$invoice.id|escape}">{$LANG.view}</a></td>
        </tr>
    {/foreach}
    </tbody>
</table>
