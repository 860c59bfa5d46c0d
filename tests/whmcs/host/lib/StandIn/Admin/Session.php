<?php

namespace StandIn\Admin;

use StandIn\Request;
use WHMCS\Database\Capsule;

/** Login and logout of admins; the session is the same one that clients use. */
final class Session
{
    public static function admin()
    {
        return empty($_SESSION['adminid']) ? null : Capsule::table('tbladmins')->where('id', (int) $_SESSION['adminid'])->where('disabled', 0)->first();
    }

    /** Guests get the login page, admins without the permission a refusal; both end the request. */
    public static function demand(string $permission = '')
    {
        $admin = self::admin();
        if (!$admin) {
            if (basename($_SERVER['SCRIPT_NAME']) !== 'login.php') {
                $query = isset($_SERVER['QUERY_STRING']) ? $_SERVER['QUERY_STRING'] : '';
                $_SESSION['host_admin_redirect'] = basename($_SERVER['SCRIPT_NAME']) . ($query !== '' ? "?$query" : '');
            }
            redir('', 'login.php');
        }
        if ($permission !== '' && !Permissions::roleHas((int) $admin->roleid, $permission)) {
            self::deny();
        }
    }

    public static function deny()
    {
        http_response_code(403);
        (new Page('Access Denied'))->show('<div class="alert alert-danger" id="accessDenied"><strong>Access Denied</strong> You do not have permission to access this area.</div>');
        exit;
    }

    public static function login(): bool
    {
        $row = Capsule::table('tbladmins')->where('username', trim(Request::posted('username')))->where('disabled', 0)->first();
        if (!$row || !password_verify(Request::posted('password'), $row->password)) {
            logActivity('Failed Admin Login Attempt');
            return false;
        }
        session_regenerate_id(true);
        $_SESSION['adminid'] = (int) $row->id;
        \StandIn\Hooks::run('AdminLogin', ['adminid' => $row->id, 'username' => $row->username]);
        return true;
    }

    public static function logout()
    {
        unset($_SESSION['adminid']);
        session_regenerate_id(true);
    }
}
