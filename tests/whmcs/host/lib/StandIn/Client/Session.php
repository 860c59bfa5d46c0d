<?php

namespace StandIn\Client;

use StandIn\Hooks;
use StandIn\Knobs;
use WHMCS\Database\Capsule;

/** Login and logout of clients. $_SESSION['uid'] is the client, $_SESSION['host_user_id'] the person. */
final class Session
{
    public static function clientId(): int
    {
        return empty($_SESSION['uid']) ? 0 : (int) $_SESSION['uid'];
    }

    public static function client()
    {
        return self::clientId() ? Capsule::table('tblclients')->where('id', self::clientId())->first() : null;
    }

    public static function login(string $email, string $password): bool
    {
        $user = Capsule::table('tblusers')->where('email', $email)->first();
        if (!$user || !password_verify($password, $user->password)) {
            return false;
        }
        $clientId = Capsule::table('tblusers_clients')->where('auth_user_id', $user->id)->orderBy('id')->value('client_id');
        session_regenerate_id(true);
        self::enter((int) $clientId, (int) $user->id);
        Capsule::table('tblusers')->where('id', $user->id)->update(['last_login' => host_date()]);
        Capsule::table('tblclients')->where('id', $clientId)->update(['lastlogin' => host_date()]);
        if (Knobs::hasUsers()) {
            Hooks::run('UserLogin', ['user' => \WHMCS\User\User::find($user->id)]);
        } else {
            Hooks::run('ClientLogin', ['userid' => (int) $clientId]);
        }
        return true;
    }

    /** An admin takes the client's place and keeps the admin session. */
    public static function loginAsOwner(int $clientId): bool
    {
        $owner = Capsule::table('tblusers_clients')->where('client_id', $clientId)->where('owner', 1)->value('auth_user_id');
        if (!$owner) {
            return false;
        }
        self::enter($clientId, (int) $owner);
        return true;
    }

    public static function logout()
    {
        if (self::clientId() && Knobs::hasUsers()) {
            Hooks::run('UserLogout', ['user' => \WHMCS\User\User::find((int) $_SESSION['host_user_id'])]);
        }
        unset($_SESSION['uid'], $_SESSION['host_user_id']);
        if (empty($_SESSION['adminid'])) {
            unset($_SESSION['tkval']);
            session_regenerate_id(true);
        }
    }

    private static function enter(int $clientId, int $userId)
    {
        $_SESSION['uid'] = $clientId;
        $_SESSION['host_user_id'] = $userId;
        $language = (string) Capsule::table('tblclients')->where('id', $clientId)->value('language');
        if ($language !== '') {
            $_SESSION['Language'] = $language;
        } else {
            unset($_SESSION['Language']);
        }
    }
}
