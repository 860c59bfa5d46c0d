--TEST--
configure(): texts, numbers and flags each take what a settings form can give, and name the key of what they refuse
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

function configured_with($value, string $key): void
{
	echo $key, ' ', var_export($value, true), ': ';
	attempt(function () use ($key, $value) {
		bo\configure([$key => $value] + ['db_user' => 'u', 'db_database' => 'd']);
	});
}

foreach ([1, 1.5, true, false, "a\0b"] as $value) {
	configured_with($value, 'db_host');
}
configured_with(null, 'db_host');
foreach (['16', 16, '', null, '16 ', '0x10', 'many', 16.5, ' 16', '16.0'] as $value) {
	configured_with($value, 'registrar_parallel');
}
foreach ([true, false, 1, 0, 'on', 'off', '1', '', null, 1.0] as $value) {
	configured_with($value, 'invoice_taxed');
}
?>
--EXPECT--
db_host 1: ConfigException CONFIG: The setting db_host must be a text.
db_host 1.5: ConfigException CONFIG: The setting db_host must be a text.
db_host true: ConfigException CONFIG: The setting db_host must be a text.
db_host false: ConfigException CONFIG: The setting db_host must be a text.
db_host 'a' . "\0" . 'b': ConfigException CONFIG: The setting db_host must be a text.
db_host NULL: null
registrar_parallel '16': null
registrar_parallel 16: null
registrar_parallel '': null
registrar_parallel NULL: null
registrar_parallel '16 ': ConfigException CONFIG: The setting registrar_parallel must be a whole number from 1 to 64.
registrar_parallel '0x10': ConfigException CONFIG: The setting registrar_parallel must be a whole number from 1 to 64.
registrar_parallel 'many': ConfigException CONFIG: The setting registrar_parallel must be a whole number from 1 to 64.
registrar_parallel 16.5: ConfigException CONFIG: The setting registrar_parallel must be a whole number from 1 to 64.
registrar_parallel ' 16': null
registrar_parallel '16.0': ConfigException CONFIG: The setting registrar_parallel must be a whole number from 1 to 64.
invoice_taxed true: null
invoice_taxed false: null
invoice_taxed 1: null
invoice_taxed 0: null
invoice_taxed 'on': null
invoice_taxed 'off': null
invoice_taxed '1': null
invoice_taxed '': null
invoice_taxed NULL: null
invoice_taxed 1.0: ConfigException CONFIG: The setting invoice_taxed must be on or off.
