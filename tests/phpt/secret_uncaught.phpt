--TEST--
Secrets: an error that nobody catches does not print them either
--INI--
zend.exception_ignore_args=0
zend.exception_string_param_max_len=1000
--FILE--
<?php
Ispapi\Backorder\configure(['db_user' => 'u', 'db_database' => 'd', 'db_password' => 'S3cret', 'nosuch' => 1]);
?>
--EXPECTF--
Fatal error: Uncaught Ispapi\Backorder\ConfigException: There is no setting named nosuch. in %s:2
Stack trace:
#0 %s(2): Ispapi\Backorder\configure(Object(SensitiveParameterValue))
#1 {main}
  thrown in %s on line 2
