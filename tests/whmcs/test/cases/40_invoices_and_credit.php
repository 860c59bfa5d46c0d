<?php
/** Invoices, credit and payments, exactly once and to the cent. */
return function (Checks $checks, Site $site) {
    $site->pdo->exec('DELETE FROM mod_fixture');
    $mine = ['userid' => '1', 'itemdescription1' => 'Backorder <example.com>', 'itemamount1' => '39.95', 'date' => '20260102', 'duedate' => '2026-01-12'];
    $paid = $site->api('CreateInvoice', $mine + ['autoapplycredit' => 'true', 'sendinvoice' => 'true']);
    $checks->same('Paid', $paid['status'], 'enough credit pays inside the call');
    $id = $paid['invoiceid'];
    $checks->same("$id Paid WHMCS\\Billing\\Invoice", $site->value("SELECT GROUP_CONCAT(detail) FROM mod_fixture WHERE kind = 'InvoicePaid'"), 'InvoicePaid fires once');
    $checks->same('460.05', $site->value('SELECT credit FROM tblclients WHERE id = 1'), 'the credit is deducted');
    $checks->same('-39.95', $site->value('SELECT amount FROM tblcredit WHERE description = ?', ["Credit Applied to Invoice #$id"]), 'with a row in tblcredit');
    $invoice = $site->api('getinvoice', ['invoiceid' => $id]);
    $checks->same(['2026-01-02', '2026-01-12', '39.95', '39.95', '0.00', '0.00', ''], [$invoice['date'], $invoice['duedate'], $invoice['subtotal'], $invoice['credit'], $invoice['total'], $invoice['balance'], $invoice['transactions']], 'GetInvoice after payment from credit');
    $checks->same(['', '0', 'Backorder <example.com>'], [$invoice['items']['item'][0]['type'], $invoice['items']['item'][0]['relid'], $invoice['items']['item'][0]['description']], 'API items have no type');
    $checks->same('Invoice Not in Unpaid Status', $site->api('ApplyCredit', ['invoiceid' => $id, 'amount' => '1.00'])['message'], 'a paid invoice takes no credit');

    $open = $site->api('CreateInvoice', ['userid' => '3', 'itemdescription1' => 'x', 'itemamount1' => '20.00', 'autoapplycredit' => 'true']);
    $checks->same('Unpaid', $open['status'], 'too little credit leaves it unpaid');
    $checks->same(['15.00', '5.00', '0.00'], [$site->value('SELECT total FROM tblinvoices WHERE id = ?', [$open['invoiceid']]), $site->value('SELECT credit FROM tblinvoices WHERE id = ?', [$open['invoiceid']]), $site->value('SELECT credit FROM tblclients WHERE id = 3')], 'what there is goes to the invoice');
    $checks->same('Amount exceeds customer credit balance', $site->api('ApplyCredit', ['invoiceid' => $open['invoiceid'], 'amount' => '1.00'])['message'], 'credit can\'t be overspent');
    $checks->same('105.00', $site->api('AddCredit', ['clientid' => '3', 'description' => 'Top up', 'amount' => '105.00'])['newbalance'], 'AddCredit');
    $checks->same('Amount Exceeds Invoice Balance', $site->api('ApplyCredit', ['invoiceid' => $open['invoiceid'], 'amount' => '15.01'])['message'], 'nor an invoice overpaid');
    $checks->same('false', $site->api('ApplyCredit', ['invoiceid' => $open['invoiceid'], 'amount' => '14.99'])['invoicepaid'], 'a part');
    $checks->same('true', $site->api('ApplyCredit', ['invoiceid' => $open['invoiceid'], 'amount' => '0.01'])['invoicepaid'], 'the rest pays it');
    $checks->same('90.00', $site->value('SELECT credit FROM tblclients WHERE id = 3'), 'to the cent');

    $taxed = $site->api('CreateInvoice', ['userid' => '2', 'itemdescription1' => 'a', 'itemamount1' => '10.01', 'itemtaxed1' => '1', 'itemdescription2' => 'b', 'itemamount2' => '0.10', 'taxrate' => '19', 'taxrate2' => '5.5']);
    $invoice = $site->api('GetInvoice', ['invoiceid' => $taxed['invoiceid']]);
    $checks->same(['10.11', '1.90', '0.55', '12.56'], [$invoice['subtotal'], $invoice['tax'], $invoice['tax2'], $invoice['total']], 'taxes on taxed items only');
    $site->php("return localAPI('UpdateInvoice', ['invoiceid' => {$taxed['invoiceid']}, 'newitemdescription' => ['c'], 'newitemamount' => ['-0.11'], 'newitemtaxed' => [false], 'notes' => 'marker 7']);");
    $checks->same(['12.45', 'marker 7'], [$site->value('SELECT total FROM tblinvoices WHERE id = ?', [$taxed['invoiceid']]), $site->value('SELECT notes FROM tblinvoices WHERE id = ?', [$taxed['invoiceid']])], 'UpdateInvoice recalculates');
    $site->api('UpdateInvoice', ['invoiceid' => $taxed['invoiceid'], 'status' => 'Cancelled']);
    $checks->same('It is not possible to add a payment to an invoice that is Cancelled', $site->api('AddInvoicePayment', ['invoiceid' => $taxed['invoiceid'], 'transid' => 't', 'gateway' => 'banktransfer', 'date' => '2026-01-01 00:00:00'])['message'], 'no payment on a cancelled one');
    $checks->same('Invalid status Nope', $site->api('UpdateInvoice', ['invoiceid' => $taxed['invoiceid'], 'status' => 'Nope'])['message'], 'invalid status');
    $checks->same('Client ID Not Found', $site->api('CreateInvoice', ['userid' => '99'])['message'], 'CreateInvoice for nobody');
    $checks->same('Cannot create and send a draft invoice in a single API request. Please create and send separately.', $site->api('CreateInvoice', ['userid' => '1', 'draft' => '1', 'sendinvoice' => '1'])['message'], 'draft and send');
    $checks->same('Unpaid', $site->api('CreateInvoice', ['userid' => '1', 'itemdescription1' => 'free', 'itemamount1' => '0.00', 'autoapplycredit' => '1'])['status'], 'an invoice of 0.00 is not paid by itself');
    $page = $site->api('GetInvoices', ['userid' => '1', 'limitnum' => '1', 'orderby' => 'id', 'order' => 'desc']);
    $checks->same(['2', '1', '0000-00-00 00:00:00', 'USD'], [$page['totalresults'], $page['numreturned'], $page['invoices']['invoice'][0]['datepaid'], $page['invoices']['invoice'][0]['currencycode']], 'GetInvoices pages');

    // Many at once: credit for three, five asked.
    $site->pdo->exec("UPDATE tblclients SET credit = '30.00' WHERE id = 3");
    $code = "\$p = []; for (\$i = 0; \$i < 5; \$i++) { if (!pcntl_fork()) { WHMCS\\Database\\Capsule::connection()->reconnect(); localAPI('CreateInvoice', ['userid' => 3, 'itemdescription1' => 'rush', 'itemamount1' => '10.00', 'autoapplycredit' => true]); exit; } } while (pcntl_wait(\$s) > 0); WHMCS\\Database\\Capsule::connection()->reconnect(); return 1;";
    if (function_exists('pcntl_fork')) {
        $site->php($code);
        $checks->same(['3', '0.00', '5'], [$site->value("SELECT COUNT(*) FROM tblinvoices i JOIN tblinvoiceitems t ON t.invoiceid = i.id WHERE t.description = 'rush' AND i.status = 'Paid'"), $site->value('SELECT credit FROM tblclients WHERE id = 3'), $site->value("SELECT COUNT(*) FROM tblinvoiceitems WHERE description = 'rush'")], 'invoices at once never overspend the credit');
    }

    $anna = new Browser($site);
    $anna->loginClient('anna@example.test');
    $page = $anna->get('clientarea.php?action=addfunds');
    $page = $anna->post('clientarea.php?action=addfunds', ['token' => Browser::token($page), 'amount' => '25.50', 'paymentmethod' => 'banktransfer']);
    $checks->contains('id="btnPay"', $page, 'Add Funds leads to its invoice');
    $checks->lacks('name="applycredit"', $page, 'which credit can\'t pay');
    $funds = $site->value("SELECT MAX(invoiceid) FROM tblinvoiceitems WHERE type = 'AddFunds'");
    $page = $anna->post("viewinvoice.php?id=$funds", ['token' => Browser::token($page), 'pay' => '1']);
    $checks->contains('host-status-paid', $page, 'paid by the button');
    $checks->same('485.55', $site->value('SELECT credit FROM tblclients WHERE id = 1'), 'and became credit');
    $mine = $site->api('CreateInvoice', ['userid' => '1', 'itemdescription1' => 'page', 'itemamount1' => '5.55'])['invoiceid'];
    $page = $anna->get("viewinvoice.php?id=$mine");
    $page = $anna->post("viewinvoice.php?id=$mine", ['token' => Browser::token($page), 'applycredit' => '1', 'creditamount' => '5.55']);
    $checks->contains('host-status-paid', $page, 'credit is applied on the page');
    $checks->contains('does not exist', $anna->get('viewinvoice.php?id=' . $taxed['invoiceid']), 'somebody else\'s invoice is not shown');
    $anna->post("viewinvoice.php?id=$mine", ['pay' => '1']);
    $checks->same(403, $anna->status, 'payment needs the token');
};
