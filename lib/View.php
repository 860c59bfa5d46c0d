<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** Brings what the native part answers into the form that the templates print. */
final class View
{
	/** All statuses in the order in which an order can pass through them. */
	const STATUSES = [
		'REQUESTED', 'ACTIVE', 'PROCESSING', 'PENDING-PAYMENT', 'AUCTION-PENDING',
		'SUCCESSFUL', 'AUCTION-WON', 'AUCTION-LOST', 'FAILED', 'CANCELLED',
	];

	/** How a status looks; the words are Bootstrap's. */
	const TONES = [
		'REQUESTED' => 'info', 'ACTIVE' => 'primary', 'PROCESSING' => 'warning', 'PENDING-PAYMENT' => 'warning',
		'AUCTION-PENDING' => 'warning', 'SUCCESSFUL' => 'success', 'AUCTION-WON' => 'success', 'AUCTION-LOST' => 'danger',
		'FAILED' => 'danger', 'CANCELLED' => 'default',
	];

	public static function tone(string $status): string
	{
		return isset(self::TONES[$status]) ? self::TONES[$status] : 'default';
	}

	/** The classes of a status label, for Bootstrap 3 and 4. */
	public static function labelClass(string $status): string
	{
		$tone = self::tone($status);
		return "bo-label bo-label-$tone label label-$tone badge badge-" . ($tone === 'default' ? 'secondary' : $tone);
	}

	/** Only orders that nothing was sent for can be deleted. */
	public static function canDelete(string $status): bool
	{
		return $status === 'REQUESTED' || $status === 'ACTIVE';
	}

	/** "YYYY-MM-DD HH:MM:SS" in UTC as a machine reads it; '' when it is unknown. */
	public static function iso($time): string
	{
		if (!is_string($time) || !preg_match('/^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)/', $time, $part) || $part[1] === '0000-00-00') {
			return '';
		}
		return $part[1] . 'T' . $part[2] . 'Z';
	}

	/** The same for a person, to the minute. */
	public static function time($time): string
	{
		$iso = self::iso($time);
		return $iso === '' ? '' : str_replace('T', ' ', substr($iso, 0, 16));
	}

	/** A time in UTC as WHMCS writes dates for clients, to the minute. */
	public static function moment($time): string
	{
		$iso = self::iso($time);
		if ($iso === '') {
			return '';
		}
		return self::day(substr($iso, 0, 10)) . ' ' . substr($iso, 11, 5);
	}

	/** "YYYY-MM-DD" as WHMCS writes dates for clients. A page names few days often, and WHMCS may read its settings for each. */
	public static function day(string $day): string
	{
		static $written = [];
		if (!isset($written[$day])) {
			$written[$day] = function_exists('fromMySQLDate') ? (string) fromMySQLDate($day, false, true) : $day;
		}
		return $written[$day];
	}

	/** A name as people write it, where PHP can tell; else as it is. */
	public static function unicode(string $name): string
	{
		if (strpos($name, 'xn--') === false || !function_exists('idn_to_utf8')) {
			return $name;
		}
		$unicode = idn_to_utf8($name, IDNA_DEFAULT, INTL_IDNA_VARIANT_UTS46);
		return is_string($unicode) && $unicode !== '' ? $unicode : $name;
	}

	/** A property of a row or list, as a text. */
	public static function text($row, string $name): string
	{
		return is_array($row) && isset($row[$name]) && is_scalar($row[$name]) ? (string) $row[$name] : '';
	}

	public static function int($row, string $name): int
	{
		return is_array($row) && isset($row[$name]) && is_scalar($row[$name]) ? (int) $row[$name] : 0;
	}

