<?php

namespace StandIn\Client;

use StandIn\Billing\Totals;
use StandIn\Language;
use StandIn\Money;
use StandIn\Request;
use WHMCS\Database\Capsule;

/** viewinvoice.php: items, sums, payment from credit or by the gateway's button. */
final class InvoicePage
{
    public static function show(int $id)
    {
        $client = Session::client();
        $invoice = Capsule::table('tblinvoices')->where('id', $id)->where('userid', $client->id)->where('status', '!=', 'Draft')->first();
        $texts = Language::texts(Language::ofVisitor());
        if (!$invoice) {
            (new Page())->title($texts['invoices'])->set('errormessage', $texts['invoicenotfound'])->render('error');
            return;
        }
        $error = Request::isPost() ? self::pay($id) : '';
        $hasFunds = Capsule::table('tblinvoiceitems')->where('invoiceid', $id)->where('type', 'AddFunds')->exists();
        $money = function ($amount) use ($client) {
            return (string) formatCurrency((string) $amount, $client->currency);
        };
        $items = Capsule::table('tblinvoiceitems')->where('invoiceid', $id)->orderBy('id')->get()->map(function ($item) use ($money) {
            return ['description' => $item->description, 'amount' => $money($item->amount), 'taxed' => (bool) $item->taxed];
        })->all();
        $number = $invoice->invoicenum !== '' ? $invoice->invoicenum : $invoice->id;
        $credit = Money::toCents((string) $client->credit);
        $balance = Totals::balance($id);
        $rate = function ($value) {
            return rtrim(rtrim((string) $value, '0'), '.');
        };
        (new Page())->title($texts['invoicenumber'] . $number)->crumb('clientarea.php?action=invoices', $texts['invoices'])->crumb("viewinvoice.php?id=$id", '#' . $number)
            ->setAll([
                'invoiceid' => $id, 'invoicenum' => $number, 'status' => $invoice->status, 'invoiceitems' => $items, 'errormessage' => $error,
                'date' => fromMySQLDate($invoice->date), 'datedue' => fromMySQLDate($invoice->duedate), 'subtotal' => $money($invoice->subtotal),
                'credit' => $money($invoice->credit), 'tax' => $money($invoice->tax), 'tax2' => $money($invoice->tax2), 'taxrate' => $rate($invoice->taxrate),
                'taxrate2' => $rate($invoice->taxrate2), 'total' => $money($invoice->total), 'balance' => $money(Money::fromCents($balance)),
                // Credit can't pay for more credit.
                'canApplyCredit' => $invoice->status === 'Unpaid' && $balance > 0 && $credit > 0 && !$hasFunds, 'creditBalance' => $money($client->credit),
                'creditAmount' => Money::fromCents(min($credit, $balance)), 'canPay' => $invoice->status === 'Unpaid' && $balance > 0,
            ])->hook('ClientAreaPageViewInvoice')->render('viewinvoice');
    }

    /** @return string an error, if any; success redirects */
    private static function pay(int $id): string
    {
        check_token('WHMCS.default');
        if (Request::posted('applycredit') !== '') {
            $answer = localAPI('ApplyCredit', ['invoiceid' => $id, 'amount' => trim(Request::posted('creditamount'))]);
        } else {
            // The stand-in for a payment gateway: the money has arrived.
            $answer = localAPI('AddInvoicePayment', ['invoiceid' => $id, 'transid' => 'demo-' . bin2hex(random_bytes(4)), 'gateway' => 'banktransfer', 'date' => host_date()]);
        }
        if ($answer['result'] === 'success') {
            redir("id=$id", 'viewinvoice.php');
        }
        return $answer['message'];
    }
}
