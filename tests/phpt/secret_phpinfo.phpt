--TEST--
Secrets: phpinfo() tells versions of the libraries and the clock of tests, and nothing of the settings
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

bo\configure(['db_user' => 'User-7391', 'db_database' => 'Schema-7391', 'db_password' => 'S3cret-7391',
	'registrar_login' => 'Login-7391', 'registrar_password' => 'S3cret-7391', 'referer' => 'Referer-7391']);
ob_start();
phpinfo(INFO_MODULES | INFO_CONFIGURATION | INFO_GENERAL);
$all = ob_get_clean();
var_dump(strpos($all, '7391'));

$start = strpos($all, "\nispapibackorder\n");
$end = strpos($all, "\n\n", strpos($all, 'clock_file', $start));
echo preg_replace('/=> \d+(\.\d+)+.*/', '=> N', substr($all, $start, $end - $start)), "\n";
?>
--EXPECT--
bool(false)

ispapibackorder

ISPAPI backorder support => enabled
Version => N
MariaDB Connector/C headers version => N
MariaDB Connector/C library version => N
libcurl headers version => N
libcurl library version => N
libzip headers version => N
libzip library version => N
zlib headers version => N
zlib library version => N
PCRE2 headers version => N
PCRE2 library version => N
libidn2 headers version => N
libidn2 library version => N

Directive => Local Value => Master Value
ispapibackorder.clock_file => no value => no value
