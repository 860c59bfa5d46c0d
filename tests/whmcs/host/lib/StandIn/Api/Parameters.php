<?php

namespace StandIn\Api;

/** Reads the parameters of one call; callers pass ints, strings and booleans alike. */
final class Parameters
{
    private $values;

    public function __construct(array $values)
    {
        $this->values = $values;
    }

    public function has(string $name): bool
    {
        return isset($this->values[$name]) && $this->values[$name] !== '';
    }

    public function string(string $name, string $default = ''): string
    {
        return $this->has($name) && is_scalar($this->values[$name]) ? trim((string) $this->values[$name]) : $default;
    }

    public function int(string $name, int $default = 0): int
    {
        return $this->has($name) && is_scalar($this->values[$name]) ? (int) $this->values[$name] : $default;
    }

    public function bool(string $name): bool
    {
        $value = isset($this->values[$name]) ? $this->values[$name] : false;
        return is_string($value) ? in_array(strtolower($value), ['1', 'true', 'on', 'yes'], true) : (bool) $value;
    }

    public function raw(string $name)
    {
        return isset($this->values[$name]) ? $this->values[$name] : null;
    }

    public function map(string $name): array
    {
        return isset($this->values[$name]) && is_array($this->values[$name]) ? $this->values[$name] : [];
    }

    /** A date as YYYY-MM-DD; YYYYMMDD is understood as well. Null when absent or not a date. */
    public function date(string $name)
    {
        $text = $this->string($name);
        if (preg_match('/^(\d{4})-?(\d{2})-?(\d{2})/', $text, $part) && checkdate((int) $part[2], (int) $part[3], (int) $part[1])) {
            return "$part[1]-$part[2]-$part[3]";
        }
        return null;
    }

    /** limitstart and limitnum with their documented defaults. @return int[] */
    public function page(): array
    {
        return [max(0, $this->int('limitstart')), $this->has('limitnum') ? max(0, $this->int('limitnum')) : 25];
    }
}
