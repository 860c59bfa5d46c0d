<?php

namespace WHMCS\View\Formatter;

use StandIn\Money;

/** An amount in a currency; as a string: prefix, number in the currency's format, suffix. */
class Price
{
    private $cents;
    private $currency;

    public function __construct($price, $currency = [])
    {
        $this->cents = Money::toCents(is_string($price) ? trim($price) : $price);
        $this->currency = $currency + ['prefix' => '', 'suffix' => '', 'format' => 1];
    }

    /** Formats: 1 = 1234.56, 2 = 1,234.56, 3 = 1.234,56, 4 = 1,234. */
    private function number(): string
    {
        $format = (int) $this->currency['format'];
        $sign = $this->cents < 0 ? '-' : '';
        if ($format === 4) {
            return $sign . number_format(intdiv(abs($this->cents) + 50, 100), 0, '', ',');
        }
        $thousands = [1 => '', 2 => ',', 3 => '.'];
        $units = number_format(intdiv(abs($this->cents), 100), 0, '', isset($thousands[$format]) ? $thousands[$format] : '');
        return $sign . $units . ($format === 3 ? ',' : '.') . str_pad((string) (abs($this->cents) % 100), 2, '0', STR_PAD_LEFT);
    }

    public function toNumeric()
    {
        return $this->number();
    }

    public function toPrefixed()
    {
        return $this->currency['prefix'] . $this->number();
    }

    public function toSuffixed()
    {
        return $this->number() . $this->currency['suffix'];
    }

    public function toFull()
    {
        return $this->currency['prefix'] . $this->number() . $this->currency['suffix'];
    }

    public function getCurrency()
    {
        return $this->currency;
    }

    public function __toString()
    {
        return $this->toFull();
    }
}
