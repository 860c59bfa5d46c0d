<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** A list as a file for spreadsheets. */
final class Csv
{
	/**
	 * Sends the file and ends the request.
	 * @param callable $rows (int $first) => {rows, total, error, status}: the rows from there on, and how many there are in all
	 */
	public static function send(string $name, Text $text, array $head, callable $rows, int $step, int $most)
	{
		$part = $rows(0);
		if ($part['error'] !== '') {
			Request::endText($part['error'], $part['status'] === 200 ? 400 : $part['status']);
		}
		Request::beginFile('text/csv; charset=utf-8', $name . '.csv');
		// Spreadsheets take a file without this mark for one of an old character set.
		echo "\xEF\xBB\xBF", self::line(array_map([$text, 'get'], $head));
		for ($first = 0; ; ) {
			foreach ($part['rows'] as $row) {
				echo self::line($row);
			}
			$first += $step;
			if (count($part['rows']) < $step) {
				break;
			}
			if ($first >= $most) {
				if ($part['total'] > $first) {
					echo self::line([$text->get('csv_cut', ['most' => $text->number($most), 'total' => $text->number($part['total'])])]);
				}
				break;
			}
			$part = $rows($first);
			if ($part['error'] !== '') {
				// The file has begun: what is missing must not look like the end of the list.
				echo self::line([$part['error']]);
				break;
			}
		}
		exit;
	}

	public static function line(array $cells): string
	{
		return implode(',', array_map([self::class, 'cell'], $cells)) . "\r\n";
	}

	/** One cell. What a spreadsheet would take for a formula is made a text by an apostrophe; a number is none. */
	public static function cell($value): string
	{
		$text = str_replace("\0", '', (string) $value);
		if (preg_match('/^\s*[=+\-@\t\r\n|%]/', $text) !== 0 && preg_match('/^-?[0-9]+(\.[0-9]+)?$/D', $text) !== 1) {
			$text = "'" . $text;
		}
		return '"' . str_replace('"', '""', $text) . '"';
	}
}
