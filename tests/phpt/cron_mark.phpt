--TEST--
cron_mark(): remembers when a cron began and how it ended, and logs the end
--INI--
ispapibackorder.clock_file={PWD}/cron_mark.clock
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_clock('2026-11-23 09:00:00');
backorder_start();
say(bo\cron_mark('batch', 'start'));
say(bo\health()['crons']['batch']);
say(bo\log_list()['total']);
backorder_clock('2026-11-23 09:05:00');
bo\cron_mark('batch', 'error', 'The registrar is away.');
say(bo\health()['crons']['batch']);
backorder_clock('2026-11-23 10:00:00');
bo\cron_mark('batch', 'start', 'crontab');
bo\cron_mark('batch', 'ok');
say(bo\health()['crons']['batch']);
foreach (bo\log_list()['items'] as $item) {
	say([$item['cron'], $item['date'], $item['status'], $item['message'], $item['actor'], $item['order_id']]);
}
foreach ([['batch', 'stop'], ['batch', ''], ['batch', 'OK'], ['Batch', 'ok'], ['ba tch', 'ok'], ["batch'", 'ok'], [str_repeat('a', 33), 'ok'], ['batch', 'start', 'two words'], ['batch', 'start', str_repeat('a', 33)]] as $arguments) {
	attempt(function () use ($arguments) {
		return bo\cron_mark(...$arguments);
	});
}
// Longer than the column, and not UTF-8: the mark is more important than the message.
attempt(function () {
	return bo\cron_mark('batch', 'ok', str_repeat('x', 70000));
});
attempt(function () {
	return bo\cron_mark('batch', 'ok', "bad \xff byte");
});
foreach (bo\log_list(['limit' => 2])['items'] as $item) {
	say([$item['status'], strlen($item['message']) > 5, is_utf8($item['message'])]);
}

function is_utf8(string $text): bool
{
	return preg_match('//u', $text) === 1;
}
?>
--EXPECT--
null
{"start":"2026-11-23 09:00:00","ok":null,"error":null,"message":null,"way":""}
0
{"start":"2026-11-23 09:00:00","ok":null,"error":"2026-11-23 09:05:00","message":"The registrar is away.","way":""}
{"start":"2026-11-23 10:00:00","ok":"2026-11-23 10:00:00","error":"2026-11-23 09:05:00","message":"","way":"crontab"}
["batch","2026-11-23 09:05:00","error","The registrar is away.","cron",null]
InputException INVALID: A cron's mark is start, ok or error.
InputException INVALID: A cron's mark is start, ok or error.
InputException INVALID: A cron's mark is start, ok or error.
InputException INVALID: A cron's name has small letters and underscores only.
InputException INVALID: A cron's name has small letters and underscores only.
InputException INVALID: A cron's name has small letters and underscores only.
InputException INVALID: A cron's name has small letters and underscores only.
InputException INVALID: What called a cron is one word of small letters.
InputException INVALID: What called a cron is one word of small letters.
null
null
["ok",true,true]
["ok",true,true]
