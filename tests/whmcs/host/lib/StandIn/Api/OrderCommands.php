<?php

namespace StandIn\Api;

use StandIn\Billing\Gateways;
use StandIn\Billing\Invoices;
use StandIn\Money;
use WHMCS\Database\Capsule;

/** Orders of domains; hosting products are outside this host. */
final class OrderCommands
{
    public static function addOrder(Parameters $parameters): array
    {
        $clientId = $parameters->int('clientid');
        $client = Capsule::table('tblclients')->where('id', $clientId)->first();
        if (!$client) {
            throw new ApiError('Client ID Not Found');
        }
        $gateways = Gateways::active();
        $method = $parameters->string('paymentmethod');
        if (!isset($gateways[$method])) {
            throw new ApiError('Invalid Payment Method. Valid options include ' . implode(',', array_keys($gateways)));
        }
        $domains = (array) ($parameters->raw('domain') ?: []);
        if (!$domains) {
            throw new ApiError('No items added to cart so order cannot proceed');
        }
        $orderId = Capsule::table('tblorders')->insertGetId([
            'ordernum' => random_int(1000000000, 9999999999), 'userid' => $clientId, 'date' => host_date(), 'paymentmethod' => $method,
            'status' => 'Pending', 'ipaddress' => '', 'notes' => '',
        ]);
        $domainIds = [];
        $items = [];
        foreach (array_values($domains) as $position => $domain) {
            list($id, $item) = self::addDomain($orderId, $client, $method, (string) $domain, $position, $parameters);
            $domainIds[] = $id;
            $items[] = $item;
        }
        $invoiceId = 0;
        if (!$parameters->bool('noinvoice')) {
            $today = host_date('Y-m-d');
            $invoiceId = Invoices::create($clientId, ['status' => 'Unpaid', 'date' => $today, 'duedate' => $today, 'paymentmethod' => $method, 'taxrate' => '0', 'taxrate2' => '0', 'notes' => ''], $items, 'autogen');
            Invoices::announce($invoiceId, 'autogen', !$parameters->bool('noinvoiceemail'));
            Capsule::table('tblorders')->where('id', $orderId)->update(['invoiceid' => $invoiceId]);
        }
        return ['orderid' => $orderId, 'serviceids' => '', 'addonids' => '', 'domainids' => implode(',', $domainIds), 'invoiceid' => $invoiceId];
    }

    private static function addDomain(int $orderId, $client, string $method, string $domain, int $position, Parameters $parameters): array
    {
        $at = function (string $name, string $default) use ($parameters, $position) {
            $value = (array) $parameters->raw($name);
            $values = array_values($value);
            return isset($values[$position]) && $values[$position] !== '' ? (string) $values[$position] : $default;
        };
        $years = max(1, (int) $at('regperiod', '1'));
        $today = host_date('Y-m-d');
        $price = $at('domainpriceoverride', self::price($domain, 'domainregister', (int) $client->currency));
        $renew = $at('domainrenewoverride', self::price($domain, 'domainrenew', (int) $client->currency));
        $type = $at('domaintype', 'register') === 'transfer' ? 'Transfer' : 'Register';
        $id = Capsule::table('tbldomains')->insertGetId([
            'userid' => $client->id, 'orderid' => $orderId, 'type' => $type, 'registrationdate' => $today, 'domain' => strtolower($domain),
            'firstpaymentamount' => $price, 'recurringamount' => $renew, 'registrar' => '', 'registrationperiod' => $years, 'expirydate' => null,
            'subscriptionid' => '', 'promoid' => 0, 'status' => 'Pending', 'nextduedate' => $today, 'nextinvoicedate' => $today,
            'additionalnotes' => '', 'paymentmethod' => $method, 'dnsmanagement' => (int) $at('dnsmanagement', '0'),
            'emailforwarding' => (int) $at('emailforwarding', '0'), 'idprotection' => (int) $at('idprotection', '0'), 'is_premium' => null,
            'donotrenew' => 0, 'reminders' => '', 'synced' => 0, 'created_at' => host_date(), 'updated_at' => host_date(),
        ]);
        return [$id, ['type' => "Domain$type", 'relid' => $id, 'description' => "Domain $type - $domain - $years Year/s", 'amount' => $price, 'taxed' => false]];
    }

    private static function price(string $domain, string $type, int $currencyId): string
    {
        $dot = strpos($domain, '.');
        $extension = $dot === false ? '' : strtolower(substr($domain, $dot));
        $price = Capsule::table('tblpricing')->join('tbldomainpricing', 'tbldomainpricing.id', '=', 'tblpricing.relid')
            ->where('tbldomainpricing.extension', $extension)->where('tblpricing.type', $type)->where('tblpricing.currency', $currencyId)
            ->where('tblpricing.tsetupfee', 0)->value('tblpricing.msetupfee');
        return $price === null || $price < 0 ? '0.00' : Money::fromCents(Money::toCents((string) $price));
    }

    public static function acceptOrder(Parameters $parameters): array
    {
        $order = Capsule::table('tblorders')->where('id', $parameters->int('orderid'))->where('status', 'Pending')->first();
        if (!$order) {
            throw new ApiError('Order ID not found or Status not Pending');
        }
        Capsule::table('tblorders')->where('id', $order->id)->update(['status' => 'Active']);
        $update = ['status' => 'Active', 'updated_at' => host_date()];
        if ($parameters->has('registrar')) {
            $update['registrar'] = $parameters->string('registrar');
        }
        Capsule::table('tbldomains')->where('orderid', $order->id)->where('status', 'Pending')->update($update);
        return [];
    }
}
