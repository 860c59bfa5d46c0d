<?php

namespace StandIn;

/**
 * Switches for the behaviours that the public documents leave open. The default of each is the value judged
 * most likely; a test suite should pass on every side. Order of precedence: environment variable
 * HOST_KNOB_<NAME>, then $host_knobs in configuration.php, then the default.
 */
final class Knobs
{
    const ALLOWED = [
        // WHMCS release line: decides $CONFIG['Version'] and which classes and hooks exist.
        'profile' => ['8.13', '9.0', '8.0', '7.10'],
        'sql_mode' => ['NO_ENGINE_SUBSTITUTION', 'strict', 'server'],
        'request_encoding' => ['on', 'off'],
        'clientdetails_flat' => ['on', 'off'],
        'getinvoice_error_key' => ['both', 'result', 'status'],
        'sendemail_customvars' => ['base64', 'raw'],
        'autoapplycredit' => ['inside', 'later'],
        // steps: the invoice's row, its items and its sums are written one after the other, as a crash would show.
        'invoice_creation' => ['transaction', 'steps'],
        'numeric_types' => ['strings', 'ints'],
        'pdo_fetch' => ['both', 'assoc', 'obj'],
        'pdo_stringify' => ['off', 'on'],
        'template_lookup' => ['root', 'templates'],
        // exit: check_token() ends the request, check_token($namespace, true) throws.
        'csrf_failure' => ['exit', 'exception', 'always-exit'],
        // off: the administrator disabled CSRF tokens in the security settings.
        'csrf_enabled' => ['on', 'off'],
        'addon_password_storage' => ['plain', 'encrypted'],
    ];

    /** Free-text knobs and their defaults. An empty mysql_timezone leaves the server's zone. */
    const FREE = ['timezone' => 'UTC', 'mysql_timezone' => ''];

    public static function get(string $name): string
    {
        $value = getenv('HOST_KNOB_' . strtoupper($name));
        if ($value === false) {
            $configured = isset($GLOBALS['host_knobs']) ? $GLOBALS['host_knobs'] : [];
            $value = isset($configured[$name]) ? $configured[$name] : null;
        }
        if (isset(self::FREE[$name])) {
            return $value === null ? self::FREE[$name] : (string) $value;
        }
        if ($value === null) {
            return self::ALLOWED[$name][0];
        }
        self::assertAllowed($name, (string) $value);
        return (string) $value;
    }

    public static function is(string $name, string $value): bool
    {
        return self::get($name) === $value;
    }

    /** A misspelt knob would silently test the default, so it is refused. */
    public static function assertAllowed(string $name, string $value)
    {
        if (isset(self::FREE[$name])) {
            return;
        }
        if (!isset(self::ALLOWED[$name])) {
            throw new \InvalidArgumentException("Unknown knob: $name");
        }
        if (!in_array($value, self::ALLOWED[$name], true)) {
            throw new \InvalidArgumentException("Knob $name: '$value' is none of " . implode(', ', self::ALLOWED[$name]));
        }
    }

    /** @return array<string,string> all knobs with their present values */
    public static function all(): array
    {
        $all = [];
        foreach (array_merge(array_keys(self::ALLOWED), array_keys(self::FREE)) as $name) {
            $all[$name] = self::get($name);
        }
        return $all;
    }

    public static function version(): string
    {
        $versions = ['7.10' => '7.10.3-release.1', '8.0' => '8.0.4-release.1', '8.13' => '8.13.1-release.1', '9.0' => '9.0.6-release.1'];
        return $versions[self::get('profile')];
    }

    /** WHMCS 8.0 split logins (users) from clients. */
    public static function hasUsers(): bool
    {
        return self::get('profile') !== '7.10';
    }
}
