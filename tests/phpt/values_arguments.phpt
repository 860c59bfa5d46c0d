--TEST--
Arguments of the wrong type or number are refused by the engine's own rules, before anything is done
--FILE--
<?php
declare(strict_types=1);
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
foreach ([
	['backorder_create', ['1', 'a.com']],
	['backorder_create', [1, null]],
	['backorder_create', [1]],
	['backorder_create', [1, 'a.com', null]],
	['backorder_create', [1.0, 'a.com']],
	['backorder_create_many', [1, 'a.com']],
	['backorder_delete', [1, 'a.com', []]],
	['backorder_list', []],
	['backorder_list', ['all']],
	['backorder_overview', [null]],
	['backorder_timeline', [null, null]],
	['pricing_save', ['com', '12']],
	['pricing_save', [5, []]],
	['pricing_delete', [null]],
	['pricing_for_client', []],
	['funds', [true]],
	['droplist_search', [null]],
	['droplist_lookup', [5]],
	['droplist_sync_dates', [1]],
	['machine_table', [1]],
	['effects_claim', ['web', 1, 1, 1]],
	['effect_settle', [1, 'token', 1]],
	['command', [[]]],
	['command', [[], null]],
	['log_list', [[], []]],
	['cron_mark', ['batch']],
	['health', [1]],
	['activate', [1]],
	['version', [1]],
] as [$function, $arguments]) {
	attempt(function () use ($function, $arguments) {
		return ("Ispapi\\Backorder\\$function")(...$arguments);
	});
}
attempt(function () {
	return bo\backorder_create(name: 'named.com', client_id: 1, options: ['actor' => 'client 1'])['name'];
});
attempt(function () {
	return bo\funds(client: 1);
});
say(sql('SELECT COUNT(*) FROM backorder_domains'));
?>
--EXPECT--
TypeError: Ispapi\Backorder\backorder_create(): Argument #1 ($client_id) must be of type int, string given
TypeError: Ispapi\Backorder\backorder_create(): Argument #2 ($name) must be of type string, null given
ArgumentCountError: Ispapi\Backorder\backorder_create() expects at least 2 arguments, 1 given
TypeError: Ispapi\Backorder\backorder_create(): Argument #3 ($options) must be of type array, null given
TypeError: Ispapi\Backorder\backorder_create(): Argument #1 ($client_id) must be of type int, float given
TypeError: Ispapi\Backorder\backorder_create_many(): Argument #2 ($names) must be of type array, string given
TypeError: Ispapi\Backorder\backorder_delete(): Argument #3 ($actor) must be of type string, array given
ArgumentCountError: Ispapi\Backorder\backorder_list() expects at least 1 argument, 0 given
TypeError: Ispapi\Backorder\backorder_list(): Argument #1 ($client_id) must be of type ?int, string given
TypeError: Ispapi\Backorder\backorder_overview(): Argument #1 ($client_id) must be of type int, null given
TypeError: Ispapi\Backorder\backorder_timeline(): Argument #2 ($order_id) must be of type int, null given
TypeError: Ispapi\Backorder\pricing_save(): Argument #2 ($prices) must be of type array, string given
TypeError: Ispapi\Backorder\pricing_save(): Argument #1 ($zone) must be of type string, int given
TypeError: Ispapi\Backorder\pricing_delete(): Argument #1 ($zone) must be of type string, null given
ArgumentCountError: Ispapi\Backorder\pricing_for_client() expects exactly 1 argument, 0 given
TypeError: Ispapi\Backorder\funds(): Argument #1 ($client_id) must be of type int, bool given
TypeError: Ispapi\Backorder\droplist_search(): Argument #1 ($search) must be of type array, null given
TypeError: Ispapi\Backorder\droplist_lookup(): Argument #1 ($name) must be of type string, int given
TypeError: Ispapi\Backorder\droplist_sync_dates(): Argument #1 ($options) must be of type array, int given
ArgumentCountError: Ispapi\Backorder\machine_table() expects exactly 0 arguments, 1 given
ArgumentCountError: Ispapi\Backorder\effects_claim() expects at most 3 arguments, 4 given
TypeError: Ispapi\Backorder\effect_settle(): Argument #3 ($ok) must be of type bool, int given
ArgumentCountError: Ispapi\Backorder\command() expects exactly 2 arguments, 1 given
TypeError: Ispapi\Backorder\command(): Argument #2 ($caller) must be of type array, null given
ArgumentCountError: Ispapi\Backorder\log_list() expects at most 1 argument, 2 given
ArgumentCountError: Ispapi\Backorder\cron_mark() expects at least 2 arguments, 1 given
ArgumentCountError: Ispapi\Backorder\health() expects exactly 0 arguments, 1 given
ArgumentCountError: Ispapi\Backorder\activate() expects exactly 0 arguments, 1 given
ArgumentCountError: Ispapi\Backorder\version() expects exactly 0 arguments, 1 given
"named.com"
Error: Unknown named parameter $client
"1"
