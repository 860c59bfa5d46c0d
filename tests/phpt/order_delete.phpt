--TEST--
backorder_delete(): an order that nothing was sent for goes, its log stays, and the name can be ordered again
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
bo\backorder_create(1, 'bücher.com');
bo\backorder_create(1, 'active.com');
attempt(function () {
	return bo\backorder_delete(1, 'BÜCHER.com', 'client 1');
});
attempt(function () {
	return bo\backorder_delete(1, 'bücher.com');
});
// A reservation goes with its order.
sql("UPDATE backorder_domains SET status = 'ACTIVE', reserved = 60, price = 60, currency_id = 1 WHERE domain = 'active';");
say(bo\funds(1)['reserved']['value']);
attempt(function () {
	return bo\backorder_delete(1, 'active.com', 'admin 3');
});
say(bo\funds(1)['reserved']['value']);
say(bo\backorder_create(1, 'bücher.com')['status']);

foreach (['PROCESSING', 'AUCTION-PENDING', 'PENDING-PAYMENT'] as $status) {
	sql("UPDATE backorder_domains SET status = '$status';");
	attempt(function () {
		return bo\backorder_delete(1, 'bücher.com', 'admin 3');
	});
}
sql("UPDATE backorder_domains SET status = 'FAILED', open_order = NULL;");
attempt(function () {
	return bo\backorder_delete(1, 'bücher.com');
});
attempt(function () {
	return bo\backorder_delete(1, 'not a name');
});
echo sql('SELECT order_id, actor, cron, from_status, to_status, reason FROM backorder_logs ORDER BY id'), "\n";
?>
--EXPECT--
{"id":1,"name":"xn--bcher-kva.com","status":"REQUESTED","dropdate":null}
InputException NOT_FOUND: There is no such backorder.
"60.00"
{"id":2,"name":"active.com","status":"ACTIVE","dropdate":null}
"0.00"
"REQUESTED"
InputException CONFLICT: This backorder is PROCESSING and can't be deleted any more: it was handed to the registrar.
InputException CONFLICT: This backorder is AUCTION-PENDING and can't be deleted any more: it was handed to the registrar.
InputException CONFLICT: This backorder is PENDING-PAYMENT and can't be deleted any more: it was handed to the registrar.
InputException NOT_FOUND: There is no such backorder.
InputException INVALID: This is not a domain name: a character that domain names do not have.
1	client	client		REQUESTED	waiting_date
2	client	client		REQUESTED	waiting_date
1	client 1	client	REQUESTED		deleted_by_client
2	admin 3	admin	ACTIVE		deleted_by_admin
3	client	client		REQUESTED	waiting_date
