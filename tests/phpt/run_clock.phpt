--TEST--
machine_run() by the clock: nothing before the window, REQUESTED to ACTIVE in it, back when the date moves away, FAILED when it passed
--INI--
ispapibackorder.clock_file={PWD}/run_clock.clock
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_clock('2026-11-20 09:00:00');
backorder_start();
backorder_listed(['first.com' => '2026-11-25 10:00:00', 'second.com' => '2026-11-25 11:00:00', 'poor.com' => '2026-11-25 12:00:00']);
bo\backorder_create(1, 'second.com');
bo\backorder_create(1, 'first.com');
bo\backorder_create(3, 'poor.com');
bo\backorder_create(1, 'undated.com');

$run = function (string $time): void {
	backorder_clock($time);
	$summary = bo\machine_run();
	say([$time, $summary['steps'], $summary['errors'], $summary['attention']]);
	echo sql('SELECT userid, domain, status, reserved, reason, lowbalance_notification FROM backorder_domains ORDER BY id'), "\n";
};
// One second outside of three days, then inside.
$run('2026-11-22 09:59:59');
$run('2026-11-22 10:00:00');
$run('2026-11-22 13:00:00');
say(bo\funds(1)['reserved']['value']);
foreach (bo\effects_claim('test') as $effect) {
	say([$effect['kind'], json_decode($effect['payload'], true)]);
	bo\effect_settle($effect['id'], $effect['token'], true);
}
// The client pays; the next run reserves.
sql('UPDATE tblclients SET credit = 60 WHERE id = 3');
$run('2026-11-22 13:05:00');

// The date of one moves away: its fee is free again.
sql("UPDATE backorder_pending_domains SET drop_date = '2026-12-20 10:00:00' WHERE domain = 'first'");
bo\droplist_sync_dates();
$run('2026-11-22 14:00:00');
say(bo\funds(1)['reserved']['value']);

// The night without cron that lasted for days.
$run('2026-11-27 12:00:00');
say(bo\funds(1)['reserved']['value']);
foreach (bo\backorder_timeline(1, 2) as $line) {
	say([$line['date'], $line['actor'], $line['from'], $line['to'], $line['reason']]);
}
?>
--EXPECT--
["2026-11-22 09:59:59",[],[],[]]
1	second	REQUESTED	0.00	placed	0
1	first	REQUESTED	0.00	placed	0
3	poor	REQUESTED	0.00	placed	0
1	undated	REQUESTED	0.00	waiting_date	0
["2026-11-22 10:00:00",{"fund":1},[],[]]
1	second	REQUESTED	0.00	placed	0
1	first	ACTIVE	60.00	funds_reserved	0
3	poor	REQUESTED	0.00	placed	0
1	undated	REQUESTED	0.00	waiting_date	0
["2026-11-22 13:00:00",{"fund":1,"funds short":1},[],[]]
1	second	ACTIVE	60.00	funds_reserved	0
1	first	ACTIVE	60.00	funds_reserved	0
3	poor	REQUESTED	0.00	waiting_funds	0
1	undated	REQUESTED	0.00	waiting_date	0
"120.00"
["mail",{"template":"backorder_lowbalance_notification","client_id":3,"variables":{"list":[{"domain":"poor.com","dropdate":"2026-11-25 12:00:00"}]}}]
["2026-11-22 13:05:00",{"fund":1},[],[]]
1	second	ACTIVE	60.00	funds_reserved	0
1	first	ACTIVE	60.00	funds_reserved	0
3	poor	ACTIVE	60.00	funds_reserved	1
1	undated	REQUESTED	0.00	waiting_date	0
["2026-11-22 14:00:00",{"date moved away":1},[],[]]
1	second	ACTIVE	60.00	funds_reserved	0
1	first	REQUESTED	0.00	date_moved	0
3	poor	ACTIVE	60.00	funds_reserved	1
1	undated	REQUESTED	0.00	waiting_date	0
"60.00"
["2026-11-27 12:00:00",{"missed":2},[],[]]
1	second	FAILED	0.00	missed	0
1	first	REQUESTED	0.00	date_moved	0
3	poor	FAILED	0.00	missed	1
1	undated	REQUESTED	0.00	waiting_date	0
"0.00"
["2026-11-20 09:00:00","client","","REQUESTED","placed"]
["2026-11-22 10:00:00","cron","REQUESTED","ACTIVE","funds_reserved"]
["2026-11-22 13:05:00","cron","ACTIVE","ACTIVE","date_moved"]
["2026-11-22 14:00:00","cron","ACTIVE","REQUESTED","date_moved"]
