--TEST--
backorder_overview() counts all ten statuses; backorder_timeline() tells an order's life, oldest line first
--INI--
ispapibackorder.clock_file={PWD}/order_overview_timeline.clock
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_clock('2026-11-23 09:00:00');
backorder_start();
say(bo\backorder_overview(1));
$id = bo\backorder_create(1, 'a.com', ['actor' => 'client 1'])['id'];
bo\backorder_create(1, 'b.com');
sql("INSERT INTO backorder_domains (userid, domain, tld, status, createddate, updateddate, open_order) VALUES
	(1, 'a', 'com', 'FAILED', '2026-01-01', '2026-01-01', NULL), (1, 'a', 'com', 'FAILED', '2026-01-01', '2026-01-01', NULL),
	(1, 'c', 'com', 'SOMETHING-OLD', '2026-01-01', '2026-01-01', NULL);");
say(bo\backorder_overview(1));
say(bo\backorder_overview(99)['total']);

backorder_clock('2026-11-23 10:00:00');
bo\backorder_activate(1, 'a.com', ['actor' => 'admin 2']);
backorder_clock('2026-11-23 11:00:00');
bo\backorder_delete(1, 'a.com', 'client 1');
foreach (bo\backorder_timeline(1, $id) as $line) {
	say($line);
}
say(bo\backorder_timeline(null, $id) === bo\backorder_timeline(1, $id));
foreach ([0, -1, 999, PHP_INT_MAX] as $unknown) {
	attempt(function () use ($unknown) {
		return bo\backorder_timeline(null, $unknown);
	});
}
foreach ([0, -1] as $client) {
	attempt(function () use ($client) {
		return bo\backorder_overview($client);
	});
	attempt(function () use ($client, $id) {
		return bo\backorder_timeline($client, $id);
	});
}
?>
--EXPECT--
{"statuses":{"REQUESTED":0,"ACTIVE":0,"PROCESSING":0,"SUCCESSFUL":0,"FAILED":0,"CANCELLED":0,"AUCTION-PENDING":0,"AUCTION-WON":0,"AUCTION-LOST":0,"PENDING-PAYMENT":0},"total":0}
{"statuses":{"REQUESTED":2,"ACTIVE":0,"PROCESSING":0,"SUCCESSFUL":0,"FAILED":2,"CANCELLED":0,"AUCTION-PENDING":0,"AUCTION-WON":0,"AUCTION-LOST":0,"PENDING-PAYMENT":0},"total":4}
0
{"date":"2026-11-23 09:00:00","actor":"client 1","from":"","to":"REQUESTED","reason":"waiting_date","message":"Backorder placed; its drop date is not known yet."}
{"date":"2026-11-23 10:00:00","actor":"admin 2","from":"REQUESTED","to":"ACTIVE","reason":"activated_by_admin","message":"The fee is reserved by an admin."}
{"date":"2026-11-23 11:00:00","actor":"client 1","from":"ACTIVE","to":"","reason":"deleted_by_client","message":"Backorder deleted by the customer; the reserved fee is released."}
true
InputException NOT_FOUND: There is no such backorder.
InputException NOT_FOUND: There is no such backorder.
InputException NOT_FOUND: There is no such backorder.
InputException NOT_FOUND: There is no such backorder.
InputException INVALID: A client's id is a positive number.
InputException INVALID: A client's id is a positive number.
InputException INVALID: A client's id is a positive number.
InputException INVALID: A client's id is a positive number.
