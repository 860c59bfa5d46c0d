<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

use WHMCS\Database\Capsule;

/** Who makes the request. Always from WHMCS's session, never from what the browser sent. */
final class Caller
{
	/** @return object|null the signed-in client */
	public static function client()
	{
		try {
			if (class_exists('WHMCS\\Authentication\\CurrentUser')) {
				$current = new \WHMCS\Authentication\CurrentUser();
				// From WHMCS 8 on a login is a user, who acts for a client; both are needed.
				return $current->user() ? $current->client() : null;
			}
			$id = self::legacyClientId();
			return $id > 0 ? Capsule::table('tblclients')->where('id', $id)->first() : null;
		} catch (\Throwable $e) {
			return null;
		}
	}

	public static function clientId(): int
	{
		$client = self::client();
		return $client !== null ? (int) $client->id : 0;
	}

	private static function legacyClientId(): int
	{
		if (!class_exists('WHMCS_ClientArea')) {
			return 0;
		}
		$area = new \WHMCS_ClientArea();
		return $area->isLoggedIn() ? (int) $area->getUserID() : 0;
	}

	/** @return object|null the signed-in admin */
	public static function admin()
	{
		try {
			if (class_exists('WHMCS\\Authentication\\CurrentUser')) {
				$current = new \WHMCS\Authentication\CurrentUser();
				return $current->isAuthenticatedAdmin() ? $current->admin() : null;
			}
			$id = isset($_SESSION['adminid']) ? (int) $_SESSION['adminid'] : 0;
			return $id > 0 ? Capsule::table('tbladmins')->where('id', $id)->first() : null;
		} catch (\Throwable $e) {
			return null;
		}
	}

	public static function adminId(): int
	{
		$admin = self::admin();
		return $admin !== null ? (int) $admin->id : 0;
	}

	/** Whether the signed-in admin's role was given access to this addon (Addon Modules, Access Control). */
	public static function adminHasAccess(): bool
	{
		$id = self::adminId();
		if ($id <= 0) {
			return false;
		}
		try {
			$role = (int) Capsule::table('tbladmins')->where('id', $id)->value('roleid');
			$stored = (string) Capsule::table('tblconfiguration')->where('setting', 'AddonModulesPerms')->value('value');
		} catch (\Throwable $e) {
			return false;
		}
		$permissions = @unserialize($stored, ['allowed_classes' => false]);
		return is_array($permissions) && isset($permissions[$role][Host::MODULE]);
	}

	/** The caller of a client page. */
	public static function asClient(): array
	{
		$id = self::clientId();
		return $id > 0 ? ['role' => 'client', 'client_id' => $id, 'admin_id' => null] : self::asGuest();
	}

	/** Anybody; the address is what a guest's requests are counted by. */
	public static function asGuest(): array
	{
		$address = isset($_SERVER['REMOTE_ADDR']) && is_string($_SERVER['REMOTE_ADDR']) ? $_SERVER['REMOTE_ADDR'] : '';
		return ['role' => 'guest', 'client_id' => null, 'admin_id' => null, 'address' => substr($address, 0, 45)];
	}

	/** The caller of the admin page; WHMCS's own route has checked the role. */
	public static function asAdmin(): array
	{
		return ['role' => 'admin', 'client_id' => null, 'admin_id' => self::adminId()];
	}

	/**
	 * The caller of a command that another addon sends from PHP: an admin with access to this addon who names a
	 * client, else the signed-in client, else the admin; on the command line the system itself.
	 */
	public static function ofCommand(array $command): array
	{
		if (self::isCommandLine() && self::adminId() === 0 && self::clientId() === 0) {
			return ['role' => 'cron', 'client_id' => null, 'admin_id' => null];
		}
		$clientId = self::clientId();
		$named = false;
		foreach ($command as $name => $value) {
			$named = $named || (strtoupper((string) $name) === 'USERID' && (string) (is_scalar($value) ? $value : '') !== '');
		}
		if (($named || $clientId === 0) && self::adminHasAccess()) {
			return self::asAdmin();
		}
		return self::asClient();
	}

	public static function isCommandLine(): bool
	{
		return in_array(PHP_SAPI, ['cli', 'phpdbg'], true);
	}
}
