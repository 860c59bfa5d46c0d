--TEST--
A forked child makes a connection of its own, and its end does no harm to its parent's
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
[$out, $errors, $status] = backorder_php(<<<'PHP'
	if (!function_exists('pcntl_fork')) {
		exit("This test needs pcntl, which this PHP was built without.\n");
	}
	// Each call's answer is known, so that one that belongs to somebody else is seen.
	function balances(int $client, string $expected): int
	{
		$wrong = 0;
		for ($i = 0; $i < 200; $i++) {
			$wrong += bo\funds($client)['balance']['value'] === $expected ? 0 : 1;
		}
		return $wrong;
	}
	bo\configure($settings);
	echo 'parent: ', balances(1, '500.00'), " wrong\n";
	bo\droplist_search([]);

	foreach ([
		'that does nothing' => function () {
		},
		'that works' => function () {
			return balances(2, '300.00');
		},
		'that writes' => function () {
			return bo\backorder_create(2, 'child' . getmypid() . '.com')['id'] > 0 ? 0 : 1;
		},
		'that ends in an error' => function () {
			bo\funds(99);
		},
		'that is configured anew' => function () use ($settings) {
			bo\configure($settings);
			return bo\funds(2)['balance']['value'] === '300.00' ? 0 : 1;
		},
		'of a child' => function () {
			$pid = pcntl_fork();
			if ($pid === 0) {
				exit(balances(3, '5.00'));
			}
			$wrong = balances(2, '300.00');
			pcntl_waitpid($pid, $status);
			return $wrong + pcntl_wexitstatus($status);
		},
	] as $what => $work) {
		$pid = pcntl_fork();
		if ($pid === 0) {
			try {
				exit((int) $work());
			} catch (bo\InputException $e) {
				exit(0);
			}
		}
		// Both at the same time, on one connection if there was no care.
		$wrong = balances(1, '500.00');
		pcntl_waitpid($pid, $status);
		$ended = pcntl_wifexited($status) ? pcntl_wexitstatus($status) : 'killed';
		echo "child $what: $ended wrong, parent $wrong, afterwards ", balances(1, '500.00'), "\n";
	}
	PHP);
echo $out, $errors;
say([$status, sql("SELECT COUNT(*) FROM backorder_domains WHERE domain LIKE 'child%'")]);
?>
--EXPECT--
parent: 0 wrong
child that does nothing: 0 wrong, parent 0, afterwards 0
child that works: 0 wrong, parent 0, afterwards 0
child that writes: 0 wrong, parent 0, afterwards 0
child that ends in an error: 0 wrong, parent 0, afterwards 0
child that is configured anew: 0 wrong, parent 0, afterwards 0
child of a child: 0 wrong, parent 0, afterwards 0
[0,"1"]
