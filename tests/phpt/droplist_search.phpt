--TEST--
droplist_search(): each filter, each order, pages and exact totals over the list
--INI--
ispapibackorder.clock_file={PWD}/droplist_search.clock
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_clock('2026-11-23 09:00:00');
backorder_start();
backorder_listed(['aa.com' => '2026-11-25 10:00:00', 'shop-24.com' => '2026-11-24 10:00:00', 'myshop.net' => '2026-11-26 10:00:00',
	'123.com' => '2026-11-27 10:00:00', 'xn--bcher-kva.com' => '2026-11-28 10:00:00', 'aa.co.uk' => '2026-11-29 10:00:00',
	'gone.com' => '2026-11-23 09:00:00', 'soon.com' => '2026-11-23 09:00:01'], 7);

$search = function (array $search): void {
	echo json_encode($search, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), ': ';
	attempt(function () use ($search) {
		$found = bo\droplist_search($search);
		return $found['total'] . ': ' . implode(' ', array_column($found['items'], 'name_unicode'));
	});
};
$all = bo\droplist_search([]);
say([array_keys($all), $all['generation'], $all['items'][0]]);
foreach ($all['items'] as $item) {
	if ($item['label'] === 'xn--bcher-kva') {
		say($item);
	}
}
foreach ([[], ['zones' => ['com']], ['zones' => ['.CO.UK', 'net']], ['zones' => []], ['zones' => ['nosuch']], ['contains' => 'SHOP'],
	['contains' => 'üch'], ['starts' => 'shop'], ['ends' => 'shop'], ['expression' => '^[a-z]{2}$'], ['expression' => 'ü'],
	['not_expression' => '[0-9]'], ['length_min' => 6], ['length_max' => '3'], ['letters_min' => 1, 'letters_max' => 4],
	['digits_min' => 1], ['digits_max' => 0], ['hyphens_min' => 1], ['hyphens_max' => 0], ['idn' => 1], ['idn' => 0],
	['digits_only' => true], ['from' => '2026-11-26'], ['to' => '2026-11-25 10:00:00'],
	['from' => '2026-11-25 10:00:01', 'to' => '2026-11-28'], ['contains' => 'a', 'zones' => ['com'], 'idn' => 0],
	['contains' => ['sh', 'y']], ['contains' => ['sh', '3'], 'words' => 'any'], ['starts' => ['aa', '1']], ['starts' => ['m', 'my'], 'words' => 'all'],
	['not_contains' => ['a', 'o']], ['pattern' => 'VV'], ['pattern' => 'L*-N*'], ['within_hours' => 49], ['within_hours' => 1],
	['expression' => ['^a', '3$'], 'words' => 'any'], ['query' => 'shop'], ['query' => 'shop', 'ends' => 'p'],
	['query' => 'tld:com,net', 'zones' => ['net', 'co.uk']], ['query' => 'tld:de', 'zones' => ['net']], ['query' => 'tld:net']] as $filter) {
	$search($filter);
}
foreach (['dropdate', 'dropdatedesc', 'name', 'NAMEDESC', 'length', 'lengthdesc', 'digits', 'digitsdesc', 'hyphens', 'hyphensdesc',
	'zone', 'zonedesc'] as $order) {
	$search(['orderby' => $order, 'limit' => 3]);
}
foreach ([[0, 2], [2, 2], [6, 2], [7, 2], [1000000, 2], [0, 0], ['1', '10000']] as [$first, $limit]) {
	$search(['first' => $first, 'limit' => $limit, 'orderby' => 'name']);
}
$counted = bo\droplist_search(['counts' => true, 'limit' => 0, 'from' => '2026-11-26']);
say([$counted['total'], $counted['zone_counts'], array_column($counted['day_counts'], 'count', 'day')]);
say(bo\droplist_search(['counts' => true, 'contains' => 'nothing'])['day_counts']);
// A name is over the second its drop is.
backorder_clock('2026-11-25 10:00:00');
$search([]);
// The next import is seen at once.
backorder_listed(['new.com' => '2026-12-24 00:00:00'], 8);
say(bo\droplist_search(['zones' => ['com'], 'orderby' => 'dropdatedesc', 'limit' => 1])['items'][0]['name']);
say(bo\droplist_search([])['generation']);
?>
--EXPECT--
[["items","total","generation"],7,{"name":"soon.com","name_unicode":"soon.com","label":"soon","zone":"com","dropdate":"2026-11-23 09:00:01","length":4,"digits":0,"hyphens":0}]
{"name":"xn--bcher-kva.com","name_unicode":"bücher.com","label":"xn--bcher-kva","zone":"com","dropdate":"2026-11-28 10:00:00","length":6,"digits":0,"hyphens":0}
[]: "7: soon.com shop-24.com aa.com myshop.net 123.com bücher.com aa.co.uk"
{"zones":["com"]}: "5: soon.com shop-24.com aa.com 123.com bücher.com"
{"zones":[".CO.UK","net"]}: "2: myshop.net aa.co.uk"
{"zones":[]}: "7: soon.com shop-24.com aa.com myshop.net 123.com bücher.com aa.co.uk"
{"zones":["nosuch"]}: "0: "
{"contains":"SHOP"}: "2: shop-24.com myshop.net"
{"contains":"üch"}: "1: bücher.com"
{"starts":"shop"}: "1: shop-24.com"
{"ends":"shop"}: "1: myshop.net"
{"expression":"^[a-z]{2}$"}: "2: aa.com aa.co.uk"
{"expression":"ü"}: "1: bücher.com"
{"not_expression":"[0-9]"}: "5: soon.com aa.com myshop.net bücher.com aa.co.uk"
{"length_min":6}: "3: shop-24.com myshop.net bücher.com"
{"length_max":"3"}: "3: aa.com 123.com aa.co.uk"
{"letters_min":1,"letters_max":4}: "4: soon.com shop-24.com aa.com aa.co.uk"
{"digits_min":1}: "2: shop-24.com 123.com"
{"digits_max":0}: "5: soon.com aa.com myshop.net bücher.com aa.co.uk"
{"hyphens_min":1}: "1: shop-24.com"
{"hyphens_max":0}: "6: soon.com aa.com myshop.net 123.com bücher.com aa.co.uk"
{"idn":1}: "1: bücher.com"
{"idn":0}: "6: soon.com shop-24.com aa.com myshop.net 123.com aa.co.uk"
{"digits_only":true}: "1: 123.com"
{"from":"2026-11-26"}: "4: myshop.net 123.com bücher.com aa.co.uk"
{"to":"2026-11-25 10:00:00"}: "3: soon.com shop-24.com aa.com"
{"from":"2026-11-25 10:00:01","to":"2026-11-28"}: "2: myshop.net 123.com"
{"contains":"a","zones":["com"],"idn":0}: "1: aa.com"
{"contains":["sh","y"]}: "1: myshop.net"
{"contains":["sh","3"],"words":"any"}: "3: shop-24.com myshop.net 123.com"
{"starts":["aa","1"]}: "3: aa.com 123.com aa.co.uk"
{"starts":["m","my"],"words":"all"}: "1: myshop.net"
{"not_contains":["a","o"]}: "2: 123.com bücher.com"
{"pattern":"VV"}: "2: aa.com aa.co.uk"
{"pattern":"L*-N*"}: "1: shop-24.com"
{"within_hours":49}: "3: soon.com shop-24.com aa.com"
{"within_hours":1}: "1: soon.com"
{"expression":["^a","3$"],"words":"any"}: "3: aa.com 123.com aa.co.uk"
{"query":"shop"}: "2: shop-24.com myshop.net"
{"query":"shop","ends":"p"}: "1: myshop.net"
{"query":"tld:com,net","zones":["net","co.uk"]}: "1: myshop.net"
{"query":"tld:de","zones":["net"]}: "0: "
{"query":"tld:net"}: "1: myshop.net"
{"orderby":"dropdate","limit":3}: "7: soon.com shop-24.com aa.com"
{"orderby":"dropdatedesc","limit":3}: "7: aa.co.uk bücher.com 123.com"
{"orderby":"name","limit":3}: "7: 123.com aa.co.uk aa.com"
{"orderby":"NAMEDESC","limit":3}: "7: soon.com shop-24.com myshop.net"
{"orderby":"length","limit":3}: "7: aa.co.uk aa.com 123.com"
{"orderby":"lengthdesc","limit":3}: "7: shop-24.com bücher.com myshop.net"
{"orderby":"digits","limit":3}: "7: aa.co.uk aa.com bücher.com"
{"orderby":"digitsdesc","limit":3}: "7: 123.com shop-24.com aa.co.uk"
{"orderby":"hyphens","limit":3}: "7: 123.com aa.co.uk aa.com"
{"orderby":"hyphensdesc","limit":3}: "7: shop-24.com 123.com aa.co.uk"
{"orderby":"zone","limit":3}: "7: aa.co.uk 123.com aa.com"
{"orderby":"zonedesc","limit":3}: "7: myshop.net 123.com aa.com"
{"first":0,"limit":2,"orderby":"name"}: "7: 123.com aa.co.uk"
{"first":2,"limit":2,"orderby":"name"}: "7: aa.com bücher.com"
{"first":6,"limit":2,"orderby":"name"}: "7: soon.com"
{"first":7,"limit":2,"orderby":"name"}: "7: "
{"first":1000000,"limit":2,"orderby":"name"}: "7: "
{"first":0,"limit":0,"orderby":"name"}: "7: "
{"first":"1","limit":"10000","orderby":"name"}: "7: aa.co.uk aa.com bücher.com myshop.net shop-24.com soon.com"
[4,[{"zone":"com","count":2},{"zone":"co.uk","count":1},{"zone":"net","count":1}],{"2026-11-23":0,"2026-11-24":0,"2026-11-25":0,"2026-11-26":1,"2026-11-27":1,"2026-11-28":1,"2026-11-29":1}]
[]
[]: "4: myshop.net 123.com bücher.com aa.co.uk"
"new.com"
8
