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
say(bo\pricing_list()['total']);
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
{"currencies":[{"id":1,"code":"USD","prefix":"$","suffix":" USD"},{"id":2,"code":"EUR","prefix":"","suffix":" €"}],"zones":[],"total":0}
{"currencies":[{"id":1,"code":"USD","prefix":"$","suffix":" USD"},{"id":2,"code":"EUR","prefix":"","suffix":" €"}],"zones":[{"zone":"com","zone_unicode":"com","prices":{"1":"60.00","2":"50.00"}},{"zone":"xn--mnchen-3ya.de","zone_unicode":"münchen.de","prices":{"1":"","2":"5.50"}}],"total":2}
2
array(2) {
  [0]=>
  int(1)
  [1]=>
  int(2)
}
null
InputException NOT_FOUND: There is no price for .xn--mnchen-3ya.de.
InputException NOT_FOUND: There is no price for .nosuch.
InputException INVALID: This is not a zone: empty.
InputException INVALID: This is not a zone: a character that domain names do not have.
InputException INVALID: This is not a zone: a character that domain names do not have.
["com"]
