<?php

namespace StandIn;

/**
 * Addons see request input HTML-encoded, as a WHMCS init leaves it. The host's own pages read the raw copy,
 * so that what they store is not encoded twice.
 */
final class Request
{
    private static $raw = ['get' => [], 'post' => []];

    public static function capture()
    {
        self::$raw = ['get' => $_GET, 'post' => $_POST];
        if (!Knobs::is('request_encoding', 'on')) {
            return;
        }
        $_GET = self::encode($_GET);
        $_POST = self::encode($_POST);
        $_COOKIE = self::encode($_COOKIE);
        $_REQUEST = self::encode($_REQUEST);
    }

    private static function encode($value)
    {
        if (is_array($value)) {
            return array_map([self::class, 'encode'], $value);
        }
        return is_string($value) ? htmlspecialchars($value, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8') : $value;
    }

    public static function query(string $name, string $default = ''): string
    {
        return self::scalar(self::$raw['get'], $name, $default);
    }

    public static function posted(string $name, string $default = ''): string
    {
        return self::scalar(self::$raw['post'], $name, $default);
    }

    public static function postedArray(string $name): array
    {
        return isset(self::$raw['post'][$name]) && is_array(self::$raw['post'][$name]) ? self::$raw['post'][$name] : [];
    }

    public static function isPost(): bool
    {
        return isset($_SERVER['REQUEST_METHOD']) && $_SERVER['REQUEST_METHOD'] === 'POST';
    }

    private static function scalar(array $source, string $name, string $default): string
    {
        return isset($source[$name]) && is_scalar($source[$name]) ? (string) $source[$name] : $default;
    }
}
