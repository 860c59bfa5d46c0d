--TEST--
command(): who may call what; a role without its id, or none at all, may nothing
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
$commands = ['ActivateBackorder', 'CreateBackorder', 'CreateBackorders', 'CreateInvoice', 'DeleteBackorder', 'DeletePrice',
	'GetAvailableFunds', 'QueryBackorderList', 'QueryBackorderOverviewDropdate', 'QueryBackorderOverviewList',
	'QueryBackorderOverviewStatus', 'QueryBackorderTimeline', 'QueryCompleteBackorderList', 'QueryDeletedDomainsList',
	'QueryDeletedDomainsStats', 'QueryLogList', 'QueryPriceList', 'QueryPriceTable', 'SavePrice'];
$callers = ['guest' => ['role' => 'guest'], 'client' => ['role' => 'client', 'client_id' => 1],
	'admin' => ['role' => 'admin', 'admin_id' => 1], 'cron' => ['role' => 'cron']];
// Nothing but the name: 531 is "you may not", anything else means that the role was let in.
foreach ($commands as $name) {
	$may = [];
	foreach ($callers as $role => $caller) {
		if (bo\command(['COMMAND' => $name], $caller)['CODE'] !== 531) {
			$may[] = $role;
		}
	}
	echo "$name: ", implode(' ', $may), "\n";
}
// An admin names the client; without, it is missing; a client's own USERID is not looked at.
foreach ([[], ['USERID' => 2], ['USERID' => '2'], ['USERID' => 0], ['USERID' => 'two'], ['USERID' => -1], ['USERID' => 99]] as $more) {
	$answer = bo\command(['COMMAND' => 'GetAvailableFunds'] + $more, $callers['admin']);
	say([$more, $answer['CODE'], $answer['DESCRIPTION'], $answer['PROPERTY']['CREDITBALANCE']['VALUE_FORMATED'] ?? null]);
}
say(bo\command(['COMMAND' => 'GetAvailableFunds', 'USERID' => 2], $callers['client'])['PROPERTY']['CREDITBALANCE']['VALUE_FORMATED']);

foreach ([[], ['role' => 'root'], ['role' => 'ADMIN', 'admin_id' => 1], ['role' => 'client'], ['role' => 'client', 'client_id' => 0],
	['role' => 'client', 'client_id' => -1], ['role' => 'client', 'client_id' => 'x'], ['role' => 'client', 'admin_id' => 1],
	['role' => 'admin'], ['role' => 'admin', 'client_id' => 1], ['role' => ['admin'], 'admin_id' => 1], ['role' => null],
	['role' => true, 'admin_id' => 1], ['client_id' => 1], ["role\0" => 'cron'], ['role' => 'guest', 'client_id' => 1]] as $caller) {
	$answer = bo\command(['COMMAND' => 'GetAvailableFunds'], $caller);
	echo json_encode($caller), ' ', $answer['CODE'], ' ', $answer['DESCRIPTION'], "\n";
}

// A guest sees the list of expiring names where a setting says so.
bo\configure(backorder_settings(['guests_may_search' => true]));
foreach (['QueryDeletedDomainsList', 'QueryDeletedDomainsStats', 'QueryPriceList', 'QueryBackorderList'] as $name) {
	say([$name, bo\command(['COMMAND' => $name], $callers['guest'])['CODE']]);
}
?>
--EXPECT--
ActivateBackorder: admin cron
CreateBackorder: client admin
CreateBackorders: client admin
CreateInvoice: admin cron
DeleteBackorder: client admin
DeletePrice: admin
GetAvailableFunds: client admin cron
QueryBackorderList: client admin
QueryBackorderOverviewDropdate: client admin
QueryBackorderOverviewList: client admin
QueryBackorderOverviewStatus: client admin
QueryBackorderTimeline: client admin
QueryCompleteBackorderList: admin cron
QueryDeletedDomainsList: client admin
QueryDeletedDomainsStats: client admin
QueryLogList: admin cron
QueryPriceList: guest client admin
QueryPriceTable: admin
SavePrice: admin
[[],504,"Missing required attribute; USERID",null]
[{"USERID":2},200,"Command completed successfully","300,00 €"]
[{"USERID":"2"},200,"Command completed successfully","300,00 €"]
[{"USERID":0},541,"Invalid attribute value; USERID must be from 1 to 4294967295",null]
[{"USERID":"two"},505,"Invalid attribute value syntax; USERID",null]
[{"USERID":-1},541,"Invalid attribute value; USERID must be from 1 to 4294967295",null]
[{"USERID":99},545,"Entity reference not found; There is no such client, or its currency was removed.",null]
"$500.00 USD"
[] 531 Error; NOT AUTHORISED
{"role":"root"} 531 Error; NOT AUTHORISED
{"role":"ADMIN","admin_id":1} 531 Error; NOT AUTHORISED
{"role":"client"} 531 Error; NOT AUTHORISED
{"role":"client","client_id":0} 531 Error; NOT AUTHORISED
{"role":"client","client_id":-1} 531 Error; NOT AUTHORISED
{"role":"client","client_id":"x"} 531 Error; NOT AUTHORISED
{"role":"client","admin_id":1} 531 Error; NOT AUTHORISED
{"role":"admin"} 531 Error; NOT AUTHORISED
{"role":"admin","client_id":1} 531 Error; NOT AUTHORISED
{"role":["admin"],"admin_id":1} 531 Error; NOT AUTHORISED
{"role":null} 531 Error; NOT AUTHORISED
{"role":true,"admin_id":1} 531 Error; NOT AUTHORISED
{"client_id":1} 531 Error; NOT AUTHORISED
{"role\u0000":"cron"} 531 Error; NOT AUTHORISED
{"role":"guest","client_id":1} 531 Error; NOT LOGGED IN
["QueryDeletedDomainsList",200]
["QueryDeletedDomainsStats",200]
["QueryPriceList",200]
["QueryBackorderList",531]
