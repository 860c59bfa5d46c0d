--TEST--
What belongs to another client is not there: no list, count, timeline, deletion or activation reaches it
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
$id = bo\backorder_create(1, 'mine.com')['id'];
bo\backorder_create(2, 'yours.com');

say(array_column(bo\backorder_list(2)['items'], 'name'));
say(bo\backorder_list(2, ['search' => 'mine'])['total']);
say(bo\backorder_list(2, ['client_id' => 1, 'userid' => 1])['total']);
say(bo\backorder_overview(2)['total']);
$answer = function (callable $call): void {
	attempt($call);
};
$answer(function () use ($id) {
	return bo\backorder_timeline(2, $id);
});
$answer(function () {
	return bo\backorder_delete(2, 'mine.com');
});
$answer(function () {
	return bo\backorder_delete(2, 'mine.com', 'admin 1');
});
$answer(function () {
	return bo\backorder_activate(2, 'mine.com', ['force' => true]);
});
// The same through the command interface, where a client's own words about who it is do not count.
foreach ([
	['COMMAND' => 'QueryBackorderList', 'USERID' => 1],
	['COMMAND' => 'QueryBackorderList', 'client_id' => 1, 'SEARCH' => 'mine'],
] as $command) {
	say(bo\command($command, ['role' => 'client', 'client_id' => 2])['PROPERTY']['DOMAIN']);
}
foreach ([
	['COMMAND' => 'DeleteBackorder', 'DOMAIN' => 'mine.com', 'USERID' => 1],
	['COMMAND' => 'QueryBackorderTimeline', 'BACKORDERID' => $id],
	['COMMAND' => 'ActivateBackorder', 'DOMAIN' => 'mine.com', 'USERID' => 1],
] as $command) {
	$got = bo\command($command, ['role' => 'client', 'client_id' => 2]);
	say([$got['CODE'], $got['DESCRIPTION'], $got['PROPERTY']]);
}
// The log of a deleted order stays its owner's.
bo\backorder_delete(1, 'mine.com');
say(array_column(bo\backorder_timeline(1, $id), 'reason'));
$answer(function () use ($id) {
	return bo\backorder_timeline(2, $id);
});
?>
--EXPECT--
["yours.com"]
0
1
1
InputException NOT_FOUND: There is no such backorder.
InputException NOT_FOUND: There is no such backorder.
InputException NOT_FOUND: There is no such backorder.
InputException NOT_FOUND: There is no such backorder.
["yours.com"]
[]
[545,"Entity reference not found; There is no such backorder.",[]]
[545,"Entity reference not found; There is no such backorder.",[]]
[531,"Error; NOT AUTHORISED",[]]
["waiting_date","deleted_by_client"]
InputException NOT_FOUND: There is no such backorder.
