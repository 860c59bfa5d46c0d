<?php

namespace StandIn\Mail;

use StandIn\Billing\Gateways;
use StandIn\Billing\Totals;
use StandIn\Money;
use WHMCS\Config\Setting;
use WHMCS\Database\Capsule;

/** The variables every mail of a type has. */
final class MergeFields
{
    public static function system(): array
    {
        $url = (string) Setting::getValue('SystemURL');
        return [
            'company_name' => (string) Setting::getValue('CompanyName'), 'companyname' => (string) Setting::getValue('CompanyName'),
            'company_domain' => (string) Setting::getValue('Domain'), 'company_logo_url' => '', 'company_tax_code' => '',
            'whmcs_url' => $url, 'whmcs_link' => '<a href="' . h($url) . '">' . h($url) . '</a>',
            'signature' => nl2br((string) Setting::getValue('Signature')), 'date' => host_date('l, jS F Y'), 'time' => host_date('g:ia'),
            'charset' => 'utf-8',
        ];
    }

    public static function client($client): array
    {
        return [
            'client_id' => $client->id, 'client_name' => trim("$client->firstname $client->lastname"),
            'client_first_name' => $client->firstname, 'client_last_name' => $client->lastname, 'client_company_name' => $client->companyname,
            'client_email' => $client->email, 'client_address1' => $client->address1, 'client_address2' => $client->address2,
            'client_city' => $client->city, 'client_state' => $client->state, 'client_postcode' => $client->postcode,
            'client_country' => $client->country, 'client_phonenumber' => $client->phonenumber,
            'client_credit' => (string) formatCurrency((string) $client->credit, $client->currency), 'client_language' => $client->language,
            'client_status' => $client->status, 'client_signup_date' => fromMySQLDate($client->datecreated), 'unsubscribe_url' => '',
        ];
    }

    public static function invoice($invoice): array
    {
        $currency = (int) Capsule::table('tblclients')->where('id', $invoice->userid)->value('currency');
        $money = function ($amount) use ($currency) {
            return (string) formatCurrency((string) $amount, $currency);
        };
        $lines = '';
        foreach (Capsule::table('tblinvoiceitems')->where('invoiceid', $invoice->id)->orderBy('id')->get() as $item) {
            $lines .= nl2br(h($item->description)) . ' ' . h($money($item->amount)) . "<br />\n";
        }
        $methods = Gateways::active();
        $link = Setting::getValue('SystemURL') . 'viewinvoice.php?id=' . $invoice->id;
        return [
            'invoice_id' => $invoice->id, 'invoice_num' => $invoice->invoicenum !== '' ? $invoice->invoicenum : $invoice->id,
            'invoice_date_created' => fromMySQLDate($invoice->date), 'invoice_date_due' => fromMySQLDate($invoice->duedate),
            'invoice_date_paid' => fromMySQLDate($invoice->datepaid), 'invoice_subtotal' => $money($invoice->subtotal),
            'invoice_credit' => $money($invoice->credit), 'invoice_tax' => $money($invoice->tax), 'invoice_tax2' => $money($invoice->tax2),
            'invoice_total' => $money($invoice->total), 'invoice_balance' => $money(Money::fromCents(Totals::balance((int) $invoice->id))),
            'invoice_status' => $invoice->status, 'invoice_notes' => $invoice->notes, 'invoice_html_contents' => $lines, 'invoice_link' => $link,
            'invoice_payment_method' => isset($methods[$invoice->paymentmethod]) ? $methods[$invoice->paymentmethod] : '', 'invoice_payment_link' => '',
        ];
    }

    public static function domain($domain): array
    {
        $parts = explode('.', $domain->domain, 2);
        $currency = (int) Capsule::table('tblclients')->where('id', $domain->userid)->value('currency');
        return [
            'domain_id' => $domain->id, 'domain_order_id' => $domain->orderid, 'domain_name' => $domain->domain, 'domain' => $domain->domain,
            'domain_sld' => $parts[0], 'domain_tld' => isset($parts[1]) ? $parts[1] : '', 'domain_status' => $domain->status,
            'domain_reg_date' => fromMySQLDate($domain->registrationdate), 'domain_reg_period' => $domain->registrationperiod,
            'domain_expiry_date' => fromMySQLDate($domain->expirydate), 'domain_next_due_date' => fromMySQLDate($domain->nextduedate),
            'domain_registrar' => $domain->registrar, 'domain_recurring_amount' => (string) formatCurrency((string) $domain->recurringamount, $currency),
            'domain_first_payment_amount' => (string) formatCurrency((string) $domain->firstpaymentamount, $currency),
        ];
    }
}
