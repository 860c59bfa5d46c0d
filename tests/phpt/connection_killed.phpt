--TEST--
A connection that the server closed between two calls is replaced silently by the next call
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
$kill = function (): void {
	$before = backorder_connections();
	foreach ($before as $id) {
		sql("KILL $id");
	}
	// KILL only marks the session; wait for its end, so that the test does not depend on who is faster.
	while (array_intersect(backorder_connections(), $before)) {
	}
};
// A read, a write, a transaction, a run: whichever comes first after the connection was lost.
$kill();
attempt(function () {
	return bo\funds(1)['balance']['value'];
});
$kill();
attempt(function () {
	return bo\backorder_create(1, 'a.com')['id'];
});
$kill();
attempt(function () {
	return bo\pricing_save('net', [1 => '5']);
});
$kill();
attempt(function () {
	return bo\machine_run()['errors'];
});
$kill();
attempt(function () {
	return bo\command(['COMMAND' => 'GetAvailableFunds'], ['role' => 'client', 'client_id' => 1])['CODE'];
});
// The new session has the settings of the first: UTC and strict, or times and amounts would shift.
$kill();
bo\cron_mark('batch', 'start');
say(abs(strtotime(bo\health()['now'] . ' UTC') - time()) < 60);
say(count(backorder_connections()));
say(sql('SELECT COUNT(*) FROM backorder_domains'));
?>
--EXPECT--
"500.00"
1
{"zone":"net"}
[]
200
true
1
"1"
