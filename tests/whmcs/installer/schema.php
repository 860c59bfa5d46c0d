<?php
/**
 * The tbl* tables an addon can meet, with the columns that have public evidence and the loosest type
 * that fits each. Text columns are NOT NULL without a default on purpose: a partial INSERT passes in a
 * loose sql_mode and fails in a strict one, as on a real installation.
 *
 * host_* tables belong to the stand-in alone.
 *
 * @return array<string,string> table name => column list
 */
return [
    'tblconfiguration' => "
        setting VARCHAR(64) NOT NULL, value TEXT NOT NULL,
        created_at DATETIME NULL, updated_at DATETIME NULL,
        id INT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE, PRIMARY KEY (setting)",
    'tbladmins' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, uuid VARCHAR(64) NOT NULL DEFAULT '',
        roleid INT NOT NULL, username VARCHAR(191) NOT NULL UNIQUE, password VARCHAR(255) NOT NULL,
        firstname TEXT NOT NULL, lastname TEXT NOT NULL, email TEXT NOT NULL, language VARCHAR(64) NOT NULL DEFAULT '',
        notes TEXT NOT NULL, disabled TINYINT NOT NULL DEFAULT 0",
    'tbladminroles' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(191) NOT NULL",
    'tblcurrencies' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, code VARCHAR(16) NOT NULL, prefix VARCHAR(32) NOT NULL,
        suffix VARCHAR(32) NOT NULL, format INT NOT NULL, rate DECIMAL(16,5) NOT NULL DEFAULT 1, `default` INT NOT NULL",
    'tblclients' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, uuid VARCHAR(64) NOT NULL, firstname TEXT NOT NULL,
        lastname TEXT NOT NULL, companyname TEXT NOT NULL, email TEXT NOT NULL, address1 TEXT NOT NULL,
        address2 TEXT NOT NULL, city TEXT NOT NULL, state TEXT NOT NULL, postcode TEXT NOT NULL, country TEXT NOT NULL,
        phonenumber TEXT NOT NULL, tax_id VARCHAR(128) NOT NULL DEFAULT '', currency INT NOT NULL,
        defaultgateway TEXT NOT NULL, credit DECIMAL(16,2) NOT NULL DEFAULT 0, taxexempt TINYINT NOT NULL DEFAULT 0,
        latefeeoveride TINYINT NOT NULL DEFAULT 0, overideduenotices TINYINT NOT NULL DEFAULT 0,
        separateinvoices TINYINT NOT NULL DEFAULT 0, disableautocc TINYINT NOT NULL DEFAULT 0,
        emailoptout TINYINT NOT NULL DEFAULT 0, marketing_emails_opt_in TINYINT NOT NULL DEFAULT 0,
        overrideautoclose TINYINT NOT NULL DEFAULT 0, datecreated DATE NULL, notes TEXT NOT NULL,
        billingcid INT NOT NULL DEFAULT 0, groupid INT NOT NULL DEFAULT 0, status VARCHAR(32) NOT NULL DEFAULT 'Active',
        language VARCHAR(64) NOT NULL DEFAULT '', allow_sso TINYINT NOT NULL DEFAULT 1,
        email_verified TINYINT NOT NULL DEFAULT 0, lastlogin DATETIME NULL, created_at DATETIME NULL, updated_at DATETIME NULL",
    'tblusers' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, first_name VARCHAR(191) NOT NULL, last_name VARCHAR(191) NOT NULL,
        email VARCHAR(191) NOT NULL UNIQUE, password VARCHAR(255) NOT NULL, language VARCHAR(64) NOT NULL DEFAULT '',
        last_login DATETIME NULL, created_at DATETIME NULL, updated_at DATETIME NULL",
    'tblusers_clients' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, auth_user_id INT UNSIGNED NOT NULL, client_id INT UNSIGNED NOT NULL,
        owner TINYINT NOT NULL DEFAULT 0, created_at DATETIME NULL, updated_at DATETIME NULL, UNIQUE (auth_user_id, client_id)",
    'tblclientsnotes' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, userid INT NOT NULL, adminid INT NOT NULL DEFAULT 0,
        note MEDIUMTEXT NOT NULL, sticky TINYINT NOT NULL DEFAULT 0, created DATETIME NULL, modified DATETIME NULL",
    'tblinvoices' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, userid INT NOT NULL, invoicenum VARCHAR(191) NOT NULL DEFAULT '',
        date DATE NULL, duedate DATE NULL, datepaid DATETIME NULL, last_capture_attempt DATETIME NULL,
        date_refunded DATETIME NULL, date_cancelled DATETIME NULL, subtotal DECIMAL(16,2) NOT NULL DEFAULT 0,
        credit DECIMAL(16,2) NOT NULL DEFAULT 0, tax DECIMAL(16,2) NOT NULL DEFAULT 0, tax2 DECIMAL(16,2) NOT NULL DEFAULT 0,
        total DECIMAL(16,2) NOT NULL DEFAULT 0, taxrate DECIMAL(10,3) NOT NULL DEFAULT 0, taxrate2 DECIMAL(10,3) NOT NULL DEFAULT 0,
        status VARCHAR(32) NOT NULL DEFAULT 'Unpaid', paymentmethod VARCHAR(191) NOT NULL DEFAULT '',
        paymethodid INT UNSIGNED NULL, notes TEXT NOT NULL, created_at DATETIME NULL, updated_at DATETIME NULL,
        KEY userid (userid), KEY status (status)",
    'tblinvoiceitems' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, invoiceid INT NOT NULL DEFAULT 0, userid INT NOT NULL,
        type VARCHAR(30) NOT NULL, relid INT NOT NULL, description TEXT NOT NULL, amount DECIMAL(16,2) NOT NULL DEFAULT 0,
        taxed INT NOT NULL, duedate DATE NULL, paymentmethod TEXT NOT NULL, notes TEXT NOT NULL,
        KEY invoiceid (invoiceid), KEY userid (userid)",
    'tblaccounts' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, userid INT NOT NULL, currency INT NOT NULL DEFAULT 0,
        gateway TEXT NOT NULL, date DATETIME NULL, description TEXT NOT NULL, amountin DECIMAL(16,2) NOT NULL DEFAULT 0,
        fees DECIMAL(16,2) NOT NULL DEFAULT 0, amountout DECIMAL(16,2) NOT NULL DEFAULT 0, rate DECIMAL(16,5) NOT NULL DEFAULT 1,
        transid TEXT NOT NULL, invoiceid INT NOT NULL DEFAULT 0, refundid INT NOT NULL DEFAULT 0, KEY invoiceid (invoiceid)",
    'tblcredit' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, clientid INT NOT NULL, admin_id INT NOT NULL DEFAULT 0,
        date DATE NULL, description TEXT NOT NULL, amount DECIMAL(16,2) NOT NULL, relid INT NOT NULL DEFAULT 0, KEY clientid (clientid)",
    'tblorders' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, ordernum BIGINT NOT NULL, userid INT NOT NULL, date DATETIME NULL,
        amount DECIMAL(16,2) NOT NULL DEFAULT 0, paymentmethod TEXT NOT NULL, invoiceid INT NOT NULL DEFAULT 0,
        status VARCHAR(32) NOT NULL, ipaddress TEXT NOT NULL, notes TEXT NOT NULL",
    'tbldomains' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, userid INT NOT NULL, orderid INT NOT NULL,
        type VARCHAR(16) NOT NULL, registrationdate DATE NOT NULL, domain TEXT NOT NULL,
        firstpaymentamount DECIMAL(16,2) NOT NULL DEFAULT 0, recurringamount DECIMAL(16,2) NOT NULL,
        registrar TEXT NOT NULL, registrationperiod INT NOT NULL DEFAULT 1, expirydate DATE NULL, subscriptionid TEXT NOT NULL,
        promoid INT NOT NULL, status VARCHAR(32) NOT NULL DEFAULT 'Pending', nextduedate DATE NOT NULL,
        nextinvoicedate DATE NOT NULL, additionalnotes TEXT NOT NULL, paymentmethod TEXT NOT NULL,
        dnsmanagement INT NOT NULL, emailforwarding INT NOT NULL, idprotection INT NOT NULL, is_premium TINYINT NULL,
        donotrenew INT NOT NULL, reminders TEXT NOT NULL, synced INT NOT NULL, created_at DATETIME NULL, updated_at DATETIME NULL,
        KEY userid (userid), KEY domain (domain(64))",
    'tbldomainpricing' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, extension VARCHAR(191) NOT NULL, dnsmanagement INT NOT NULL,
        emailforwarding INT NOT NULL, idprotection INT NOT NULL, eppcode INT NOT NULL, autoreg VARCHAR(191) NOT NULL,
        `order` INT NOT NULL DEFAULT 0, `group` VARCHAR(16) NOT NULL DEFAULT 'none', grace_period INT NOT NULL DEFAULT -1,
        redemption_grace_period INT NOT NULL DEFAULT -1, created_at DATETIME NULL, updated_at DATETIME NULL, KEY extension (extension)",
    'tblpricing' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, type VARCHAR(32) NOT NULL, currency INT NOT NULL, relid INT NOT NULL,
        msetupfee DECIMAL(16,2) NOT NULL, qsetupfee DECIMAL(16,2) NOT NULL, ssetupfee DECIMAL(16,2) NOT NULL,
        asetupfee DECIMAL(16,2) NOT NULL, bsetupfee DECIMAL(16,2) NOT NULL, tsetupfee DECIMAL(16,2) NOT NULL,
        monthly DECIMAL(16,2) NOT NULL, quarterly DECIMAL(16,2) NOT NULL, semiannually DECIMAL(16,2) NOT NULL,
        annually DECIMAL(16,2) NOT NULL, biennially DECIMAL(16,2) NOT NULL, triennially DECIMAL(16,2) NOT NULL,
        KEY relid (relid, type, currency)",
    'tblpaymentgateways' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, gateway VARCHAR(191) NOT NULL, setting VARCHAR(191) NOT NULL,
        value TEXT NOT NULL, `order` INT NOT NULL DEFAULT 0",
    'tblregistrars' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, registrar VARCHAR(191) NOT NULL, setting VARCHAR(191) NOT NULL,
        value TEXT NOT NULL",
    'tbladdonmodules' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, module VARCHAR(191) NOT NULL, setting VARCHAR(191) NOT NULL,
        value TEXT NOT NULL, KEY module (module)",
    'tblemailtemplates' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, type VARCHAR(32) NOT NULL, name VARCHAR(191) NOT NULL,
        subject TEXT NOT NULL, message TEXT NOT NULL, attachments TEXT NOT NULL, fromname TEXT NOT NULL, fromemail TEXT NOT NULL,
        disabled TINYINT NOT NULL DEFAULT 0, custom TINYINT NOT NULL DEFAULT 0, language VARCHAR(64) NOT NULL DEFAULT '',
        copyto TEXT NOT NULL, blind_copy_to TEXT NOT NULL, plaintext TINYINT NOT NULL DEFAULT 0,
        created_at DATETIME NULL, updated_at DATETIME NULL, KEY name (name)",
    'tblemails' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, userid INT NOT NULL, subject TEXT NOT NULL, message MEDIUMTEXT NOT NULL,
        date DATETIME NULL, `to` TEXT NOT NULL, cc TEXT NOT NULL, bcc TEXT NOT NULL, attachments TEXT NOT NULL, KEY userid (userid)",
    'tblactivitylog' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, date DATETIME NULL, description TEXT NOT NULL, user TEXT NOT NULL,
        userid INT NOT NULL DEFAULT 0, user_id INT NOT NULL DEFAULT 0, admin_id INT NOT NULL DEFAULT 0, ipaddr TEXT NOT NULL",
    'tblmodulelog' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, date DATETIME NULL, module TEXT NOT NULL, action TEXT NOT NULL,
        request MEDIUMTEXT NOT NULL, response MEDIUMTEXT NOT NULL, arrdata MEDIUMTEXT NOT NULL",
    'tblerrorlog' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, severity VARCHAR(32) NOT NULL, exception_class VARCHAR(255) NOT NULL,
        message TEXT NOT NULL, filename VARCHAR(255) NOT NULL, line INT NOT NULL, details MEDIUMTEXT NOT NULL, created_at DATETIME NULL",
    'tbltransientdata' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(191) NOT NULL UNIQUE, data MEDIUMTEXT NOT NULL, expires INT NOT NULL",
    'host_outbox' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, created_at DATETIME NULL, client_id INT NOT NULL DEFAULT 0,
        admin_id INT NOT NULL DEFAULT 0, template VARCHAR(191) NOT NULL, type VARCHAR(32) NOT NULL, rel_id INT NOT NULL DEFAULT 0,
        recipient TEXT NOT NULL, cc TEXT NOT NULL, bcc TEXT NOT NULL, sender TEXT NOT NULL, subject TEXT NOT NULL,
        body MEDIUMTEXT NOT NULL, plaintext TINYINT NOT NULL DEFAULT 0, attachments TEXT NOT NULL, KEY client_id (client_id)",
    'host_deferred_credit' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, invoice_id INT UNSIGNED NOT NULL, created_at DATETIME NULL",
    'host_hook_log' => "
        id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, created_at DATETIME NULL, hook VARCHAR(191) NOT NULL, arguments TEXT NOT NULL, KEY hook (hook)",
];
