<?php

namespace StandIn;

use WHMCS\Database\Capsule;

/**
 * Warnings and uncaught exceptions go to tblerrorlog, so a test can assert that the code under test raised none.
 * The distribution's library files are left out: their deprecations are not ours to judge.
 */
final class ErrorLog
{
    private static $writing = false;

    public static function register()
    {
        error_reporting(E_ALL);
        ini_set('display_errors', '0');
        ini_set('log_errors', '1');
        set_error_handler([self::class, 'onError']);
        set_exception_handler([self::class, 'onException']);
        register_shutdown_function([self::class, 'onShutdown']);
    }

    public static function onError($level, $message, $file = '', $line = 0): bool
    {
        if (!(error_reporting() & $level) || strpos($file, '/usr/share/php/') === 0) {
            return true;
        }
        // Compiled templates carry Smarty's own deprecations; their warnings are about the template and count.
        if ($level === E_DEPRECATED && isset($GLOBALS['templates_compiledir']) && strpos($file, $GLOBALS['templates_compiledir']) === 0) {
            return true;
        }
        self::write(self::levelName($level), '', $message, $file, $line, '');
        return true;
    }

    public static function onException(\Throwable $e)
    {
        self::write('exception', get_class($e), $e->getMessage(), $e->getFile(), $e->getLine(), $e->getTraceAsString());
        if (PHP_SAPI === 'cli') {
            fwrite(STDERR, "Uncaught " . get_class($e) . ': ' . $e->getMessage() . ' in ' . $e->getFile() . ':' . $e->getLine() . "\n" . $e->getTraceAsString() . "\n");
            exit(255);
        }
        self::showOops();
    }

    /** Fatal errors never reach the handlers above. */
    public static function onShutdown()
    {
        $error = error_get_last();
        if ($error && in_array($error['type'], [E_ERROR, E_PARSE, E_CORE_ERROR, E_COMPILE_ERROR], true)) {
            self::write('fatal', '', $error['message'], $error['file'], $error['line'], '');
            if (PHP_SAPI !== 'cli') {
                self::showOops();
            }
        }
    }

    public static function write(string $severity, string $class, string $message, string $file, int $line, string $details)
    {
        // A failing database would report itself without end.
        if (self::$writing) {
            return;
        }
        self::$writing = true;
        try {
            Capsule::table('tblerrorlog')->insert([
                'severity' => $severity, 'exception_class' => $class, 'message' => mb_substr($message, 0, 8000), 'filename' => mb_substr($file, -255),
                'line' => $line, 'details' => $details, 'created_at' => host_date(),
            ]);
        } catch (\Throwable $e) {
            error_log("$severity $class $message in $file:$line");
        }
        self::$writing = false;
    }

    private static function showOops()
    {
        while (ob_get_level() > 0) {
            ob_end_clean();
        }
        if (!headers_sent()) {
            http_response_code(500);
            header('Content-Type: text/html; charset=utf-8');
        }
        echo '<!DOCTYPE html><title>Oops!</title><h1>Oops!</h1><p>Something went wrong and we couldn\'t process your request.</p>';
    }

    private static function levelName(int $level): string
    {
        $names = [
            E_WARNING => 'warning', E_NOTICE => 'notice', E_DEPRECATED => 'deprecated', E_USER_ERROR => 'user error',
            E_USER_WARNING => 'user warning', E_USER_NOTICE => 'user notice', E_USER_DEPRECATED => 'user deprecated', E_RECOVERABLE_ERROR => 'recoverable error',
        ];
        return isset($names[$level]) ? $names[$level] : (string) $level;
    }
}
