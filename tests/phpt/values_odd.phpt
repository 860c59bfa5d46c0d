--TEST--
Odd arrays: NUL in keys, integer keys, any order and depth, many elements; nothing but too deep ones is an error
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
$client = ['role' => 'client', 'client_id' => 1];
$code = function (array $command) use ($client): void {
	attempt(function () use ($command, $client) {
		return bo\command($command, $client)['CODE'];
	});
};
$nested = function (int $levels) {
	$value = 'x';
	for ($i = 0; $i < $levels; $i++) {
		$value = [$value];
	}
	return $value;
};
$ok = ['COMMAND' => 'GetAvailableFunds'];
$code($ok + ["COMMAND\0" => 'NoSuch', "\0*\0COMMAND" => 'NoSuch', "\0" => 'x', '' => 'x']);
$code(["COMMAND\0" => 'GetAvailableFunds']);
$code([5 => 'x', -5 => 'y', PHP_INT_MAX => 'z'] + $ok);
$code(['x', 'COMMAND' => 'GetAvailableFunds', 'y']);
$code($ok + ['empty' => [], 'list' => [1, [2, [3]]], 'mixed' => [1 => 'a', 'b' => [null, true, 1.5, -0.0, INF, NAN]]]);
$code($ok + ['binary' => "\0\xff\xfe" . str_repeat("\0", 100000)]);
$code($ok + ['many' => array_fill(0, 200000, 'x')]);
// As many keys as the body of a request can hold take no more than their time.
$start = microtime(true);
$code($ok + array_fill_keys(array_map(function ($i) {
	return "key$i";
}, range(1, 50000)), 'x'));
say(microtime(true) - $start < 3);
$code($ok + ['deep' => $nested(15)]);
$code($ok + ['deep' => $nested(20)]);
$code($ok + ['deep' => $nested(50000)]);
$ring = [];
$ring['ring'] = &$ring;
$code($ok + ['ring' => $ring]);
// Holes in a list make it a map to C; its elements keep their places for PHP.
$holed = [0 => 'a.com', 2 => 'b.com'];
attempt(function () use ($holed) {
	return bo\backorder_create_many(1, $holed);
});
attempt(function () use ($holed) {
	return array_column(bo\backorder_create_many(1, array_values($holed)), 'ok');
});
// After an error the next call is as good as any.
$code($ok);
?>
--EXPECT--
200
500
200
200
200
200
200
200
true
200
Error: The array is nested too deeply.
Error: The array is nested too deeply.
Error: The array is nested too deeply.
InputException INVALID: Give 1 to 500 names.
[true,true]
200
