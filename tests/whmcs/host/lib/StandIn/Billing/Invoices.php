<?php

namespace StandIn\Billing;

use StandIn\Database;
use StandIn\Hooks;
use StandIn\Knobs;
use StandIn\Mail\Mailer;
use StandIn\Money;
use WHMCS\Billing\Invoice;
use WHMCS\Database\Capsule;

/** Invoices from creation to payment, with the hooks on the way. */
final class Invoices
{
    const STATUSES = ['Draft', 'Unpaid', 'Paid', 'Cancelled', 'Refunded', 'Collections', 'Payment Pending'];

    /**
     * @param array $fields status, date, duedate, paymentmethod, taxrate, taxrate2, notes
     * @param array $items  each: description, amount (decimal string), taxed (bool), type, relid
     */
    public static function create(int $clientId, array $fields, array $items, string $source): int
    {
        $zero = Database::zeroDateTime();
        $write = function () use ($clientId, $fields, $items, $zero) {
            $now = host_date();
            $id = Capsule::table('tblinvoices')->insertGetId([
                'userid' => $clientId, 'invoicenum' => '', 'date' => $fields['date'], 'duedate' => $fields['duedate'],
                'datepaid' => $zero, 'last_capture_attempt' => $zero, 'date_refunded' => $zero, 'date_cancelled' => $zero,
                'taxrate' => $fields['taxrate'], 'taxrate2' => $fields['taxrate2'], 'status' => $fields['status'],
                'paymentmethod' => $fields['paymentmethod'], 'notes' => $fields['notes'], 'created_at' => $now, 'updated_at' => $now,
            ]);
            foreach ($items as $item) {
                self::addItem($id, $clientId, $item, $fields);
            }
            Totals::recalculate($id);
            return $id;
        };
        $id = Knobs::is('invoice_creation', 'steps') ? $write() : Capsule::connection()->transaction($write);
        Hooks::run('InvoiceCreation', self::hookArguments($id, $source, $fields['status']));
        // Hooks may have changed the items.
        Totals::recalculate($id);
        return $id;
    }

    public static function addItem(int $invoiceId, int $clientId, array $item, array $fields)
    {
        Capsule::table('tblinvoiceitems')->insert([
            'invoiceid' => $invoiceId, 'userid' => $clientId, 'type' => isset($item['type']) ? $item['type'] : '',
            'relid' => isset($item['relid']) ? $item['relid'] : 0, 'description' => $item['description'],
            'amount' => Money::fromCents(Money::toCents($item['amount'])), 'taxed' => empty($item['taxed']) ? 0 : 1,
            'duedate' => $fields['duedate'], 'paymentmethod' => $fields['paymentmethod'], 'notes' => '',
        ]);
    }

    /** The end of creation: the e-mail when asked for, and the hooks around it. */
    public static function announce(int $id, string $source, bool $email)
    {
        $arguments = self::hookArguments($id, $source, (string) Capsule::table('tblinvoices')->where('id', $id)->value('status'));
        if ($email) {
            Hooks::run('InvoiceCreationPreEmail', $arguments);
            Mailer::sendTemplate('Invoice Created', $id, []);
        }
        Hooks::run('InvoiceCreated', $arguments);
    }

    private static function hookArguments(int $id, string $source, string $status): array
    {
        $user = empty($_SESSION['adminid']) ? 'system' : (int) $_SESSION['adminid'];
        return ['source' => $source, 'user' => $user, 'invoiceid' => $id, 'status' => $status];
    }

    /** Credit on a new invoice: at once, or at the next cron run when the knob says so. */
    public static function autoApplyCredit(int $id)
    {
        if (Knobs::is('autoapplycredit', 'later')) {
            Capsule::table('host_deferred_credit')->insert(['invoice_id' => $id, 'created_at' => host_date()]);
            return;
        }
        if (Credit::applyToInvoice($id) > 0) {
            self::settleIfCovered($id, true);
        }
    }

