--TEST--
References, by argument and inside arrays, are read through and left as they were
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_prepare();
// Settings whose values are references, in an array that is one itself.
$user = backorder_settings()['db_user'];
$settings = backorder_settings();
$settings['db_user'] = &$user;
$alias = &$settings;
bo\configure($alias);
bo\activate();

$zone = 'com';
$price = '60,00';
$prices = [1 => &$price];
$same = &$prices;
say(bo\pricing_save($zone, $same));
say([$zone, $price, $prices === [1 => '60,00']]);

$client = 1;
$name = 'BÜCHER.com';
$actor = 'client 1';
$options = ['actor' => &$actor];
$call = function (&$client, &$name, &$options) {
	return bo\backorder_create($client, $name, $options);
};
say($call($client, $name, $options)['name']);
say([$client, $name, $options]);

$names = ['one.com', &$name, 'two.com'];
foreach ($names as &$each) {
	// The loop leaves references behind in the array.
}
say(array_column(bo\backorder_create_many(1, $names), 'ok'));
say($names);

$command = ['COMMAND' => 'QueryBackorderList'];
$limit = '2';
$command['LIMIT'] = &$limit;
$caller = ['role' => 'client', 'client_id' => &$client];
say(bo\command($command, $caller)['PROPERTY']['TOTAL']);
say([$limit, $client]);
say(bo\command(...[&$command, &$caller])['PROPERTY']['LIMIT']);
say(call_user_func_array('Ispapi\Backorder\backorder_list', [&$client, ['limit' => &$limit]])['limit']);

// What comes back is the caller's own: changing it changes nothing elsewhere.
$first = bo\machine_table();
$first[0]['from'] = 'changed';
say(bo\machine_table()[0]['from']);
?>
--EXPECT--
{"zone":"com"}
["com","60,00",true]
"xn--bcher-kva.com"
[1,"BÜCHER.com",{"actor":"client 1"}]
[true,false,true]
["one.com","BÜCHER.com","two.com"]
[3]
["2",1]
[2]
2
""
