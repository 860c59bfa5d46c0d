<?php

namespace StandIn\Billing;

use StandIn\Money;
use WHMCS\Database\Capsule;

/** A client's prepaid credit. Every change has its row in tblcredit, written with it. */
final class Credit
{
    /** @return string the new balance */
    public static function change(int $clientId, int $cents, string $description, int $relatedId = 0, int $adminId = 0, string $date = ''): string
    {
        return Capsule::connection()->transaction(function () use ($clientId, $cents, $description, $relatedId, $adminId, $date) {
            $balance = self::lockedBalance($clientId) + $cents;
            Capsule::table('tblcredit')->insert([
                'clientid' => $clientId, 'admin_id' => $adminId, 'date' => $date !== '' ? $date : host_date('Y-m-d'),
                'description' => $description, 'amount' => Money::fromCents($cents), 'relid' => $relatedId,
            ]);
            Capsule::table('tblclients')->where('id', $clientId)->update(['credit' => Money::fromCents($balance), 'updated_at' => host_date()]);
            return Money::fromCents($balance);
        });
    }

    /**
     * Moves credit onto an invoice. Null as amount means as much as the invoice needs and the client has.
     * Client and invoice are locked, so two calls at once can't spend the same money.
     *
     * @return int the cents applied; 0 when there was nothing to apply
     */
    public static function applyToInvoice(int $invoiceId, $cents = null): int
    {
        return Capsule::connection()->transaction(function () use ($invoiceId, $cents) {
            $clientId = (int) Capsule::table('tblinvoices')->where('id', $invoiceId)->value('userid');
            $available = self::lockedBalance($clientId);
            $invoice = Capsule::table('tblinvoices')->where('id', $invoiceId)->lockForUpdate()->first();
            if (!$invoice || $invoice->status !== 'Unpaid') {
                throw new BillingError('Invoice Not in Unpaid Status');
            }
            $balance = Totals::balance($invoiceId);
            if ($cents === null) {
                $cents = max(0, min($available, $balance));
                if ($cents === 0) {
                    return 0;
                }
            }
            if ($cents > $available) {
                throw new BillingError('Amount exceeds customer credit balance');
            }
            if ($cents > $balance) {
                throw new BillingError('Amount Exceeds Invoice Balance');
            }
            if ($cents <= 0) {
                throw new BillingError('Credit Amount to apply must be greater than zero');
            }
            $applied = Money::toCents((string) $invoice->credit) + $cents;
            Capsule::table('tblinvoices')->where('id', $invoiceId)->update(['credit' => Money::fromCents($applied)]);
            Totals::recalculate($invoiceId);
            self::change($clientId, -$cents, "Credit Applied to Invoice #$invoiceId", $invoiceId);
            return $cents;
        });
    }

    private static function lockedBalance(int $clientId): int
    {
        $credit = Capsule::table('tblclients')->where('id', $clientId)->lockForUpdate()->value('credit');
        return Money::toCents($credit === null ? '0' : (string) $credit);
    }
}
