--TEST--
machine_run() on an empty system does nothing, makes the tables if they are missing, and says so in its usual shape
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_prepare();
bo\configure(backorder_settings());
// Every cron run checks the schema: an installation that was never activated works all the same.
say(bo\machine_run());
say(bo\health()['schema']['present'] === bo\health()['schema']['target']);
say(bo\machine_run(['limit' => 5, 'verbose' => false, 'unknown' => 'ignored']));
say(sql('SELECT COUNT(*) FROM backorder_logs'));
attempt(function () {
	return bo\machine_run('verbose');
});
?>
--EXPECT--
{"steps":[],"errors":[],"attention":[]}
true
{"steps":[],"errors":[],"attention":[]}
"0"
TypeError: Ispapi\Backorder\machine_run(): Argument #1 ($options) must be of type array, string given
