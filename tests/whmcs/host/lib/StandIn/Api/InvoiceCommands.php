<?php

namespace StandIn\Api;

use StandIn\Billing\Gateways;
use StandIn\Billing\Invoices;
use StandIn\Billing\Totals;
use StandIn\Money;
use WHMCS\Database\Capsule;

/** Invoices and payments on them. */
final class InvoiceCommands
{
    const ZERO = '0000-00-00 00:00:00';

    public static function createInvoice(Parameters $parameters): array
    {
        $clientId = $parameters->int('userid');
        if (!Capsule::table('tblclients')->where('id', $clientId)->exists()) {
            throw new ApiError('Client ID Not Found');
        }
        $draft = $parameters->bool('draft') || $parameters->string('status') === 'Draft';
        if ($draft && $parameters->bool('sendinvoice')) {
            throw new ApiError('Cannot create and send a draft invoice in a single API request. Please create and send separately.');
        }
        $status = $draft ? 'Draft' : ($parameters->has('status') ? $parameters->string('status') : 'Unpaid');
        if (!in_array($status, Invoices::STATUSES, true)) {
            throw new ApiError("Invalid status $status");
        }
        $date = $parameters->date('date') ?: host_date('Y-m-d');
        $id = Invoices::create($clientId, [
            'status' => $status, 'date' => $date, 'duedate' => $parameters->date('duedate') ?: $date,
            'paymentmethod' => Gateways::choose($parameters->string('paymentmethod'), $clientId),
            'taxrate' => $parameters->string('taxrate', '0'), 'taxrate2' => $parameters->string('taxrate2', '0'),
            'notes' => (string) $parameters->raw('notes'),
        ], self::newItems($parameters), 'api');
        if (!$draft) {
            Invoices::announce($id, 'api', $parameters->bool('sendinvoice'));
        }
        if ($parameters->bool('autoapplycredit') && $status === 'Unpaid') {
            Invoices::autoApplyCredit($id);
        }
        return ['invoiceid' => $id, 'status' => Capsule::table('tblinvoices')->where('id', $id)->value('status')];
    }

    /** itemdescription1, itemamount1, itemtaxed1, ... in any numbering. */
    private static function newItems(Parameters $parameters): array
    {
        $items = [];
        for ($number = 0; $number <= 500; $number++) {
            $description = $parameters->raw("itemdescription$number");
            if ($description === null && $parameters->raw("itemamount$number") === null) {
                continue;
            }
            $items[] = [
                'description' => (string) $description, 'amount' => self::amount($parameters->raw("itemamount$number")),
                'taxed' => $parameters->bool("itemtaxed$number"),
            ];
        }
        return $items;
    }

    private static function amount($value): string
    {
        if ($value === null || $value === '') {
            return '0.00';
        }
        try {
            return Money::fromCents(Money::toCents(is_string($value) ? trim($value) : $value));
        } catch (\InvalidArgumentException $e) {
            throw new ApiError('Amount must be in decimal format: ### or ###.##');
        }
    }

    public static function getInvoices(Parameters $parameters): array
    {
        list($start, $number) = $parameters->page();
        $query = Capsule::table('tblinvoices')->join('tblclients', 'tblclients.id', '=', 'tblinvoices.userid')
            ->join('tblcurrencies', 'tblcurrencies.id', '=', 'tblclients.currency');
        if ($parameters->has('userid')) {
            $query->where('tblinvoices.userid', $parameters->int('userid'));
        }
        if ($parameters->string('status') === 'Overdue') {
            $query->where('tblinvoices.status', 'Unpaid')->where('tblinvoices.duedate', '<', host_date('Y-m-d'));
        } elseif ($parameters->has('status')) {
            $query->where('tblinvoices.status', $parameters->string('status'));
        }
        $total = $query->count();
        $columns = ['id' => 'id', 'invoicenumber' => 'invoicenum', 'date' => 'date', 'duedate' => 'duedate', 'total' => 'total', 'status' => 'status'];
        $orderBy = isset($columns[$parameters->string('orderby')]) ? $columns[$parameters->string('orderby')] : 'id';
        $direction = strtolower($parameters->string('order')) === 'desc' ? 'desc' : 'asc';
        $rows = $query->orderBy("tblinvoices.$orderBy", $direction)->offset($start)->limit($number)->get([
            'tblinvoices.*', 'tblclients.firstname', 'tblclients.lastname', 'tblclients.companyname',
            'tblcurrencies.code as currencycode', 'tblcurrencies.prefix as currencyprefix', 'tblcurrencies.suffix as currencysuffix',
        ])->map(function ($row) {
            return self::listed($row);
        })->all();
        return ['totalresults' => $total, 'startnumber' => $start, 'numreturned' => count($rows), 'invoices' => ['invoice' => $rows]];
    }

    public static function getInvoice(Parameters $parameters): array
    {
        $row = self::find($parameters);
        $items = Capsule::table('tblinvoiceitems')->where('invoiceid', $row->id)->orderBy('id')->get()->map(function ($item) {
            return ['id' => $item->id, 'type' => $item->type, 'relid' => $item->relid, 'description' => $item->description, 'amount' => $item->amount, 'taxed' => $item->taxed];
        })->all();
        $transactions = Capsule::table('tblaccounts')->where('invoiceid', $row->id)->orderBy('id')->get()->map(function ($transaction) {
            return (array) $transaction;
        })->all();
        return [
            'invoiceid' => $row->id, 'invoicenum' => $row->invoicenum, 'userid' => $row->userid, 'date' => $row->date, 'duedate' => $row->duedate,
            'datepaid' => $row->datepaid ?: self::ZERO, 'lastcaptureattempt' => $row->last_capture_attempt ?: self::ZERO,
            'subtotal' => $row->subtotal, 'credit' => $row->credit, 'tax' => $row->tax, 'tax2' => $row->tax2, 'total' => $row->total,
            'balance' => Money::fromCents(Totals::balance((int) $row->id)), 'taxrate' => $row->taxrate, 'taxrate2' => $row->taxrate2,
            'status' => $row->status, 'paymentmethod' => $row->paymentmethod, 'notes' => $row->notes, 'ccgateway' => false,
            'items' => ['item' => $items],
            // An empty list is an empty string, as documented.
            'transactions' => $transactions ? ['transaction' => $transactions] : '',
        ];
    }

