--TEST--
health(): tells versions, schema, clock, list, effects, crons and orders, before and after the tables are there
--INI--
ispapibackorder.clock_file={PWD}/health.clock
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_clock('2026-11-23 09:00:00');
backorder_prepare();
bo\configure(backorder_settings());
$before = bo\health();
say(array_keys($before));
say([$before['schema']['present'], $before['schema']['target'] >= 1, $before['now'], $before['version'] === bo\version(),
	$before['test_clock']]);
foreach ($before['libraries'] as $library) {
	say([$library['name'], $library['built'] !== '' && $library['running'] !== '', count($library)]);
}

bo\activate();
sql("INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('com', 1, 60);");
backorder_listed(['a.com' => '2026-11-30 10:00:00', 'b.com' => '2026-11-30 10:00:00']);
bo\backorder_create(1, 'a.com');
bo\cron_mark('batch', 'start');
bo\cron_mark('batch', 'ok', 'Nothing to do.');
sql("UPDATE backorder_domains SET reason = 'needs_person', reason_text = 'Look here.';");
sql("INSERT INTO backorder_effects (kind, unique_key, payload, not_before, created_at, updated_at, state) VALUES
	('mail', 'a', '{}', '2026-11-23', '2026-11-23', '2026-11-23', 'waiting'),
	('mail', 'b', '{}', '2026-11-23', '2026-11-23', '2026-11-23', 'taken'),
	('mail', 'c', '{}', '2026-11-23', '2026-11-23', '2026-11-23', 'failed'),
	('mail', 'd', '{}', '2026-11-23', '2026-11-23', '2026-11-23', 'done');");
$health = bo\health();
say(array_keys($health));
say($health['schema']['present'] === $health['schema']['target']);
say($health['server'] !== '');
say($health['droplist']);
say($health['effects']);
say($health['crons']);
say($health['needs_person']);
say($health['orders']);
?>
--EXPECT--
["schema","server","now","version","test_clock","libraries"]
[0,true,"2026-11-23 09:00:00",true,true]
["MariaDB Connector/C",true,3]
["libcurl",true,3]
["libzip",true,3]
["zlib",true,3]
["PCRE2",true,3]
["libidn2",true,3]
["schema","server","now","droplist","effects","crons","needs_person","registrar","withdrawals","orders","version","test_clock","libraries"]
true
true
{"names":2,"generation":null,"last_good":null,"last_attempt":null,"sources":[{"name":"list","address":"https://www.hexonet.net/files/domain-backordering/pending_delete_domain_list.csv.zip","good_at":"","names":0,"failed_at":"","code":"","error":""}],"sources_error":null}
{"waiting":2,"failed":1}
{"batch":{"start":"2026-11-23 09:00:00","ok":"2026-11-23 09:00:00","error":null,"message":"Nothing to do.","way":""},"import":{"start":null,"ok":null,"error":null,"message":null,"way":null},"dropdates":{"start":null,"ok":null,"error":null,"message":null,"way":null}}
[{"id":1,"name":"a.com","status":"REQUESTED","reason":"needs_person","text":"Look here."}]
{"statuses":{"REQUESTED":1,"ACTIVE":0,"PROCESSING":0,"SUCCESSFUL":0,"FAILED":0,"CANCELLED":0,"AUCTION-PENDING":0,"AUCTION-WON":0,"AUCTION-LOST":0,"PENDING-PAYMENT":0},"total":1}
