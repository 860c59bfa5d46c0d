--TEST--
funds(): credit minus what is owed minus what is reserved, in the client's currency, exact to the cent
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
say(bo\funds(1));
say(bo\funds(2));
$values = function (int $client): void {
	$funds = bo\funds($client);
	say([$funds['balance']['value'], $funds['unpaid']['value'], $funds['reserved']['value'], $funds['available']['value']]);
};
// Owed: an open invoice less what was paid on it; not an Add Funds invoice, a paid one or another client's.
sql("INSERT INTO tblinvoices (id, userid, total, status) VALUES (1, 1, 100.10, 'Unpaid'), (2, 1, 40, 'Paid'), (3, 1, 30, 'Cancelled'),
	(4, 1, 70, 'Unpaid'), (5, 2, 20, 'Unpaid'), (6, 1, 5.55, 'Collections'), (7, 1, 10, 'Unpaid');
	INSERT INTO tblinvoiceitems (invoiceid, userid, type, amount) VALUES (4, 1, 'AddFunds', 70);
	INSERT INTO tblaccounts (userid, invoiceid, amountin, amountout) VALUES (1, 1, 50, 0), (1, 1, 0, 0.10), (1, 7, 25, 0);");
$values(1);
$values(2);
// Reserved by open orders only; an invoice that WHMCS is still to make counts as owed.
sql("INSERT INTO backorder_domains (userid, domain, tld, status, createddate, updateddate, reserved, open_order) VALUES
	(1, 'a', 'com', 'ACTIVE', NOW(), NOW(), 60, 1), (1, 'b', 'com', 'FAILED', NOW(), NOW(), 60, NULL);
	INSERT INTO backorder_effects (userid, kind, unique_key, payload, amount, not_before, created_at, updated_at, state) VALUES
	(1, 'invoice', 'a', '{}', 0.01, NOW(), NOW(), NOW(), 'taken'), (1, 'invoice', 'b', '{}', 9, NOW(), NOW(), NOW(), 'done');");
$values(1);
// Less than nothing is shown as nothing; what is beyond a double's precision stays exact.
sql("UPDATE tblclients SET credit = -3.50 WHERE id = 3; UPDATE tblclients SET credit = 99999999999999.99 WHERE id = 2;");
$values(3);
$values(2);
foreach ([0, -1, 99, PHP_INT_MIN] as $client) {
	attempt(function () use ($client) {
		return bo\funds($client);
	});
}
?>
--EXPECT--
{"currency":{"id":1,"code":"USD","prefix":"$","suffix":" USD"},"balance":{"value":"500.00","formatted":"$500.00 USD"},"unpaid":{"value":"0.00","formatted":"$0.00 USD"},"reserved":{"value":"0.00","formatted":"$0.00 USD"},"available":{"value":"500.00","formatted":"$500.00 USD"}}
{"currency":{"id":2,"code":"EUR","prefix":"","suffix":" €"},"balance":{"value":"300.00","formatted":"300,00 €"},"unpaid":{"value":"0.00","formatted":"0,00 €"},"reserved":{"value":"0.00","formatted":"0,00 €"},"available":{"value":"300.00","formatted":"300,00 €"}}
["500.00","55.75","0.00","444.25"]
["300.00","20.00","0.00","280.00"]
["500.00","55.76","60.00","384.24"]
["-3.50","0.00","0.00","0.00"]
["99999999999999.99","20.00","0.00","99999999999979.99"]
InputException INVALID: A client's id is a positive number.
InputException INVALID: A client's id is a positive number.
InputException NOT_FOUND: There is no such client, or its currency was removed.
InputException INVALID: A client's id is a positive number.
