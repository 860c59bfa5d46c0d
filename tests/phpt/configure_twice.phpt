--TEST--
configure(): the last settings count, another database is really another one, and a refused call leaves none
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
say(bo\funds(1)['balance']['value']);
$connections = backorder_connections();

// The same settings again: the connection is kept.
bo\configure(backorder_settings());
say(bo\funds(1)['balance']['value']);
say(count($connections) === 1 && backorder_connections() === $connections);

// Another limit, same database: kept as well, and the new limit counts at once.
bo\configure(backorder_settings(['orders_per_client' => 1]));
bo\backorder_create(1, 'first.com');
attempt(function () {
	return bo\backorder_create(1, 'second.com');
});
say(count($connections) === 1 && backorder_connections() === $connections);

// Another database: the old connection is closed, the old rows are not seen any more.
bo\configure(backorder_settings(['db_database' => 'bo_phpt_missing_' . getmypid()]));
attempt(function () {
	try {
		return bo\funds(1);
	} catch (bo\DatabaseException $e) {
		return [$e->reason, $e->getCode()];
	}
});
say(backorder_connections());

// A call that is refused leaves the addon without settings rather than with those of an earlier caller.
bo\configure(backorder_settings());
say(bo\funds(1)['balance']['value']);
attempt(function () {
	bo\configure(['db_user' => 'u']);
});
attempt(function () {
	return bo\funds(1);
});
attempt(function () {
	bo\configure(['db_user' => new stdClass()]);
});
attempt(function () {
	return bo\funds(1);
});
bo\configure(backorder_settings());
say(bo\funds(1)['balance']['value']);
?>
--EXPECT--
"500.00"
"500.00"
true
InputException LIMIT: You have 1 open backorders; more are not possible at a time.
true
["DB",1049]
[]
"500.00"
ConfigException CONFIG: The settings db_user and db_database are needed.
ConfigException CONFIG: Call Ispapi\Backorder\configure() first.
TypeError: Only arrays, texts, numbers, booleans and null can be handed over.
ConfigException CONFIG: Call Ispapi\Backorder\configure() first.
"500.00"