    public static function updateInvoice(Parameters $parameters): array
    {
        $row = self::find($parameters);
        $id = (int) $row->id;
        $status = $parameters->string('status');
        if ($status !== '' && !in_array($status, Invoices::STATUSES, true)) {
            throw new ApiError("Invalid status $status");
        }
        $publish = $parameters->bool('publish') || $parameters->bool('publishandsendemail');
        if ($publish && $row->status !== 'Draft') {
            throw new ApiError('Invoice must be in Draft status to be published');
        }
        self::updateItems($id, $row, $parameters);
        $update = [];
        foreach (['paymentmethod', 'taxrate', 'taxrate2', 'credit'] as $field) {
            if ($parameters->has($field)) {
                $update[$field] = $parameters->string($field);
            }
        }
        foreach (['date', 'duedate'] as $field) {
            if ($parameters->date($field)) {
                $update[$field] = $parameters->date($field);
            }
        }
        if ($parameters->raw('notes') !== null) {
            $update['notes'] = (string) $parameters->raw('notes');
        }
        if ($update) {
            Capsule::table('tblinvoices')->where('id', $id)->update($update);
        }
        Totals::recalculate($id);
        \StandIn\Hooks::run('UpdateInvoiceTotal', ['invoiceid' => $id]);
        if ($publish) {
            Capsule::table('tblinvoices')->where('id', $id)->update(['status' => 'Unpaid']);
            Invoices::announce($id, 'api', $parameters->bool('publishandsendemail'));
        } elseif ($status !== '') {
            Invoices::changeStatus($id, $status, $parameters->has('datepaid') ? $parameters->string('datepaid') : null);
        }
        return ['invoiceid' => $id];
    }

    /** Changed items by item id, new ones by position, removed ones by id. */
    private static function updateItems(int $id, $row, Parameters $parameters)
    {
        $fields = ['itemdescription' => 'description', 'itemamount' => 'amount', 'itemtaxed' => 'taxed'];
        foreach ($fields as $parameter => $column) {
            foreach ($parameters->map($parameter) as $itemId => $value) {
                $value = $column === 'amount' ? self::amount($value) : ($column === 'taxed' ? (int) (bool) $value : (string) $value);
                Capsule::table('tblinvoiceitems')->where('invoiceid', $id)->where('id', (int) $itemId)->update([$column => $value]);
            }
        }
        $amounts = $parameters->map('newitemamount');
        $taxed = $parameters->map('newitemtaxed');
        foreach ($parameters->map('newitemdescription') as $position => $description) {
            Invoices::addItem($id, (int) $row->userid, [
                'description' => (string) $description, 'amount' => self::amount(isset($amounts[$position]) ? $amounts[$position] : null),
                'taxed' => !empty($taxed[$position]),
            ], ['duedate' => $row->duedate, 'paymentmethod' => $row->paymentmethod]);
        }
        foreach ($parameters->map('deletelineids') as $itemId) {
            Capsule::table('tblinvoiceitems')->where('invoiceid', $id)->where('id', (int) $itemId)->delete();
        }
    }

    public static function addInvoicePayment(Parameters $parameters): array
    {
        $row = self::find($parameters);
        if ($row->status === 'Cancelled') {
            throw new ApiError('It is not possible to add a payment to an invoice that is Cancelled');
        }
        $cents = $parameters->has('amount') ? Money::toCents(self::amount($parameters->raw('amount'))) : Totals::balance((int) $row->id);
        $fees = Money::toCents(self::amount($parameters->raw('fees')));
        Invoices::addPayment(
            (int) $row->id, $cents, $parameters->string('gateway'), $parameters->string('transid'),
            $parameters->has('date') ? $parameters->string('date') : host_date(), $fees, !$parameters->bool('noemail')
        );
        return [];
    }

    /** One row of GetInvoices. */
    private static function listed($row): array
    {
        $keys = [
            'id', 'userid', 'firstname', 'lastname', 'companyname', 'invoicenum', 'date', 'duedate', 'datepaid', 'last_capture_attempt',
            'date_refunded', 'date_cancelled', 'subtotal', 'credit', 'tax', 'tax2', 'total', 'taxrate', 'taxrate2', 'status',
            'paymentmethod', 'paymethodid', 'notes', 'created_at', 'updated_at', 'currencycode', 'currencyprefix', 'currencysuffix',
        ];
        $invoice = [];
        foreach ($keys as $key) {
            $isTime = in_array($key, ['datepaid', 'last_capture_attempt', 'date_refunded', 'date_cancelled'], true);
            $invoice[$key] = $isTime && $row->$key === null ? self::ZERO : $row->$key;
        }
        return $invoice;
    }

    private static function find(Parameters $parameters)
    {
        $row = Capsule::table('tblinvoices')->where('id', $parameters->int('invoiceid'))->first();
        if (!$row) {
            throw new ApiError('Invoice ID Not Found');
        }
        return $row;
    }
}
