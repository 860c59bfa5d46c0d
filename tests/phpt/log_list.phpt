--TEST--
log_list(): newest first, by each filter, in pages; texts are looked for as they are
--INI--
ispapibackorder.clock_file={PWD}/log_list.clock
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_clock('2026-11-21 09:00:00');
backorder_start();
say(bo\log_list());
bo\backorder_create(1, 'bücher.com', ['actor' => 'client 1']);
backorder_clock('2026-11-22 09:00:00');
bo\backorder_create(2, 'b.com');
bo\cron_mark('batch', 'ok', '100% done_');
backorder_clock('2026-11-23 09:00:00');
bo\cron_mark('import', 'error', "The server's answer: <b>no</b>");

foreach (bo\log_list()['items'] as $item) {
	say($item);
}
$ids = function (array $filter): void {
	echo json_encode($filter, JSON_UNESCAPED_UNICODE), ': ';
	attempt(function () use ($filter) {
		$list = bo\log_list($filter);
		return [$list['total'], $list['first'], $list['limit'], implode(' ', array_column($list['items'], 'id'))];
	});
};
foreach ([['search' => 'bücher'], ['search' => 'xn--bcher'], ['search' => '%'], ['search' => '_'], ['search' => "server's"], ['search' => '|'],
	['search' => 'BACKORDER'], ['status' => 'error'], ['status' => 'nosuch'], ['cron' => 'batch'], ['order_id' => 1], ['order_id' => '2'],
	['client_id' => 1], ['client_id' => 99], ['from' => '2026-11-22'], ['from' => '2026-11-22 09:00:01'], ['to' => '2026-11-22 09:00:00'],
	['from' => '2026-11-22', 'to' => '2026-11-22 23:59:59'], ['cron' => 'client', 'client_id' => 2, 'search' => 'b.com'],
	['first' => 1, 'limit' => 2], ['first' => 99], ['unknown' => 'ignored']] as $filter) {
	$ids($filter);
}
foreach ([['limit' => 0], ['limit' => 501], ['first' => -1], ['from' => 'yesterday'], ['to' => '2026-13-01']] as $filter) {
	$ids($filter);
}
?>
--EXPECT--
{"total":0,"more":false,"since":"","first":0,"limit":100,"items":[]}
{"id":"4","cron":"import","date":"2026-11-23 09:00:00","status":"error","message":"The server's answer: <b>no</b>","query":null,"order_id":null,"userid":null,"name":"","actor":"cron","from_status":"","to_status":"","reason":"","firstname":null,"lastname":null}
{"id":"3","cron":"batch","date":"2026-11-22 09:00:00","status":"ok","message":"100% done_","query":null,"order_id":null,"userid":null,"name":"","actor":"cron","from_status":"","to_status":"","reason":"","firstname":null,"lastname":null}
{"id":"2","cron":"client","date":"2026-11-22 09:00:00","status":"ok","message":"Backorder placed; its drop date is not known yet.","query":null,"order_id":"2","userid":"2","name":"b.com","actor":"client","from_status":"","to_status":"REQUESTED","reason":"waiting_date","firstname":"Bernd","lastname":"Kunde"}
{"id":"1","cron":"client","date":"2026-11-21 09:00:00","status":"ok","message":"Backorder placed; its drop date is not known yet.","query":null,"order_id":"1","userid":"1","name":"xn--bcher-kva.com","actor":"client 1","from_status":"","to_status":"REQUESTED","reason":"waiting_date","firstname":"Anna","lastname":"Client"}
{"search":"bücher"}: [0,0,100,""]
{"search":"xn--bcher"}: [1,0,100,"1"]
{"search":"%"}: [1,0,100,"3"]
{"search":"_"}: [1,0,100,"3"]
{"search":"server's"}: [1,0,100,"4"]
{"search":"|"}: [0,0,100,""]
{"search":"BACKORDER"}: [2,0,100,"2 1"]
{"status":"error"}: [1,0,100,"4"]
{"status":"nosuch"}: [0,0,100,""]
{"cron":"batch"}: [1,0,100,"3"]
{"order_id":1}: [1,0,100,"1"]
{"order_id":"2"}: [1,0,100,"2"]
{"client_id":1}: [1,0,100,"1"]
{"client_id":99}: [0,0,100,""]
{"from":"2026-11-22"}: [3,0,100,"4 3 2"]
{"from":"2026-11-22 09:00:01"}: [1,0,100,"4"]
{"to":"2026-11-22 09:00:00"}: [3,0,100,"3 2 1"]
{"from":"2026-11-22","to":"2026-11-22 23:59:59"}: [2,0,100,"3 2"]
{"cron":"client","client_id":2,"search":"b.com"}: [1,0,100,"2"]
{"first":1,"limit":2}: [4,1,2,"3 2"]
{"first":99}: [4,99,100,""]
{"unknown":"ignored"}: [4,0,100,"4 3 2 1"]
{"limit":0}: InputException INVALID: A page starts at 0 or later and has 1 to 500 rows.
{"limit":501}: InputException INVALID: A page starts at 0 or later and has 1 to 500 rows.
{"first":-1}: InputException INVALID: A page starts at 0 or later and has 1 to 500 rows.
{"from":"yesterday"}: InputException INVALID: from is not a date like 2026-11-23.
{"to":"2026-13-01"}: InputException INVALID: to is not a date like 2026-11-23.
