--TEST--
funds_plan(): which open orders the funds cover, and how much has to be added until when
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
sql("UPDATE tblclients SET credit = 25 WHERE id = 1");
$plan = bo\funds_plan(1);
say([$plan['missing'], $plan['missing_next'], $plan['next_by'], $plan['orders']]);
// What funds() tells is in it, unchanged.
say(array_diff_key($plan, ['missing' => 0, 'missing_next' => 0, 'next_by' => 0, 'orders' => 0]) === bo\funds(1));
sql("INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('zone', 1, 20)");
sql("INSERT INTO backorder_domains (userid, domain, tld, status, createddate, updateddate, dropdate, price, reserved) VALUES
	(1, 'second', 'zone', 'REQUESTED', '2026-01-02', '2026-01-02', '2099-01-10 12:00:00', NULL, 0),
	(1, 'first', 'zone', 'REQUESTED', '2026-01-03', '2026-01-03', '2099-01-09 12:00:00', NULL, 0),
	(1, 'held', 'zone', 'ACTIVE', '2026-01-01', '2026-01-01', '2099-01-08 12:00:00', 4, 4),
	(2, 'other', 'zone', 'REQUESTED', '2026-01-01', '2026-01-01', '2099-01-08 12:00:00', NULL, 0)");
$plan = bo\funds_plan(1);
say([$plan['available']['value'], $plan['missing']['formatted'], $plan['missing_next']['value'], $plan['next_by']]);
foreach ($plan['orders'] as $order) {
	say([$order['name'], $order['status'], $order['price']['value'], $order['reserved'], $order['covered'], $order['shortfall']['value'],
		$order['reserve_from'], $order['needed_by']]);
}
foreach ([0, 99] as $client) {
	attempt(function () use ($client) {
		return bo\funds_plan($client);
	});
}
?>
--EXPECT--
[{"value":"0.00","formatted":"$0.00 USD"},{"value":"0.00","formatted":"$0.00 USD"},null,[]]
true
["21.00","$19.00 USD","19.00","2099-01-10 10:00:00"]
["held.zone","ACTIVE","4.00",true,true,"0.00","2099-01-05 12:00:00","2099-01-08 10:00:00"]
["first.zone","REQUESTED","20.00",false,true,"0.00","2099-01-06 12:00:00","2099-01-09 10:00:00"]
["second.zone","REQUESTED","20.00",false,false,"19.00","2099-01-07 12:00:00","2099-01-10 10:00:00"]
InputException INVALID: A client's id is a positive number.
InputException NOT_FOUND: There is no such client, or its currency was removed.
