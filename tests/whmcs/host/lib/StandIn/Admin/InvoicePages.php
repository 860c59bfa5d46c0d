<?php

namespace StandIn\Admin;

use StandIn\Billing\Invoices;
use StandIn\Billing\Totals;
use StandIn\Hooks;
use StandIn\Money;
use StandIn\Request;
use WHMCS\Database\Capsule;

/** The admin's view of invoices. */
final class InvoicePages
{
    public static function all()
    {
        $rows = [];
        $invoices = Capsule::table('tblinvoices')->join('tblclients', 'tblclients.id', '=', 'tblinvoices.userid')->orderBy('tblinvoices.id', 'desc')
            ->get(['tblinvoices.*', 'tblclients.firstname', 'tblclients.lastname', 'tblclients.currency']);
        foreach ($invoices as $row) {
            $rows[] = [
                '<a href="invoices.php?action=edit&amp;id=' . (int) $row->id . '">' . (int) $row->id . '</a>',
                '<a href="clientssummary.php?userid=' . (int) $row->userid . '">' . h("$row->firstname $row->lastname") . '</a>',
                h(fromMySQLDate($row->date)), h(fromMySQLDate($row->duedate)), h(formatCurrency((string) $row->total, $row->currency)), h($row->paymentmethod), h($row->status),
            ];
        }
        (new Page('Invoices'))->show(Html::table(['Invoice #', 'Client', 'Date', 'Due Date', 'Total', 'Payment Method', 'Status'], $rows, 'tblInvoices'));
    }

    public static function handle(int $id)
    {
        $action = Request::posted('action');
        if ($action === 'status' && in_array(Request::posted('status'), Invoices::STATUSES, true)) {
            Invoices::changeStatus($id, Request::posted('status'));
        } elseif ($action === 'credit') {
            $answer = localAPI('ApplyCredit', ['invoiceid' => $id, 'amount' => 'full']);
        } elseif ($action === 'payment') {
            $answer = localAPI('AddInvoicePayment', ['invoiceid' => $id, 'transid' => 'admin-' . bin2hex(random_bytes(4)), 'gateway' => 'banktransfer', 'date' => host_date()]);
        }
        if (isset($answer) && $answer['result'] === 'error') {
            Html::flash('danger', $answer['message']);
        }
        redir("action=edit&id=$id", 'invoices.php');
    }

    public static function one(int $id)
    {
        $invoice = Capsule::table('tblinvoices')->where('id', $id)->first();
        if (!$invoice) {
            (new Page('Invoices'))->show(Html::alert('danger', 'Invoice ID Not Found'));
            return;
        }
        $currency = (int) Capsule::table('tblclients')->where('id', $invoice->userid)->value('currency');
        $money = function ($amount) use ($currency) {
            return h(formatCurrency((string) $amount, $currency));
        };
        $balance = Money::fromCents(Totals::balance($id));
        $rows = [];
        foreach (Capsule::table('tblinvoiceitems')->where('invoiceid', $id)->orderBy('id')->get() as $item) {
            $rows[] = [nl2br(h($item->description)), h($item->type), (int) $item->relid, $item->taxed ? 'Yes' : 'No', $money($item->amount)];
        }
        $sums = '';
        foreach (['Subtotal' => $invoice->subtotal, 'Tax' => $invoice->tax, 'Tax 2' => $invoice->tax2, 'Credit' => $invoice->credit, 'Total' => $invoice->total, 'Balance' => $balance] as $label => $amount) {
            $sums .= '<tr><th>' . h($label) . '</th><td>' . $money($amount) . '</td></tr>';
        }
        $controls = Html::button(['action' => 'payment'], 'Add Payment') . Html::button(['action' => 'credit'], 'Apply Credit');
        foreach (['Paid' => 'Mark Paid', 'Unpaid' => 'Mark Unpaid', 'Cancelled' => 'Mark Cancelled', 'Refunded' => 'Mark Refunded'] as $status => $label) {
            $controls .= Html::button(['action' => 'status', 'status' => $status], $label);
        }
        $controls .= Hooks::html('AdminInvoicesControlsOutput', [
            'invoiceid' => $id, 'userid' => $invoice->userid, 'subtotal' => $invoice->subtotal, 'tax' => $invoice->tax, 'tax2' => $invoice->tax2, 'credit' => $invoice->credit,
            'total' => $invoice->total, 'balance' => $balance, 'taxrate' => $invoice->taxrate, 'taxrate2' => $invoice->taxrate2, 'paymentmethod' => $invoice->paymentmethod,
        ]);
        (new Page("Invoice #$id"))->show(
            '<p><span class="label label-info" id="invoiceStatus">' . h($invoice->status) . '</span> Client <a href="clientssummary.php?userid=' . (int) $invoice->userid . '">' . (int) $invoice->userid . '</a>, '
            . h(fromMySQLDate($invoice->date)) . ', due ' . h(fromMySQLDate($invoice->duedate)) . '</p>' . $controls
            . Html::table(['Description', 'Type', 'Related', 'Taxed', 'Amount'], $rows, 'tblItems') . '<table class="table" style="max-width:320px">' . $sums . '</table>'
            . '<h2>Notes</h2><pre class="host-pre">' . h($invoice->notes) . '</pre>'
        );
    }
}
