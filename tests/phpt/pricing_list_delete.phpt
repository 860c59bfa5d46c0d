--TEST--
pricing_list() shows every zone with its prices; pricing_delete() takes one away and says when there is none
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_prepare();
bo\configure(backorder_settings());
bo\activate();
say(bo\pricing_list());
bo\pricing_save('com', [1 => '60', 2 => '50']);
bo\pricing_save('münchen.de', [2 => '5.5', 1 => '']);
say(bo\pricing_list());
say(bo\pricing_list(['anything' => 'is ignored'])['total']);
// A currency's number is an integer key again.
var_dump(array_keys(bo\pricing_list()['zones'][0]['prices']));

attempt(function () {
	bo\pricing_delete('MÜNCHEN.de');
});
foreach (['münchen.de', 'nosuch', '', '%', "com\0x"] as $zone) {
	attempt(function () use ($zone) {
		bo\pricing_delete($zone);
	});
}
say(array_column(bo\pricing_list()['zones'], 'zone'));
?>
--EXPECT--
