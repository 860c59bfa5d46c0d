<?php

namespace StandIn\Api;

use StandIn\Knobs;
use WHMCS\Database\Capsule;

/** Clients and their notes. */
final class ClientCommands
{
    const COUNTRIES = ['US' => 'United States', 'DE' => 'Germany', 'GB' => 'United Kingdom', 'FR' => 'France', 'PL' => 'Poland', 'AT' => 'Austria', 'CH' => 'Switzerland', 'NL' => 'Netherlands'];

    public static function getClientsDetails(Parameters $parameters): array
    {
        if (!$parameters->has('clientid') && !$parameters->has('email')) {
            throw new ApiError('Either clientid Or email Is Required');
        }
        $query = Capsule::table('tblclients');
        $row = $parameters->has('clientid')
            ? $query->where('id', $parameters->int('clientid'))->first()
            : $query->where('email', $parameters->string('email'))->first();
        if (!$row) {
            throw new ApiError('Client Not Found');
        }
        $client = self::describe($row);
        $answer = ['client' => $client];
        if ($parameters->bool('stats')) {
            $answer['stats'] = self::statistics($row);
        }
        // Older releases repeat the client's fields at the top level.
        return Knobs::is('clientdetails_flat', 'on') ? $answer + $client : $answer;
    }

    private static function describe($row): array
    {
        $owner = Capsule::table('tblusers_clients')->where('client_id', $row->id)->where('owner', 1)->value('auth_user_id');
        $country = isset(self::COUNTRIES[$row->country]) ? self::COUNTRIES[$row->country] : $row->country;
        $calling = preg_match('/^\+(\d+)\.(.*)$/', $row->phonenumber, $match) ? $match[1] : '';
        $client = [
            'client_id' => $row->id, 'owner_user_id' => $owner, 'userid' => $row->id, 'id' => $row->id, 'uuid' => $row->uuid,
            'firstname' => $row->firstname, 'lastname' => $row->lastname, 'fullname' => trim("$row->firstname $row->lastname"),
            'companyname' => $row->companyname, 'email' => $row->email, 'address1' => $row->address1, 'address2' => $row->address2,
            'city' => $row->city, 'fullstate' => $row->state, 'state' => $row->state, 'postcode' => $row->postcode,
            'countrycode' => $row->country, 'country' => $row->country, 'phonenumber' => $calling !== '' ? $match[2] : $row->phonenumber,
            'tax_id' => $row->tax_id, 'email_preferences' => ['general' => 1, 'invoice' => 1, 'support' => 1, 'product' => 1, 'domain' => 1, 'affiliate' => 1],
            'statecode' => $row->state, 'countryname' => $country, 'phonecc' => $calling, 'phonenumberformatted' => $row->phonenumber,
            'telephoneNumber' => $row->phonenumber, 'billingcid' => $row->billingcid, 'notes' => $row->notes, 'currency' => $row->currency,
            'defaultgateway' => $row->defaultgateway, 'groupid' => $row->groupid, 'status' => $row->status, 'credit' => $row->credit,
            'taxexempt' => (bool) $row->taxexempt, 'latefeeoveride' => (bool) $row->latefeeoveride, 'overideduenotices' => (bool) $row->overideduenotices,
            'separateinvoices' => (bool) $row->separateinvoices, 'disableautocc' => (bool) $row->disableautocc,
            'emailoptout' => (bool) $row->emailoptout, 'marketing_emails_opt_in' => (bool) $row->marketing_emails_opt_in,
            'overrideautoclose' => (bool) $row->overrideautoclose, 'allowSingleSignOn' => $row->allow_sso, 'email_verified' => (bool) $row->email_verified,
            'language' => $row->language, 'isOptedInToMarketingEmails' => (bool) $row->marketing_emails_opt_in,
            'lastlogin' => $row->lastlogin ?: 'No Login Logged',
            'currency_code' => Capsule::table('tblcurrencies')->where('id', $row->currency)->value('code'), 'customfields' => [],
        ];
        if (Knobs::hasUsers()) {
            $client['users'] = ['user' => Capsule::table('tblusers')->join('tblusers_clients', 'auth_user_id', '=', 'tblusers.id')
                ->where('client_id', $row->id)->get(['tblusers.id', 'first_name', 'last_name', 'email', 'owner'])
                ->map(function ($user) {
                    return ['id' => $user->id, 'name' => trim("$user->first_name $user->last_name"), 'email' => $user->email, 'is_owner' => (bool) $user->owner];
                })->all()];
        }
        return $client;
    }

    private static function statistics($row): array
    {
        $due = Capsule::table('tblinvoices')->where('userid', $row->id)->where('status', 'Unpaid');
        $format = function ($amount) use ($row) {
            return (string) formatCurrency((string) ($amount ?: '0.00'), $row->currency);
        };
        return [
            'numdueinvoices' => $due->count(), 'dueinvoicesbalance' => $format($due->sum('total')),
            'numpaidinvoices' => Capsule::table('tblinvoices')->where('userid', $row->id)->where('status', 'Paid')->count(),
            'creditbalance' => $format($row->credit), 'incredit' => $row->credit > 0,
            'numactivedomains' => Capsule::table('tbldomains')->where('userid', $row->id)->where('status', 'Active')->count(),
            'numdomains' => Capsule::table('tbldomains')->where('userid', $row->id)->count(),
        ];
    }

    public static function getClients(Parameters $parameters): array
    {
        list($start, $number) = $parameters->page();
        $query = Capsule::table('tblclients');
        if ($parameters->has('search')) {
            $like = '%' . addcslashes($parameters->string('search'), '%_\\') . '%';
            $query->where(function ($where) use ($like) {
                foreach (['firstname', 'lastname', 'companyname', 'email'] as $column) {
                    $where->orWhere($column, 'like', $like);
                }
            });
        }
        $total = $query->count();
        $rows = $query->orderBy('lastname')->orderBy('id')->offset($start)->limit($number)->get()->map(function ($row) {
            return [
                'id' => $row->id, 'firstname' => $row->firstname, 'lastname' => $row->lastname, 'companyname' => $row->companyname,
                'email' => $row->email, 'datecreated' => $row->datecreated, 'groupid' => $row->groupid, 'status' => $row->status,
            ];
        })->all();
        return ['totalresults' => $total, 'startnumber' => $start, 'numreturned' => count($rows), 'clients' => ['client' => $rows]];
    }

    public static function addClientNote(Parameters $parameters): array
    {
        if (!Capsule::table('tblclients')->where('id', $parameters->int('userid'))->exists()) {
            throw new ApiError('Client ID not found');
        }
        if (!$parameters->has('notes')) {
            throw new ApiError('Notes can not be empty');
        }
        $id = Capsule::table('tblclientsnotes')->insertGetId([
            'userid' => $parameters->int('userid'), 'adminid' => isset($_SESSION['adminid']) ? (int) $_SESSION['adminid'] : 0,
            'note' => $parameters->string('notes'), 'sticky' => $parameters->bool('sticky') ? 1 : 0, 'created' => host_date(), 'modified' => host_date(),
        ]);
        return ['noteid' => $id];
    }
}
