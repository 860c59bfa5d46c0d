<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** The short of the Status page on the admin's dashboard, from stored numbers only. */
class Widget extends \WHMCS\Module\AbstractWidget
{
	protected $title = 'ISPAPI Backorder';
	protected $description = 'Backorders by status, and what needs a person.';
	protected $weight = 150;
	protected $columns = 1;
	protected $cache = true;
	/** What an admin sees depends on the role and the language. */
	protected $cachePerUser = true;
	protected $cacheExpiry = 120;
	protected $requiredPermission = '';

	/** WHMCS can't refresh a widget whose id holds backslashes. */
	public function getId()
	{
		return 'IspapiBackorderWidget';
	}

	public function getData()
	{
		try {
			if (!Caller::adminHasAccess() || !Host::isActive()) {
				return ['hidden' => true];
			}
			Host::configure(true);
			$text = Text::ofAdmin();
			$health = \Ispapi\Backorder\health();
			$worst = [];
			foreach (Status::checks($text, $health, Host::settings(true)) as $check) {
				if ($check['state'] !== 'good') {
					$worst[] = ['state' => $check['state'], 'name' => $check['name'], 'value' => $check['value']];
				}
			}
			$orders = [];
			foreach (isset($health['orders']['statuses']) ? $health['orders']['statuses'] : [] as $status => $number) {
				if ($number > 0) {
					$orders[] = ['status' => (string) $status, 'name' => $text->status((string) $status), 'number' => $text->number((int) $number)];
				}
			}
			return ['orders' => $orders, 'worst' => $worst, 'good' => $text->get('widget_good'), 'none' => $text->get('no_orders_admin'), 'more' => $text->get('tab_status')];
		} catch (\Throwable $e) {
			Host::logError('Dashboard', $e);
			return ['error' => $e->getMessage()];
		}
	}

	public function generateOutput($data)
	{
		$html = function ($text) {
			return htmlspecialchars((string) $text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
		};
		if (!empty($data['hidden'])) {
			return '';
		}
		if (isset($data['error'])) {
			return '<div class="widget-content-padded"><div class="alert alert-danger">' . $html($data['error']) . '</div></div>';
		}
		$link = 'addonmodules.php?module=' . Host::MODULE;
		$out = '<div class="widget-content-padded">';
		foreach (array_slice($data['worst'], 0, 5) as $check) {
			$out .= '<div class="alert alert-' . ($check['state'] === 'bad' ? 'danger' : 'warning') . '"><strong>' . $html($check['name']) . '</strong> ' . $html(mb_strimwidth($check['value'], 0, 160, '…')) . '</div>';
		}
		if (!$data['worst']) {
			$out .= '<p>' . $html($data['good']) . '</p>';
		}
		$out .= '<p>';
		foreach ($data['orders'] as $order) {
			$out .= '<a class="btn btn-default btn-sm" href="' . $html($link . '&tab=manage&status=' . urlencode($order['status'])) . '">' . $html($order['name']) . ' <span class="badge">' . $html($order['number']) . '</span></a> ';
		}
		$out .= ($data['orders'] ? '' : $html($data['none'])) . '</p><p><a href="' . $html($link . '&tab=status') . '">' . $html($data['more']) . '</a></p></div>';
		return $out;
	}
}
