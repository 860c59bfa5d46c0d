<?php

namespace StandIn\Billing;

use StandIn\Money;
use WHMCS\Config\Setting;
use WHMCS\Database\Capsule;

/** An invoice's sums: subtotal from its items, taxes from the taxed ones, total after the credit that was applied. */
final class Totals
{
    public static function recalculate(int $invoiceId)
    {
        $invoice = Capsule::table('tblinvoices')->where('id', $invoiceId)->first();
        $sum = 0;
        $taxed = 0;
        foreach (Capsule::table('tblinvoiceitems')->where('invoiceid', $invoiceId)->get(['amount', 'taxed']) as $item) {
            $cents = Money::toCents((string) $item->amount);
            $sum += $cents;
            $taxed += $item->taxed ? $cents : 0;
        }
        $rate = Money::rateToMillis($invoice->taxrate);
        $rate2 = Money::rateToMillis($invoice->taxrate2);
        $subtotal = $sum;
        if (Setting::getValue('TaxType') === 'Inclusive') {
            // The prices hold both taxes already; they are taken out of the subtotal.
            $tax = Money::share($taxed, $rate, 100000 + $rate + $rate2);
            $tax2 = Money::share($taxed, $rate2, 100000 + $rate + $rate2);
            $subtotal = $sum - $tax - $tax2;
        } else {
            $tax = Money::share($taxed, $rate, 100000);
            $tax2 = Money::share($taxed, $rate2, 100000);
        }
        $total = $subtotal + $tax + $tax2 - Money::toCents((string) $invoice->credit);
        Capsule::table('tblinvoices')->where('id', $invoiceId)->update([
            'subtotal' => Money::fromCents($subtotal), 'tax' => Money::fromCents($tax), 'tax2' => Money::fromCents($tax2),
            'total' => Money::fromCents($total), 'updated_at' => host_date(),
        ]);
    }

    /** What is still to pay: the total, less payments, in cents. */
    public static function balance(int $invoiceId): int
    {
        $total = Money::toCents((string) Capsule::table('tblinvoices')->where('id', $invoiceId)->value('total'));
        $in = (string) Capsule::table('tblaccounts')->where('invoiceid', $invoiceId)->sum('amountin');
        $out = (string) Capsule::table('tblaccounts')->where('invoiceid', $invoiceId)->sum('amountout');
        return $total - Money::toCents($in) + Money::toCents($out);
    }
}
