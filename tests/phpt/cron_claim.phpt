--TEST--
cron_claim(): a cron is given to one caller when it is due, at its times of the day, and again after a failure
--INI--
ispapibackorder.clock_file={PWD}/cron_claim.clock
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

function at(string $time): void
{
	backorder_clock($time);
	$due = array_filter(['batch', 'import', 'dropdates'], 'Ispapi\Backorder\cron_claim');
	echo $time, ' ', implode(' ', $due) ?: '-', "\n";
	// All of them end well at once, but for the ones that the test lets fail.
	foreach ($due as $cron) {
		bo\cron_mark($cron, $cron === ($GLOBALS['failing'] ?? '') ? 'error' : 'ok');
	}
}

backorder_clock('2026-11-23 09:00:00');
backorder_start();
at('2026-11-23 09:00:00');
at('2026-11-23 09:00:00');
at('2026-11-23 09:01:59');
at('2026-11-23 09:02:00');
at('2026-11-23 10:00:59');
at('2026-11-23 10:01:00');
at('2026-11-23 11:00:00');
at('2026-11-23 11:01:00');
at('2026-11-24 00:00:59');
at('2026-11-24 00:01:00');
at('2026-11-24 01:01:00');
// Days without a caller.
at('2026-11-28 06:00:00');
$failing = 'import';
at('2026-11-28 10:05:00');
at('2026-11-28 11:04:59');
$failing = '';
at('2026-11-28 11:05:00');
at('2026-11-28 12:30:00');
// A start in the future is no start.
bo\cron_mark('import', 'start');
at('2026-11-27 12:30:00');
// A run that was killed has neither an end nor an error.
backorder_clock('2026-11-27 12:31:00');
bo\cron_mark('dropdates', 'start');
at('2026-11-27 12:35:00');
backorder_clock('2026-11-27 13:31:00');
say(bo\cron_claim('dropdates'));
say(bo\health()['crons']['dropdates']['start']);
// It is the claim that counts, not the end of the run.
say(bo\cron_claim('dropdates'));
foreach (['', 'Batch', 'nothing', "import'"] as $name) {
	attempt(function () use ($name) {
		return bo\cron_claim($name);
	});
}
?>
--EXPECT--
2026-11-23 09:00:00 batch import dropdates
2026-11-23 09:00:00 -
2026-11-23 09:01:59 -
2026-11-23 09:02:00 batch
2026-11-23 10:00:59 batch
2026-11-23 10:01:00 import
2026-11-23 11:00:00 batch
2026-11-23 11:01:00 dropdates
2026-11-24 00:00:59 batch
2026-11-24 00:01:00 import
2026-11-24 01:01:00 batch dropdates
2026-11-28 06:00:00 batch import dropdates
2026-11-28 10:05:00 batch import
2026-11-28 11:04:59 batch dropdates
2026-11-28 11:05:00 import
2026-11-28 12:30:00 batch
2026-11-27 12:30:00 batch import dropdates
2026-11-27 12:35:00 batch
true
"2026-11-27 13:31:00"
false
InputException INVALID: There is no cron of that name; there are batch, import and dropdates.
InputException INVALID: There is no cron of that name; there are batch, import and dropdates.
InputException INVALID: There is no cron of that name; there are batch, import and dropdates.
InputException INVALID: There is no cron of that name; there are batch, import and dropdates.
