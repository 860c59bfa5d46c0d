<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** The calendar feed of a client's own drops (RFC 5545). Its address holds a secret; calendars do not log in. */
final class Calendar
{
	/** Answers a calendar and ends the request. */
	public static function send()
	{
		$answer = Host::command(['COMMAND' => 'QueryCalendarFeedOrders', 'KEY' => mb_substr(Request::query('key'), 0, 100)], Caller::asGuest());
		if (!ClientPage::succeeded($answer)) {
			$code = isset($answer['CODE']) ? (int) $answer['CODE'] : 0;
			$status = ClientPage::statusOf($answer) === 429 ? 429 : ($code === 599 ? 503 : 404);
			Request::endText(Text::ofClient()->error($answer), $status);
		}
		Request::beginFile('text/calendar; charset=utf-8', 'backorders.ics');
		echo self::text(View::listed($answer), Text::ofClientId((int) $answer['USERID']), (string) parse_url(Host::systemUrl(), PHP_URL_HOST));
		exit;
	}

	public static function text(array $orders, Text $text, string $host): string
	{
		$lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//ispapibackorder//' . Host::VERSION . '//EN', 'CALSCALE:GREGORIAN',
			'METHOD:PUBLISH', 'X-WR-CALNAME:' . self::escape($text->get('manage_title')), 'REFRESH-INTERVAL;VALUE=DURATION:PT1H'];
		foreach ($orders as $order) {
			$drop = self::stamp(View::text($order, 'DROPDATE'));
			if ($drop === '') {
				continue;
			}
			$status = View::text($order, 'STATUS');
			$reason = View::text($order, 'REASON');
			$over = in_array($status, ['FAILED', 'CANCELLED', 'AUCTION-LOST'], true);
			array_push($lines, 'BEGIN:VEVENT', 'UID:backorder-' . View::int($order, 'ID') . '@' . ($host !== '' ? $host : 'whmcs'),
				'DTSTAMP:' . self::stamp(View::text($order, 'UPDATEDDATE')), 'DTSTART:' . $drop, 'DURATION:PT15M', 'TRANSP:TRANSPARENT',
				'STATUS:' . ($over ? 'CANCELLED' : 'CONFIRMED'),
				'SUMMARY:' . self::escape(View::text($order, 'DOMAINIDN') . ' (' . $text->status($status) . ')'),
				'DESCRIPTION:' . self::escape($reason === '' ? $text->status($status) : $text->reason($reason)),
				'END:VEVENT');
		}
		$lines[] = 'END:VCALENDAR';
		return implode('', array_map([self::class, 'fold'], $lines));
	}

	/** "YYYY-MM-DD HH:MM:SS" in UTC as calendars write it; '' when it is none. */
	private static function stamp(string $time): string
	{
		$iso = View::iso($time);
		return str_replace(['-', ':'], '', $iso);
	}

	private static function escape(string $text): string
	{
		return strtr($text, ['\\' => '\\\\', ';' => '\\;', ',' => '\\,', "\r" => '', "\n" => '\\n']);
	}

	/** A line of at most 75 bytes, its rest on the next one behind a blank; letters are not cut through. */
	private static function fold(string $line): string
	{
		$out = '';
		while (strlen($line) > 74) {
			$part = mb_strcut($line, 0, 74, 'UTF-8');
			$out .= $part . "\r\n ";
			$line = (string) substr($line, strlen($part));
		}
		return $out . $line . "\r\n";
	}
}
