<?php

namespace StandIn\Console;

/** Rewrites one variable of configuration.php. */
final class ConfigurationFile
{
    public static function replaceVariable(string $name, $value)
    {
        $file = ROOTDIR . '/configuration.php';
        $kept = [];
        $skipping = false;
        foreach (file($file) as $line) {
            if (strpos($line, '$' . $name . ' = ') === 0) {
                $skipping = true;
            }
            if (!$skipping) {
                $kept[] = $line;
            }
            if ($skipping && preg_match('/;\s*$/', $line)) {
                $skipping = false;
            }
        }
        $kept[] = '$' . $name . ' = ' . var_export($value, true) . ";\n";
        file_put_contents($file . '.new', implode('', $kept));
        rename($file . '.new', $file);
    }
}
