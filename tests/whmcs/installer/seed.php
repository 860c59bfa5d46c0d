<?php
/** The data a fresh instance starts with. Runs inside the booted host, so passwords are hashed and encrypted by its own code. */

use WHMCS\Config\Setting;
use WHMCS\Database\Capsule;

const SEED_PASSWORD = 'demo';

function seed_settings(array $options): void
{
    $settings = [
        'Version' => \StandIn\Knobs::version(), 'SystemURL' => rtrim($options['system-url'], '/') . '/',
        'CompanyName' => 'Example Domains', 'Email' => 'billing@example.test', 'Domain' => 'https://www.example.test/',
        'SystemEmailsFromName' => 'Example Domains', 'SystemEmailsFromEmail' => 'noreply@example.test',
        'Signature' => "---\nExample Domains\nwww.example.test", 'Language' => 'english', 'Template' => $options['theme'],
        'OrderFormTemplate' => 'standard_cart', 'Charset' => 'utf-8', 'DateFormat' => 'DD/MM/YYYY', 'ClientDateFormat' => '',
        'ActiveAddonModules' => '', 'AddonModulesHooks' => '', 'AddonModulesPerms' => '', 'ModuleDebugMode' => 'on',
        'TaxEnabled' => '', 'TaxType' => 'Exclusive', 'TaxInclusiveDeduct' => '', 'AddFundsEnabled' => 'on',
        'AddFundsMinimum' => '10.00', 'AddFundsMaximum' => '10000.00', 'RegistrarAdminUseClientDetails' => 'on',
        'RegistrarAdminFirstName' => 'Rita', 'RegistrarAdminLastName' => 'Registrar', 'RegistrarAdminCompanyName' => 'Example Domains',
        'RegistrarAdminAddress1' => '1 Registry Road', 'RegistrarAdminCity' => 'London', 'RegistrarAdminStateProvince' => 'London',
        'RegistrarAdminPostalCode' => 'EC1A 1AA', 'RegistrarAdminCountry' => 'GB', 'RegistrarAdminPhone' => '+44.2079460000',
        'RegistrarAdminFax' => '', 'RegistrarAdminEmailAddress' => 'domains@example.test', 'lastDailyCronRun' => '',
    ];
    // These follow the installer's options on every run; the rest belongs to the instance once it exists.
    $always = ['Version', 'SystemURL', 'Template'];
    foreach ($settings as $name => $value) {
        if (in_array($name, $always, true) || Setting::getValue($name) === null) {
            Setting::setValue($name, $value);
        }
    }
}

function seed_people(): void
{
    $hash = password_hash(SEED_PASSWORD, PASSWORD_BCRYPT, ['cost' => 5]);
    $now = host_date();
    Capsule::table('tbladminroles')->insert([['id' => 1, 'name' => 'Full Administrator'], ['id' => 2, 'name' => 'Support Operator']]);
    Capsule::table('tbladmins')->insert([
        ['id' => 1, 'roleid' => 1, 'username' => 'admin', 'password' => $hash, 'firstname' => 'Ada', 'lastname' => 'Admin', 'email' => 'admin@example.test', 'notes' => '', 'language' => 'english'],
        ['id' => 2, 'roleid' => 2, 'username' => 'support', 'password' => $hash, 'firstname' => 'Sam', 'lastname' => 'Support', 'email' => 'support@example.test', 'notes' => '', 'language' => 'english'],
    ]);
    Capsule::table('tblcurrencies')->insert([
        ['id' => 1, 'code' => 'USD', 'prefix' => '$', 'suffix' => ' USD', 'format' => 1, 'rate' => '1.00000', 'default' => 1],
        ['id' => 2, 'code' => 'EUR', 'prefix' => '', 'suffix' => ' €', 'format' => 3, 'rate' => '0.90000', 'default' => 0],
    ]);
    $clients = [
        ['firstname' => 'Anna', 'lastname' => 'Client', 'companyname' => 'Anna & Sons <Ltd>', 'email' => 'anna@example.test', 'address1' => '12 High Street', 'address2' => 'Flat 3', 'city' => 'Springfield', 'state' => 'Illinois', 'postcode' => '62701', 'country' => 'US', 'phonenumber' => '+1.2175550123', 'currency' => 1, 'credit' => '500.00', 'language' => ''],
        ['firstname' => 'Bernd', 'lastname' => 'Kunde', 'companyname' => '', 'email' => 'bernd@example.test', 'address1' => 'Hauptstraße 5', 'address2' => '', 'city' => 'München', 'state' => 'Bayern', 'postcode' => '80331', 'country' => 'DE', 'phonenumber' => '+49.89555012', 'currency' => 2, 'credit' => '300.00', 'language' => 'german'],
        ['firstname' => 'Carla', 'lastname' => 'Poor', 'companyname' => '', 'email' => 'carla@example.test', 'address1' => '7 Small Lane', 'address2' => '', 'city' => 'Leeds', 'state' => 'West Yorkshire', 'postcode' => 'LS1 4AP', 'country' => 'GB', 'phonenumber' => '+44.1135550199', 'currency' => 1, 'credit' => '5.00', 'language' => ''],
    ];
    foreach ($clients as $index => $client) {
        $id = $index + 1;
        Capsule::table('tblclients')->insert($client + [
            'id' => $id, 'uuid' => sprintf('00000000-0000-4000-8000-%012d', $id), 'defaultgateway' => '', 'notes' => '',
            'datecreated' => substr($now, 0, 10), 'email_verified' => 1, 'created_at' => $now, 'updated_at' => $now,
        ]);
        Capsule::table('tblusers')->insert(['id' => $id, 'first_name' => $client['firstname'], 'last_name' => $client['lastname'], 'email' => $client['email'], 'password' => $hash, 'language' => $client['language'], 'created_at' => $now, 'updated_at' => $now]);
        Capsule::table('tblusers_clients')->insert(['auth_user_id' => $id, 'client_id' => $id, 'owner' => 1, 'created_at' => $now, 'updated_at' => $now]);
        Capsule::table('tblcredit')->insert(['clientid' => $id, 'date' => substr($now, 0, 10), 'description' => 'Opening balance', 'amount' => $client['credit']]);
    }
}

