--TEST--
command(): the envelope has its five fields with exact types, whatever the outcome; other addons compare them
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
$client = ['role' => 'client', 'client_id' => 1];
$show = function (array $command, array $caller): void {
	$answer = bo\command($command, $caller);
	echo implode(' ', array_map(function ($key, $value) {
		return "$key:" . gettype($value);
	}, array_keys($answer), $answer)), "\n";
	say([$answer['CODE'], $answer['DESCRIPTION'], $answer['QUEUETIME'], preg_match('/^\d+\.\d{3}$/D', $answer['RUNTIME'])]);
};
$show(['COMMAND' => 'GetAvailableFunds'], $client);
$show(['COMMAND' => 'NoSuchCommand'], $client);
$show([], $client);
$show(['COMMAND' => null], $client);
$show(['COMMAND' => ['GetAvailableFunds']], $client);
$show(['COMMAND' => 500], $client);
$show(['COMMAND' => 'CreateBackorder'], $client);
$show(['COMMAND' => 'CreateBackorder', 'DOMAIN' => 'a b.com'], $client);
$show(['COMMAND' => 'QueryLogList'], $client);
$show(['COMMAND' => 'CreateBackorder', 'DOMAIN' => 'a.org'], $client);
$show(['COMMAND' => 'DeleteBackorder', 'DOMAIN' => 'a.com'], $client);
$show(['COMMAND' => 'CreateBackorder', 'DOMAIN' => 'a.com', 'TYPE' => 'full'], $client);
$show(['COMMAND' => 'CreateBackorder', 'DOMAIN' => 'A.com'], $client);
// The names of commands and of parameters may be written in any case.
$show(['command' => 'getavailablefunds'], $client);

say(bo\command(['COMMAND' => 'GetAvailableFunds'], $client)['PROPERTY']);
say(bo\command(['COMMAND' => 'NoSuchCommand'], $client)['PROPERTY']);
$created = bo\command(['COMMAND' => 'CreateBackorder', 'DOMAIN' => 'BÜCHER.com'], $client)['PROPERTY'];
say($created);
$list = bo\command(['COMMAND' => 'QueryBackorderList', 'LIMIT' => '1'], $client)['PROPERTY'];
say([$list['ID'], $list['DOMAIN'], $list['DOMAINIDN'], $list['STATUS'], $list['TOTAL'], $list['COUNT'], $list['LIMIT']]);
$prices = bo\command(['COMMAND' => 'QueryPriceList', 'TLD' => '.com'], $client)['PROPERTY'];
say(array_keys($prices));
say(array_intersect_key($prices['com'], array_flip(['PRICEFULL', 'PRICEFULL_FORMATED', 'CURRENCYSUFFIX', 'CURRENCY', 'TLD'])));
$status = bo\command(['COMMAND' => 'QueryBackorderOverviewStatus'], $client);
say([$status['total'], $status['PROPERTY']['REQUESTED']]);
// An error of the database is told without its text.
sql('DROP TABLE tblclients');
$show(['COMMAND' => 'GetAvailableFunds'], $client);
?>
--EXPECT--
CODE:integer DESCRIPTION:string PROPERTY:array QUEUETIME:string RUNTIME:string
[200,"Command completed successfully","0.000",1]
CODE:integer DESCRIPTION:string PROPERTY:array QUEUETIME:string RUNTIME:string
[500,"Command invalid","0.000",1]
CODE:integer DESCRIPTION:string PROPERTY:array QUEUETIME:string RUNTIME:string
[500,"Command invalid","0.000",1]
CODE:integer DESCRIPTION:string PROPERTY:array QUEUETIME:string RUNTIME:string
[500,"Command invalid","0.000",1]
CODE:integer DESCRIPTION:string PROPERTY:array QUEUETIME:string RUNTIME:string
[500,"Command invalid","0.000",1]
CODE:integer DESCRIPTION:string PROPERTY:array QUEUETIME:string RUNTIME:string
[500,"Command invalid","0.000",1]
CODE:integer DESCRIPTION:string PROPERTY:array QUEUETIME:string RUNTIME:string
[504,"Missing required attribute; DOMAIN","0.000",1]
CODE:integer DESCRIPTION:string PROPERTY:array QUEUETIME:string RUNTIME:string
[505,"Invalid attribute value syntax; DOMAIN: a character that domain names do not have","0.000",1]
CODE:integer DESCRIPTION:string PROPERTY:array QUEUETIME:string RUNTIME:string
[531,"Error; NOT AUTHORISED","0.000",1]
CODE:integer DESCRIPTION:string PROPERTY:array QUEUETIME:string RUNTIME:string
[541,"Invalid attribute value; NOT SUPPORTED","0.000",1]
CODE:integer DESCRIPTION:string PROPERTY:array QUEUETIME:string RUNTIME:string
[545,"Entity reference not found; There is no such backorder.","0.000",1]
CODE:integer DESCRIPTION:string PROPERTY:array QUEUETIME:string RUNTIME:string
[200,"Command completed successfully","0.000",1]
CODE:integer DESCRIPTION:string PROPERTY:array QUEUETIME:string RUNTIME:string
[549,"Command failed; BACKORDER ALREADY EXISTING","0.000",1]
CODE:integer DESCRIPTION:string PROPERTY:array QUEUETIME:string RUNTIME:string
[200,"Command completed successfully","0.000",1]
{"CREDITBALANCE":{"VALUE":500.0,"VALUE_FORMATED":"$500.00 USD"},"UNPAIDINVOICES":{"VALUE":0.0,"VALUE_FORMATED":"$0.00 USD"},"RESERVEDAMOUNT":{"VALUE":0.0,"VALUE_FORMATED":"$0.00 USD"},"AMOUNT":{"VALUE":500.0,"VALUE_FORMATED":"$500.00 USD"}}
[]
{"ID":[3],"DOMAIN":["xn--bcher-kva.com"],"STATUS":["REQUESTED"],"DROPDATE":[null],"OTHERS":[0]}
[[3],["xn--bcher-kva.com"],["bücher.com"],["REQUESTED"],[2],[1],[1]]
["com"]
{"PRICEFULL":60.0,"PRICEFULL_FORMATED":"$60.00 USD","CURRENCYSUFFIX":" USD","CURRENCY":"USD","TLD":"com"}
[2,{"status":"REQUESTED","anzahl":2}]
CODE:integer DESCRIPTION:string PROPERTY:array QUEUETIME:string RUNTIME:string
[599,"Error; The command could not be carried out now; please try again later.","0.000",1]
