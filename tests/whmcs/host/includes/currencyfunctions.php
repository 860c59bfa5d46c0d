<?php
/** Currencies of clients and formatted prices. */

use WHMCS\Database\Capsule;
use WHMCS\View\Formatter\Price;

/** The currency of a client, else of the visitor's session, else the default one. */
function getCurrency($clientId = null, $currencyId = null)
{
    $row = null;
    if ($clientId) {
        $row = Capsule::table('tblcurrencies')->join('tblclients', 'tblclients.currency', '=', 'tblcurrencies.id')
            ->where('tblclients.id', (int) $clientId)->select('tblcurrencies.*')->first();
    } elseif ($currencyId || !empty($_SESSION['currency'])) {
        $row = Capsule::table('tblcurrencies')->where('id', (int) ($currencyId ?: $_SESSION['currency']))->first();
    }
    if (!$row) {
        $row = Capsule::table('tblcurrencies')->orderBy('default', 'desc')->orderBy('id')->first();
    }
    return ['id' => $row->id, 'code' => $row->code, 'prefix' => $row->prefix, 'suffix' => $row->suffix, 'format' => $row->format, 'rate' => $row->rate];
}

/** @return Price */
function formatCurrency($amount, $currencyId = 0)
{
    if ($currencyId) {
        $currency = getCurrency(null, $currencyId);
    } elseif (isset($GLOBALS['currency']['id'])) {
        $currency = $GLOBALS['currency'];
    } else {
        $currency = getCurrency(isset($_SESSION['uid']) ? $_SESSION['uid'] : null);
    }
    return new Price($amount, $currency);
}
