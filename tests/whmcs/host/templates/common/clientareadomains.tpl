{include file="$template/includes/tablelist.tpl" tableName="DomainsList" noSortColumns=""}
<table id="tableDomainsList" class="table table-striped table-list">
    <thead><tr><th>{$LANG.domain}</th><th>{$LANG.registrationdate}</th><th>{$LANG.nextduedate}</th><th>{$LANG.recurringamount}</th><th>{$LANG.status}</th></tr></thead>
    <tbody>
    {foreach $domains as $domain}
        <tr>
            <td>{$domain.domain|escape}</td><td>{$domain.registrationdate|escape}</td><td>{$domain.nextduedate|escape}</td><td>{$domain.amount|escape}</td>
            <td><span class="host-status host-status-{$domain.status|lower|escape}">{$domain.status|escape}</span></td>
        </tr>
    {/foreach}
    </tbody>
</table>
