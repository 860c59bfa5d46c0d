--TEST--
activate(): makes the tables, and may be repeated without touching what is in them
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_prepare();
bo\configure(backorder_settings());
$first = bo\activate();
say(is_int($first['schema']) && $first['schema'] >= 1 && count($first) === 1);
$tables = sql("SHOW TABLES LIKE 'backorder\_%'");
echo $tables, "\n";
sql("INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('com', 1, 60);");

say(bo\activate() === $first);
say(sql("SHOW TABLES LIKE 'backorder\_%'") === $tables);
say(sql('SELECT extension, currency_id, fullprice FROM backorder_pricing'));
say(sql('SELECT COUNT(*), COUNT(DISTINCT number) = COUNT(*), MAX(number) FROM backorder_migrations')
	=== "{$first['schema']}\t1\t{$first['schema']}");
say(bo\health()['schema'] === ['present' => $first['schema'], 'target' => $first['schema']]);
?>
--EXPECT--
true
backorder_clients
backorder_contact_handles
backorder_domains
backorder_effects
backorder_feeds
backorder_leases
backorder_logs
backorder_meta
backorder_migrations
backorder_name_checks
backorder_pending_domains
backorder_pricing
backorder_registrar_calls
backorder_registrar_prices
backorder_withdrawals
true
true
"com\t1\t60.00"
true
true
