--TEST--
Settings end with their request: the next one, in the same process, starts without any
--FILE--
<?php
// Run with --repeat 2 this is the second request of a process whose first one was configured.
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

attempt(function () {
	return bo\backorder_overview(1);
});
backorder_start();
say(bo\backorder_overview(1)['total']);
?>
--EXPECT--
ConfigException CONFIG: Call Ispapi\Backorder\configure() first.
0
