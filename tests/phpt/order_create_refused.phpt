--TEST--
backorder_create(): what is no name, not for sale, ordered already, or not this client's to order is refused and leaves nothing
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_start();
foreach (['', ' ', 'nodot', '.com', 'a..com', '-a.com', 'a-.com', 'a b.com', 'a_b.com', "a\0b.com", "a.com\0", 'a.1', 'a.test',
	str_repeat('a', 64) . '.com', str_repeat('a.', 130) . 'com', 'xn--a.com', "\xff.com", "a\u{200d}b.com",
	'http://a.com', 'a.com/', '1.2.3.4', str_repeat('ü', 5000) . '.com', "a'; DROP TABLE backorder_domains; --.com"] as $name) {
	echo json_encode(substr($name, 0, 20), JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE), ' ';
	attempt(function () use ($name) {
		return bo\backorder_create(1, $name);
	});
}
echo "not for sale: ";
attempt(function () {
	return bo\backorder_create(1, 'a.org');
});
echo "not in this client's currency: ";
attempt(function () {
	return bo\backorder_create(2, 'a.co.uk');
});
echo "no price of that type: ";
attempt(function () {
	return bo\backorder_create(1, 'a.com', ['type' => 'LITE']);
});
bo\backorder_create(1, 'bücher.com');
echo "again: ";
attempt(function () {
	return bo\backorder_create(1, 'XN--BCHER-KVA.COM');
});
foreach ([4, 99, 0, -1, PHP_INT_MAX, PHP_INT_MIN] as $client) {
	echo "client $client: ";
	attempt(function () use ($client) {
		return bo\backorder_create($client, 'free.com');
	});
}
say(sql('SELECT COUNT(*) FROM backorder_domains'));
say(sql('SELECT COUNT(*) FROM backorder_logs'));
?>
--EXPECT--
"" InputException INVALID: This is not a domain name: empty.
" " InputException INVALID: This is not a domain name: empty.
"nodot" InputException INVALID: This is not a domain name: no zone behind the name (like .com).
".com" InputException INVALID: This is not a domain name: a dot too many.
"a..com" InputException INVALID: This is not a domain name: a dot too many.
"-a.com" InputException INVALID: This is not a domain name: a part that starts or ends with a hyphen.
"a-.com" InputException INVALID: This is not a domain name: a part that starts or ends with a hyphen.
"a b.com" InputException INVALID: This is not a domain name: a character that domain names do not have.
"a_b.com" InputException INVALID: This is not a domain name: a character that domain names do not have.
"a\u0000b.com" InputException INVALID: This is not a domain name: a character that domain names do not have.
"a.com\u0000" InputException INVALID: This is not a domain name: a character that domain names do not have.
"a.1" InputException INVALID: This is not a domain name: not a zone that names can be registered in.
"a.test" InputException INVALID: This is not a domain name: not a zone that names can be registered in.
"aaaaaaaaaaaaaaaaaaaa" InputException INVALID: This is not a domain name: a part longer than 63 characters.
"a.a.a.a.a.a.a.a.a.a." InputException INVALID: This is not a domain name: longer than 253 characters.
"xn--a.com" InputException INVALID: This is not a domain name: not a valid internationalised name.
"�.com" InputException INVALID: This is not a domain name: not valid UTF-8.
"a‍b.com" InputException INVALID: This is not a domain name: not a valid internationalised name.
"http:\/\/a.com" InputException INVALID: This is not a domain name: a character that domain names do not have.
"a.com\/" InputException INVALID: This is not a domain name: a character that domain names do not have.
"1.2.3.4" InputException INVALID: This is not a domain name: not a zone that names can be registered in.
"üüüüüüüüüü" InputException INVALID: This is not a domain name: longer than 253 characters.
"a'; DROP TABLE backo" InputException INVALID: This is not a domain name: a character that domain names do not have.
not for sale: InputException DENIED: Backorders of .org are not for sale.
not in this client's currency: InputException DENIED: Backorders of .co.uk are not for sale.
no price of that type: InputException DENIED: Backorders of .com are not for sale.
again: InputException EXISTS: There is a backorder for this name already.
client 4: InputException CONFLICT: This customer account is closed.
client 99: InputException NOT_FOUND: There is no client 99.
client 0: InputException NOT_FOUND: There is no client 0.
client -1: InputException NOT_FOUND: There is no client -1.
client 9223372036854775807: InputException NOT_FOUND: There is no client 9223372036854775807.
client -9223372036854775808: InputException NOT_FOUND: There is no client -9223372036854775808.
"1"
"1"
