--TEST--
A request that a fatal error ends inside a call (memory_limit) leaves the next request of the process healthy
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
sql("INSERT INTO backorder_logs (cron, date, status, message)
	SELECT 'batch', '2026-11-23', 'ok', REPEAT('x', 60000) FROM information_schema.columns LIMIT 400;");
// The answer of 24 MB does not fit: the engine leaves the call by a jump, past all C code that would clean up.
[$out, $errors] = backorder_php(<<<'PHP'
	bo\configure($settings);
	if (!file_exists($settings['data_directory'] . '/second')) {
		touch($settings['data_directory'] . '/second');
		bo\funds(1);
		echo "first\n";
		bo\log_list(['limit' => 500]);
		echo "never seen\n";
	}
	echo "second\n";
	echo bo\funds(1)['balance']['value'], ' ', bo\backorder_create(1, 'a.com')['status'], ' ',
		bo\log_list(['limit' => 5])['total'] >= 401 ? 'all there' : 'missing', "\n";
	PHP, ['-d', 'memory_limit=16M', '--repeat', '2']);
echo preg_replace(['/Executing for .*\n/', '/Finished execution.*\n/', '/Allowed memory size .*/'], ['', '', 'Allowed memory size ...'], $out);
say($errors);
?>
--EXPECT--
first

Fatal error: Allowed memory size ...
second
500.00 REQUESTED all there
""
