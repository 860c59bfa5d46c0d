<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** The addon's entry in the navigation of the client area. */
final class Menu
{
	/** @param \WHMCS\View\Menu\Item $navbar */
	public static function addTo($navbar)
	{
		if (!Host::hasExtension()) {
			return;
		}
		$guest = \Menu::context('client') === null;
		if ($guest && !Host::guestsMaySearch()) {
			return;
		}
		$text = Text::ofClient();
		$domains = $navbar->getChild('Domains');
		$order = $domains !== null && method_exists($domains, 'getOrder') ? (int) $domains->getOrder() + 1 : 35;
		$entry = $navbar->addChild('ispapibackorder', ['label' => $text->get('menu_backorders'), 'uri' => '#', 'order' => $order]);
		$entry->addChild('ispapibackorder_dropdomains', [
			'label' => $text->get('menu_dropdomains'),
			'uri' => ClientPage::address('dropdomains'),
			'order' => 10,
		]);
		if ($guest) {
			return;
		}
		$entry->addChild('ispapibackorder_manage', [
			'label' => $text->get('menu_manage'),
			'uri' => ClientPage::address('manage'),
			'order' => 20,
		]);
	}
}
