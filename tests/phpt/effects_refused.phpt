--TEST--
effects_claim() and effect_settle() refuse limits, holders, ids and results that make no sense, and change nothing then
--INI--
ispapibackorder.clock_file={PWD}/effects_refused.clock
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_clock('2026-11-23 09:00:00');
backorder_start();
foreach ([['', 1, 1], ['web', 0, 1], ['web', 501, 1], ['web', -1, 1], ['web', 1, 0], ['web', 1, 86401], ['web', PHP_INT_MAX, 1],
	['web', 1, PHP_INT_MIN]] as $arguments) {
	attempt(function () use ($arguments) {
		return bo\effects_claim(...$arguments);
	});
}
attempt(function () {
	return bo\effects_claim('web', '10');
});
attempt(function () {
	return bo\effects_claim('web', 'ten');
});

sql("INSERT INTO backorder_domains (id, userid, domain, tld, status, createddate, updateddate) VALUES
	(7, 1, 'foo', 'com', 'PENDING-PAYMENT', '2026-11-20', '2026-11-20');");
sql("INSERT INTO backorder_effects (order_id, kind, unique_key, payload, not_before, created_at, updated_at) VALUES
	(NULL, 'mail', 'a', '{}', '2026-11-23', '2026-11-23', '2026-11-23'), (7, 'invoice', 'b', '{}', '2026-11-23', '2026-11-23', '2026-11-23'),
	(NULL, 'mail', 'c', '{}', '2026-11-24', '2026-11-23', '2026-11-23');");
// A holder's name is cut, a token still is its own.
[$mail, $invoice] = bo\effects_claim(str_repeat('holder ', 1000), 2);
say([strlen($mail['token']) <= 64, $mail['kind'], $invoice['kind'], bo\effects_claim('web')]);

attempt(function () {
	bo\effect_settle(999, 'token', true);
});
attempt(function () {
	bo\effect_settle(-1, 'token', false);
});
// A failure that somebody without the token tells.
bo\effect_settle($mail['id'], 'another token', false, ['message' => 'not mine']);
bo\effect_settle($mail['id'], '', false);
say(sql("SELECT state, result FROM backorder_effects WHERE id = {$mail['id']}"));
foreach ([[], ['invoiceid' => 0], ['invoiceid' => -3], ['invoiceid' => 'x'], ['invoiceid' => [1]], ['invoiceid' => 1.5], ['invoiceid' => null]] as $result) {
	attempt(function () use ($invoice, $result) {
		bo\effect_settle($invoice['id'], $invoice['token'], true, $result);
	});
}
attempt(function () use ($invoice) {
	bo\effect_settle($invoice['id'], $invoice['token'], true, ['invoiceid' => new stdClass()]);
});
say(sql("SELECT state, attempts FROM backorder_effects WHERE id = {$invoice['id']}"));
// A message of any size and bytes is kept as far as it fits.
bo\effect_settle($mail['id'], $mail['token'], false, ['message' => str_repeat("ü\xff", 100000)]);
say(sql("SELECT state, CHAR_LENGTH(result) > 100, CHAR_LENGTH(result) < 600 FROM backorder_effects WHERE id = {$mail['id']}"));
attempt(function () {
	bo\effect_settle('1', 'token', 'yes', 'no array');
});
?>
--EXPECT--
InputException INVALID: Take 1 to 500 effects for 1 to 86400 seconds, for a holder with a name.
InputException INVALID: Take 1 to 500 effects for 1 to 86400 seconds, for a holder with a name.
InputException INVALID: Take 1 to 500 effects for 1 to 86400 seconds, for a holder with a name.
InputException INVALID: Take 1 to 500 effects for 1 to 86400 seconds, for a holder with a name.
InputException INVALID: Take 1 to 500 effects for 1 to 86400 seconds, for a holder with a name.
InputException INVALID: Take 1 to 500 effects for 1 to 86400 seconds, for a holder with a name.
InputException INVALID: Take 1 to 500 effects for 1 to 86400 seconds, for a holder with a name.
InputException INVALID: Take 1 to 500 effects for 1 to 86400 seconds, for a holder with a name.
[]
TypeError: Ispapi\Backorder\effects_claim(): Argument #2 ($limit) must be of type int, string given
[true,"mail","invoice",[]]
InputException NOT_FOUND: There is no effect 999.
InputException NOT_FOUND: There is no effect -1.
"taken\tNULL"
InputException INVALID: An invoice effect is settled with the invoice's id.
InputException INVALID: An invoice effect is settled with the invoice's id.
InputException INVALID: An invoice effect is settled with the invoice's id.
InputException INVALID: An invoice effect is settled with the invoice's id.
InputException INVALID: An invoice effect is settled with the invoice's id.
InputException INVALID: An invoice effect is settled with the invoice's id.
InputException INVALID: An invoice effect is settled with the invoice's id.
TypeError: Only arrays, texts, numbers, booleans and null can be handed over.
"taken\t1"
"waiting\t1\t1"
TypeError: Ispapi\Backorder\effect_settle(): Argument #4 ($result) must be of type array, string given
