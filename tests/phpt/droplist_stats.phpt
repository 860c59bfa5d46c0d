--TEST--
droplist_stats(): how many names drop, today, this week and day by day, for all zones or some
--INI--
ispapibackorder.clock_file={PWD}/droplist_stats.clock
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_clock('2026-11-23 09:00:00');
backorder_start();
say(bo\droplist_stats());
backorder_listed(['past.com' => '2026-11-23 08:00:00', 'a.com' => '2026-11-23 20:00:00', 'b.com' => '2026-11-24 08:00:00',
	'c.com' => '2026-11-24 10:00:00', 'd.co.uk' => '2026-11-26 00:00:00', 'xn--bcher-kva.xn--p1ai' => '2026-12-01 10:00:00'], 3);
say(bo\droplist_stats());
say(bo\droplist_stats(['com']));
say(bo\droplist_stats(['.РФ', 'CO.UK']));
say(bo\droplist_stats(['nosuch']));
say(bo\droplist_stats([])['total']);
foreach ([['a b'], [5], ['zone' => 'com'], [['com']], [null]] as $zones) {
	attempt(function () use ($zones) {
		return bo\droplist_stats($zones);
	});
}
?>
--EXPECT--
{"total":0,"day1":0,"day7":0,"days":[],"counts":[]}
{"total":5,"day1":2,"day7":4,"days":["2026-11-23","2026-11-24","2026-11-25","2026-11-26","2026-11-27","2026-11-28","2026-11-29","2026-11-30","2026-12-01"],"counts":[1,2,0,1,0,0,0,0,1]}
{"total":3,"day1":2,"day7":3,"days":["2026-11-23","2026-11-24"],"counts":[1,2]}
{"total":2,"day1":0,"day7":1,"days":["2026-11-23","2026-11-24","2026-11-25","2026-11-26","2026-11-27","2026-11-28","2026-11-29","2026-11-30","2026-12-01"],"counts":[0,0,0,1,0,0,0,0,1]}
{"total":0,"day1":0,"day7":0,"days":[],"counts":[]}
5
InputException INVALID: A zone is not valid: a character that domain names do not have.
InputException INVALID: A zone is not valid: empty.
InputException INVALID: Zones are given as a list.
InputException INVALID: A zone is not valid: empty.
InputException INVALID: A zone is not valid: empty.
