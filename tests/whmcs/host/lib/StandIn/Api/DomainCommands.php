<?php

namespace StandIn\Api;

use StandIn\Hooks;
use WHMCS\Database\Capsule;

/** Clients' domains. */
final class DomainCommands
{
    public static function getClientsDomains(Parameters $parameters): array
    {
        list($start, $number) = $parameters->page();
        $query = Capsule::table('tbldomains');
        foreach (['clientid' => 'userid', 'domainid' => 'id', 'domain' => 'domain'] as $parameter => $column) {
            if ($parameters->has($parameter)) {
                $query->where($column, $parameters->string($parameter));
            }
        }
        $total = $query->count();
        $gateways = \StandIn\Billing\Gateways::active();
        $rows = $query->orderBy('id')->offset($start)->limit($number)->get()->map(function ($row) use ($gateways) {
            return [
                'id' => $row->id, 'userid' => $row->userid, 'orderid' => $row->orderid, 'regtype' => $row->type, 'domainname' => $row->domain,
                'registrar' => $row->registrar, 'regperiod' => $row->registrationperiod, 'firstpaymentamount' => $row->firstpaymentamount,
                'recurringamount' => $row->recurringamount, 'paymentmethod' => $row->paymentmethod,
                'paymentmethodname' => isset($gateways[$row->paymentmethod]) ? $gateways[$row->paymentmethod] : '',
                'regdate' => $row->registrationdate, 'expirydate' => $row->expirydate, 'nextduedate' => $row->nextduedate, 'status' => $row->status,
                'subscriptionid' => $row->subscriptionid, 'promoid' => $row->promoid, 'dnsmanagement' => $row->dnsmanagement,
                'emailforwarding' => $row->emailforwarding, 'idprotection' => $row->idprotection, 'donotrenew' => $row->donotrenew, 'notes' => $row->additionalnotes,
            ];
        })->all();
        return [
            'clientid' => $parameters->has('clientid') ? $parameters->int('clientid') : null, 'domainid' => $parameters->has('domainid') ? $parameters->int('domainid') : null,
            'totalresults' => $total, 'startnumber' => $start, 'numreturned' => count($rows), 'domains' => $rows ? ['domain' => $rows] : '',
        ];
    }

    public static function updateClientDomain(Parameters $parameters): array
    {
        $row = Capsule::table('tbldomains')->where('id', $parameters->int('domainid'))->first();
        if (!$row) {
            throw new ApiError('Domain ID Not Found');
        }
        $columns = [
            'domain' => 'domain', 'registrar' => 'registrar', 'status' => 'status', 'recurringamount' => 'recurringamount',
            'firstpaymentamount' => 'firstpaymentamount', 'regperiod' => 'registrationperiod', 'paymentmethod' => 'paymentmethod',
            'subscriptionid' => 'subscriptionid', 'notes' => 'additionalnotes', 'type' => 'type',
        ];
        $update = [];
        foreach ($columns as $parameter => $column) {
            if ($parameters->has($parameter)) {
                $update[$column] = $parameters->string($parameter);
            }
        }
        foreach (['regdate' => 'registrationdate', 'nextduedate' => 'nextduedate', 'expirydate' => 'expirydate'] as $parameter => $column) {
            if ($parameters->date($parameter)) {
                $update[$column] = $parameters->date($parameter);
            }
        }
        if (isset($update['nextduedate'])) {
            $update['nextinvoicedate'] = $update['nextduedate'];
        }
        foreach (['dnsmanagement', 'emailforwarding', 'idprotection', 'donotrenew'] as $flag) {
            if ($parameters->raw($flag) !== null) {
                $update[$flag] = $parameters->bool($flag) ? 1 : 0;
            }
        }
        Capsule::table('tbldomains')->where('id', $row->id)->update($update + ['updated_at' => host_date()]);
        Hooks::run('DomainEdit', ['userid' => $row->userid, 'domainid' => $row->id]);
        return ['domainid' => $row->id];
    }
}
