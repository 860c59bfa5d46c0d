<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** Commands from outside the addon's own pages. */
final class Api
{
	/** One command of another addon; the caller comes from the session. */
	public static function call(array $command): array
	{
		return self::run($command, Caller::ofCommand($command));
	}

	/** One command of a browser. Only the signed-in client, or a guest: admins have the addon's page. */
	public static function callFromBrowser(array $command): array
	{
		unset($command['token']);
		return self::run($command, Caller::asClient());
	}

	private static function run(array $command, array $caller): array
	{
		try {
			if (!Host::hasExtension() || !Host::isActive()) {
				return self::failed('The backorder addon is not available.');
			}
			return Host::command($command, $caller);
		} catch (\Throwable $e) {
			Host::logError('Command', $e);
			return self::failed('The command could not be carried out now; please try again later.');
		}
	}

	private static function failed(string $detail): array
	{
		return ['CODE' => 599, 'DESCRIPTION' => 'Error; ' . $detail, 'PROPERTY' => [], 'QUEUETIME' => '0.000', 'RUNTIME' => '0.000'];
	}

	/** The command of a POST: a form, or JSON. Null when it is neither. */
	public static function postedCommand()
	{
		$type = isset($_SERVER['CONTENT_TYPE']) ? strtolower((string) $_SERVER['CONTENT_TYPE']) : '';
		if (strpos($type, 'application/json') === 0) {
			// WHMCS encodes forms, not bodies like this one.
			$body = json_decode((string) file_get_contents('php://input', false, null, 0, 1048576), true, 4);
			return is_array($body) ? $body : null;
		}
		$fields = Request::allPosted();
		return $fields ? $fields : null;
	}

	/**
	 * Whether the request was made by a page of this site. Browsers send Origin or Referer with every POST and let no
	 * other site's page forge them.
	 */
	public static function isSameOrigin(): bool
	{
		$site = isset($_SERVER['HTTP_SEC_FETCH_SITE']) ? (string) $_SERVER['HTTP_SEC_FETCH_SITE'] : '';
		if ($site !== '' && $site !== 'same-origin') {
			return false;
		}
		$from = isset($_SERVER['HTTP_ORIGIN']) ? (string) $_SERVER['HTTP_ORIGIN'] : '';
		if ($from === '') {
			$from = isset($_SERVER['HTTP_REFERER']) ? (string) $_SERVER['HTTP_REFERER'] : '';
		}
		$origin = self::origin($from);
		return $origin !== '' && in_array($origin, self::ownOrigins(), true);
	}

	/** The origins that this WHMCS is reached at: its configured address, and the one that was asked. */
	private static function ownOrigins(): array
	{
		$origins = [self::origin(Host::systemUrl())];
		if (isset($_SERVER['HTTP_HOST']) && is_string($_SERVER['HTTP_HOST'])) {
			$secure = !empty($_SERVER['HTTPS']) && strtolower((string) $_SERVER['HTTPS']) !== 'off';
			$origins[] = self::origin(($secure ? 'https' : 'http') . '://' . $_SERVER['HTTP_HOST']);
		}
		return array_filter($origins);
	}

	/** scheme://host:port of an address, with the port always told; '' when it has none. */
	private static function origin(string $address): string
	{
		$parts = parse_url($address);
		if (!is_array($parts) || empty($parts['scheme']) || empty($parts['host'])) {
			return '';
		}
		$scheme = strtolower($parts['scheme']);
		if ($scheme !== 'http' && $scheme !== 'https') {
			return '';
		}
		$port = isset($parts['port']) ? $parts['port'] : ($scheme === 'https' ? 443 : 80);
		return $scheme . '://' . strtolower($parts['host']) . ':' . $port;
	}
}
