--TEST--
Secrets: the settings stand in no backtrace, neither in its arguments nor in its text
--INI--
zend.exception_ignore_args=0
zend.exception_string_param_max_len=1000
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

$parameter = (new ReflectionFunction('Ispapi\\Backorder\\configure'))->getParameters()[0];
echo implode(', ', array_map(function ($attribute) {
	return $attribute->getName();
}, $parameter->getAttributes())), "\n";

$secrets = ['db_user' => 'u', 'db_database' => 'd', 'db_password' => 'S3cret-of-the-database',
	'registrar_login' => 'account!role', 'registrar_password' => 'S3cret-of-the-registrar'];
foreach ([
	'a wrong key' => ['nosuch' => 1],
	'a wrong type' => ['db_host' => []],
	'a wrong password' => ['db_password' => ['S3cret-of-the-database']],
	'an object' => ['db_password' => new ArrayObject(['S3cret-of-the-database'])],
] as $what => $more) {
	try {
		bo\configure($more + $secrets);
	} catch (Throwable $e) {
		$frame = $e->getTrace()[0];
		echo $what, ': ', get_class($e), ', ', get_class($frame['args'][0]), "\n";
		echo $e->getTraceAsString() === '#0 ' . __FILE__ . '(' . $e->getLine()
			. "): Ispapi\\Backorder\\configure(Object(SensitiveParameterValue))\n#1 {main}" ? "as wanted\n" : $e->getTraceAsString();
		var_dump(strpos((string) $e, 'S3cret'), strpos(print_r($frame, true), 'S3cret'));
	}
}
// Too many arguments: the engine itself throws here.
try {
	bo\configure($secrets, 1);
} catch (Throwable $e) {
	var_dump(strpos((string) $e, 'S3cret'));
}
?>
--EXPECT--
SensitiveParameter
a wrong key: Ispapi\Backorder\ConfigException, SensitiveParameterValue
as wanted
bool(false)
bool(false)
a wrong type: Ispapi\Backorder\ConfigException, SensitiveParameterValue
as wanted
bool(false)
bool(false)
a wrong password: Ispapi\Backorder\ConfigException, SensitiveParameterValue
as wanted
bool(false)
bool(false)
an object: TypeError, SensitiveParameterValue
as wanted
bool(false)
bool(false)
bool(false)
