<?php
/*
 * Orders from PHP, with every time stamp that comes out: the output must be the same whatever time zone PHP and the
 * server have. Run as: php -n -d extension=... -d ispapibackorder.clock_file=... -d date.timezone=... zones.php
 */
require __DIR__ . '/../phpt/support.inc';
use Ispapi\Backorder as bo;

function turn(string $utc): void
{
	backorder_clock($utc);
	$run = bo\machine_run([]);
	echo $utc, ' ', json_encode($run['steps']), "\n";
	foreach (bo\effects_claim('zones') as $effect) {
		echo '  ', $effect['kind'], ' ', json_encode(json_decode($effect['payload'])), "\n";
		$result = $effect['kind'] === 'invoice' ? ['invoiceid' => 7] : [];
		bo\effect_settle($effect['id'], $effect['token'], true, $result);
	}
}

backorder_clock('2026-11-23 23:30:00');
backorder_start();
backorder_listed(['near.com' => '2026-11-25 02:30:00', 'far.com' => '2026-11-27 02:30:00', 'other.com' => '2026-11-26 23:30:00']);
foreach (['near.com', 'far.com', 'other.com'] as $name) {
	bo\backorder_create(1, $name);
	bo\backorder_create(3, $name);
}
$caught = bo\backorder_create(2, 'caught.com')['id'];
sql("UPDATE backorder_domains SET status = 'PENDING-PAYMENT', price = 50, currency_id = 2 WHERE id = $caught;");
bo\command(['COMMAND' => 'CreateInvoice', 'BACKORDERID' => $caught], ['role' => 'admin', 'admin_id' => 1]);
// The turn of a day in UTC, New York and Tokyo; then the last day before the drop, and two days behind it.
foreach (['2026-11-23 23:30:00', '2026-11-24 00:00:00', '2026-11-24 02:30:00', '2026-11-24 05:00:00', '2026-11-24 15:00:00',
	'2026-11-27 02:30:00', '2026-11-28 23:30:00', '2026-11-29 02:30:00'] as $utc) {
	turn($utc);
}
bo\droplist_sync_dates();
foreach ([1, 2, 3] as $client) {
	echo json_encode(bo\backorder_list($client, [])), "\n", json_encode(bo\funds($client)), "\n";
}
foreach (bo\log_list(['limit' => 100])['items'] as $line) {
	echo json_encode($line), "\n";
}
foreach (['backorder_domains', 'backorder_logs', 'backorder_effects'] as $table) {
	echo sql("SELECT * FROM $table ORDER BY id;"), "\n";
}
