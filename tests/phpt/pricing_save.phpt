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
{"zone":"com"}
{"zone":"co.uk"}
{"zone":"idn.xn--p1ai"}
co.uk	1	1234.50
com	1	12.50
com	2	11.00
idn.xn--p1ai	1	1234.50
{"zone":"com"}
{"zone":"co.uk"}
co.uk	1	NULL
co.uk	2	0.00
com	1	NULL
com	2	11.00
idn.xn--p1ai	1	1234.50
"12.345" InputException INVALID: .net, USD: This price could be read in two ways; write it with two decimals, like 1234.00 or 1.23.
"1,234" InputException INVALID: .net, USD: This price could be read in two ways; write it with two decimals, like 1234.00 or 1.23.
"-5" InputException INVALID: .net, USD: A price can't be negative.
"5 EUR" InputException INVALID: .net, USD: A price has digits and one decimal point or comma only, like 12.50.
"1e3" InputException INVALID: .net, USD: A price has digits and one decimal point or comma only, like 12.50.
"0x10" InputException INVALID: .net, USD: A price has digits and one decimal point or comma only, like 12.50.
".5" InputException INVALID: .net, USD: A price needs digits on both sides of the decimal sign.
"5." InputException INVALID: .net, USD: A price needs digits on both sides of the decimal sign.
"1.2.3" InputException INVALID: .net, USD: The thousands of this price are not in groups of three.
"99999999999999.99" {"zone":"net"}
"999999999999999" InputException INVALID: .net, USD: This price is too large.
"1\u00002" InputException INVALID: .net, USD: A price has digits and one decimal point or comma only, like 12.50.
12 InputException INVALID: .net, USD: A price must be given as text, like "12.50".
12.5 InputException INVALID: .net, USD: A price must be given as text, like "12.50".
true InputException INVALID: .net, USD: A price must be given as text, like "12.50".
["1"] InputException INVALID: .net, USD: A price must be given as text, like "12.50".
"12,50 " {"zone":"net"}
[] InputException INVALID: No price was given.
{"9":"1.00"} InputException NOT_FOUND: There is no such currency.
["1.00"] InputException INVALID: 0 is not the number of a currency.
{"USD":"1.00"} InputException INVALID: USD is not the number of a currency.
{"1 ":"1.00"} InputException INVALID: 1  is not the number of a currency.
{"-1":"1.00"} InputException INVALID: -1 is not the number of a currency.
{"1\u0000":"1.00"} InputException INVALID: No price was given.
"" InputException INVALID: This is not a zone: empty.
"." InputException INVALID: This is not a zone: empty.
"a b" InputException INVALID: This is not a zone: a character that domain names do not have.
"test" InputException INVALID: This is not a zone: not a zone that names can be registered in.
"-x" InputException INVALID: This is not a zone: a part that starts or ends with a hyphen.
"zzzzzzzzzz" InputException INVALID: This is not a zone: a part longer than 63 characters.
"com\u0000net" InputException INVALID: This is not a zone: a character that domain names do not have.
InputException INVALID: .com, EUR: A price has digits and one decimal point or comma only, like 12.50.
co.uk	1	NULL
co.uk	2	0.00
com	1	NULL
com	2	11.00
idn.xn--p1ai	1	1234.50
net	1	12.50
