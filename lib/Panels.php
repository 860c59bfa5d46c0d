<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** The panels beside the addon's pages, in the sidebars of the theme: the two pages, the account, the prices. */
final class Panels
{
	private static $accounts = [];
	private static $prices = null;

	/** @param \WHMCS\View\Menu\Item $sidebar the primary one */
	public static function addPages($sidebar)
	{
		$page = self::shown();
		if ($page === '' || Caller::clientId() === 0) {
			return;
		}
		$text = Text::ofClient();
		$panel = $sidebar->addChild('ispapibackorder', ['label' => $text->get('menu_backorders'), 'order' => 10, 'icon' => 'fas fa-crosshairs']);
		foreach (['dropdomains' => 'menu_dropdomains', 'manage' => 'menu_manage'] as $name => $label) {
			$link = $panel->addChild('ispapibackorder_' . $name, ['label' => $text->get($label), 'uri' => ClientPage::address($name), 'order' => $name === 'manage' ? 20 : 10]);
			if ($name === $page) {
				$link->setClass('active');
				if (method_exists($link, 'setCurrent')) {
					$link->setCurrent(true);
				}
			}
		}
	}

	/** @param \WHMCS\View\Menu\Item $sidebar the secondary one */
	public static function addFacts($sidebar)
	{
		if (self::shown() === '') {
			return;
		}
		$text = Text::ofClient();
		$caller = Caller::asClient();
		$account = self::account($caller);
		if ($account) {
			$panel = $sidebar->addChild('ispapibackorder_account', ['label' => $text->get('account_title'), 'order' => 20, 'icon' => 'fas fa-wallet']);
			$panel->setBodyHtml(self::accountHtml($account, $text));
		}
		$prices = self::prices($caller);
		$panel = $sidebar->addChild('ispapibackorder_prices', ['label' => $text->get('pricing_title'), 'order' => 30, 'icon' => 'fas fa-tags']);
		$panel->setBodyHtml(self::pricesHtml($prices, $text));
	}

	/** Which of the pages this request shows; '' for any other. */
	private static function shown(): string
	{
		if (!Host::hasExtension() || Request::query('m') !== Host::MODULE) {
			return '';
		}
		$page = Request::queryChoice('p', ['dropdomains', 'manage'], 'dropdomains');
		return Caller::clientId() > 0 || ($page === 'dropdomains' && Host::guestsMaySearch()) ? $page : '';
	}

	/** The client's funds, each amount as it is shown; what is missing for the open orders, and where it is added. */
	public static function account(array $caller, bool $fresh = false): array
	{
		if ($caller['role'] !== 'client') {
			return [];
		}
		$id = $caller['client_id'];
		if ($fresh || !isset(self::$accounts[$id])) {
			$answer = Host::command(['COMMAND' => 'GetAvailableFunds', 'PLAN' => '1'], $caller);
			self::$accounts[$id] = ClientPage::succeeded($answer) ? self::amounts($answer['PROPERTY']) : [];
		}
		return self::$accounts[$id];
	}

	private static function amounts(array $property): array
	{
		$amounts = ['plan' => $property];
		$names = ['balance' => 'CREDITBALANCE', 'reserved' => 'RESERVEDAMOUNT', 'unpaid' => 'UNPAIDINVOICES', 'available' => 'AMOUNT', 'missing' => 'MISSING'];
		foreach ($names as $key => $name) {
			$amounts[$key] = View::text(isset($property[$name]) ? $property[$name] : [], 'VALUE_FORMATED');
		}
		$missing = isset($property['MISSING']['VALUE']) ? (float) $property['MISSING']['VALUE'] : 0.0;
		$amounts['missing'] = $missing > 0 ? $amounts['missing'] : '';
		$amounts['add_url'] = self::addFundsUrl($missing);
		return $amounts;
	}

	/** WHMCS's page to add funds; the hook below fills the amount in. */
	public static function addFundsUrl(float $missing): string
	{
		return Host::webRoot() . '/clientarea.php?action=addfunds' . ($missing > 0 ? '&backorder_amount=' . number_format($missing, 2, '.', '') : '');
	}

	/** Variables for WHMCS's page to add funds: the amount that the link named. */
	public static function addFundsVariables(): array
	{
		$amount = Request::query('backorder_amount');
		return preg_match('/^[0-9]{1,9}\.[0-9]{2}$/D', $amount) === 1 && (float) $amount > 0 ? ['amount' => $amount] : [];
	}

	/** Zones for sale: zone, how it is written, its price. */
	public static function prices(array $caller): array
	{
		if (self::$prices !== null) {
			return self::$prices;
		}
		$answer = Host::command(['COMMAND' => 'QueryPriceList'], $caller);
		$prices = [];
		foreach (isset($answer['PROPERTY']) && is_array($answer['PROPERTY']) ? $answer['PROPERTY'] : [] as $zone => $row) {
			if (is_array($row)) {
				$unicode = View::text($row, 'TLDIDN');
				$prices[] = [
					'zone' => (string) $zone,
					'name' => '.' . ($unicode !== '' ? $unicode : View::unicode((string) $zone)),
					'price' => View::text($row, 'PRICEFULL_FORMATED'),
				];
			}
		}
		usort($prices, function ($a, $b) {
			return strcmp($a['zone'], $b['zone']);
		});
		self::$prices = $prices;
		return $prices;
	}

	/* ---- markup; every value goes through e() ---- */

	private static function e(string $text): string
	{
		return htmlspecialchars($text, ENT_QUOTES, 'UTF-8');
	}

	private static function accountHtml(array $account, Text $text): string
	{
		$html = '<div class="bo"><dl class="bo-account" data-bo-account>';
		foreach (['balance', 'unpaid', 'reserved', 'available'] as $key) {
			$class = $key === 'available' ? ' class="bo-total"' : '';
			$html .= "<div$class><dt>" . self::e($text->get('account_' . $key)) . "</dt><dd data-bo-text=\"$key\">" . self::e($account[$key]) . '</dd></div>';
		}
		$hidden = $account['missing'] === '' ? ' hidden' : '';
		return $html . "</dl><p class=\"bo-missing\" data-bo-account data-bo-if=\"missing\"$hidden>" . self::e($text->get('funds_missing'))
			. ' <strong data-bo-text="missing">' . self::e($account['missing']) . '</strong></p>'
			. '<a class="btn btn-default btn-block" data-bo-account data-bo-href="add_url" href="' . self::e($account['add_url']) . '">' . self::e($text->get('add_funds')) . '</a></div>';
	}

	private static function pricesHtml(array $prices, Text $text): string
	{
		if (!$prices) {
			return '<div class="bo"><p class="bo-last">' . self::e($text->get('no_prices')) . '</p></div>';
		}
		$html = '<div class="bo"><div class="bo-scroll" tabindex="0" role="region" aria-label="' . self::e($text->get('pricing_title')) . '">'
			. '<table class="table table-condensed table-sm bo-prices"><thead class="bo-sr"><tr><th scope="col">' . self::e($text->get('zone'))
			. '</th><th scope="col">' . self::e($text->get('price')) . '</th></tr></thead><tbody>';
		foreach ($prices as $price) {
			$html .= '<tr><th scope="row">' . self::e($price['name']) . '</th><td class="bo-number">' . self::e($price['price']) . '</td></tr>';
		}
		return $html . '</tbody></table></div><p class="bo-last text-muted"><small>' . self::e($text->get('pricing_help')) . '</small></p></div>';
	}
}
