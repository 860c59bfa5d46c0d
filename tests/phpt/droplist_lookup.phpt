--TEST--
droplist_lookup(): tells the drop date of one name, in any spelling, straight from the table
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
backorder_listed(['listed.com' => '2026-11-30 18:30:00', 'xn--bcher-kva.co.uk' => '2026-12-01 00:00:00', 'co.uk' => '2026-12-02 01:02:03']);
foreach (['listed.com', ' LISTED.com.', 'bücher.co.uk', 'co.uk', 'missing.com', 'listed.net', 'sub.listed.com'] as $name) {
	attempt(function () use ($name) {
		return bo\droplist_lookup($name);
	});
}
foreach (['', 'com', 'a b.com', "listed.com\0"] as $name) {
	attempt(function () use ($name) {
		return bo\droplist_lookup($name);
	});
}
sql("DELETE FROM backorder_pending_domains WHERE domain = 'listed'");
say(bo\droplist_lookup('listed.com')['listed']);
?>
--EXPECT--
{"name":"listed.com","dropdate":"2026-11-30 18:30:00","listed":true}
{"name":"listed.com","dropdate":"2026-11-30 18:30:00","listed":true}
{"name":"xn--bcher-kva.co.uk","dropdate":"2026-12-01 00:00:00","listed":true}
{"name":"co.uk","dropdate":"2026-12-02 01:02:03","listed":true}
{"name":"missing.com","dropdate":null,"listed":false}
{"name":"listed.net","dropdate":null,"listed":false}
{"name":"sub.listed.com","dropdate":null,"listed":false}
InputException INVALID: This is not a domain name: empty.
InputException INVALID: This is not a domain name: no zone behind the name (like .com).
InputException INVALID: This is not a domain name: a character that domain names do not have.
InputException INVALID: This is not a domain name: a character that domain names do not have.
false
