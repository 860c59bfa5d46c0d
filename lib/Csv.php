<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** A list as a file for spreadsheets. */
final class Csv
{
	/**
	 * Sends the file and ends the request.
	 * @param array $head the texts of its first line
	 * @param callable $rows (int $first) => {rows, error, status}: the rows from there on; with $cut also {total}, all there are
	 * @param callable|null $cut (int $most, int $total) => what the last line says when there are more rows than $most
	 */
	public static function send(string $name, array $head, callable $rows, int $step, int $most, $cut = null)
	{
		$part = $rows(0);
		if ($part['error'] !== '') {
			Request::endText($part['error'], $part['status'] === 200 ? 400 : $part['status']);
		}
		Request::beginFile('text/csv; charset=utf-8', $name . '.csv');
		// Spreadsheets take a file without this mark for one of an old character set.
		echo "\xEF\xBB\xBF", self::line($head);
		for ($first = 0; ; ) {
			foreach ($part['rows'] as $row) {
				echo self::line($row);
			}
			$first += $step;
			if (count($part['rows']) < $step) {
				break;
			}
			if ($first >= $most) {
				if ($cut !== null && $part['total'] > $first) {
					echo self::line([call_user_func($cut, $most, $part['total'])]);
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
