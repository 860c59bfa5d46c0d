--TEST--
upgrade(): completes whatever schema is there, for any version text, and refuses one that is newer than the addon
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_prepare();
bo\configure(backorder_settings());
// From nothing, as when WHMCS calls upgrade where activation had failed.
$made = bo\upgrade('');
say(is_int($made['schema']) && count($made) === 1);
foreach (['1.0.0', '99.0', 'not a version', "5.0\0.0", str_repeat('9', 5000)] as $from) {
	say(bo\upgrade($from) === $made);
}

// An upgrade that stopped half way: tables are there, their record is not.
sql("INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('com', 1, 60);
	DELETE FROM backorder_migrations; DROP TABLE backorder_effects;");
say(bo\health()['schema']['present']);
say(bo\upgrade('5.0.0') === $made);
say(bo\health()['schema']['present'] === $made['schema']);
say(sql('SELECT COUNT(*) FROM backorder_effects'));
say(bo\pricing_for_client(1)['com']['price']);

sql("INSERT INTO backorder_migrations VALUES (9999, 'from the future', '2026-01-01');");
attempt(function () {
	return bo\upgrade('5.0.0');
});
attempt(function () {
	return bo\activate();
});
attempt(function () {
	return bo\upgrade();
});
?>
--EXPECTF--
true
true
true
true
true
true
0
true
true
"0"
"60.00"
InputException CONFLICT: The database was made by a newer version of this addon (schema 9999, this one knows %d). Install the newer version again.
InputException CONFLICT: The database was made by a newer version of this addon (schema 9999, this one knows %d). Install the newer version again.
ArgumentCountError: Ispapi\Backorder\upgrade() expects exactly 1 argument, 0 given
