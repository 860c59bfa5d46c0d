<?php
/** Small global helpers: the clock, redirects, encryption, HTML escaping. */

/** The host's clock: frozen when the clock file holds an epoch, else the real time. */
function host_now(): int
{
    $file = isset($GLOBALS['host_clock_file']) ? $GLOBALS['host_clock_file'] : '';
    if ($file !== '' && is_file($file)) {
        $content = trim((string) file_get_contents($file));
        if (preg_match('/^\d+$/', $content)) {
            return (int) $content;
        }
    }
    return time();
}

/** The host's present date and time in its own time zone, as MySQL writes it. */
function host_date(string $format = 'Y-m-d H:i:s'): string
{
    return date($format, host_now());
}

/** Redirects to a page with a query string and ends the request. */
function redir($vars = '', $file = '')
{
    if ($file === '') {
        $file = basename(isset($_SERVER['SCRIPT_NAME']) ? $_SERVER['SCRIPT_NAME'] : 'index.php');
    }
    $location = str_replace(["\r", "\n"], '', $file . ($vars !== '' ? '?' . $vars : ''));
    if (PHP_SAPI !== 'cli') {
        header('Location: ' . $location);
    }
    exit;
}

function host_encryption_key($hash = null): string
{
    return hash('sha256', $hash === null ? $GLOBALS['cc_encryption_hash'] : $hash, true);
}

function encrypt($value, $hash = null): string
{
    $iv = random_bytes(16);
    return base64_encode($iv . openssl_encrypt((string) $value, 'aes-256-cbc', host_encryption_key($hash), OPENSSL_RAW_DATA, $iv));
}

/** An unreadable value gives an empty string, not an error. */
function decrypt($value, $hash = null): string
{
    $binary = base64_decode((string) $value, true);
    if ($binary === false || strlen($binary) < 32) {
        return '';
    }
    $plain = openssl_decrypt(substr($binary, 16), 'aes-256-cbc', host_encryption_key($hash), OPENSSL_RAW_DATA, substr($binary, 0, 16));
    return $plain === false ? '' : $plain;
}

/** Escapes for HTML; the host's own PHP pages print nothing without it. */
function h($value): string
{
    return htmlspecialchars((string) $value, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
}

/** Address of a named route; templates call it too. */
function routePath($name, ...$arguments): string
{
    $routes = [
        'login-index' => 'index.php?rp=/login', 'login-validate' => 'dologin.php', 'logout' => 'logout.php',
        'clientarea' => 'clientarea.php', 'homepage' => 'index.php',
    ];
    $base = WHMCS\Utility\Environment\WebHelper::getBaseUrl();
    return $base . '/' . (isset($routes[$name]) ? $routes[$name] : 'index.php?rp=/' . rawurlencode($name));
}
