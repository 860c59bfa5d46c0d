<script src="{$WEB_ROOT}/assets/js/tablelist.js"></script>
<script>
    jQuery(function () {
        hostTableList({$tableName|json_encode}, {
            noSortColumns: {$noSortColumns|default:''|json_encode},
            language: {
                emptyTable: {$LANG.tableempty|json_encode}, zeroRecords: {$LANG.tableempty|json_encode}, info: {$LANG.tableshowing|json_encode},
                infoEmpty: {$LANG.tableemptyinfo|json_encode}, infoFiltered: {$LANG.tablefiltered|json_encode}, lengthMenu: {$LANG.tablelength|json_encode},
                loadingRecords: {$LANG.tableloading|json_encode}, processing: {$LANG.tableprocessing|json_encode}, search: '',
                searchPlaceholder: {$LANG.tableentersearchterm|json_encode},
                paginate: {ldelim} first: {$LANG.tablepagesfirst|json_encode}, last: {$LANG.tablepageslast|json_encode}, next: {$LANG.tablepagesnext|json_encode}, previous: {$LANG.tablepagesprevious|json_encode} {rdelim}
            }
        });
    });
</script>
