--TEST--
configure(): arrays, objects, closures and resources in a setting are refused, also as one of the secrets
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

final class WithText
{
	public function __toString(): string
	{
		return 'never asked';
	}
}

$deep = 'x';
for ($i = 0; $i < 20; $i++) {
	$deep = [$deep];
}
$own = ['db_host' => 'h'];
$own['registrar_login'] = &$own;

foreach ([
	['db_host' => ['h']],
	['db_host' => []],
	['db_password' => ['a' => 'b']],
	['registrar_parallel' => [16]],
	['registrar_parallel' => []],
	['invoice_taxed' => ['on']],
	['db_host' => new WithText()],
	['db_password' => function () {
	}],
	['db_host' => STDIN],
	['referer' => $deep],
	$own,
] as $settings) {
	attempt(function () use ($settings) {
		bo\configure($settings + ['db_user' => 'u', 'db_database' => 'd']);
	});
}
?>
--EXPECT--
ConfigException CONFIG: The setting db_host must be a text.
ConfigException CONFIG: The setting db_host must be a text.
ConfigException CONFIG: The setting db_password must be a text.
ConfigException CONFIG: The setting registrar_parallel must be a whole number from 1 to 64.
ConfigException CONFIG: The setting registrar_parallel must be a whole number from 1 to 64.
ConfigException CONFIG: The setting invoice_taxed must be on or off.
TypeError: Only arrays, texts, numbers, booleans and null can be handed over.
TypeError: Only arrays, texts, numbers, booleans and null can be handed over.
TypeError: Only arrays, texts, numbers, booleans and null can be handed over.
Error: The array is nested too deeply.
Error: The array is nested too deeply.
