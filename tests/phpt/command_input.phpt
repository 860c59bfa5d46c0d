--TEST--
command(): parameters of odd types are refused in the envelope; what no array of a form can hold is a TypeError
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
$client = ['role' => 'client', 'client_id' => 1];
$admin = ['role' => 'admin', 'admin_id' => 1];
$run = function (array $command, array $caller): void {
	attempt(function () use ($command, $caller) {
		$answer = bo\command($command, $caller);
		return [$answer['CODE'], $answer['DESCRIPTION']];
	});
};
foreach ([['a.com'], [], 1.5, 5, '', null, "a.com\0", str_repeat('a', 100000), "a.com\n", 'a.com; b.com', "\u{202e}moc.a"] as $domain) {
	$run(['COMMAND' => 'CreateBackorder', 'DOMAIN' => $domain], $client);
}
foreach ([0, 501, -1, 'ten', '10 ', ' 10', '1e2', 10.0, [], PHP_INT_MAX, '9223372036854775808', '', null] as $limit) {
	$run(['COMMAND' => 'QueryBackorderList', 'LIMIT' => $limit], $client);
}
foreach (['STATUS' => ['x'], 'SEARCH' => str_repeat('x', 256), 'ORDERBY' => "id\0desc", 'FIRST' => '-1'] as $key => $value) {
	$run(['COMMAND' => 'QueryBackorderList', $key => $value], $client);
}
foreach (['2026-11-23', '2026-02-30', 'today', 20261123, ['2026-11-23'], '2026-11-23 00:00:00'] as $day) {
	$run(['COMMAND' => 'QueryLogList', 'DATE_FROM' => $day], $admin);
}
// true is not the order 1, and false is none at all.
foreach ([true, false, 0, 1] as $id) {
	$run(['COMMAND' => 'QueryBackorderTimeline', 'BACKORDERID' => $id], $admin);
}
// Prices: PRICE and a currency's number, as many as there are.
foreach ([[], ['PRICE' => '5'], ['PRICEX' => '5'], ['PRICE1' => '5,50', 'price2' => ''], ['PRICE1' => ['5']], ['PRICE9' => '5'],
	['PRICE1' => 5], ['PRICE12345678901' => '5'], ['PRICE1' => str_repeat('1', 33)]] as $prices) {
	$run(['COMMAND' => 'SavePrice', 'TLD' => 'net'] + $prices, $admin);
}
echo sql("SELECT extension, currency_id, fullprice FROM backorder_pricing WHERE extension = 'net'"), "\n";
foreach ([new stdClass(), function () {
}, STDIN, [new ArrayObject()]] as $value) {
	$run(['COMMAND' => 'CreateBackorder', 'DOMAIN' => 'a.com', 'MORE' => $value], $client);
	$run(['COMMAND' => 'CreateBackorder', 'DOMAIN' => 'a.com'], $client + ['more' => $value]);
}
say(sql('SELECT GROUP_CONCAT(domain) FROM backorder_domains'));
?>
--EXPECT--
[505,"Invalid attribute value syntax; DOMAIN"]
[505,"Invalid attribute value syntax; DOMAIN"]
[505,"Invalid attribute value syntax; DOMAIN"]
[505,"Invalid attribute value syntax; DOMAIN: no zone behind the name (like .com)"]
[504,"Missing required attribute; DOMAIN"]
[504,"Missing required attribute; DOMAIN"]
[505,"Invalid attribute value syntax; DOMAIN: a character that domain names do not have"]
[505,"Invalid attribute value syntax; DOMAIN: longer than 253 characters"]
[200,"Command completed successfully"]
[505,"Invalid attribute value syntax; DOMAIN: a character that domain names do not have"]
[505,"Invalid attribute value syntax; DOMAIN: not a valid internationalised name"]
[541,"Invalid attribute value; LIMIT must be from 1 to 500"]
[541,"Invalid attribute value; LIMIT must be from 1 to 500"]
[541,"Invalid attribute value; LIMIT must be from 1 to 500"]
[505,"Invalid attribute value syntax; LIMIT"]
[505,"Invalid attribute value syntax; LIMIT"]
[505,"Invalid attribute value syntax; LIMIT"]
[505,"Invalid attribute value syntax; LIMIT"]
[505,"Invalid attribute value syntax; LIMIT"]
[505,"Invalid attribute value syntax; LIMIT"]
[541,"Invalid attribute value; LIMIT must be from 1 to 500"]
[505,"Invalid attribute value syntax; LIMIT"]
[200,"Command completed successfully"]
[200,"Command completed successfully"]
[505,"Invalid attribute value syntax; STATUS"]
[541,"Invalid attribute value; SEARCH is too long"]
[505,"Invalid attribute value syntax; ORDERBY"]
[541,"Invalid attribute value; FIRST must be from 0 to 1000000000"]
[200,"Command completed successfully"]
[505,"Invalid attribute value syntax; DATE_FROM must be a day like 2026-11-23"]
[505,"Invalid attribute value syntax; DATE_FROM must be a day like 2026-11-23"]
[505,"Invalid attribute value syntax; DATE_FROM must be a day like 2026-11-23"]
[505,"Invalid attribute value syntax; DATE_FROM"]
[505,"Invalid attribute value syntax; DATE_FROM must be a day like 2026-11-23"]
[505,"Invalid attribute value syntax; BACKORDERID"]
[504,"Missing required attribute; BACKORDERID"]
[541,"Invalid attribute value; BACKORDERID must be from 1 to 4294967295"]
[200,"Command completed successfully"]
[504,"Missing required attribute; PRICE"]
[504,"Missing required attribute; PRICE"]
[504,"Missing required attribute; PRICE"]
[200,"Command completed successfully"]
[505,"Invalid attribute value syntax; PRICE1"]
[545,"Entity reference not found; There is no such currency."]
[200,"Command completed successfully"]
[504,"Missing required attribute; PRICE"]
[541,"Invalid attribute value; PRICE1 is too long"]
net	1	5.00
net	2	NULL
TypeError: Only arrays, texts, numbers, booleans and null can be handed over.
TypeError: Only arrays, texts, numbers, booleans and null can be handed over.
TypeError: Only arrays, texts, numbers, booleans and null can be handed over.
TypeError: Only arrays, texts, numbers, booleans and null can be handed over.
TypeError: Only arrays, texts, numbers, booleans and null can be handed over.
TypeError: Only arrays, texts, numbers, booleans and null can be handed over.
TypeError: Only arrays, texts, numbers, booleans and null can be handed over.
TypeError: Only arrays, texts, numbers, booleans and null can be handed over.
"a"