	/** Columns as arrays become rows. */
	public static function rows(array $answer): array
	{
		$columns = isset($answer['PROPERTY']) && is_array($answer['PROPERTY']) ? $answer['PROPERTY'] : [];
		$rows = [];
		if (!isset($columns['DOMAIN']) || !is_array($columns['DOMAIN'])) {
			return $rows;
		}
		foreach (array_keys($columns['DOMAIN']) as $index) {
			$row = [];
			foreach ($columns as $name => $values) {
				if (is_array($values) && array_key_exists($index, $values)) {
					$row[$name] = $values[$index];
				}
			}
			$rows[] = $row;
		}
		return $rows;
	}

	/** A list of rows; other entries of the property (TOTAL) are left out. */
	public static function listed(array $answer): array
	{
		$list = isset($answer['PROPERTY']) && is_array($answer['PROPERTY']) ? $answer['PROPERTY'] : [];
		$rows = [];
		foreach ($list as $key => $row) {
			if (is_int($key) && is_array($row)) {
				$rows[] = $row;
			}
		}
		return $rows;
	}

	/** How many there are in all, wherever the answer says it. */
	public static function total(array $answer): int
	{
		foreach ([isset($answer['PROPERTY']['TOTAL']) ? $answer['PROPERTY']['TOTAL'] : null, isset($answer['TOTAL']) ? $answer['TOTAL'] : null] as $total) {
			$total = is_array($total) ? reset($total) : $total;
			if (is_numeric($total)) {
				return (int) $total;
			}
		}
		return 0;
	}

	/**
	 * The links of a pager. $url makes the address of a page.
	 * @return array list of {text, label, page, url, active, disabled}
	 */
	public static function pager(int $total, int $page, int $limit, callable $url, Text $text): array
	{
		$last = max(1, (int) ceil($total / max(1, $limit)));
		if ($last === 1) {
			return [];
		}
		$pages = [1, $last];
		for ($near = max(1, $page - 2); $near <= min($last, $page + 2); $near++) {
			$pages[] = $near;
		}
		$pages = array_unique($pages);
		sort($pages);
		$links = [self::pageLink('‹', $text->get('page_previous'), max(1, $page - 1), $url, false, $page <= 1)];
		$before = 0;
		foreach ($pages as $number) {
			if ($number > $before + 1) {
				$links[] = self::pageLink('…', '', 0, $url, false, true);
			}
			$links[] = self::pageLink($text->number($number), $text->get('page_number', ['page' => $number]), $number, $url, $number === $page, false);
			$before = $number;
		}
		$links[] = self::pageLink('›', $text->get('page_next'), min($last, $page + 1), $url, false, $page >= $last);
		return $links;
	}

	private static function pageLink(string $text, string $label, int $page, callable $url, bool $active, bool $disabled): array
	{
		return [
			'text' => $text, 'label' => $label, 'page' => $page, 'url' => $disabled ? '' : $url($page),
			'active' => $active, 'disabled' => $disabled,
		];
	}

	/** The entries of an order's log as the templates print them. */
	public static function timeline(array $answer, Text $text, bool $forAdmin): array
	{
		$entries = [];
		foreach (self::listed($answer) as $row) {
			$reason = self::text($row, 'REASON');
			$to = self::text($row, 'TO');
			$from = self::text($row, 'FROM');
			$entries[] = [
				'iso' => self::iso(self::text($row, 'DATE')),
				'time' => $forAdmin ? self::time(self::text($row, 'DATE')) : self::moment(self::text($row, 'DATE')),
				'actor' => $text->actor(self::text($row, 'ACTOR'), $forAdmin),
				'from' => $from === '' ? '' : $text->status($from),
				'to' => $to === '' ? '' : $text->status($to),
				'changed' => $to !== '' && $to !== $from,
				'class' => self::labelClass($to),
				'reason' => $reason === '' ? ($forAdmin ? '' : self::text($row, 'MESSAGE')) : $text->reason($reason, $forAdmin),
				// The registrar's own words are for admins.
				'message' => $forAdmin ? self::text($row, 'MESSAGE') : '',
			];
		}
		return $entries;
	}

	/** Configuration for the page's script, for a data attribute. */
	public static function json(array $data): string
	{
		return (string) json_encode($data, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE);
	}
}
