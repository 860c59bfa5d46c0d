<?php
/** Settings of registrar modules. */

function getregistrarconfigoptions($registrar)
{
    $options = [];
    $rows = WHMCS\Database\Capsule::table('tblregistrars')->where('registrar', $registrar)->get(['setting', 'value']);
    foreach ($rows as $row) {
        $options[$row->setting] = decrypt($row->value);
    }
    return $options;
}
