<?php
/** Boots the host: configuration, database, session, request, hooks. Every page and script starts here. */

if (defined('WHMCS')) {
    return;
}
if (PHP_VERSION_ID < 70200) {
    exit('PHP 7.2 or later is required');
}
define('WHMCS', true);
define('ROOTDIR', __DIR__);

require ROOTDIR . '/lib/autoload.php';
// configuration.php is read in this scope; init.php may have been included from inside a function, hence the copy to globals.
require ROOTDIR . '/configuration.php';
foreach (get_defined_vars() as $variable => $value) {
    if (preg_match('/^(license|db_|mysql_charset|cc_encryption_hash|templates_compiledir|attachments_dir|downloads_dir|customadminpath|display_errors|host_|smarty_security_policy)/', $variable)) {
        $GLOBALS[$variable] = $value;
    }
}
unset($variable, $value);

require ROOTDIR . '/includes/functions.php';
require ROOTDIR . '/includes/hookfunctions.php';
require ROOTDIR . '/includes/tokenfunctions.php';
require ROOTDIR . '/includes/datefunctions.php';
require ROOTDIR . '/includes/currencyfunctions.php';
require ROOTDIR . '/includes/logfunctions.php';
require ROOTDIR . '/includes/localapi.php';

StandIn\Kernel::boot();
