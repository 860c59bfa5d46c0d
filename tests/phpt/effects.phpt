--TEST--
effects_claim() and effect_settle(): an effect is handed out once, told done or tried later, and a lost one comes back
--INI--
ispapibackorder.clock_file={PWD}/effects.clock
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_clock('2026-11-23 09:00:00');
backorder_start();
$id = bo\backorder_create(1, 'caught.com')['id'];
sql("UPDATE backorder_domains SET status = 'PENDING-PAYMENT', price = 60, currency_id = 1 WHERE id = $id;");
say(bo\command(['COMMAND' => 'CreateInvoice', 'BACKORDERID' => $id], ['role' => 'admin', 'admin_id' => 1])['CODE']);
say(bo\funds(1)['unpaid']['value']);

$taken = bo\effects_claim('web1');
say(array_keys($taken[0]));
$effect = $taken[0];
say([count($taken), $effect['id'], $effect['kind'], $effect['attempt'], $effect['token']]);
say(json_decode($effect['payload'], true));
// Nobody else gets it while it is taken.
say(bo\effects_claim('web2'));

// It failed: told, and tried again after a pause.
bo\effect_settle($effect['id'], $effect['token'], false, ['message' => 'localAPI said no']);
say(sql('SELECT state, not_before, result, amount FROM backorder_effects'));
say(bo\effects_claim('web1'));
backorder_clock('2026-11-23 09:01:00');
$again = bo\effects_claim('web1', 1, 60)[0];
say([$again['attempt'], $again['token']]);

// The process that had it is gone: after its time another one gets it, with a new token.
backorder_clock('2026-11-23 09:02:00');
$third = bo\effects_claim('web2', 500, 86400)[0];
say([$third['attempt'], $third['token']]);
// What the first one says late about a failure does not count any more.
bo\effect_settle($again['id'], $again['token'], false, ['message' => 'late']);
say(sql('SELECT state, result FROM backorder_effects'));

// But what it did is done, whoever has the effect now: the invoice is the order's, and telling it again changes nothing.
sql("INSERT INTO tblinvoices (id, userid, total, status, notes) VALUES (41, 1, 60, 'Unpaid', '[ispapibackorder:order:$id]');");
bo\effect_settle($again['id'], $again['token'], true, ['invoiceid' => '41']);
bo\effect_settle($third['id'], $third['token'], true, ['invoiceid' => 41]);
bo\effect_settle($third['id'], $third['token'], false, ['message' => 'after all not']);
say(sql('SELECT state, amount, result FROM backorder_effects'));
say(sql('SELECT status, invoice, reason FROM backorder_domains'));
say(bo\funds(1)['unpaid']['value']);
attempt(function () use ($third) {
	bo\effect_settle($third['id'], $third['token'], true, ['invoiceid' => 42]);
});
say(bo\effects_claim('web1'));
say(sql("SELECT COUNT(*) FROM backorder_logs WHERE reason = 'invoiced'"));
?>
--EXPECT--
200
"60.00"
["id","kind","payload","attempt","token"]
[1,1,"invoice",1,"web1#1"]
{"order_id":1,"client_id":1,"domain":"caught.com","texts":{"description":"invoice_item"},"name":"caught.com","amount":"60.00","currency_id":1,"taxed":false,"time":"2026-11-23 09:00:00","due_days":10,"notes":"[ispapibackorder:order:1]"}
[]
"waiting\t2026-11-23 09:01:00\tlocalAPI said no\t60.00"
[]
[2,"web1#2"]
[3,"web2#3"]
"taken\tlocalAPI said no"
"done\t0.00\tinvoice 41"
"PENDING-PAYMENT\t41\tinvoiced"
"60.00"
InputException CONFLICT: Backorder 1 has invoice 41 already; invoice 42 was made as well and has to be cancelled by a person.
[]
"1"
