--TEST--
activate(): on the tables of version 4 their orders go on, and health() tells what is doubtful
--INI--
ispapibackorder.clock_file={PWD}/upgrade_version4.clock
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_clock('2026-11-23 09:00:00');
backorder_prepare();
sql("SET sql_mode = '';
CREATE TABLE backorder_domains (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, userid INT NOT NULL, domain VARCHAR(255) NOT NULL,
	tld VARCHAR(32) NOT NULL, type ENUM('FULL','LITE') NOT NULL, status ENUM('REQUESTED','ACTIVE','PROCESSING') NOT NULL,
	createddate DATETIME NOT NULL, updateddate DATETIME NOT NULL, dropdate DATETIME NOT NULL, reference VARCHAR(255) NOT NULL,
	invoice VARCHAR(255) NOT NULL, lowbalance_notification INT NOT NULL, UNIQUE KEY userid (userid, domain, tld)) CHARSET=utf8;
CREATE TABLE backorder_pricing (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, extension VARCHAR(20) NOT NULL, currency_id INT NOT NULL,
	fullprice FLOAT, liteprice FLOAT) CHARSET=utf8;
INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('com', 1, 12.99);
INSERT INTO backorder_domains (userid, domain, tld, type, status, createddate, updateddate, dropdate) VALUES
	(1, 'good', 'com', 'FULL', 'ACTIVE', '2026-11-01', '2026-11-01', '2026-11-25 10:00:00'),
	(1, '-bad-', 'com', 'FULL', 'REQUESTED', '2026-11-01', '2026-11-01', '0000-00-00');");
bo\configure(backorder_settings());
$made = bo\activate();
say($made['schema'] === bo\health()['schema']['target']);
$list = bo\command(['COMMAND' => 'QueryBackorderList'], ['role' => 'client', 'client_id' => 1]);
say([$list['CODE'], $list['PROPERTY']['DOMAIN'], $list['PROPERTY']['STATUS']]);
say(bo\funds(1)['reserved']);
say(bo\health()['upgrade']['doubtful']);
foreach (bo\health()['upgrade']['rows'] as $row) {
	say($row);
}
say(bo\activate() === $made);
sql('DROP TABLE backorder_upgrade_report');
say(isset(bo\health()['upgrade']));
?>
--EXPECT--
true
[200,["-bad-.com","good.com"],["CANCELLED","ACTIVE"]]
{"value":"12.99","formatted":"$12.99 USD"}
2
{"table":"domains","id":2,"kind":"name_invalid","message":"\"-bad-.com\" is no domain name; the order is CANCELLED."}
{"table":"domains","id":1,"kind":"date_unlisted","message":"good.com: its drop date is not that of the drop list. If the next import does not know the name, check the date."}
true
false