    public static function applyDeferredCredit()
    {
        foreach (Capsule::table('host_deferred_credit')->orderBy('id')->get() as $row) {
            // Whoever deletes the row does the work, so that two cron runs can't both.
            if (!Capsule::table('host_deferred_credit')->where('id', $row->id)->delete()) {
                continue;
            }
            try {
                if (Credit::applyToInvoice((int) $row->invoice_id) > 0) {
                    self::settleIfCovered((int) $row->invoice_id, true);
                }
            } catch (BillingError $e) {
                logActivity("Credit not applied to invoice #$row->invoice_id: " . $e->getMessage());
            }
        }
    }

    /** @return bool whether the invoice became Paid just now */
    public static function settleIfCovered(int $id, bool $email): bool
    {
        return Totals::balance($id) <= 0 && self::markPaid($id, $email);
    }

    /** Only the call that changes the status runs e-mail, automation and hooks. */
    public static function markPaid(int $id, bool $email, $datePaid = null): bool
    {
        $changed = Capsule::table('tblinvoices')->where('id', $id)->where('status', '!=', 'Paid')
            ->update(['status' => 'Paid', 'datepaid' => $datePaid ?: host_date(), 'updated_at' => host_date()]);
        if (!$changed) {
            return false;
        }
        Hooks::run('InvoicePaidPreEmail', ['invoiceid' => $id]);
        if ($email) {
            Mailer::sendTemplate('Invoice Payment Confirmation', $id, []);
        }
        self::automatePaid($id);
        logActivity("Invoice Marked Paid - Invoice ID: $id", (int) Capsule::table('tblinvoices')->where('id', $id)->value('userid'));
        Hooks::run('InvoicePaid', ['invoiceid' => $id, 'invoice' => Invoice::find($id)]);
        return true;
    }

    /** Paid Add Funds items become credit. */
    private static function automatePaid(int $id)
    {
        foreach (Capsule::table('tblinvoiceitems')->where('invoiceid', $id)->where('type', 'AddFunds')->get() as $item) {
            Credit::change((int) $item->userid, Money::toCents((string) $item->amount), "Add Funds Invoice #$id", $id);
        }
    }

    public static function addPayment(int $id, int $cents, string $gateway, string $transactionId, string $date, int $feeCents, bool $email)
    {
        $invoice = Capsule::table('tblinvoices')->where('id', $id)->first();
        $transaction = [
            'userid' => $invoice->userid, 'currency' => 0, 'gateway' => $gateway, 'date' => $date, 'description' => 'Invoice Payment',
            'amountin' => Money::fromCents($cents), 'fees' => Money::fromCents($feeCents), 'amountout' => '0.00', 'rate' => '1.00000',
            'transid' => $transactionId, 'invoiceid' => $id, 'refundid' => 0,
        ];
        $transaction['id'] = Capsule::table('tblaccounts')->insertGetId($transaction);
        // The misspelt key is the documented one.
        Hooks::run('AddTransaction', $transaction + ['invocieid' => $id]);
        Hooks::run('AddInvoicePayment', ['invoiceid' => $id]);
        self::settleIfCovered($id, $email);
    }

    public static function changeStatus(int $id, string $status, $datePaid = null)
    {
        $before = (string) Capsule::table('tblinvoices')->where('id', $id)->value('status');
        if ($before === $status) {
            return;
        }
        if ($status === 'Paid') {
            self::markPaid($id, false, $datePaid);
            return;
        }
        $update = ['status' => $status, 'updated_at' => host_date()];
        if ($status === 'Cancelled') {
            $update['date_cancelled'] = host_date();
        } elseif ($status === 'Refunded') {
            $update['date_refunded'] = host_date();
        } elseif ($status === 'Unpaid') {
            $update['datepaid'] = Database::zeroDateTime();
        }
        Capsule::table('tblinvoices')->where('id', $id)->update($update);
        $hooks = ['Cancelled' => 'InvoiceCancelled', 'Refunded' => 'InvoiceRefunded', 'Unpaid' => 'InvoiceUnpaid'];
        if (isset($hooks[$status])) {
            Hooks::run($hooks[$status], ['invoiceid' => $id]);
        }
    }
}
