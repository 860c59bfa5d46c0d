<?php
/** Each knob on both sides. */
return function (Checks $checks, Site $site) {
    $checks->same(['error', 'error'], array_values(array_intersect_key($site->api('GetInvoice', ['invoiceid' => '999999']), ['result' => 1, 'status' => 1])), 'getinvoice_error_key both');
    $checks->same(['status' => 'error', 'message' => 'Invoice ID Not Found'], $site->api('GetInvoice', ['invoiceid' => '999999'], ['getinvoice_error_key' => 'status']), 'getinvoice_error_key status');
    $checks->same(['result' => 'error', 'message' => 'Invoice ID Not Found'], $site->api('GetInvoice', ['invoiceid' => '999999'], ['getinvoice_error_key' => 'result']), 'getinvoice_error_key result');

    $details = $site->api('GetClientsDetails', ['clientid' => '1', 'stats' => '1']);
    $checks->same(['Anna', 'Anna', '1'], [$details['firstname'], $details['client']['firstname'], $details['client']['currency']], 'clientdetails_flat on');
    $checks->same(['result', 'client'], array_keys($site->api('GetClientsDetails', ['clientid' => '1'], ['clientdetails_flat' => 'off'])), 'clientdetails_flat off');
    $checks->same('Client Not Found', $site->api('GetClientsDetails', ['clientid' => '77'])['message'], 'nobody');
    $checks->same('Either clientid Or email Is Required', $site->api('GetClientsDetails', [])['message'], 'nothing given');

    $raw = "return localAPI('SendEmail', ['customtype' => 'general', 'customsubject' => 's', 'custommessage' => '{\$a}', 'id' => 1, 'customvars' => ['a' => 'raw']]);";
    $checks->same('The custom variables you provided are invalid.', $site->php($raw)['message'], 'sendemail_customvars base64');
    $checks->same('success', $site->php($raw, ['sendemail_customvars' => 'raw'])['result'], 'sendemail_customvars raw');
    $object = "return localAPI('SendEmail', ['customtype' => 'general', 'customsubject' => 's', 'custommessage' => 'x', 'id' => 1, 'customvars' => base64_encode(serialize(['a' => new ArrayObject()]))]);";
    $checks->same('The custom variables you provided are invalid.', $site->php($object)['message'], 'objects in customvars are refused');

    $site->pdo->exec("UPDATE tblclients SET credit = '100.00' WHERE id = 3");
    $later = $site->api('CreateInvoice', ['userid' => '3', 'itemdescription1' => 'later', 'itemamount1' => '10.00', 'autoapplycredit' => '1'], ['autoapplycredit' => 'later']);
    $checks->same('Unpaid', $later['status'], 'autoapplycredit later leaves the invoice open');
    $site->control('cron');
    $checks->same('Paid', $site->value('SELECT status FROM tblinvoices WHERE id = ?', [$later['invoiceid']]), 'until the next cron run');

    $checks->same(1, $site->api('GetInvoice', ['invoiceid' => '1'], ['numeric_types' => 'ints'])['userid'], 'numeric_types ints');
    $checks->same('1', $site->api('GetInvoice', ['invoiceid' => '1'])['userid'], 'numeric_types strings');

    $fetch = "\$row = WHMCS\\Database\\Capsule::connection()->getPdo()->query('SELECT 1 AS a')->fetch(); return [gettype(\$row), is_array(\$row) ? array_keys(\$row) : [], gettype(is_array(\$row) ? \$row['a'] : \$row->a)];";
    $checks->same(['array', ['a', 0], 'integer'], $site->php($fetch), 'pdo_fetch both, typed');
    $checks->same(['array', ['a'], 'string'], $site->php($fetch, ['pdo_fetch' => 'assoc', 'pdo_stringify' => 'on']), 'pdo_fetch assoc, strings');
    $checks->same('object', $site->php($fetch, ['pdo_fetch' => 'obj'])[0], 'pdo_fetch obj');

    $mode = "return WHMCS\\Database\\Capsule::connection()->selectOne('SELECT @@session.sql_mode AS m, @@session.time_zone AS z');";
    $checks->same(['m' => 'NO_ENGINE_SUBSTITUTION', 'z' => 'SYSTEM'], $site->php($mode), 'sql_mode loose');
    $checks->contains('STRICT_TRANS_TABLES', $site->php($mode, ['sql_mode' => 'strict'])['m'], 'sql_mode strict');
    $checks->contains('STRICT_TRANS_TABLES', $site->php($mode, ['sql_mode' => 'server'])['m'], 'sql_mode of the server');
    $checks->same('+05:00', $site->php($mode, ['mysql_timezone' => '+05:00'])['z'], 'mysql_timezone');
    foreach (['strict', 'server'] as $strict) {
        $answer = $site->api('CreateInvoice', ['userid' => '1', 'itemdescription1' => 's', 'itemamount1' => '1.00', 'autoapplycredit' => '1', 'sendinvoice' => '1'], ['sql_mode' => $strict]);
        $checks->same('Paid', isset($answer['status']) ? $answer['status'] : $answer, "the host itself works with sql_mode $strict");
    }

    $checks->same('Europe/Berlin', $site->php('return date_default_timezone_get();', ['timezone' => 'Europe/Berlin']), 'timezone');
    $checks->same(['9.0.6-release.1', true], $site->php("return [\$GLOBALS['CONFIG']['Version'], class_exists('WHMCS\\Authentication\\CurrentUser')];", ['profile' => '9.0']), 'profile 9.0');
    $checks->same(['7.10.3-release.1', false], $site->php("return [\$GLOBALS['CONFIG']['Version'], class_exists('WHMCS\\Authentication\\CurrentUser')];", ['profile' => '7.10']), 'profile 7.10 has no CurrentUser');

    $site->php("WHMCS\\Module\\Addon\\Setting::module('fixture_addon'); StandIn\\Addons\\LifeCycle::saveSettings('fixture_addon', ['Secret' => 'topsecret']);", ['addon_password_storage' => 'encrypted']);
    $checks->true($site->value("SELECT value FROM tbladdonmodules WHERE setting = 'Secret'") !== 'topsecret', 'addon_password_storage encrypted');
    $checks->same('topsecret', $site->php("return StandIn\\Addons\\Module::find('fixture_addon')->settings()['Secret'];", ['addon_password_storage' => 'encrypted']), 'the module gets the password in clear');

    // These show in requests, so the instance's configuration is changed.
    $anna = new Browser($site);
    $anna->loginClient('anna@example.test');
    $site->control('knob', 'template_lookup=templates', 'request_encoding=off', 'csrf_failure=exception');
    $checks->contains('<p id="place">templates</p>', $anna->get('index.php?m=fixture_addon'), 'template_lookup templates');
    $checks->same('{"q":"a<b"}', $anna->post('index.php?m=fixture_addon&p=echo', ['q' => 'a<b']), 'request_encoding off');
    $anna->post('index.php?m=fixture_addon&p=token', []);
    $checks->same(500, $anna->status, 'csrf_failure exception');
    $site->control('knob', 'csrf_failure=always-exit');
    $checks->same('Invalid Token', $anna->post('index.php?m=fixture_addon&p=token&throw=1', []), 'csrf_failure always-exit');
    $site->control('knob', 'csrf_enabled=off');
    $checks->same('{"changed":true}', $anna->post('index.php?m=fixture_addon&p=token', []), 'csrf_enabled off');
    $site->control('knob', 'template_lookup=root', 'request_encoding=on', 'csrf_failure=exit', 'csrf_enabled=on', 'profile=7.10');
    $old = new Browser($site);
    $checks->contains('id="place"', $old->loginClient('carla@example.test') . $old->get('index.php?m=fixture_addon'), 'pages work with profile 7.10');
    $site->control('knob', 'profile=8.13');
    $site->control('errors', '--clear');
};
