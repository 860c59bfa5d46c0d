--TEST--
droplist_sync_dates(): open orders follow the list; dates that are found, moved or gone are counted and written down
--INI--
ispapibackorder.clock_file={PWD}/droplist_sync_dates.clock
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_clock('2026-11-23 09:00:00');
backorder_start();
backorder_listed(['stays.com' => '2026-11-30 10:00:00', 'moves.com' => '2026-11-30 10:00:00', 'leaves.com' => '2026-11-30 10:00:00',
	'other.com' => '2026-11-30 10:00:00']);
foreach (['stays.com', 'moves.com', 'leaves.com', 'comes.com', 'never.com'] as $name) {
	bo\backorder_create(1, $name);
}
say(bo\droplist_sync_dates());

sql("UPDATE backorder_pending_domains SET drop_date = '2026-12-05 12:00:00' WHERE domain = 'moves';
	DELETE FROM backorder_pending_domains WHERE domain = 'leaves';");
backorder_listed(['comes.com' => '2026-12-24 00:00:00']);
backorder_clock('2026-11-24 09:00:00');
say(bo\droplist_sync_dates());
say(bo\droplist_sync_dates());
echo sql('SELECT domain, status, dropdate, dropdate_source, reason FROM backorder_domains ORDER BY id'), "\n";
echo sql("SELECT cron, actor, name, date, reason, message FROM backorder_logs WHERE cron = 'dropdates' ORDER BY id"), "\n";

// An empty table is no import yet, not a day on which everything was renewed.
sql('DELETE FROM backorder_pending_domains');
say(bo\droplist_sync_dates());
?>
--EXPECT--
{"found":0,"moved":0,"gone":0}
{"found":1,"moved":1,"gone":1}
{"found":0,"moved":0,"gone":0}
stays	REQUESTED	2026-11-30 10:00:00	list	placed
moves	REQUESTED	2026-12-05 12:00:00	list	date_moved
leaves	REQUESTED	NULL		left_list
comes	REQUESTED	2026-12-24 00:00:00	list	date_found
never	REQUESTED	NULL		waiting_date
dropdates	cron	comes.com	2026-11-24 09:00:00	date_found	The drop date is known. Now: 2026-12-24 00:00:00
dropdates	cron	moves.com	2026-11-24 09:00:00	date_moved	The drop date moved. Before: 2026-11-30 10:00:00 Now: 2026-12-05 12:00:00
dropdates	cron	leaves.com	2026-11-24 09:00:00	left_list	The name left the list of expiring domains; it was probably renewed. Before: 2026-11-30 10:00:00
{"found":0,"moved":0,"gone":0}