function seed_gateways(): void
{
    foreach (['name' => 'Bank Transfer', 'type' => 'Invoices', 'visible' => 'on'] as $setting => $value) {
        Capsule::table('tblpaymentgateways')->insert(['gateway' => 'banktransfer', 'setting' => $setting, 'value' => $value, 'order' => 1]);
    }
}

function seed_registrar(): void
{
    foreach (['Username' => 'test.user', 'Password' => 'test.passw0rd', 'TestMode' => 'on', 'ProxyServer' => ''] as $setting => $value) {
        Capsule::table('tblregistrars')->insert(['registrar' => 'ispapi', 'setting' => $setting, 'value' => encrypt($value)]);
    }
}

/** Prices in cents of the first currency; the second costs nine tenths. */
function seed_domain_pricing(): void
{
    $zones = [
        '.com' => [1299, 1499], '.net' => [1399, 1599], '.org' => [1299, 1499], '.info' => [999, 1999], '.biz' => [1599, 1799],
        '.de' => [799, 799], '.co.uk' => [899, 899], '.uk' => [899, 899], '.pl' => [1099, 1899], '.com.pl' => [999, 1499],
        '.se' => [1499, 1799], '.nu' => [1699, 1899], '.me' => [1199, 1999], '.io' => [3999, 4499], '.co' => [2499, 2999],
        '.eu' => [799, 899], '.fr' => [999, 999], '.it' => [1099, 1099], '.us' => [899, 999], '.xyz' => [299, 1299],
        '.online' => [499, 3499], '.shop' => [399, 3299], '.club' => [1099, 1499], '.app' => [1499, 1699], '.ca' => [1399, 1399],
        '.tv' => [3499, 3499], '.cc' => [1199, 1299], '.mobi' => [899, 2599], '.asia' => [1299, 1499], '.ch' => [1299, 1299],
    ];
    $order = 0;
    foreach ($zones as $extension => $cents) {
        $id = Capsule::table('tbldomainpricing')->insertGetId([
            'extension' => $extension, 'dnsmanagement' => 1, 'emailforwarding' => 0, 'idprotection' => 1,
            'eppcode' => $extension === '.de' ? 0 : 1, 'autoreg' => 'ispapi', 'order' => ++$order,
        ]);
        foreach ([1 => 100, 2 => 90] as $currency => $percent) {
            foreach (['domainregister' => $cents[0], 'domainrenew' => $cents[1], 'domaintransfer' => $cents[1]] as $type => $price) {
                $year = intdiv($price * $percent, 100);
                $row = ['type' => $type, 'currency' => $currency, 'relid' => $id];
                // msetupfee is the price of one year, qsetupfee of two; -1 disables a period, tsetupfee is the client group.
                foreach (['msetupfee', 'qsetupfee', 'ssetupfee', 'asetupfee', 'bsetupfee'] as $years => $column) {
                    $row[$column] = \StandIn\Money::fromCents($year * ($years + 1));
                }
                $row['tsetupfee'] = '0.00';
                foreach (['monthly', 'quarterly', 'semiannually', 'annually', 'biennially', 'triennially'] as $column) {
                    $row[$column] = '-1.00';
                }
                Capsule::table('tblpricing')->insert($row);
            }
        }
    }
}

function seed_email_templates(): void
{
    $templates = [
        ['invoice', 'Invoice Created', 'Customer Invoice', "<p>Dear {\$client_name},</p>\n<p>Invoice #{\$invoice_num} was generated on {\$invoice_date_created}.</p>\n<p>Amount due: {\$invoice_balance}<br />Due date: {\$invoice_date_due}</p>\n<p>{\$invoice_html_contents}</p>\n<p><a href=\"{\$invoice_link}\">{\$invoice_link}</a></p>\n<p>{\$signature}</p>"],
        ['invoice', 'Invoice Payment Confirmation', 'Invoice Payment Confirmation', "<p>Dear {\$client_name},</p>\n<p>This is a payment receipt for invoice #{\$invoice_num}, total {\$invoice_total}, status {\$invoice_status}.</p>\n<p>{\$signature}</p>"],
        ['domain', 'Domain Registration Confirmation', 'Domain Registration Confirmation', "<p>Dear {\$client_name},</p>\n<p>{\$domain_name} was registered on {\$domain_reg_date}.</p>\n<p>{\$signature}</p>"],
        ['general', 'Client Signup Email', 'Welcome', "<p>Dear {\$client_name},</p>\n<p>Thank you for signing up with {\$company_name}.</p>\n<p>{\$signature}</p>"],
        ['admin', 'Automatic Setup Successful', 'Automatic Setup Successful', "<p>{\$message}</p>"],
    ];
    foreach ($templates as $template) {
        Capsule::table('tblemailtemplates')->insert([
            'type' => $template[0], 'name' => $template[1], 'subject' => $template[2], 'message' => $template[3],
            'attachments' => '', 'fromname' => '', 'fromemail' => '', 'copyto' => '', 'blind_copy_to' => '', 'created_at' => host_date(), 'updated_at' => host_date(),
        ]);
    }
}

function seed_instance(array $options): void
{
    seed_settings($options);
    if (Capsule::table('tbladmins')->count() === 0) {
        seed_people();
        seed_gateways();
        seed_registrar();
        seed_domain_pricing();
        seed_email_templates();
    }
}
