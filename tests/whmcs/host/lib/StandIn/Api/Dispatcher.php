<?php

namespace StandIn\Api;

use StandIn\Knobs;
use WHMCS\Database\Capsule;

/** Finds the command, runs it, and shapes the answer as the knobs say. */
final class Dispatcher
{
    const COMMAND_CLASSES = [
        ClientCommands::class, InvoiceCommands::class, CreditCommands::class, PricingCommands::class,
        DomainCommands::class, OrderCommands::class, MailCommands::class, SystemCommands::class,
    ];

    /** Whole-number keys and amount keys, for the knob numeric_types=ints. */
    const AMOUNT_KEYS = ['amount', 'subtotal', 'credit', 'tax', 'tax2', 'total', 'balance', 'taxrate', 'taxrate2', 'newbalance', 'rate', 'firstpaymentamount', 'recurringamount'];

    private static $commands;

    public static function call(string $command, array $values, string $adminUsername): array
    {
        $name = strtolower($command);
        $commands = self::commands();
        if (!isset($commands[$name])) {
            return ['result' => 'error', 'message' => 'Command Not Found'];
        }
        if ($adminUsername !== '' && !Capsule::table('tbladmins')->where('username', $adminUsername)->exists()) {
            return ['result' => 'error', 'message' => 'No matching admin user found'];
        }
        try {
            $answer = ['result' => 'success'] + call_user_func($commands[$name], new Parameters($values));
        } catch (ApiError $e) {
            return self::error($name, $e->getMessage());
        }
        return Knobs::is('numeric_types', 'strings') ? self::asStrings($answer) : self::asNumbers($answer);
    }

    private static function error(string $name, string $message): array
    {
        if ($name !== 'getinvoice') {
            return ['result' => 'error', 'message' => $message];
        }
        $keys = Knobs::get('getinvoice_error_key');
        return array_fill_keys($keys === 'both' ? ['result', 'status'] : [$keys], 'error') + ['message' => $message];
    }

    /** @return array<string,callable> lower-case command name => method */
    private static function commands(): array
    {
        if (self::$commands === null) {
            self::$commands = [];
            foreach (self::COMMAND_CLASSES as $class) {
                // Seen from here, get_class_methods() lists public methods only: the commands.
                foreach (get_class_methods($class) as $method) {
                    self::$commands[strtolower($method)] = [$class, $method];
                }
            }
        }
        return self::$commands;
    }

    private static function asStrings($value)
    {
        if (is_array($value)) {
            return array_map([self::class, 'asStrings'], $value);
        }
        return is_int($value) || is_float($value) ? (string) $value : $value;
    }

    private static function asNumbers(array $values): array
    {
        foreach ($values as $key => $value) {
            if (is_array($value)) {
                $values[$key] = self::asNumbers($value);
            } elseif (is_string($value) && in_array($key, self::AMOUNT_KEYS, true) && is_numeric($value)) {
                $values[$key] = (float) $value;
            } elseif (is_string($value) && ctype_digit($value) && preg_match('/(^|[a-z_])id$|^currency$/', (string) $key) && $key !== 'transid' && $key !== 'tax_id') {
                $values[$key] = (int) $value;
            }
        }
        return $values;
    }
}
