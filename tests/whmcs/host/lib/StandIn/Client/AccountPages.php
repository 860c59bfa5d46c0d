<?php

namespace StandIn\Client;

use StandIn\Billing\Gateways;
use StandIn\Billing\Invoices;
use StandIn\Language;
use StandIn\Money;
use StandIn\Request;
use WHMCS\Config\Setting;
use WHMCS\Database\Capsule;

/** Lists of the client's account. */
final class AccountPages
{
    private static function page(string $title, string $action): Page
    {
        $texts = Language::texts(Language::ofVisitor());
        return (new Page())->title($texts[$title])->crumb('clientarea.php', $texts['clientareanavhome'])->crumb("clientarea.php?action=$action", $texts[$title]);
    }

    public static function invoices()
    {
        $client = Session::client();
        $rows = Capsule::table('tblinvoices')->where('userid', $client->id)->where('status', '!=', 'Draft')->orderBy('id', 'desc')->get()->map(function ($row) use ($client) {
            return [
                'id' => $row->id, 'number' => $row->invoicenum !== '' ? $row->invoicenum : $row->id, 'date' => fromMySQLDate($row->date),
                'duedate' => fromMySQLDate($row->duedate), 'total' => (string) formatCurrency((string) $row->total, $client->currency), 'status' => $row->status,
            ];
        })->all();
        self::page('invoices', 'invoices')->set('invoices', $rows)->hook('ClientAreaPageInvoices')->render('clientareainvoices');
    }

    public static function domains()
    {
        $client = Session::client();
        $rows = Capsule::table('tbldomains')->where('userid', $client->id)->orderBy('domain')->get()->map(function ($row) use ($client) {
            return [
                'id' => $row->id, 'domain' => $row->domain, 'registrationdate' => fromMySQLDate($row->registrationdate),
                'nextduedate' => fromMySQLDate($row->nextduedate), 'amount' => (string) formatCurrency((string) $row->recurringamount, $client->currency), 'status' => $row->status,
            ];
        })->all();
        self::page('mydomains', 'domains')->set('domains', $rows)->hook('ClientAreaPageDomains')->render('clientareadomains');
    }

    public static function emails()
    {
        $rows = Capsule::table('tblemails')->where('userid', Session::clientId())->orderBy('id', 'desc')->get(['id', 'date', 'subject'])->map(function ($row) {
            return ['id' => $row->id, 'date' => fromMySQLDate($row->date, true), 'subject' => $row->subject];
        })->all();
        self::page('navemailssent', 'emails')->set('emails', $rows)->hook('ClientAreaPageEmails')->render('clientareaemails');
    }

    public static function email()
    {
        $row = Capsule::table('tblemails')->where('userid', Session::clientId())->where('id', (int) Request::query('id'))->first();
        if (!$row) {
            redir('action=emails', 'clientarea.php');
        }
        self::page('navemailssent', 'emails')->set('email', ['date' => fromMySQLDate($row->date, true), 'to' => $row->to, 'subject' => $row->subject, 'message' => $row->message])->render('clientareaemail');
    }

    /** Creates an Add Funds invoice; paying it turns the money into credit. */
    public static function addFunds()
    {
        $client = Session::client();
        $error = '';
        if (Request::isPost()) {
            check_token('WHMCS.default');
            $amount = trim(Request::posted('amount'));
            $minimum = (string) Setting::getValue('AddFundsMinimum');
            $maximum = (string) Setting::getValue('AddFundsMaximum');
            if (Money::isDecimal($amount) && Money::toCents($amount) >= Money::toCents($minimum) && Money::toCents($amount) <= Money::toCents($maximum)) {
                redir('id=' . self::addFundsInvoice($client, $amount), 'viewinvoice.php');
            }
            $error = strtr(Language::texts(Language::ofVisitor())['addfundsrange'], [
                ':minimum' => (string) formatCurrency($minimum, $client->currency), ':maximum' => (string) formatCurrency($maximum, $client->currency),
            ]);
        }
        self::page('addfunds', 'addfunds')->setAll(['errormessage' => $error, 'gateways' => Gateways::active(), 'amount' => Setting::getValue('AddFundsMinimum')])
            ->hook('ClientAreaPageAddFunds')->render('clientareaaddfunds');
    }

    private static function addFundsInvoice($client, string $amount): int
    {
        $today = host_date('Y-m-d');
        $id = Invoices::create((int) $client->id, [
            'status' => 'Unpaid', 'date' => $today, 'duedate' => $today, 'paymentmethod' => Gateways::choose(Request::posted('paymentmethod'), (int) $client->id),
            'taxrate' => '0', 'taxrate2' => '0', 'notes' => '',
        ], [['type' => 'AddFunds', 'relid' => 0, 'description' => 'Add Funds', 'amount' => $amount, 'taxed' => false]], 'autogen');
        Invoices::announce($id, 'autogen', true);
        return $id;
    }
}
