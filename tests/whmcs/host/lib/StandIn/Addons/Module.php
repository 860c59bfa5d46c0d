<?php

namespace StandIn\Addons;

use StandIn\Knobs;
use StandIn\Language;
use WHMCS\Database\Capsule;

/** One addon module: its files, its functions and the variables they get. */
final class Module
{
    public $name;

    private function __construct(string $name)
    {
        $this->name = $name;
    }

    /** @return self|null null when there is no such folder and file */
    public static function find(string $name)
    {
        if (!preg_match('/^[A-Za-z][A-Za-z0-9_]*$/', $name)) {
            return null;
        }
        $module = new self($name);
        return is_file($module->file()) ? $module : null;
    }

    /** @return self[] every addon in the folder, by name */
    public static function all(): array
    {
        $modules = [];
        foreach (scandir(ROOTDIR . '/modules/addons') as $entry) {
            $module = self::find($entry);
            if ($module) {
                $modules[$entry] = $module;
            }
        }
        return $modules;
    }

    public function folder(): string
    {
        return ROOTDIR . '/modules/addons/' . $this->name;
    }

    public function file(): string
    {
        return $this->folder() . '/' . $this->name . '.php';
    }

    public function has(string $function): bool
    {
        $this->load();
        return function_exists($this->name . '_' . $function);
    }

    public function call(string $function, ...$arguments)
    {
        $this->load();
        return call_user_func_array($this->name . '_' . $function, $arguments);
    }

    private function load()
    {
        require_once $this->file();
    }

    public function config(): array
    {
        $config = $this->has('config') ? $this->call('config') : [];
        return (is_array($config) ? $config : []) + ['name' => $this->name, 'description' => '', 'author' => '', 'language' => 'english', 'version' => '', 'fields' => []];
    }

    public function isActive(): bool
    {
        return in_array($this->name, Registry::active(), true);
    }

    /** @return string|null the version that was installed last */
    public function installedVersion()
    {
        return Capsule::table('tbladdonmodules')->where('module', $this->name)->where('setting', 'version')->value('value');
    }

    /** Field values as stored; the rows of the host itself (version, access) are not fields. */
    public function settings(): array
    {
        $fields = $this->config()['fields'];
        $settings = [];
        foreach (Capsule::table('tbladdonmodules')->where('module', $this->name)->get() as $row) {
            if ($row->setting === 'version' || $row->setting === 'access') {
                continue;
            }
            $isPassword = isset($fields[$row->setting]['Type']) && $fields[$row->setting]['Type'] === 'password';
            $settings[$row->setting] = $isPassword && Knobs::is('addon_password_storage', 'encrypted') ? decrypt($row->value) : $row->value;
        }
        return $settings;
    }

    public function variables(string $link, string $language): array
    {
        return $this->settings() + [
            'module' => $this->name, 'modulelink' => $link, 'version' => $this->installedVersion(), '_lang' => $this->texts($language),
        ];
    }

    /** The language's own file, else that of the module's default language; files are not mixed. */
    private function texts(string $language): array
    {
        $_ADDONLANG = [];
        foreach ([$language, strtolower((string) $this->config()['language'])] as $candidate) {
            $file = $this->folder() . "/lang/$candidate.php";
            if (preg_match('/^[a-z_-]+$/', $candidate) && is_file($file)) {
                include $file;
                break;
            }
        }
        return $_ADDONLANG;
    }

    /** Runs _upgrade when the version in the code is another one than the installed. */
    public function upgradeIfChanged()
    {
        $installed = $this->installedVersion();
        $current = (string) $this->config()['version'];
        if ($installed === null || $installed === $current) {
            return;
        }
        if ($this->has('upgrade')) {
            $this->call('upgrade', ['version' => $installed]);
        }
        Capsule::table('tbladdonmodules')->where('module', $this->name)->where('setting', 'version')->update(['value' => $current]);
        logActivity("Addon Module Upgraded: {$this->name} from $installed to $current");
    }
}
