<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** What WHMCS's hooks tell about clients. */
final class Clients
{
	/** One client became part of another: the backorders follow. */
	public static function merged(array $vars)
	{
		$from = View::int($vars, 'fromUserID');
		$to = View::int($vars, 'toUserID');
		if ($from <= 0 || $to <= 0 || !Host::isActive()) {
			return;
		}
		$answer = Host::command(['COMMAND' => 'MergeClients', 'FROM' => $from, 'TO' => $to], ['role' => 'cron']);
		if ((int) $answer['CODE'] !== 200) {
			Host::log('The backorders of client ' . $from . ' could not be moved to client ' . $to . ': ' . $answer['DESCRIPTION']
				. '. They end as soon as the next batches find their client gone; place them again for client ' . $to . '.');
		}
	}
}
