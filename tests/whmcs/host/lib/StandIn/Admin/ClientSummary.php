<?php

namespace StandIn\Admin;

use StandIn\Hooks;
use StandIn\Request;
use WHMCS\Database\Capsule;

/** The page of one client. */
final class ClientSummary
{
    public static function handle(int $clientId)
    {
        switch (Request::posted('action')) {
            case 'credit':
                Session::demand('Manage Invoice');
                $amount = trim(Request::posted('amount'));
                $answer = localAPI('AddCredit', [
                    'clientid' => $clientId, 'amount' => ltrim($amount, '-'), 'description' => trim(Request::posted('description')) ?: 'Credit',
                    'type' => strpos($amount, '-') === 0 ? 'remove' : 'add',
                ]);
                Html::flash($answer['result'] === 'success' ? 'success' : 'danger', $answer['result'] === 'success' ? 'New balance: ' . $answer['newbalance'] : $answer['message']);
                redir("userid=$clientId", 'clientssummary.php');
                break;
            case 'loginasowner':
                Session::demand('Allow Login as Owner');
                if (\StandIn\Client\Session::loginAsOwner($clientId)) {
                    redir('', '../clientarea.php');
                }
                break;
        }
    }

    public static function show(int $clientId)
    {
        $client = Capsule::table('tblclients')->where('id', $clientId)->first();
        if (!$client) {
            (new Page('Client Profile'))->show(Html::alert('danger', 'Client Not Found'));
            return;
        }
        $money = function ($amount) use ($client) {
            return h(formatCurrency((string) $amount, $client->currency));
        };
        $links = array_merge([], ...array_map(function ($value) {
            return is_array($value) ? $value : [$value];
        }, Hooks::run('AdminAreaClientSummaryActionLinks', ['userid' => $clientId])));
        $html = Hooks::html('AdminAreaClientSummaryPage', ['userid' => $clientId])
            . '<p>' . h($client->companyname) . '<br>' . h($client->email) . '<br>' . h("$client->address1, $client->postcode $client->city, $client->country") . '</p>'
            . '<p><strong>Credit Balance:</strong> <span id="creditBalance">' . $money($client->credit) . '</span></p>'
            . '<form method="post" class="form-inline">' . generate_token() . '<input type="hidden" name="action" value="credit">'
            . '<input class="form-control" name="amount" placeholder="10.00 or -10.00" aria-label="Amount" required> <input class="form-control" name="description" placeholder="Description" aria-label="Description">'
            . ' <button type="submit" class="btn btn-default">Change Credit</button></form><p></p>'
            . Html::button(['action' => 'loginasowner'], 'Login as Owner', 'btn-primary')
            . ($links ? '<ul id="actionLinks"><li>' . implode('</li><li>', $links) . '</li></ul>' : '')
            . '<h2>Invoices</h2>' . self::invoices($clientId, $money) . '<h2>Domains</h2>' . self::domains($clientId)
            . '<p><a href="outbox.php?userid=' . $clientId . '">E-mails to this client</a></p>';
        (new Page("Client Profile - #$clientId $client->firstname $client->lastname"))->show($html);
    }

    private static function invoices(int $clientId, callable $money): string
    {
        $rows = [];
        foreach (Capsule::table('tblinvoices')->where('userid', $clientId)->orderBy('id', 'desc')->get() as $invoice) {
            $rows[] = ['<a href="invoices.php?action=edit&amp;id=' . (int) $invoice->id . '">' . (int) $invoice->id . '</a>', h(fromMySQLDate($invoice->date)), $money($invoice->subtotal), $money($invoice->credit), $money($invoice->total), h($invoice->status)];
        }
        return Html::table(['Invoice #', 'Date', 'Subtotal', 'Credit', 'Total', 'Status'], $rows);
    }

    private static function domains(int $clientId): string
    {
        $rows = [];
        foreach (Capsule::table('tbldomains')->where('userid', $clientId)->orderBy('id')->get() as $domain) {
            $rows[] = [(int) $domain->id, h($domain->domain), h($domain->registrar), h(fromMySQLDate($domain->nextduedate)), h($domain->status)];
        }
        return Html::table(['ID', 'Domain', 'Registrar', 'Next Due Date', 'Status'], $rows);
    }
}
