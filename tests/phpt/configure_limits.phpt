--TEST--
configure(): every number has limits; the first and the last of them are taken, the next ones refused
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

$limits = [
	'db_port' => [0, 65535],
	'db_read_seconds' => [5, 3600],
	'registrar_parallel' => [1, 64],
	'registrar_connect_ms' => [100, 60000],
	'registrar_total_ms' => [200, 600000],
	'droplist_minimum_percent' => [0, 100],
	'droplist_maximum_bytes' => [1 << 20, 16 << 30],
	'invoice_due_days' => [0, 365],
	'next_due_days' => [0, 365],
	'orders_per_client' => [1, 1000000],
];
$taken = function (string $key, $value): string {
	try {
		bo\configure([$key => $value, 'db_user' => 'u', 'db_database' => 'd']);
		return 'taken';
	} catch (bo\ConfigException $e) {
		return strpos($e->getMessage(), $key) === false ? 'refused without its name' : 'refused';
	}
};
foreach ($limits as $key => [$low, $high]) {
	echo $key, ': ', implode(', ', [$taken($key, $low - 1), $taken($key, $low), $taken($key, $high),
		$taken($key, $high + 1), $taken($key, PHP_INT_MAX), $taken($key, PHP_INT_MIN),
		$taken($key, '99999999999999999999999')]), "\n";
}
?>
--EXPECT--
db_port: refused, taken, taken, refused, refused, refused, refused
db_read_seconds: refused, taken, taken, refused, refused, refused, refused
registrar_parallel: refused, taken, taken, refused, refused, refused, refused
registrar_connect_ms: refused, taken, taken, refused, refused, refused, refused
registrar_total_ms: refused, taken, taken, refused, refused, refused, refused
droplist_minimum_percent: refused, taken, taken, refused, refused, refused, refused
droplist_maximum_bytes: refused, taken, taken, refused, refused, refused, refused
invoice_due_days: refused, taken, taken, refused, refused, refused, refused
next_due_days: refused, taken, taken, refused, refused, refused, refused
orders_per_client: refused, taken, taken, refused, refused, refused, refused
