{include file="$template/includes/tablelist.tpl" tableName="EmailsList" noSortColumns="2"}
<table id="tableEmailsList" class="table table-striped table-list">
    <thead><tr><th>{$LANG.date}</th><th>{$LANG.subject}</th><th></th></tr></thead>
    <tbody>
    {foreach $emails as $email}
        <tr><td>{$email.date|escape}</td><td>{$email.subject|escape}</td><td><a class="btn btn-default btn-sm" href="{$WEB_ROOT}/clientarea.php?action=email&amp;id={$email.id|escape}">{$LANG.view}</a></td></tr>
    {/foreach}
    </tbody>
</table>
