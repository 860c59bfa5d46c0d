--TEST--
backorder_list(): filters, orders, pages and the shape of a row
--INI--
ispapibackorder.clock_file={PWD}/order_list.clock
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_clock('2026-11-23 09:00:00');
backorder_start();
backorder_listed(['bbb.com' => '2026-11-28 00:00:00', 'ccc.com' => '2026-11-26 00:00:00']);
foreach (['bbb.com', 'aaa.com', 'ccc.com', '100%_x.com', 'bücher.com', 'zzz.co.uk'] as $name) {
	try {
		bo\backorder_create(1, $name);
	} catch (bo\InputException $e) {
		echo "$name is no name\n";
	}
}
bo\backorder_create(2, 'ddd.com');
sql("UPDATE backorder_domains SET status = 'ACTIVE', price = 55.50, currency_id = 1, reserved = 55.50 WHERE domain = 'ccc';
	UPDATE backorder_domains SET status = 'PENDING-PAYMENT', invoice = 77 WHERE domain = 'aaa';");

$names = function (?int $client, array $filter = []): void {
	attempt(function () use ($client, $filter) {
		$list = bo\backorder_list($client, $filter);
		return [$list['total'], $list['first'], $list['limit'], implode(' ', array_column($list['items'], 'label'))];
	});
};
say(bo\backorder_list(1, ['search' => 'ccc'])['items'][0]);
say(bo\backorder_list(1, ['search' => 'bücher.com'])['items'][0]);
$names(1);
$names(2);
$names(null);
foreach (['id', 'iddesc', 'domain', 'DOMAINDESC', 'dropdate', 'dropdatedesc', 'status', 'created', 'client', 'clientdesc'] as $order) {
	echo "$order ";
	$names(null, ['orderby' => $order]);
}
foreach (['id; DROP TABLE backorder_domains', 'id desc', 'password', 'domaindescdesc'] as $order) {
	$names(1, ['orderby' => $order]);
}
foreach (['', 'ACTIVE', 'FAILED', 'active', 'NOSUCH'] as $status) {
	$names(1, ['status' => $status]);
}
foreach (['b', 'BBB', '%', '_', '|', "'", 'BÜCHER.com', 'co.uk', '.com', 'nosuch', str_repeat('x', 3000)] as $search) {
	echo substr($search, 0, 12), ' ';
	$names(1, ['search' => $search, 'orderby' => 'id']);
}
$names(1, ['first' => 1, 'limit' => 2, 'orderby' => 'id']);
$names(1, ['first' => '4', 'limit' => '500', 'orderby' => 'id']);
$names(1, ['first' => 100]);
foreach ([['limit' => 0], ['limit' => 501], ['first' => -1], ['limit' => PHP_INT_MAX]] as $page) {
	$names(1, $page);
}
$names(0);
$names(-5);
$names(99);
?>
--EXPECT--
100%_x.com is no name
{"id":3,"client_id":1,"label":"ccc","zone":"com","name":"ccc.com","name_unicode":"ccc.com","type":"FULL","status":"ACTIVE","created":"2026-11-23 09:00:00","updated":"2026-11-23 09:00:00","dropdate":"2026-11-26 00:00:00","reason":"placed","reason_text":"","reference":"","reserved":"55.50","invoice":null,"auction":null,"lowbalance":0,"currency_id":1,"firstname":"Anna","lastname":"Client","price":"55.50","price_formatted":"$55.50 USD","note":null,"currency":"USD","again":false}
{"id":4,"client_id":1,"label":"xn--bcher-kva","zone":"com","name":"xn--bcher-kva.com","name_unicode":"bücher.com","type":"FULL","status":"REQUESTED","created":"2026-11-23 09:00:00","updated":"2026-11-23 09:00:00","dropdate":null,"reason":"waiting_date","reason_text":"","reference":"","reserved":"0.00","invoice":null,"auction":null,"lowbalance":0,"currency_id":0,"firstname":"Anna","lastname":"Client","price":"60.00","price_formatted":"$60.00 USD","note":null,"currency":"USD","again":false}
[5,0,100,"zzz xn--bcher-kva ccc aaa bbb"]
[1,0,100,"ddd"]
[6,0,100,"ddd zzz xn--bcher-kva ccc aaa bbb"]
id [6,0,100,"bbb aaa ccc xn--bcher-kva zzz ddd"]
iddesc [6,0,100,"ddd zzz xn--bcher-kva ccc aaa bbb"]
domain [6,0,100,"aaa bbb ccc ddd xn--bcher-kva zzz"]
DOMAINDESC [6,0,100,"zzz xn--bcher-kva ddd ccc bbb aaa"]
dropdate [6,0,100,"ccc bbb aaa xn--bcher-kva zzz ddd"]
dropdatedesc [6,0,100,"bbb ccc ddd zzz xn--bcher-kva aaa"]
status [6,0,100,"ccc aaa xn--bcher-kva zzz ddd bbb"]
created [6,0,100,"bbb aaa ccc xn--bcher-kva zzz ddd"]
client [6,0,100,"ccc aaa xn--bcher-kva zzz bbb ddd"]
clientdesc [6,0,100,"ddd bbb zzz xn--bcher-kva aaa ccc"]
InputException INVALID: Backorders can't be sorted by id; DROP TABLE backorder_domains.
InputException INVALID: Backorders can't be sorted by id desc.
InputException INVALID: Backorders can't be sorted by password.
InputException INVALID: Backorders can't be sorted by domaindescdesc.
[5,0,100,"zzz xn--bcher-kva ccc aaa bbb"]
[1,0,100,"ccc"]
[0,0,100,""]
InputException INVALID: There is no status active.
InputException INVALID: There is no status NOSUCH.
b [2,0,100,"bbb xn--bcher-kva"]
BBB [1,0,100,"bbb"]
% [0,0,100,""]
_ [0,0,100,""]
| [0,0,100,""]
' [0,0,100,""]
BÜCHER.com [1,0,100,"xn--bcher-kva"]
co.uk [1,0,100,"zzz"]
.com [4,0,100,"bbb aaa ccc xn--bcher-kva"]
nosuch [0,0,100,""]
xxxxxxxxxxxx [0,0,100,""]
[5,1,2,"aaa ccc"]
[5,4,500,"zzz"]
[5,100,100,""]
InputException INVALID: A page starts at 0 or later and has 1 to 500 rows.
InputException INVALID: A page starts at 0 or later and has 1 to 500 rows.
InputException INVALID: A page starts at 0 or later and has 1 to 500 rows.
InputException INVALID: A page starts at 0 or later and has 1 to 500 rows.
InputException INVALID: A client's id is a positive number.
InputException INVALID: A client's id is a positive number.
[0,0,100,""]
