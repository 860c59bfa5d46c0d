<?php

namespace StandIn\Console;

use StandIn\Addons\LifeCycle;
use StandIn\Addons\Module;
use StandIn\Addons\Registry;
use StandIn\Billing\Credit;
use StandIn\Billing\Invoices;
use StandIn\Cron;
use StandIn\Knobs;
use StandIn\Money;
use WHMCS\Config\Setting;
use WHMCS\Database\Capsule;

/** The commands of hostctl.php. Lists are printed as JSON. */
final class Console
{
    const HELP = <<<'TEXT'
activate MODULE [--setting k=v ...] [--role ID ...]   activate an addon (role 1 unless said otherwise)
deactivate MODULE
set-setting MODULE k=v ...                            change settings of an addon
registrar MODULE [k=v ...]                            the settings of a registrar module, as its form keeps them; none: no account
modules                                               addons with version, state and roles
credit CLIENT AMOUNT                                  add credit; a negative amount removes it
pay INVOICE                                           pay an invoice's balance by bank transfer
invoice-status INVOICE STATUS                         Unpaid, Paid, Cancelled, Refunded ...
invoices [CLIENT]                                     invoices with their items
outbox [--clear]                                      recorded mails
clients                                               clients with currency and credit
api COMMAND [k=v ...]                                 localAPI; base64s:k=JSON sends a serialized array
config SETTING [VALUE]                                read or write tblconfiguration
knob [NAME=VALUE ...]                                 show or change knobs
template NAME enable|disable                          an e-mail template
errors [--clear]                                      warnings and exceptions (tblerrorlog)
activity | modulelog | hooklog                        the logs
clock [EPOCH|+SECONDS|real]                           show, freeze, move or release the host's clock
cron [--daily]                                        one cron run, in this process
TEXT;

    public static function main(array $arguments): int
    {
        $command = (string) array_shift($arguments);
        $method = 'do' . str_replace('-', '', ucwords($command, '-'));
        if ($command === '' || $command === 'help' || !method_exists(self::class, $method)) {
            echo self::HELP, "\n";
            return $command === 'help' ? 0 : 2;
        }
        try {
            return self::$method($arguments);
        } catch (\InvalidArgumentException $e) {
            fwrite(STDERR, $e->getMessage() . "\n");
            return 1;
        }
    }

    private static function doActivate(array $arguments): int
    {
        $module = self::required($arguments, 'MODULE');
        $settings = [];
        $roles = [];
        while ($arguments) {
            $option = array_shift($arguments);
            $value = (string) array_shift($arguments);
            if ($option === '--setting') {
                $settings += self::pairs([$value]);
            } elseif ($option === '--role') {
                $roles[] = (int) $value;
            } else {
                throw new \InvalidArgumentException("Unknown option $option");
            }
        }
        $result = LifeCycle::activate($module);
        echo "{$result['status']}: {$result['description']}\n";
        if ($result['status'] === 'error') {
            return 1;
        }
        LifeCycle::saveSettings($module, $settings);
        LifeCycle::grant($module, $roles ?: [1]);
        return 0;
    }

    private static function doDeactivate(array $arguments): int
    {
        $result = LifeCycle::deactivate(self::required($arguments, 'MODULE'));
        echo "{$result['status']}: {$result['description']}\n";
        return $result['status'] === 'error' ? 1 : 0;
    }

    /** Forms keep what was typed HTML-encoded, and registrar modules their settings encrypted. */
    private static function doRegistrar(array $arguments): int
    {
        $module = self::required($arguments, 'MODULE');
        Capsule::table('tblregistrars')->where('registrar', $module)->delete();
        foreach (self::pairs($arguments) as $setting => $value) {
            $value = encrypt(htmlspecialchars($value, ENT_QUOTES, 'UTF-8'));
            Capsule::table('tblregistrars')->insert(['registrar' => $module, 'setting' => $setting, 'value' => $value]);
        }
        return 0;
    }

    private static function doSetSetting(array $arguments): int
    {
        $module = self::required($arguments, 'MODULE');
        if (!Module::find($module)) {
            throw new \InvalidArgumentException("Addon module not found: $module");
        }
        LifeCycle::saveSettings($module, self::pairs($arguments));
        return 0;
    }

    private static function doModules(array $arguments): int
    {
        $list = [];
        foreach (Module::all() as $name => $module) {
            $list[$name] = ['version' => $module->config()['version'], 'installed' => $module->installedVersion(), 'active' => $module->isActive(), 'roles' => Registry::rolesOf($name), 'settings' => $module->settings()];
        }
        return self::json($list);
    }

    private static function doCredit(array $arguments): int
    {
        $client = (int) self::required($arguments, 'CLIENT');
        if (!Capsule::table('tblclients')->where('id', $client)->exists()) {
            throw new \InvalidArgumentException("No client $client");
        }
        echo Credit::change($client, Money::toCents(self::required($arguments, 'AMOUNT')), 'Changed on the command line'), "\n";
        return 0;
    }

    private static function doPay(array $arguments): int
    {
        $answer = localAPI('AddInvoicePayment', ['invoiceid' => self::required($arguments, 'INVOICE'), 'transid' => 'cli-' . bin2hex(random_bytes(4)), 'gateway' => 'banktransfer', 'date' => host_date()]);
        return self::json($answer, $answer['result'] === 'success' ? 0 : 1);
    }

