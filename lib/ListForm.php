<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** A command's answer as a list of rows with where its page lies in the whole: the form that some callers of the original want. */
final class ListForm
{
	/** What is told once, not once a row. */
	const SINGLE = ['TOTAL', 'FIRST', 'LIMIT', 'COUNT', 'NOW'];
	/** What the commands take when nothing is said. */
	const LIMIT = 100;

	/** @param array $command as it was called: FIRST and LIMIT are taken from it where the answer does not tell them */
	public static function of(array $envelope, array $command): array
	{
		$list = array_intersect_key($envelope, array_flip(['CODE', 'DESCRIPTION', 'RUNTIME', 'QUEUETIME'])) + ['ITEMS' => []];
		if ((int) $envelope['CODE'] !== 200) {
			return $list;
		}
		$property = is_array($envelope['PROPERTY']) ? $envelope['PROPERTY'] : [];
		$list['ITEMS'] = self::rows($property);
		$count = count($list['ITEMS']);
		$command = array_change_key_case($command, CASE_UPPER);
		$first = self::number('FIRST', $property, $command, 0);
		$limit = max(1, self::number('LIMIT', $property, $command, self::LIMIT));
		$whole = isset($envelope['TOTAL']) ? View::int($envelope, 'TOTAL') : $first + $count;
		return $list + self::pages(self::number('TOTAL', $property, [], $whole), $first, $limit, $count);
	}

	private static function number(string $name, array $property, array $command, int $default): int
	{
		if (isset($property[$name][0]) && is_numeric($property[$name][0])) {
			return (int) $property[$name][0];
		}
		return isset($command[$name]) && is_numeric($command[$name]) ? (int) $command[$name] : $default;
	}

	/** Columns of equal length, rows, or rows by a key. */
	private static function rows(array $property): array
	{
		$rows = [];
		foreach (array_diff_key($property, array_flip(self::SINGLE)) as $key => $value) {
			if (!is_array($value)) {
				continue;
			}
			if (!is_int($key) && self::isColumn($value)) {
				foreach ($value as $index => $cell) {
					$rows[$index][strtoupper($key)] = $cell;
				}
			} else {
				$rows[] = array_change_key_case($value, CASE_UPPER);
			}
		}
		return array_values($rows);
	}

	private static function isColumn(array $value): bool
	{
		return array_keys($value) === array_keys(array_keys($value));
	}

	private static function pages(int $total, int $first, int $limit, int $count): array
	{
		$page = intdiv($first, $limit) + 1;
		$pages = intdiv($total + $limit - 1, $limit);
		$list = ['TOTAL' => $total, 'FIRST' => $first, 'LIMIT' => $limit, 'COUNT' => $count, 'LAST' => $first + $count - 1, 'PAGE' => $page, 'PAGES' => $pages];
		if ($page < $pages) {
			$list += ['NEXTPAGE' => $page + 1, 'NEXTPAGEFIRST' => $first + $limit];
		}
		if ($page > 1) {
			$list += ['PREVPAGE' => $page - 1, 'PREVPAGEFIRST' => max(0, $first - $limit)];
		}
		return $pages > 0 ? $list + ['LASTPAGEFIRST' => ($pages - 1) * $limit] : $list;
	}
}
