<?php
/** The remote API: POST action, username, password of an admin, and the command's parameters; answers JSON. */
define('APIAREA', true);
require dirname(__DIR__) . '/init.php';

header('Content-Type: application/json');
$parameters = $_POST;
$admin = WHMCS\Database\Capsule::table('tbladmins')->where('username', StandIn\Request::posted('username'))->where('roleid', 1)->first();
if (!$admin || !password_verify(StandIn\Request::posted('password'), $admin->password)) {
    http_response_code(403);
    echo json_encode(['result' => 'error', 'message' => 'Authentication Failed']);
    exit;
}
$action = StandIn\Request::posted('action');
unset($parameters['action'], $parameters['username'], $parameters['password'], $parameters['responsetype']);
echo json_encode(localAPI($action, $parameters));
