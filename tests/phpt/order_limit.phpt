--TEST--
A client has no more open orders than orders_per_client says; ended and deleted ones do not count, nor do others'
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start(['orders_per_client' => '2']);
$order = function (int $client, string $name): void {
	attempt(function () use ($client, $name) {
		return bo\backorder_create($client, $name)['status'];
	});
};
$order(1, 'a.com');
$order(1, 'b.com');
$order(1, 'c.com');
$order(2, 'c.com');
say(array_column(bo\backorder_create_many(1, ['d.com', 'e.com']), 'reason'));
bo\backorder_delete(1, 'a.com');
$order(1, 'c.com');
$order(1, 'd.com');
sql("UPDATE backorder_domains SET status = 'FAILED', open_order = NULL WHERE userid = 1 AND domain = 'b';");
$order(1, 'b.com');
say(bo\backorder_overview(1)['statuses']);
?>
--EXPECT--
"REQUESTED"
"REQUESTED"
InputException LIMIT: You have 2 open backorders; more are not possible at a time.
"REQUESTED"
["LIMIT","LIMIT"]
"REQUESTED"
InputException LIMIT: You have 2 open backorders; more are not possible at a time.
"REQUESTED"
{"REQUESTED":2,"ACTIVE":0,"PROCESSING":0,"SUCCESSFUL":0,"FAILED":1,"CANCELLED":0,"AUCTION-PENDING":0,"AUCTION-WON":0,"AUCTION-LOST":0,"PENDING-PAYMENT":0}
