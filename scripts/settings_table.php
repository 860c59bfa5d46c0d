<?php
/*
 * Prints the table of the addon's settings for README.md, out of the fields themselves:
 *
 *   php scripts/settings_table.php           the table
 *   php scripts/settings_table.php --write   puts it between the marks in README.md
 *   php scripts/settings_table.php --check   status 1 when README.md has another one
 */
define('WHMCS', true);
define('ROOTDIR', dirname(__DIR__));
require dirname(__DIR__) . '/lib/load.php';

const BEGIN = "<!-- settings: php scripts/settings_table.php --write -->\n";
const END = "<!-- end of the settings -->\n";

function cell(string $text): string
{
	return str_replace('|', '\\|', rtrim(trim(preg_replace('/\s+/', ' ', $text)), '.'));
}

function table(): string
{
	$out = "| setting | default | what it does |\n|---|---|---|\n";
	foreach (WHMCS\Module\Addon\Ispapibackorder\Module::config()['fields'] as $field) {
		$default = $field['Default'];
		if ($field['Type'] === 'yesno') {
			$default = $default === 'on' ? 'on' : 'off';
		} elseif ($field['Type'] === 'dropdown') {
			$default = $field['Options'][$default];
		}
		$out .= '| ' . cell($field['FriendlyName']) . ' | ' . ($default === '' ? '' : cell($default)) . ' | ' . cell($field['Description']) . " |\n";
	}
	return $out;
}

$file = dirname(__DIR__) . '/README.md';
$readme = file_get_contents($file);
$begin = strpos($readme, BEGIN);
$end = strpos($readme, END);
$mode = isset($argv[1]) ? $argv[1] : '';
if ($mode === '') {
	echo table();
	exit(0);
}
if ($begin === false || $end === false || $end < $begin) {
	fwrite(STDERR, "README.md has no marks for the table of settings.\n");
	exit(2);
}
$wanted = substr($readme, 0, $begin) . BEGIN . table() . substr($readme, $end);
if ($mode === '--write') {
	file_put_contents($file, $wanted);
	exit(0);
}
if ($wanted !== $readme) {
	fwrite(STDERR, "The table of settings in README.md is not what the addon has: php scripts/settings_table.php --write\n");
	exit(1);
}
