<?php

namespace WHMCS\Authentication;

use WHMCS\User\Admin;
use WHMCS\User\Client;
use WHMCS\User\User;

/** Who makes this request. A user, a client and an admin can all be present at once. */
class CurrentUser
{
    public function isAuthenticatedUser()
    {
        return $this->user() !== null;
    }

    public function isAuthenticatedAdmin()
    {
        return $this->admin() !== null;
    }

    public function isMasqueradingAdmin()
    {
        return $this->isAuthenticatedAdmin() && $this->isAuthenticatedUser();
    }

    public function user()
    {
        return empty($_SESSION['host_user_id']) ? null : User::find((int) $_SESSION['host_user_id']);
    }

    public function client()
    {
        return empty($_SESSION['uid']) ? null : Client::find((int) $_SESSION['uid']);
    }

    public function admin()
    {
        return empty($_SESSION['adminid']) ? null : Admin::find((int) $_SESSION['adminid']);
    }
}
