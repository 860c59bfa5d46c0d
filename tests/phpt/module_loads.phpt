--TEST--
The extension loads, and everybody who asks for its version is told the same
--FILE--
<?php
use Ispapi\Backorder as bo;

var_dump(extension_loaded('ispapibackorder'));
var_dump(bo\version() === phpversion('ispapibackorder'));
var_dump(preg_match('/^\d+\.\d+\.\d+$/', bo\version()));

$extension = new ReflectionExtension('ispapibackorder');
var_dump($extension->getVersion() === bo\version());
say_ini($extension);

// Settings that need a person at the server: neither a script nor a .htaccess may change them.
var_dump(@ini_set('ispapibackorder.clock_file', '/tmp/other-clock'));

function say_ini(ReflectionExtension $extension): void
{
	foreach ($extension->getINIEntries() as $name => $value) {
		echo $name, ' = ', var_export($value, true), "\n";
	}
}
?>
--EXPECT--
bool(true)
bool(true)
int(1)
bool(true)
ispapibackorder.clock_file = ''
bool(false)
