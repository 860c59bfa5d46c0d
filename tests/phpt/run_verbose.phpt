--TEST--
machine_run(['verbose' => true]) tells its steps on the standard error stream, and only there
--INI--
ispapibackorder.clock_file={PWD}/run_verbose.clock
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_clock('2026-11-23 09:00:00');
backorder_start();
backorder_listed(['a.com' => '2026-11-25 10:00:00', 'b.com' => '2026-11-25 10:00:00']);
bo\backorder_create(1, 'a.com');

// The lines come from C, past PHP's output: they are looked for in a process of its own, whose two streams are apart.
[$out, $errors] = backorder_php('
	bo\configure($settings);
	echo json_encode(bo\machine_run(["verbose" => true])["steps"]), "\n";
	bo\backorder_create(1, "b.com");
	echo json_encode(bo\machine_run(["verbose" => false])["steps"]), "\n";
');
echo "out: ", $out, "err: ", $errors;
?>
--EXPECT--
out: {"fund":1}
{"fund":1}
err: a.com: REQUESTED -> ACTIVE (funds_reserved)
