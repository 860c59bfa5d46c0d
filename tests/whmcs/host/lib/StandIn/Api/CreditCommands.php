<?php

namespace StandIn\Api;

use StandIn\Billing\BillingError;
use StandIn\Billing\Credit;
use StandIn\Billing\Invoices;
use StandIn\Money;
use WHMCS\Database\Capsule;

/** Prepaid credit. */
final class CreditCommands
{
    public static function getCredits(Parameters $parameters): array
    {
        self::requireClient($parameters);
        $rows = Capsule::table('tblcredit')->where('clientid', $parameters->int('clientid'))->orderBy('id')->get()->map(function ($row) {
            return ['id' => $row->id, 'date' => $row->date, 'description' => $row->description, 'amount' => $row->amount, 'relid' => $row->relid];
        })->all();
        return ['clientid' => $parameters->int('clientid'), 'totalresults' => count($rows), 'credits' => ['credit' => $rows]];
    }

    public static function addCredit(Parameters $parameters): array
    {
        self::requireClient($parameters);
        $adminId = $parameters->has('adminid') ? $parameters->int('adminid') : (isset($_SESSION['adminid']) ? (int) $_SESSION['adminid'] : 0);
        if ($parameters->has('adminid') && !Capsule::table('tbladmins')->where('id', $adminId)->exists()) {
            throw new ApiError('Admin ID Not Found');
        }
        if (!$parameters->has('amount')) {
            throw new ApiError('No Amount Provided');
        }
        if (!preg_match('/^\d{1,12}(\.\d{1,2})?$/', $parameters->string('amount'))) {
            throw new ApiError('Amount must be in decimal format: ### or ###.##');
        }
        $type = $parameters->string('type', 'add');
        if ($type !== 'add' && $type !== 'remove') {
            throw new ApiError('Type can only be add or remove');
        }
        if ($parameters->has('date') && !$parameters->date('date')) {
            throw new ApiError('Date Format is not Valid');
        }
        $cents = Money::toCents($parameters->string('amount'));
        $balance = Credit::change(
            $parameters->int('clientid'), $type === 'add' ? $cents : -$cents, $parameters->string('description'), 0, $adminId, (string) $parameters->date('date')
        );
        return ['newbalance' => $balance];
    }

    public static function applyCredit(Parameters $parameters): array
    {
        $id = $parameters->int('invoiceid');
        $invoice = Capsule::table('tblinvoices')->where('id', $id)->first();
        if (!$invoice) {
            throw new ApiError('Invoice ID Not Found');
        }
        try {
            // Without an amount, or with "full": as much as the invoice needs and the client has.
            if (!$parameters->has('amount') || $parameters->string('amount') === 'full') {
                $cents = Credit::applyToInvoice($id);
                if ($cents === 0) {
                    throw new ApiError('Credit Amount to apply must be greater than zero');
                }
            } else {
                $cents = Credit::applyToInvoice($id, Money::toCents($parameters->raw('amount')));
            }
        } catch (BillingError $e) {
            throw new ApiError($e->getMessage());
        } catch (\InvalidArgumentException $e) {
            throw new ApiError('Credit Amount to apply must be greater than zero');
        }
        $paid = Invoices::settleIfCovered($id, !$parameters->bool('noemail'));
        return ['invoiceid' => $id, 'amount' => Money::fromCents($cents), 'invoicepaid' => $paid ? 'true' : 'false'];
    }

    private static function requireClient(Parameters $parameters)
    {
        if (!Capsule::table('tblclients')->where('id', $parameters->int('clientid'))->exists()) {
            throw new ApiError('Client ID Not Found');
        }
    }
}
