--TEST--
backorder_activate(): an admin reserves the price at once; too small funds need force, and nothing is reserved twice
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
foreach ([1 => 'a.com', 2 => 'a.com', 3 => 'a.com'] as $client => $name) {
	bo\backorder_create($client, $name);
}
attempt(function () {
	return bo\backorder_activate(1, 'A.com');
});
attempt(function () {
	return bo\backorder_activate(1, 'a.com');
});
attempt(function () {
	return bo\backorder_activate(2, 'a.com', ['actor' => 'admin 9']);
});
foreach ([[], ['force' => false], ['force' => 'no'], ['force' => 0], ['force' => null]] as $options) {
	attempt(function () use ($options) {
		return bo\backorder_activate(3, 'a.com', $options);
	});
}
say(bo\funds(3)['reserved']['value']);
attempt(function () {
	return bo\backorder_activate(3, 'a.com', ['force' => true]);
});
foreach ([1, 2, 3] as $client) {
	$funds = bo\funds($client);
	say([$funds['reserved'], $funds['available']]);
}
echo sql('SELECT userid, status, price, currency_id, reserved, activated_by, reason FROM backorder_domains ORDER BY id'), "\n";
echo sql("SELECT userid, actor, cron, reason, message FROM backorder_logs WHERE to_status = 'ACTIVE' ORDER BY id"), "\n";

bo\backorder_create(1, 'priceless.com');
sql("DELETE FROM backorder_pricing WHERE extension = 'com';");
attempt(function () {
	return bo\backorder_activate(1, 'priceless.com');
});
attempt(function () {
	return bo\backorder_activate(1, 'nosuch.com');
});
attempt(function () {
	return bo\backorder_activate(1, '???');
});
say(bo\backorder_overview(1)['statuses']['REQUESTED']);
?>
--EXPECT--
{"id":1,"name":"a.com","status":"ACTIVE","dropdate":null}
InputException CONFLICT: "activate" is not possible for a backorder that is ACTIVE.
{"id":2,"name":"a.com","status":"ACTIVE","dropdate":null}
InputException FUNDS: The client's available funds ($5.00 USD) do not cover the fee ($60.00 USD).
InputException FUNDS: The client's available funds ($5.00 USD) do not cover the fee ($60.00 USD).
InputException FUNDS: The client's available funds ($5.00 USD) do not cover the fee ($60.00 USD).
InputException FUNDS: The client's available funds ($5.00 USD) do not cover the fee ($60.00 USD).
InputException FUNDS: The client's available funds ($5.00 USD) do not cover the fee ($60.00 USD).
"0.00"
{"id":3,"name":"a.com","status":"ACTIVE","dropdate":null}
[{"value":"60.00","formatted":"$60.00 USD"},{"value":"440.00","formatted":"$440.00 USD"}]
[{"value":"50.00","formatted":"50,00 €"},{"value":"250.00","formatted":"250,00 €"}]
[{"value":"60.00","formatted":"$60.00 USD"},{"value":"0.00","formatted":"$0.00 USD"}]
1	ACTIVE	60.00	1	60.00	admin	activated_by_admin
2	ACTIVE	50.00	2	50.00	admin	activated_by_admin
3	ACTIVE	60.00	1	60.00	admin	activated_by_admin
1	admin	admin	activated_by_admin	The fee is reserved by an admin.
2	admin 9	admin	activated_by_admin	The fee is reserved by an admin.
3	admin	admin	activated_by_admin	The fee is reserved by an admin. Forced although the funds are too small.
InputException NOT_FOUND: Backorders of .com are not for sale.
InputException NOT_FOUND: There is no such backorder.
InputException INVALID: This is not a domain name: a character that domain names do not have.
1
