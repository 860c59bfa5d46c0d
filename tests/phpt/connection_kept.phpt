--TEST--
One connection serves all calls of a request; a failing call leaves it usable
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
$connections = backorder_connections();
say(count($connections));
bo\backorder_create(1, 'a.com');
attempt(function () {
	return bo\backorder_create(1, 'a.com');
});
attempt(function () {
	return bo\pricing_save('com', [1 => '5', 2 => 'x']);
});
// A table that is not there any more, between statements that were prepared before.
bo\funds(1);
sql('RENAME TABLE tblinvoices TO tblinvoices_away');
attempt(function () {
	try {
		return bo\funds(1);
	} catch (bo\DatabaseException $e) {
		return [$e->reason, $e->getCode()];
	}
});
sql('RENAME TABLE tblinvoices_away TO tblinvoices');
say(bo\funds(1)['balance']['value']);
// A column that came with an upgrade of WHMCS.
sql("ALTER TABLE tblclients ADD COLUMN newer INT, MODIFY credit DECIMAL(20,2)");
say(bo\funds(1)['balance']['value']);
bo\machine_run();
bo\health();
say(backorder_connections() === $connections);
// None of it is in a transaction or holds a lock that others wait for.
sql("SET innodb_lock_wait_timeout = 1; UPDATE backorder_domains SET note = 'seen';
	UPDATE backorder_clients SET revision = revision + 1; UPDATE backorder_pricing SET liteprice = 1;");
say(sql('SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_mysql_thread_id = ' . $connections[0]));
?>
--EXPECT--
1
InputException EXISTS: There is a backorder for this name already.
InputException INVALID: .com, EUR: A price has digits and one decimal point or comma only, like 12.50.
["DB",1146]
"500.00"
"500.00"
true
"0"
