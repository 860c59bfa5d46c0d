<?php
/** Command line of install.php: --name value, --name=value, plain switches, and the repeatable --knob name=value. */

const INSTALL_DEFAULTS = [
    'target' => null, 'db-host' => '127.0.0.1', 'db-port' => '3306', 'db-socket' => '', 'db-name' => null, 'db-user' => null,
    'db-password' => '', 'system-url' => null, 'admin-dir' => 'admin', 'theme' => 'twenty-one', 'clock-file' => '',
    'timezone' => '', 'mysql-timezone' => '', 'ispapi-url' => '',
];
const INSTALL_REQUIRED = ['target', 'db-name', 'db-user', 'system-url'];
const INSTALL_THEMES = ['six', 'twenty-one', 'nexus'];

/** @return array<string,mixed> every option, plus `fresh` (bool) and `knobs` (map) */
function install_options(array $arguments): array
{
    $options = INSTALL_DEFAULTS + ['fresh' => false, 'knobs' => []];
    while ($arguments) {
        $argument = array_shift($arguments);
        if ($argument === '--fresh') {
            $options['fresh'] = true;
            continue;
        }
        if (!preg_match('/^--([a-z-]+)(?:=(.*))?$/s', $argument, $match)) {
            throw new InvalidArgumentException("Unexpected argument: $argument");
        }
        $value = isset($match[2]) ? $match[2] : array_shift($arguments);
        if ($value === null) {
            throw new InvalidArgumentException("--$match[1] needs a value");
        }
        if ($match[1] === 'knob') {
            if (!preg_match('/^([a-z_]+)=(.*)$/s', $value, $knob)) {
                throw new InvalidArgumentException("--knob expects name=value, got: $value");
            }
            $options['knobs'][$knob[1]] = $knob[2];
        } elseif (array_key_exists($match[1], INSTALL_DEFAULTS)) {
            $options[$match[1]] = $value;
        } else {
            throw new InvalidArgumentException("Unknown option: --$match[1]");
        }
    }
    foreach (INSTALL_REQUIRED as $name) {
        if ((string) $options[$name] === '') {
            throw new InvalidArgumentException("--$name is required");
        }
    }
    if (!in_array($options['theme'], INSTALL_THEMES, true)) {
        throw new InvalidArgumentException('--theme must be one of ' . implode(', ', INSTALL_THEMES));
    }
    if (!preg_match('/^[A-Za-z0-9_-]+$/', $options['admin-dir'])) {
        throw new InvalidArgumentException('--admin-dir is a plain folder name');
    }
    if ($options['timezone'] !== '') {
        $options['knobs']['timezone'] = $options['timezone'];
    }
    if ($options['mysql-timezone'] !== '') {
        $options['knobs']['mysql_timezone'] = $options['mysql-timezone'];
    }
    return $options;
}
