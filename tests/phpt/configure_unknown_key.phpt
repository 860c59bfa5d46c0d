--TEST--
configure(): a key that is no setting is refused by its name, so that a typing error can't pass for a default
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

$needed = ['db_user' => 'u', 'db_database' => 'd'];
foreach ([
	['db_passwort' => 'x'],
	['DB_USER' => 'x'],
	['db_user ' => 'x'],
	['x', 'y'],
	['' => 'x'],
	[str_repeat('k', 2000) => 'x'],
	['unknown' => null],
] as $more) {
	attempt(function () use ($needed, $more) {
		bo\configure($needed + $more);
	});
}
// clock_file comes from php.ini alone: what a host's settings say about it is put aside.
attempt(function () use ($needed) {
	bo\configure($needed + ['clock_file' => '/tmp/a-clock-that-a-host-may-not-set']);
});
?>
--EXPECT--
ConfigException CONFIG: There is no setting named db_passwort.
ConfigException CONFIG: There is no setting named DB_USER.
ConfigException CONFIG: There is no setting named db_user .
ConfigException CONFIG: There is no setting named 0.
ConfigException CONFIG: There is no setting named .
ConfigException CONFIG: There is no setting named kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk.
ConfigException CONFIG: There is no setting named unknown.
null
