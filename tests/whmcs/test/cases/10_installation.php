<?php
/** What a fresh instance holds, and that installing again keeps it. */
return function (Checks $checks, Site $site, string $folder, Database $database) {
    $checks->same('500.00', $site->value('SELECT credit FROM tblclients WHERE id = 1'), 'Anna starts with 500.00');
    $checks->same('EUR', $site->value('SELECT code FROM tblcurrencies WHERE id = (SELECT currency FROM tblclients WHERE id = 2)'), 'Bernd pays in EUR');
    $checks->same('0', $site->value("SELECT COUNT(*) FROM tbldomainpricing WHERE extension NOT LIKE '.%'"), 'extensions have their leading dot');
    $options = $site->php("require ROOTDIR . '/includes/registrarfunctions.php'; return getregistrarconfigoptions('ispapi');");
    $checks->same(['Username' => 'test.user', 'Password' => 'test.passw0rd', 'TestMode' => 'on', 'ProxyServer' => ''], $options, 'registrar settings are decrypted');
    $checks->true($site->value("SELECT value FROM tblregistrars WHERE setting = 'Password'") !== 'test.passw0rd', 'registrar settings are stored encrypted');

    $site->pdo->exec("UPDATE tblclients SET notes = 'kept' WHERE id = 1");
    $checks->same(0, $site->install()[0], 'installing again works');
    $checks->same('kept', $site->value('SELECT notes FROM tblclients WHERE id = 1'), 'installing again keeps data');
    $checks->same('test.passw0rd', $site->php("require ROOTDIR . '/includes/registrarfunctions.php'; return getregistrarconfigoptions('ispapi')['Password'];"), 'installing again keeps the encryption hash');
    $checks->same(1, $site->install(['--knob', 'nonsense=1'])[0], 'an unknown knob is refused');
    $checks->same(1, $site->install(['--knob', 'sql_mode=loose'])[0], 'an unknown value of a knob is refused');

    $custom = new Site("$folder/custom", $database, 'backoffice');
    $checks->same(0, $custom->install(['--db-socket', $database->socket, '--db-port', '1', '--theme', 'six', '--fresh'])[0], 'installs through a socket, with another admin folder');
    $checks->true(is_file("$custom->folder/backoffice/addonmodules.php") && !is_dir("$custom->folder/admin"), 'the admin folder has the chosen name');
    $checks->same('backoffice', $custom->php("return \$GLOBALS['customadminpath'];"), '$customadminpath names it');
    $checks->same([$database->socket, 'utf8mb4'], $custom->php("return [WHMCS\\Database\\Capsule::connection()->getConfig('unix_socket'), WHMCS\\Database\\Capsule::connection()->getConfig('charset')];"), 'Capsule tells the socket');
};
