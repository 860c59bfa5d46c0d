--TEST--
A program that PHP starts does not inherit the database connection: the session ends with the process that owns it
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
say(count(backorder_connections()));
$sockets = function (string $of): array {
	return array_values(array_filter(array_map(function ($link) {
		// The one that the listing itself is read through is gone by now.
		return (string) @readlink($link);
	}, glob("/proc/$of/fd/*") ?: []), function ($target) {
		return strpos($target, 'socket:') === 0;
	}));
};
$own = $sockets('self');
say(count($own) >= 1);
$pipes = [];
$process = proc_open(['sh', '-c', 'ls -l /proc/self/fd; read line'], [['pipe', 'r'], ['pipe', 'w'], ['file', '/dev/null', 'w']], $pipes);
fwrite($pipes[0], "\n");
$listing = stream_get_contents($pipes[1]);
proc_close($process);
foreach ($own as $socket) {
	echo strpos($listing, $socket) === false ? "not inherited\n" : "inherited\n";
}
?>
--EXPECT--
1
true
not inherited
