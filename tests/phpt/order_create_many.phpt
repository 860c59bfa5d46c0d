--TEST--
backorder_create_many(): each name on its own, whatever its neighbours are
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
bo\backorder_create(1, 'there.com');
foreach (bo\backorder_create_many(1, ['One.com', 'bad name', 'ÜBER.com', 'there.com', 'x.org', 'one.com', 5, null,
	['nested.com'], 'last.com'], ['actor' => 'client 1']) as $answer) {
	ksort($answer);
	say($answer);
}
echo sql('SELECT domain, tld FROM backorder_domains ORDER BY id'), "\n";

// An unknown client is told at each name, as with a single one.
say(array_column(bo\backorder_create_many(99, ['a.com', 'b.com']), 'reason', 'name'));

// 1 to 500 names in a list.
foreach ([[], ['name' => 'a.com'], array_fill(0, 501, 'a.com'), [1 => 'a.com']] as $names) {
	attempt(function () use ($names) {
		return bo\backorder_create_many(1, $names);
	});
}
$names = array_map(function ($i) {
	return "n$i.com";
}, range(1, 500));
$answers = bo\backorder_create_many(1, $names);
say([count($answers), count(array_filter(array_column($answers, 'ok'))), array_column($answers, 'name') === $names]);
attempt(function () {
	return bo\backorder_create_many(1, [new stdClass()]);
});
?>
--EXPECT--
{"id":2,"message":null,"name":"one.com","ok":true,"others":0,"reason":null}
{"id":null,"message":"This is not a domain name: a character that domain names do not have.","name":"bad name","ok":false,"reason":"INVALID"}
{"id":3,"message":null,"name":"xn--ber-goa.com","ok":true,"others":0,"reason":null}
{"id":null,"message":"There is a backorder for this name already.","name":"there.com","ok":false,"reason":"EXISTS"}
{"id":null,"message":"Backorders of .org are not for sale.","name":"x.org","ok":false,"reason":"DENIED"}
{"id":null,"message":"There is a backorder for this name already.","name":"one.com","ok":false,"reason":"EXISTS"}
{"id":null,"message":"A name must be a text.","name":"","ok":false,"reason":"INVALID"}
{"id":null,"message":"A name must be a text.","name":"","ok":false,"reason":"INVALID"}
{"id":null,"message":"A name must be a text.","name":"","ok":false,"reason":"INVALID"}
{"id":6,"message":null,"name":"last.com","ok":true,"others":0,"reason":null}
there	com
one	com
xn--ber-goa	com
last	com
{"a.com":"NOT_FOUND","b.com":"NOT_FOUND"}
InputException INVALID: Give 1 to 500 names.
InputException INVALID: Give 1 to 500 names.
InputException INVALID: Give 1 to 500 names.
InputException INVALID: Give 1 to 500 names.
[500,500,true]
TypeError: Only arrays, texts, numbers, booleans and null can be handed over.
