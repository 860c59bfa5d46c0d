--TEST--
pricing_for_client(): what is for sale in the client's currency, formatted as WHMCS does; guests see the default one
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
sql("INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('net', 1, 1234.5), ('org', 1, 0), ('info', 1, NULL),
	('xn--p1ai', 2, 1234.56), ('se', 3, 7);
	INSERT INTO tblcurrencies VALUES (5, 'JPY', '¥', '', 4, 1, 0);
	INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('jp', 5, 12345.5);
	INSERT INTO tblclients (id, currency, credit, status) VALUES (5, 5, 0, 'Active'), (6, 77, 0, 'Active');");
foreach ([1, 2, null, 5] as $client) {
	say(bo\pricing_for_client($client));
}
foreach ([6, 99, 0, -1] as $client) {
	attempt(function () use ($client) {
		return bo\pricing_for_client($client);
	});
}
sql('DELETE FROM backorder_pricing');
say(bo\pricing_for_client(1));
sql('DELETE FROM tblcurrencies');
attempt(function () {
	return bo\pricing_for_client(null);
});
?>
--EXPECT--
{"co.uk":{"price":"100.00","price_formatted":"$100.00 USD","currency":"USD"},"com":{"price":"60.00","price_formatted":"$60.00 USD","currency":"USD"},"net":{"price":"1234.50","price_formatted":"$1234.50 USD","currency":"USD"}}
{"com":{"price":"50.00","price_formatted":"50,00 €","currency":"EUR"},"xn--p1ai":{"price":"1234.56","price_formatted":"1.234,56 €","currency":"EUR"}}
{"co.uk":{"price":"100.00","price_formatted":"$100.00 USD","currency":"USD"},"com":{"price":"60.00","price_formatted":"$60.00 USD","currency":"USD"},"net":{"price":"1234.50","price_formatted":"$1234.50 USD","currency":"USD"}}
{"jp":{"price":"12345.50","price_formatted":"¥12,346","currency":"JPY"}}
InputException NOT_FOUND: There is no such client, or its currency was removed.
InputException NOT_FOUND: There is no such client, or its currency was removed.
InputException INVALID: A client's id is a positive number.
InputException INVALID: A client's id is a positive number.
[]
InputException NOT_FOUND: WHMCS has no currency.
