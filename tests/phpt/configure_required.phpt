--TEST--
configure(): the database's user and name are needed; everything else has a default, and nothing is opened
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

attempt(function () {
	bo\configure([]);
});
attempt(function () {
	bo\configure(['db_user' => 'u']);
});
attempt(function () {
	bo\configure(['db_database' => 'd']);
});
// An empty field of a form, and null, are the same as none.
attempt(function () {
	bo\configure(['db_user' => '', 'db_database' => 'd']);
});
attempt(function () {
	bo\configure(['db_user' => 'u', 'db_database' => null]);
});
// A server that is not there is no matter before the first use.
attempt(function () {
	bo\configure(['db_user' => 'u', 'db_database' => 'd', 'db_socket' => '/nowhere/s.sock']);
});
attempt(function () {
	bo\configure();
});
attempt(function () {
	bo\configure('db_user=u');
});
attempt(function () {
	bo\configure(['db_user' => 'u', 'db_database' => 'd'], []);
});
?>
--EXPECT--
ConfigException CONFIG: The settings db_user and db_database are needed.
ConfigException CONFIG: The settings db_user and db_database are needed.
ConfigException CONFIG: The settings db_user and db_database are needed.
ConfigException CONFIG: The settings db_user and db_database are needed.
ConfigException CONFIG: The settings db_user and db_database are needed.
null
ArgumentCountError: Ispapi\Backorder\configure() expects exactly 1 argument, 0 given
TypeError: Ispapi\Backorder\configure(): Argument #1 ($settings) must be of type array, string given
ArgumentCountError: Ispapi\Backorder\configure() expects exactly 1 argument, 2 given
