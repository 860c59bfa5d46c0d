/* Turns a server-rendered table into a DataTable, as includes/tablelist.tpl asks. */
window.hostTableList = function (name, options) {
    'use strict';
    var noSort = options.noSortColumns === '' ? [] : String(options.noSortColumns).split(',').map(Number);
    return jQuery('#table' + name).DataTable({
        autoWidth: false,
        responsive: true,
        pageLength: 10,
        lengthMenu: [[10, 25, 50, -1], [10, 25, 50, '∞']],
        order: [],
        columnDefs: [{ targets: noSort, orderable: false }],
        language: options.language
    });
};
