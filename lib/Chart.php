<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** The picture of upcoming drops: bars of a day, or of some days where there are many, each the filter for them. */
final class Chart
{
	/** At most so many bars, so that each can be hit with a finger. */
	const BARS = 31;
	const WIDTH = 620;
	const HEIGHT = 100;

	/**
	 * @param callable $url makes an address from {from, to}
	 * @return array {bars: list of {x, y, width, height, label, url, active}, first, last, most, reset}
	 */
	public static function ofDays(array $answer, array $state, Text $text, callable $url): array
	{
		$property = isset($answer['PROPERTY']) && is_array($answer['PROPERTY']) ? $answer['PROPERTY'] : [];
		$days = isset($property['DROPDAY']) && is_array($property['DROPDAY']) ? $property['DROPDAY'] : [];
		$counts = isset($property['DROPCOUNT']) && is_array($property['DROPCOUNT']) ? $property['DROPCOUNT'] : [];
		// Days before a chosen first one are all empty.
		while ($days && $state['from'] !== '' && strcmp(reset($days), $state['from']) < 0) {
			array_shift($days);
			array_shift($counts);
		}
		$chart = ['bars' => [], 'first' => '', 'last' => '', 'most' => '', 'reset' => ''];
		if ($state['from'] !== '' || $state['to'] !== '') {
			$chart['reset'] = $url(['from' => '', 'to' => '']);
		}
		if (!$days) {
			return $chart;
		}
		$step = (int) ceil(count($days) / self::BARS);
		$sums = array_map('array_sum', array_chunk($counts, $step));
		$most = max(1, max($sums));
		$slot = self::WIDTH / max(7, count($sums));
		foreach ($sums as $index => $sum) {
			$from = $days[$index * $step];
			$to = $days[min(count($days), ($index + 1) * $step) - 1];
			$height = $sum > 0 ? max(2, $sum / $most * self::HEIGHT) : 0;
			$span = View::day($from) . ($to === $from ? '' : ' - ' . View::day($to));
			$chart['bars'][] = [
				'x' => self::number($index * $slot), 'y' => self::number(self::HEIGHT - $height),
				'width' => self::number($slot * 0.8), 'height' => self::number($height),
				'label' => $text->get('chart_bar', ['day' => $span, 'number' => $text->number($sum)]),
				'from' => $from, 'to' => $to, 'empty' => $sum === 0,
				'url' => $url(['from' => $from, 'to' => $to]),
			];
		}
		$chart['first'] = View::day($days[0]);
		$chart['last'] = View::day(end($days));
		$chart['most'] = $text->number($most);
		return $chart;
	}

	/** A locale may write numbers with a comma, which SVG does not take. */
	private static function number(float $number): string
	{
		return sprintf('%.1F', $number);
	}
}
