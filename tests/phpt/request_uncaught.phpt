--TEST--
A request that ends with an uncaught exception of a call leaves the next request of the process healthy
--FILE--
<?php
// Run with --repeat 2 this is the request after one that ended so.
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
say(bo\backorder_create(1, 'a.com')['status']);
say(bo\funds(1)['balance']['value']);
say(count(backorder_connections()));
bo\backorder_create(1, 'a.com');
?>
--EXPECTF--
"REQUESTED"
"500.00"
1

Fatal error: Uncaught Ispapi\Backorder\InputException: There is a backorder for this name already. in %s:%d
Stack trace:
#0 %s(%d): Ispapi\Backorder\backorder_create(1, 'a.com')
#1 {main}
  thrown in %s on line %d
