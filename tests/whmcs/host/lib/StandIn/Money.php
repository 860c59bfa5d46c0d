<?php

namespace StandIn;

/** Exact amounts: decimal strings outside, integer cents inside. */
final class Money
{
    /** Rounds half away from zero to cents. */
    public static function toCents($amount): int
    {
        if (is_int($amount)) {
            return $amount * 100;
        }
        if (is_float($amount)) {
            $amount = sprintf('%.4F', $amount);
        }
        if (!self::isDecimal($amount)) {
            throw new \InvalidArgumentException('Not an amount: ' . var_export($amount, true));
        }
        $negative = $amount[0] === '-';
        list($units, $fraction) = array_pad(explode('.', ltrim($amount, '-')), 2, '');
        $digits = substr($fraction . '000', 0, 3);
        $thousandths = (int) $units * 1000 + (int) $digits;
        $cents = intdiv($thousandths + 5, 10);
        return $negative ? -$cents : $cents;
    }

    public static function isDecimal($amount): bool
    {
        return is_string($amount) && preg_match('/^-?\d{1,14}(\.\d+)?$/', $amount) === 1;
    }

    public static function fromCents(int $cents): string
    {
        $absolute = abs($cents);
        return ($cents < 0 ? '-' : '') . intdiv($absolute, 100) . '.' . str_pad((string) ($absolute % 100), 2, '0', STR_PAD_LEFT);
    }

    /** A percentage such as "19.000" as thousandths of a percent. */
    public static function rateToMillis($rate): int
    {
        return (int) round((float) $rate * 1000);
    }

    /** Part of an amount, rounded half up; the numbers stay far below 2^63. */
    public static function share(int $cents, int $numerator, int $denominator): int
    {
        $negative = $cents < 0;
        $product = abs($cents) * $numerator;
        $result = intdiv(2 * $product + $denominator, 2 * $denominator);
        return $negative ? -$result : $result;
    }
}
