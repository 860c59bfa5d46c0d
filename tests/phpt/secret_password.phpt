--TEST--
Secrets: a wrong database password is told plainly, without the password, and the right one works at once afterwards
--INI--
zend.exception_ignore_args=0
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

backorder_prepare();
bo\configure(backorder_settings(['db_password' => 'S3cret-and-wrong']));
try {
	bo\activate();
} catch (bo\DatabaseException $e) {
	say([$e->reason, $e->getCode()]);
	echo preg_replace(["/'[^']*'@'[^']*'/"], ["'user'@'host'"], $e->getMessage()), "\n";
	var_dump(strpos((string) $e, 'S3cret'));
}
// A command answers in its envelope, for a caller who is no admin of the server: no text of the database in it.
$answer = bo\command(['COMMAND' => 'QueryPriceList'], ['role' => 'guest']);
say([$answer['CODE'], $answer['DESCRIPTION']]);

bo\configure(backorder_settings());
say(array_keys(bo\activate()));
?>
--EXPECT--
["DB",1045]
Can't connect to the database: error 1045: Access denied for user 'user'@'host' (using password: YES)
bool(false)
[599,"Error; The command could not be carried out now; please try again later."]
["schema"]
