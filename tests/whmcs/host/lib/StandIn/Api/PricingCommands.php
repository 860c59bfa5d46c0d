<?php

namespace StandIn\Api;

use StandIn\Billing\Gateways;
use WHMCS\Database\Capsule;

/** Currencies, domain prices, payment methods. */
final class PricingCommands
{
    public static function getCurrencies(Parameters $parameters): array
    {
        $rows = Capsule::table('tblcurrencies')->orderBy('id')->get()->map(function ($row) {
            return self::describe($row);
        })->all();
        return ['totalresults' => count($rows), 'currencies' => ['currency' => $rows]];
    }

    public static function getPaymentMethods(Parameters $parameters): array
    {
        $methods = [];
        foreach (Gateways::active() as $module => $name) {
            $methods[] = ['module' => $module, 'displayname' => $name];
        }
        return ['totalresults' => count($methods), 'paymentmethods' => ['paymentmethod' => $methods]];
    }

    public static function getTLDPricing(Parameters $parameters): array
    {
        $currencyId = $parameters->int('currencyid');
        if ($parameters->has('clientid')) {
            $currencyId = (int) Capsule::table('tblclients')->where('id', $parameters->int('clientid'))->value('currency');
        }
        $currency = Capsule::table('tblcurrencies')->where('id', $currencyId)->first()
            ?: Capsule::table('tblcurrencies')->orderBy('default', 'desc')->first();
        $pricing = [];
        $years = ['msetupfee' => '1', 'qsetupfee' => '2', 'ssetupfee' => '3', 'asetupfee' => '4', 'bsetupfee' => '5', 'monthly' => '6', 'quarterly' => '7', 'semiannually' => '8', 'annually' => '9', 'biennially' => '10'];
        $kinds = ['domainregister' => 'register', 'domaintransfer' => 'transfer', 'domainrenew' => 'renew'];
        foreach (Capsule::table('tbldomainpricing')->orderBy('order')->get() as $zone) {
            $entry = [
                'tld' => ltrim($zone->extension, '.'), 'categories' => ['Other'],
                'addons' => ['dns' => (bool) $zone->dnsmanagement, 'email' => (bool) $zone->emailforwarding, 'idprotect' => (bool) $zone->idprotection],
                'group' => $zone->group === 'none' ? '' : $zone->group, 'register' => [], 'transfer' => [], 'renew' => [],
                'grace_period' => null, 'redemption_period' => null,
            ];
            $prices = Capsule::table('tblpricing')->where('relid', $zone->id)->where('currency', $currency->id)->where('tsetupfee', 0)->whereIn('type', array_keys($kinds))->get();
            foreach ($prices as $price) {
                foreach ($years as $column => $year) {
                    if ($price->$column >= 0) {
                        $entry[$kinds[$price->type]][$year] = $price->$column;
                    }
                }
            }
            $pricing[ltrim($zone->extension, '.')] = $entry;
        }
        return ['currency' => self::describe($currency), 'pricing' => $pricing];
    }

    private static function describe($row): array
    {
        return ['id' => $row->id, 'code' => $row->code, 'prefix' => $row->prefix, 'suffix' => $row->suffix, 'format' => $row->format, 'rate' => $row->rate];
    }
}
