--TEST--
effects_claim(): an invoice that was made before a crash is found by its mark and not made a second time
--INI--
ispapibackorder.clock_file={PWD}/effects_found.clock
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_clock('2026-11-23 09:00:00');
backorder_start();
$id = bo\backorder_create(1, 'caught.com')['id'];
sql("UPDATE backorder_domains SET status = 'PENDING-PAYMENT', price = 60, currency_id = 1 WHERE id = $id;");
bo\command(['COMMAND' => 'CreateInvoice', 'BACKORDERID' => $id], ['role' => 'cron']);
$payload = json_decode(bo\effects_claim('web1', 20, 60)[0]['payload'], true);
// WHMCS made it, then the process died before it could tell. Another client's note must not be taken for it.
sql("INSERT INTO tblinvoices (id, userid, subtotal, total, status, notes) VALUES (50, 2, 60, 60, 'Unpaid', '{$payload['notes']}'),
	(51, 1, 60, 60, 'Unpaid', '[ispapibackorder:order:{$id}0]'), (52, 1, 60, 60, 'Paid', 'Thank you.\n{$payload['notes']}');
	INSERT INTO tblinvoiceitems (invoiceid, userid, type, description, amount) VALUES
	(50, 2, '', 'caught.com', 60), (51, 1, '', 'caught.com', 60), (52, 1, '', 'caught.com', 60);");
backorder_clock('2026-11-23 09:05:00');
say(bo\effects_claim('web2'));
say(sql('SELECT state, attempts, result FROM backorder_effects'));
say(sql('SELECT status, invoice FROM backorder_domains'));
?>
--EXPECT--
[]
"done\t2\tinvoice 52"
"PENDING-PAYMENT\t52"
