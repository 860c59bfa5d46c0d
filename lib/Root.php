<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** Finds the installation of WHMCS that this addon lies in, from any working directory and through symbolic links. */
final class Root
{
	/** @return string the folder with init.php, or '' */
	public static function find(string $script): string
	{
		$named = getenv('WHMCS_ROOT');
		if (is_string($named) && $named !== '') {
			return self::isRoot($named) ? rtrim($named, '/') : '';
		}
		foreach (self::starts($script) as $start) {
			for ($folder = $start; ; $folder = dirname($folder)) {
				if (self::isRoot($folder)) {
					return $folder;
				}
				if ($folder === dirname($folder)) {
					break;
				}
			}
		}
		return '';
	}

	/**
	 * Where to begin to walk up. __DIR__ has no symbolic links any more: an addon that is linked into WHMCS is only
	 * found by the path that it was called by.
	 */
	private static function starts(string $script): array
	{
		$starts = [];
		$called = isset($_SERVER['SCRIPT_FILENAME']) && is_string($_SERVER['SCRIPT_FILENAME']) ? $_SERVER['SCRIPT_FILENAME'] : '';
		if ($called !== '') {
			foreach ([self::workingDirectory(), (string) getcwd()] as $directory) {
				$starts[] = self::plain(dirname($called[0] === '/' ? $called : $directory . '/' . $called));
			}
		}
		$starts[] = dirname($script);
		return array_unique($starts);
	}

	/** The working directory as the shell names it, links and all, when that is where we are. */
	private static function workingDirectory(): string
	{
		$named = getenv('PWD');
		$real = (string) getcwd();
		return is_string($named) && $named !== '' && realpath($named) === $real ? $named : $real;
	}

	/** Without "." and ".." in it. */
	private static function plain(string $path): string
	{
		$parts = [];
		foreach (explode('/', $path) as $part) {
			if ($part === '..') {
				array_pop($parts);
			} elseif ($part !== '' && $part !== '.') {
				$parts[] = $part;
			}
		}
		return '/' . implode('/', $parts);
	}

	private static function isRoot(string $folder): bool
	{
		return is_file($folder . '/init.php') && is_file($folder . '/configuration.php');
	}
}
