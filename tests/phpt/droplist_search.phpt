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
	['from' => '2026-11-25 10:00:01', 'to' => '2026-11-28'], ['contains' => 'a', 'zones' => ['com'], 'idn' => 0]] as $filter) {
	$search($filter);
}
foreach (['dropdate', 'dropdatedesc', 'name', 'NAMEDESC', 'length', 'lengthdesc', 'digits', 'digitsdesc', 'hyphens', 'hyphensdesc',
	'zone', 'zonedesc'] as $order) {
	$search(['orderby' => $order, 'limit' => 3]);
}
foreach ([[0, 2], [2, 2], [6, 2], [7, 2], [1000000, 2], [0, 0], ['1', '10000']] as [$first, $limit]) {
	$search(['first' => $first, 'limit' => $limit, 'orderby' => 'name']);
}
// A name is over the second its drop is.
backorder_clock('2026-11-25 10:00:00');
$search([]);
// The next import is seen at once.
backorder_listed(['new.com' => '2026-12-24 00:00:00'], 8);
say(bo\droplist_search(['zones' => ['com'], 'orderby' => 'dropdatedesc', 'limit' => 1])['items'][0]['name']);
say(bo\droplist_search([])['generation']);
?>
--EXPECT--