    private static function doInvoiceStatus(array $arguments): int
    {
        $id = (int) self::required($arguments, 'INVOICE');
        $status = self::required($arguments, 'STATUS');
        if (!in_array($status, Invoices::STATUSES, true)) {
            throw new \InvalidArgumentException('STATUS is one of ' . implode(', ', Invoices::STATUSES));
        }
        Invoices::changeStatus($id, $status);
        return 0;
    }

    private static function doInvoices(array $arguments): int
    {
        $query = Capsule::table('tblinvoices')->orderBy('id');
        if ($arguments) {
            $query->where('userid', (int) $arguments[0]);
        }
        return self::json($query->get()->map(function ($row) {
            $row->items = Capsule::table('tblinvoiceitems')->where('invoiceid', $row->id)->orderBy('id')->get()->all();
            return $row;
        })->all());
    }

    private static function doOutbox(array $arguments): int
    {
        if ($arguments === ['--clear']) {
            Capsule::table('host_outbox')->delete();
            return 0;
        }
        return self::table('host_outbox');
    }

    private static function doClients(array $arguments): int
    {
        return self::json(Capsule::table('tblclients')->orderBy('id')->get(['id', 'firstname', 'lastname', 'email', 'currency', 'credit', 'language', 'status'])->all());
    }

    private static function doApi(array $arguments): int
    {
        $command = self::required($arguments, 'COMMAND');
        $parameters = [];
        foreach (self::pairs($arguments) as $name => $value) {
            if (strpos($name, 'base64s:') === 0) {
                $parameters[substr($name, 8)] = base64_encode(serialize(json_decode($value, true)));
            } else {
                $parameters[$name] = $value;
            }
        }
        $answer = localAPI($command, $parameters);
        return self::json($answer, isset($answer['result']) && $answer['result'] === 'success' ? 0 : 1);
    }

    private static function doConfig(array $arguments): int
    {
        $setting = self::required($arguments, 'SETTING');
        if ($arguments) {
            Setting::setValue($setting, $arguments[0]);
        }
        echo Setting::getValue($setting), "\n";
        return 0;
    }

    private static function doKnob(array $arguments): int
    {
        foreach (self::pairs($arguments) as $name => $value) {
            Knobs::assertAllowed($name, $value);
            $GLOBALS['host_knobs'][$name] = $value;
        }
        if ($arguments) {
            ConfigurationFile::replaceVariable('host_knobs', $GLOBALS['host_knobs']);
        }
        return self::json(Knobs::all());
    }

    private static function doTemplate(array $arguments): int
    {
        $name = self::required($arguments, 'NAME');
        $action = self::required($arguments, 'enable|disable');
        if (!in_array($action, ['enable', 'disable'], true)) {
            throw new \InvalidArgumentException('enable or disable');
        }
        Capsule::table('tblemailtemplates')->where('name', $name)->update(['disabled' => $action === 'disable' ? 1 : 0]);
        return 0;
    }

    private static function doErrors(array $arguments): int
    {
        if ($arguments === ['--clear']) {
            Capsule::table('tblerrorlog')->delete();
            return 0;
        }
        return self::table('tblerrorlog');
    }

    private static function doActivity(array $arguments): int
    {
        return self::table('tblactivitylog');
    }

    private static function doModulelog(array $arguments): int
    {
        return self::table('tblmodulelog');
    }

    private static function doHooklog(array $arguments): int
    {
        return self::table('host_hook_log');
    }

    private static function doClock(array $arguments): int
    {
        $file = $GLOBALS['host_clock_file'];
        $wanted = $arguments ? $arguments[0] : '';
        if ($wanted === 'real') {
            @unlink($file);
        } elseif (preg_match('/^\+(\d+)$/', $wanted, $match)) {
            file_put_contents($file, host_now() + (int) $match[1]);
        } elseif (ctype_digit($wanted)) {
            file_put_contents($file, $wanted);
        } elseif ($wanted !== '') {
            throw new \InvalidArgumentException('EPOCH, +SECONDS or real');
        }
        echo host_now(), ' ', host_date(), "\n";
        return 0;
    }

    private static function doCron(array $arguments): int
    {
        echo Cron::run(in_array('--daily', $arguments, true)) ? "daily\n" : "short\n";
        return 0;
    }

    private static function table(string $name): int
    {
        return self::json(Capsule::table($name)->orderBy('id')->get()->all());
    }

    private static function json($value, int $status = 0): int
    {
        echo json_encode($value, JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE), "\n";
        return $status;
    }

    private static function required(array &$arguments, string $name): string
    {
        if (!$arguments) {
            throw new \InvalidArgumentException("$name is missing");
        }
        return (string) array_shift($arguments);
    }

    private static function pairs(array $arguments): array
    {
        $pairs = [];
        foreach ($arguments as $argument) {
            if (strpos($argument, '=') === false) {
                throw new \InvalidArgumentException("Expected name=value, got: $argument");
            }
            list($name, $value) = explode('=', $argument, 2);
            $pairs[$name] = $value;
        }
        return $pairs;
    }
}
