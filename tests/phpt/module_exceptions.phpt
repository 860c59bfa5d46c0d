--TEST--
Exceptions: one family below \Exception, each with a reason for programs and a message for people
--FILE--
<?php
require __DIR__ . '/support.inc';
use Ispapi\Backorder as bo;

foreach (['Exception', 'ConfigException', 'InputException', 'DatabaseException', 'RemoteException'] as $name) {
	$class = new ReflectionClass("Ispapi\\Backorder\\$name");
	echo $class->getName(), ' < ', $class->getParentClass()->getName(), $class->isFinal() ? ', final' : '', "\n";
}

$reason = new ReflectionProperty(bo\Exception::class, 'reason');
echo $reason->isPublic() ? 'public ' : 'hidden ', $reason->getType(), "\n";
say((new bo\InputException('text', 7))->reason);
say((new bo\InputException('text', 7))->getCode());
attempt(function () {
	$made = new bo\InputException('text');
	$made->reason = [];
});

// All of them are caught by the family's name and by PHP's own.
try {
	bo\funds(1);
} catch (bo\Exception $e) {
	say([get_class($e), $e->reason, $e->getCode(), $e->getPrevious(), basename($e->getFile())]);
}
try {
	bo\funds(1);
} catch (\Exception $e) {
	say($e->getMessage());
}

// The code is the error number of whoever refused; it is 0 when nobody outside did.
bo\configure(backorder_settings(['db_socket' => '/nowhere/s.sock']));
try {
	bo\funds(1);
} catch (bo\DatabaseException $e) {
	say([$e->reason, $e->getCode()]);
}
try {
	bo\droplist_lookup('no zone');
} catch (bo\InputException $e) {
	say([$e->reason, $e->getCode()]);
}
?>
--EXPECT--
Ispapi\Backorder\Exception < Exception
Ispapi\Backorder\ConfigException < Ispapi\Backorder\Exception, final
Ispapi\Backorder\InputException < Ispapi\Backorder\Exception, final
Ispapi\Backorder\DatabaseException < Ispapi\Backorder\Exception, final
Ispapi\Backorder\RemoteException < Ispapi\Backorder\Exception, final
public string
"INTERNAL"
7
TypeError: Cannot assign array to property Ispapi\Backorder\Exception::$reason of type string
["Ispapi\\Backorder\\ConfigException","CONFIG",0,null,"module_exceptions.php"]
"Call Ispapi\\Backorder\\configure() first."
["DB",2002]
["INVALID",0]
