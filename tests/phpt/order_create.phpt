--TEST--
backorder_create(): takes a name in any spelling, keeps A-labels, and takes the drop date from the list
--INI--
ispapibackorder.clock_file={PWD}/order_create.clock
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_clock('2026-11-23 09:00:00');
backorder_start();
backorder_listed(['listed.com' => '2026-11-30 18:30:00', 'xn--bcher-kva.com' => '2026-12-01 00:00:00',
	'past.com' => '2026-11-23 09:00:00', 'multi.co.uk' => '2026-11-29 12:00:00']);

foreach (['listed.com', 'BÜCHER.com', "  Trimmed.COM \n", 'dotted.com.', 'past.com', 'multi.co.uk', 'faß.com',
	'xn--mnchen-3ya.com', '1-2-3.com'] as $name) {
	attempt(function () use ($name) {
		return bo\backorder_create(1, $name);
	});
}
// The same name for another client is another order; a name as an object with a text is a text.
attempt(function () {
	return bo\backorder_create(2, 'LISTED.com');
});
attempt(function () {
	return bo\backorder_create(2, new class {
		public function __toString(): string
		{
			return 'texted.com';
		}
	});
});
// Who ordered stands in the log.
bo\backorder_create(2, 'by-admin.com', ['actor' => 'admin 7', 'type' => 'FULL', 'unknown' => 'ignored']);
echo sql('SELECT id, userid, domain, tld, type, status, dropdate, dropdate_source, createddate, open_order, reason
	FROM backorder_domains ORDER BY id'), "\n";
echo sql('SELECT order_id, userid, name, actor, cron, from_status, to_status, reason, status, date, message
	FROM backorder_logs WHERE order_id IN (1, 12) ORDER BY id'), "\n";
?>
--EXPECT--
{"id":1,"name":"listed.com","status":"REQUESTED","dropdate":"2026-11-30 18:30:00","others":0}
{"id":2,"name":"xn--bcher-kva.com","status":"REQUESTED","dropdate":"2026-12-01 00:00:00","others":0}
{"id":3,"name":"trimmed.com","status":"REQUESTED","dropdate":null,"others":0}
{"id":4,"name":"dotted.com","status":"REQUESTED","dropdate":null,"others":0}
{"id":5,"name":"past.com","status":"REQUESTED","dropdate":null,"others":0}
{"id":6,"name":"multi.co.uk","status":"REQUESTED","dropdate":"2026-11-29 12:00:00","others":0}
{"id":7,"name":"xn--fa-hia.com","status":"REQUESTED","dropdate":null,"others":0}
{"id":8,"name":"xn--mnchen-3ya.com","status":"REQUESTED","dropdate":null,"others":0}
{"id":9,"name":"1-2-3.com","status":"REQUESTED","dropdate":null,"others":0}
{"id":10,"name":"listed.com","status":"REQUESTED","dropdate":"2026-11-30 18:30:00","others":1}
{"id":11,"name":"texted.com","status":"REQUESTED","dropdate":null,"others":0}
1	1	listed	com	FULL	REQUESTED	2026-11-30 18:30:00	list	2026-11-23 09:00:00	1	placed
2	1	xn--bcher-kva	com	FULL	REQUESTED	2026-12-01 00:00:00	list	2026-11-23 09:00:00	1	placed
3	1	trimmed	com	FULL	REQUESTED	NULL		2026-11-23 09:00:00	1	waiting_date
4	1	dotted	com	FULL	REQUESTED	NULL		2026-11-23 09:00:00	1	waiting_date
5	1	past	com	FULL	REQUESTED	NULL		2026-11-23 09:00:00	1	waiting_date
6	1	multi	co.uk	FULL	REQUESTED	2026-11-29 12:00:00	list	2026-11-23 09:00:00	1	placed
7	1	xn--fa-hia	com	FULL	REQUESTED	NULL		2026-11-23 09:00:00	1	waiting_date
8	1	xn--mnchen-3ya	com	FULL	REQUESTED	NULL		2026-11-23 09:00:00	1	waiting_date
9	1	1-2-3	com	FULL	REQUESTED	NULL		2026-11-23 09:00:00	1	waiting_date
10	2	listed	com	FULL	REQUESTED	2026-11-30 18:30:00	list	2026-11-23 09:00:00	1	placed
11	2	texted	com	FULL	REQUESTED	NULL		2026-11-23 09:00:00	1	waiting_date
12	2	by-admin	com	FULL	REQUESTED	NULL		2026-11-23 09:00:00	1	waiting_date
1	1	listed.com	client	client		REQUESTED	placed	ok	2026-11-23 09:00:00	Backorder placed.
12	2	by-admin.com	admin 7	client		REQUESTED	waiting_date	ok	2026-11-23 09:00:00	Backorder placed; its drop date is not known yet.
