<?php
/** Prices, dates, secrets, menus, the registrar class, domains and orders. */
return function (Checks $checks, Site $site, string $folder, Database $database, Processes $processes) {
    $formats = "foreach ([1, 2, 3, 4] as \$f) { \$r[] = (string) new WHMCS\\View\\Formatter\\Price('1234567.891', ['prefix' => '\$', 'suffix' => ' X', 'format' => \$f]); } return \$r;";
    $checks->same(['$1234567.89 X', '$1,234,567.89 X', '$1.234.567,89 X', '$1,234,568 X'], $site->php($formats), 'the four price formats');
    $checks->same(['$-3.00 USD', '0,50 €'], $site->php("return [(string) formatCurrency('-3', 1), (string) formatCurrency('0.5', 2)];"), 'formatCurrency by currency id');
    $checks->same(['05/02/2026', '05/02/2026 13:14', '2026-02-05'], $site->php("return [fromMySQLDate('2026-02-05'), fromMySQLDate('2026-02-05 13:14:15', true), toMySQLDate('05/02/2026')];"), 'dates both ways');
    $checks->same([true, ''], $site->php("return [decrypt(encrypt('ä\"')) === 'ä\"', decrypt('rubbish')];"), 'encrypt and decrypt');
    $site->php("logModuleCall('m', 'a', 'pw=s%20e&x=s e', ['k' => 's e'], '', ['s e']); return 1;");
    $checks->lacks('s e', $site->value('SELECT CONCAT(request, response) FROM tblmodulelog ORDER BY id DESC LIMIT 1'), 'logModuleCall hides secrets');
    $menu = "\$m = new WHMCS\\View\\Menu\\Item('Root'); \$m->addChild('B', ['order' => '20']); \$m->addChild('A', ['order' => 10, 'label' => 'La']); \$m->addChild('C'); \$m->getChild('C')->moveToFront(); \$m->getChild('B')->setBadge(3)->setUri('u'); \$m->removeChild('none'); foreach (\$m as \$i) { \$r[] = \$i->getName() . ':' . \$i->getLabel() . ':' . \$i->getBadge(); } return \$r;";
    $checks->same(['C:C:', 'A:La:', 'B:B:3'], $site->php($menu), 'menu items sort, move and carry badges');
    $checks->same(['Home', 'english'], $site->php("return [Lang::trans('clientareanavhome'), Lang::getName()];"), 'Lang');
    $checks->same('kept', $site->php("WHMCS\\TransientData::getInstance()->store('k', 'kept', 60); return WHMCS\\TransientData::getInstance()->retrieve('k');"), 'TransientData');

    $order = "return localAPI('AddOrder', ['clientid' => 1, 'paymentmethod' => 'banktransfer', 'domain' => ['caught.com'], 'domaintype' => ['register'], 'regperiod' => [1], 'noinvoice' => true]);";
    $answer = $site->php($order);
    $checks->same('success', $answer['result'], 'AddOrder');
    $site->api('AcceptOrder', ['orderid' => $answer['orderid'], 'registrar' => 'ispapi']);
    $site->api('UpdateClientDomain', ['domainid' => $answer['domainids'], 'expirydate' => '2027-05-06', 'recurringamount' => '9.99']);
    $domain = $site->api('GetClientsDomains', ['clientid' => '1'])['domains']['domain'][0];
    $checks->same(['caught.com', 'Active', 'ispapi', '2027-05-06', '9.99', 'Register'], [$domain['domainname'], $domain['status'], $domain['registrar'], $domain['expirydate'], $domain['recurringamount'], $domain['regtype']], 'AcceptOrder and UpdateClientDomain');
    $pricing = $site->api('GetTLDPricing', ['clientid' => '2', 'currencyid' => '1']);
    $checks->same(['EUR', '11.69', '13.49'], [$pricing['currency']['code'], $pricing['pricing']['com']['register']['1'], $pricing['pricing']['com']['renew']['1']], 'GetTLDPricing in the client\'s currency');
    $checks->same('co.uk', $pricing['pricing']['co.uk']['tld'], 'keys of GetTLDPricing have no leading dot');
    $checks->same('banktransfer', $site->api('GetPaymentMethods', [])['paymentmethods']['paymentmethod'][0]['module'], 'GetPaymentMethods');
    $checks->same(['8.13.1', 'Example Domains'], [$site->api('WhmcsDetails', [])['whmcs']['version'], $site->api('GetConfigurationValue', ['setting' => 'CompanyName'])['value']], 'WhmcsDetails and GetConfigurationValue');
    $checks->same('Command Not Found', $site->api('NoSuchCommand', [])['message'], 'unknown commands');

    // A registrar of three lines: it echoes the command it got. The body is read raw, because the module's
    // client labels it text/html.
    $port = Processes::freePort();
    $script = "$folder/registrar.php";
    file_put_contents($script, '<?php parse_str(file_get_contents("php://input"), $post); echo "[RESPONSE]\r\nCODE = 200\r\nDESCRIPTION=Command completed successfully\r\nPROPERTY[SENT][0]=" . str_replace("\n", "|", $post["s_command"]) . "\r\nPROPERTY[LOGIN][5]=" . $post["s_login"] . "/" . $post["s_pw"] . "/" . $post["s_entity"] . "\r\nPROPERTY[ACE][0]=xn--bcher-kva.de\r\nEOF\r\n";');
    $processes->start([PHP_BINARY, '-S', "127.0.0.1:$port", $script], "$folder/registrar.log");
    for ($i = 0; $i < 100 && !@fsockopen('127.0.0.1', $port); $i++) {
        usleep(50000);
    }
    $call = "putenv('ISPAPI_URL=http://127.0.0.1:$port/'); return WHMCS\\Module\\Registrar\\Ispapi\\Ispapi::call(['COMMAND' => 'AddDomainApplication', 'domain' => 'bücher.de', 'OWNERCONTACT0' => ['FIRSTNAME' => \"A\\nB\"], 'NONE' => null]);";
    $answer = $site->php($call);
    $checks->same(['200', ['COMMAND=AddDomainApplication|DOMAIN=xn--bcher-kva.de|OWNERCONTACT0FIRSTNAME=AB'], ['test.user/test.passw0rd/1234']], [$answer['CODE'], $answer['PROPERTY']['SENT'], $answer['PROPERTY']['LOGIN']], 'Ispapi::call speaks the protocol');
    $checks->same(['421', '5.1.8'], $site->php("return [WHMCS\\Module\\Registrar\\Ispapi\\Ispapi::call(['COMMAND' => 'StatusAccount'])['CODE'], WHMCS\\Module\\Registrar\\Ispapi\\Ispapi::getRegistrarModuleVersion('ispapi')];"), 'without an address nothing is sent');
    $checks->lacks('test.passw0rd', (string) $site->value('SELECT GROUP_CONCAT(CONCAT(request, response)) FROM tblmodulelog'), 'the password is not in the module log');
};
