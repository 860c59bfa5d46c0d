--TEST--
droplist_search(): what can't be searched for is refused with its reason, in bounded time, and the next search works
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
backorder_listed(['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.com' => '2099-01-01 00:00:00', 'b.com' => '2099-01-01 00:00:00'], 1);
foreach ([['zones' => 'com'], ['zones' => ['a' => 'com']], ['zones' => [5]], ['zones' => ['a b']], ['zones' => ["com\0x"]],
	['orderby' => 'price'], ['orderby' => 'name desc'], ['first' => -1], ['limit' => -1], ['limit' => 10001], ['limit' => PHP_INT_MAX],
	['from' => 'today'], ['to' => '2026-02-30'], ['from' => '2026-11-23T09:00:00'],
	['expression' => '('], ['expression' => 'a**'], ['expression' => "a\xff"], ['not_expression' => '['],
	['expression' => str_repeat('(', 10000)], ['pattern' => 'CVX'], ['words' => 'some'], ['within_hours' => 9601], ['contains' => 5],
	['contains' => ['a', null]], ['starts' => array_fill(0, 65, 'a')], ['query' => '"']] as $search) {
	try {
		bo\droplist_search($search);
		echo "taken\n";
	} catch (bo\InputException $e) {
		// Behind the place stand the words of the PCRE2 that is installed.
		echo "$e->reason: ", preg_replace('/(at position \d+): .+/', '$1', $e->getMessage()), "\n";
	}
}
// An expression that would run for years: an answer or a refusal, soon.
foreach (['^(a+)+$x', '(a|a)*b$', '(?R)?a', '\C', '(*LIMIT_MATCH=4000000000)(a+)+$x', '(?C1)a'] as $hostile) {
	$start = microtime(true);
	try {
		bo\droplist_search(['expression' => $hostile]);
		$what = 'answered or refused';
	} catch (bo\InputException $e) {
		$what = in_array($e->reason, ['INVALID', 'LIMIT'], true) ? 'answered or refused' : $e->reason;
	}
	echo $what, microtime(true) - $start < 5 ? " in time\n" : " late\n";
}
attempt(function () {
	return bo\droplist_search(['zones' => [new stdClass()]]);
});
attempt(function () {
	return bo\droplist_search();
});
say(bo\droplist_search(['expression' => '^b$'])['total']);

// Without a directory there is nowhere to keep the index.
bo\configure(['data_directory' => null] + backorder_settings());
attempt(function () {
	sql("UPDATE backorder_meta SET value = '99' WHERE name = 'droplist.stamp'");
	return bo\droplist_search([])['total'];
});
?>
--EXPECT--
INVALID: Zones are given as a list.
INVALID: Zones are given as a list.
INVALID: A zone is not valid: empty.
INVALID: A zone is not valid: a character that domain names do not have.
INVALID: A zone is not valid: a character that domain names do not have.
INVALID: Names can't be sorted by price.
INVALID: Names can't be sorted by name desc.
INVALID: A page starts at 0 or later and has at most 10000 rows.
INVALID: A page starts at 0 or later and has at most 10000 rows.
INVALID: A page starts at 0 or later and has at most 10000 rows.
INVALID: A page starts at 0 or later and has at most 10000 rows.
INVALID: "from" must be a UTC time like 2026-11-23 09:00:00.
INVALID: "to" must be a UTC time like 2026-11-23 09:00:00.
INVALID: "from" must be a UTC time like 2026-11-23 09:00:00.
INVALID: The search expression is wrong at position 2
INVALID: The search expression is wrong at position 3
INVALID: The search expression is wrong at position 2
INVALID: The search expression is wrong at position 2
INVALID: The search expression is longer than 500 bytes.
INVALID: A letter pattern has at most 63 places, and each is one of L (letter), N (digit), C (consonant), V (vowel), - (hyphen), ? (any one character) and * (any number of any characters).
INVALID: "words" must be all or any.
INVALID: "within_hours" must be from 1 to 9600.
INVALID: "contains" must be a text or a list of texts.
INVALID: "contains" must be a text or a list of texts.
INVALID: The search has too many words: at most 64 words and 4096 letters.
INVALID: The search is wrong at position 1
answered or refused in time
answered or refused in time
answered or refused in time
answered or refused in time
answered or refused in time
answered or refused in time
TypeError: Only arrays, texts, numbers, booleans and null can be handed over.
ArgumentCountError: Ispapi\Backorder\droplist_search() expects exactly 1 argument, 0 given
1
ConfigException CONFIG: The setting data_directory is needed for the drop list.
