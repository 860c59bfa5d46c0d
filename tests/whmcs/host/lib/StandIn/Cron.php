<?php

namespace StandIn;

use StandIn\Billing\Invoices;
use WHMCS\Config\Setting;

/** One run of crons/cron.php: the daily part once a day by the host's clock, then the hook of every run. */
final class Cron
{
    public static function run(bool $forceDaily = false): bool
    {
        $today = host_date('Y-m-d');
        $daily = $forceDaily || (string) Setting::getValue('lastDailyCronRun') !== $today;
        if ($daily) {
            Setting::setValue('lastDailyCronRun', $today);
            Hooks::run('PreCronJob');
        }
        Invoices::applyDeferredCredit();
        if ($daily) {
            Hooks::run('DailyCronJobPreEmail');
            Hooks::run('DailyCronJob');
        }
        Hooks::run('AfterCronJob');
        return $daily;
    }
}
