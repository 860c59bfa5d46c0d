<?php

namespace StandIn\Billing;

use WHMCS\Database\Capsule;

/** Active payment methods. */
final class Gateways
{
    /** @return array<string,string> module name => display name */
    public static function active(): array
    {
        return Capsule::table('tblpaymentgateways')->where('setting', 'name')->orderBy('order')->orderBy('id')->pluck('value', 'gateway')->all();
    }

    /** The wanted method, else the client's default, else the first active one, else none. */
    public static function choose(string $wanted, int $clientId): string
    {
        $active = self::active();
        $default = (string) Capsule::table('tblclients')->where('id', $clientId)->value('defaultgateway');
        foreach ([$wanted, $default] as $candidate) {
            if ($candidate !== '' && isset($active[$candidate])) {
                return $candidate;
            }
        }
        return $active ? (string) key($active) : '';
    }
}
