<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** WHMCS's module log: the calls to the registrar that a run made. */
final class ModuleLog
{

	/** Never throws: a log that can't be written is no reason to stop. */
	public static function calls(array $calls, int $leftOut)
	{
		if (!function_exists('logModuleCall')) {
			return;
		}
		try {
			$secrets = self::secrets();
			foreach ($calls as $call) {
				$object = View::text($call, 'object');
				$answer = View::int($call, 'code') . ' ' . View::text($call, 'text') . "\n" . View::int($call, 'milliseconds') . ' ms, attempt ' . View::int($call, 'attempt');
				logModuleCall(Host::MODULE, View::text($call, 'command') . ($object === '' ? '' : ' ' . $object), View::text($call, 'request'), $answer, $answer, $secrets);
			}
			if ($leftOut > 0) {
				logModuleCall(Host::MODULE, 'registrar', '', $leftOut . ' more calls of this run are not listed.', '', []);
			}
		} catch (\Throwable $e) {
			Host::logError('Module log', $e);
		}
	}

	/** What WHMCS has to replace, should it come through all the same: the password as it is and as it is sent. */
	private static function secrets(): array
	{
		$settings = Account::settings(Host::fields());
		$password = isset($settings['registrar_password']) ? (string) $settings['registrar_password'] : '';
		return $password === '' ? [] : array_values(array_unique([$password, rawurlencode($password), urlencode($password), htmlspecialchars($password, ENT_QUOTES)]));
	}
}
