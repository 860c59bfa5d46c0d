<?php
/** Counts checks; a failing one is printed with what was expected and what came. */
final class Checks
{
    public $passed = 0;
    public $failed = 0;

    public function same($expected, $actual, string $what)
    {
        $this->record($expected === $actual, $what, 'expected ' . self::show($expected) . ', got ' . self::show($actual));
    }

    public function true($condition, string $what)
    {
        $this->record((bool) $condition, $what, 'not true');
    }

    public function contains(string $needle, string $text, string $what)
    {
        $this->record(strpos($text, $needle) !== false, $what, 'no ' . self::show($needle) . ' in ' . self::show($text));
    }

    public function lacks(string $needle, string $text, string $what)
    {
        $this->record(strpos($text, $needle) === false, $what, self::show($needle) . ' is in ' . self::show($text));
    }

    private function record(bool $passed, string $what, string $why)
    {
        if ($passed) {
            $this->passed++;
            return;
        }
        $this->failed++;
        echo "FAILED  $what: $why\n";
    }

    private static function show($value): string
    {
        $text = json_encode($value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE);
        return strlen($text) > 700 ? substr($text, 0, 700) . '...' : $text;
    }
}
