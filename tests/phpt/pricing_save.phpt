--TEST--
pricing_save(): takes prices as people type them, by currency number; all of them or none
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_prepare();
bo\configure(backorder_settings());
bo\activate();
$rows = function (): void {
	echo sql('SELECT extension, currency_id, fullprice FROM backorder_pricing ORDER BY extension, currency_id'), "\n";
};
// Integer keys and their texts are the same key to PHP; a form gives texts.
attempt(function () {
	return bo\pricing_save('com', [1 => '12.50', '2' => '11,00']);
});
attempt(function () {
	return bo\pricing_save(' .CO.UK ', [1 => "1.234,50\n"]);
});
attempt(function () {
	return bo\pricing_save('IDN.рф', [1 => '1,234.5']);
});
$rows();
// Nothing typed, null and zero: not for sale; a price that is not named stays.
attempt(function () {
	return bo\pricing_save('com', [1 => '']);
});
attempt(function () {
	return bo\pricing_save('co.uk', [1 => null, 2 => '0']);
});
$rows();
foreach (['12.345', '1,234', '-5', '5 EUR', '1e3', '0x10', '.5', '5.', '1.2.3', '99999999999999.99', '999999999999999', "1\0002",
	12, 12.5, true, ['1'], '12,50 '] as $price) {
	echo json_encode($price), ' ';
	attempt(function () use ($price) {
		return bo\pricing_save('net', [1 => $price]);
	});
}
foreach ([[], [9 => '1.00'], ['1.00'], ['USD' => '1.00'], ['1 ' => '1.00'], [-1 => '1.00'], ["1\0" => '1.00']] as $prices) {
	echo json_encode($prices), ' ';
	attempt(function () use ($prices) {
		return bo\pricing_save('net', $prices);
	});
}
foreach (['', '.', 'a b', 'test', '-x', str_repeat('z', 64), "com\0net"] as $zone) {
	echo json_encode(substr($zone, 0, 10)), ' ';
	attempt(function () use ($zone) {
		return bo\pricing_save($zone, [1 => '1.00']);
	});
}
// The second price is wrong: the first one is not kept either.
attempt(function () {
	return bo\pricing_save('com', [1 => '77.00', 2 => 'seventy']);
});
$rows();
?>
--EXPECT--
