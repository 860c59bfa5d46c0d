<?php
/** Dates between MySQL's form and the configured one. */

function host_date_format($client = false): string
{
    $setting = $client ? WHMCS\Config\Setting::getValue('ClientDateFormat') : '';
    if ((string) $setting === '') {
        $setting = (string) WHMCS\Config\Setting::getValue('DateFormat');
    }
    $formats = ['DD/MM/YYYY' => 'd/m/Y', 'DD.MM.YYYY' => 'd.m.Y', 'DD-MM-YYYY' => 'd-m-Y', 'MM/DD/YYYY' => 'm/d/Y', 'YYYY/MM/DD' => 'Y/m/d', 'YYYY-MM-DD' => 'Y-m-d'];
    return isset($formats[$setting]) ? $formats[$setting] : 'd/m/Y';
}

function fromMySQLDate($date, $time = false, $client = false, $zeroDateDisplay = false)
{
    $date = (string) $date;
    if ($date === '' || strncmp($date, '0000-00-00', 10) === 0) {
        return $zeroDateDisplay !== false ? $zeroDateDisplay : ($time ? '00/00/0000 00:00' : '00/00/0000');
    }
    $parsed = date_create($date);
    return $parsed ? $parsed->format(host_date_format($client) . ($time ? ' H:i' : '')) : '';
}

function toMySQLDate($date)
{
    if (preg_match('/^\d{4}-\d{2}-\d{2}/', (string) $date)) {
        return (string) $date;
    }
    $format = host_date_format();
    $parsed = DateTime::createFromFormat('!' . $format, substr((string) $date, 0, 10));
    return $parsed ? $parsed->format('Y-m-d') . substr((string) $date, 10) : '0000-00-00';
}

function getTodaysDate($client = false)
{
    return date(host_date_format((bool) $client), host_now());
}
