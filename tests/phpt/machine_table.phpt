--TEST--
machine_table(): the transitions as a documented shape, without settings or a database
--FILE--
<?php
use Ispapi\Backorder as bo;

$table = bo\machine_table();
var_dump(array_is_list($table), count($table) > 30);
$statuses = ['', 'REQUESTED', 'ACTIVE', 'PROCESSING', 'SUCCESSFUL', 'FAILED', 'CANCELLED', 'AUCTION-PENDING',
	'AUCTION-WON', 'AUCTION-LOST', 'PENDING-PAYMENT'];
$seen = [];
foreach ($table as $row) {
	$shape = array_map('gettype', $row);
	if ($shape !== ['from' => 'string', 'event' => 'string', 'guard' => 'string', 'to' => 'string',
		'effects' => 'array', 'reason' => 'string']) {
		var_dump($row);
	}
	if (!in_array($row['from'], $statuses, true) || !in_array($row['to'], $statuses, true)) {
		echo "unknown status: {$row['from']} -> {$row['to']}\n";
	}
	if (!array_is_list($row['effects']) || array_filter($row['effects'], 'is_string') !== $row['effects']) {
		var_dump($row['effects']);
	}
	if ($row['reason'] === '' || $row['event'] === '' || $row['event'] === 'unknown') {
		var_dump($row);
	}
	// One row for a status and an event, or several with guards: only their order then decides.
	$key = "{$row['from']}/{$row['event']}";
	if (isset($seen[$key]) && $seen[$key]['guard'] !== $row['guard'] && $seen[$key]['guard'] !== '') {
		unset($seen[$key]);
	}
	if (isset($seen[$key])) {
		echo "twice: $key\n";
	}
	$seen[$key] = $row;
}
foreach (['/place', 'REQUESTED/fund', 'ACTIVE/window opens', 'PENDING-PAYMENT/paid'] as $key) {
	echo $key, ' -> ', $seen[$key]['to'], ': ', implode(', ', $seen[$key]['effects']), "\n";
}
// Nothing leads out of the ends but an invoice that is still to come.
foreach (['SUCCESSFUL', 'FAILED', 'CANCELLED', 'AUCTION-LOST', 'AUCTION-WON'] as $end) {
	foreach ($table as $row) {
		if ($row['from'] === $end) {
			echo "$end: {$row['event']} -> {$row['to']}\n";
		}
	}
}
var_dump($table === bo\machine_table());
?>
--EXPECT--
bool(true)
bool(true)
/place -> REQUESTED: new row, mail: placed (setting)
REQUESTED/fund -> ACTIVE: reserve the fee, mail: active (setting)
ACTIVE/window opens -> PROCESSING: 
PENDING-PAYMENT/paid -> SUCCESSFUL: deliver the domain, mail: delivered (setting)
FAILED: caught after all -> FAILED
AUCTION-WON: invoiced -> AUCTION-WON
bool(true)
