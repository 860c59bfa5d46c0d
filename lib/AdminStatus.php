<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** Status: what runs, what is missing or late, and how to mend it. */
final class AdminStatus extends AdminPage
{
	public function show(): string
	{
		$health = \Ispapi\Backorder\health();
		$orders = isset($health['orders']['statuses']) && is_array($health['orders']['statuses']) ? $health['orders']['statuses'] : [];
		$counts = [];
		foreach ($orders as $status => $number) {
			$counts[] = [
				'name' => $this->text->status((string) $status),
				'class' => View::labelClass((string) $status),
				'number' => $this->text->number((int) $number),
				'url' => $this->url(['tab' => 'manage', 'status' => $status]),
			];
		}
		return $this->render('status', [
			'checks' => Status::checks($this->text, $health, Host::settings(true)),
			'orders' => $counts,
			'crons' => [
				['when' => '*/5 * * * *', 'script' => Status::SCRIPTS['batch']],
				['when' => '1 0,10 * * *', 'script' => Status::SCRIPTS['import']],
				['when' => '1 1,11 * * *', 'script' => Status::SCRIPTS['dropdates']],
			],
			'folder' => $this->cronFolder(),
			'whmcs_cron' => Schedule::isOn(),
		]);
	}

	/** Where the cron scripts lie inside this WHMCS, also when the addon is linked into it. */
	private function cronFolder(): string
	{
		$folder = ROOTDIR . '/modules/addons/' . Host::MODULE . '/crons';
		return is_dir($folder) ? $folder : dirname(__DIR__) . '/crons';
	}
}
