<?php
/** The activity log and the module log. */

use WHMCS\Database\Capsule;

function logActivity($description, $clientId = 0)
{
    $adminId = isset($_SESSION['adminid']) ? (int) $_SESSION['adminid'] : 0;
    $uid = isset($_SESSION['uid']) ? (int) $_SESSION['uid'] : 0;
    if ($adminId) {
        $user = (string) Capsule::table('tbladmins')->where('id', $adminId)->value('username');
    } else {
        $user = $uid ? 'Client' : 'System';
    }
    $row = [
        'date' => host_date(), 'description' => (string) $description, 'user' => $user, 'userid' => (int) ($clientId ?: $uid),
        'user_id' => isset($_SESSION['host_user_id']) ? (int) $_SESSION['host_user_id'] : 0, 'admin_id' => $adminId,
        'ipaddr' => isset($_SERVER['REMOTE_ADDR']) ? $_SERVER['REMOTE_ADDR'] : '',
    ];
    Capsule::table('tblactivitylog')->insert($row);
    StandIn\Hooks::run('LogActivity', ['description' => $row['description'], 'user' => $user, 'userid' => $row['userid'], 'ipaddress' => $row['ipaddr']]);
}

/** Records a module's remote call when the module debug log is on; the given secrets never reach the table. */
function logModuleCall($module, $action, $request, $response, $processedData = '', $replaceVars = [])
{
    if (WHMCS\Config\Setting::getValue('ModuleDebugMode') !== 'on') {
        return;
    }
    $scrub = function ($value) use ($replaceVars) {
        $text = is_string($value) ? $value : ($value === null ? '' : print_r($value, true));
        foreach ((array) $replaceVars as $secret) {
            if (is_scalar($secret) && (string) $secret !== '') {
                $secret = (string) $secret;
                $mask = str_repeat('*', min(64, strlen($secret)));
                $text = str_replace([$secret, rawurlencode($secret), urlencode($secret), htmlspecialchars($secret, ENT_QUOTES)], $mask, $text);
            }
        }
        return $text;
    };
    Capsule::table('tblmodulelog')->insert([
        'date' => host_date(), 'module' => strtolower((string) $module), 'action' => strtolower((string) $action),
        'request' => $scrub($request), 'response' => $scrub($response), 'arrdata' => $scrub($processedData),
    ]);
}
