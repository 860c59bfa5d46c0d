<?php

namespace WHMCS\Module\Addon\Ispapibackorder;

/** The admin area's entry: chooses the page, lets it answer, and says what went wrong. WHMCS's own route checks the role first. */
final class AdminPages
{
	const PAGES = [
		'manage' => AdminManage::class, 'pricing' => AdminPricing::class, 'logs' => AdminLogs::class,
		'reports' => AdminReports::class, 'status' => AdminStatus::class,
	];

	/** Prints the page. */
	public static function show(array $vars)
	{
		$tab = Request::queryChoice('tab', array_keys(self::PAGES), 'manage');
		$class = self::PAGES[$tab];
		$page = new $class($vars, $tab);
		try {
			echo self::answer($page);
		} catch (\Throwable $e) {
			Host::logError('Admin area', $e);
			echo $page->failure($e);
		}
	}

	private static function answer(AdminPage $page): string
	{
		if (!$page->isAdmin()) {
			return $page->plain('danger', 'error_531');
		}
		if (!Host::hasExtension()) {
			return $page->missingExtension();
		}
		Host::configure(true);
		// WHMCS calls _upgrade once; where it failed (the old extension was still loaded, say) this makes up for it.
		\Ispapi\Backorder\upgrade(Host::VERSION);
		if (!Request::isPost()) {
			return $page->show();
		}
		if (Request::isCut()) {
			return $page->plain('danger', 'error_too_many_fields', ['limit' => (string) ini_get('max_input_vars')]);
		}
		if (!Request::hasValidToken('WHMCS.admin.default')) {
			http_response_code(403);
			return $page->plain('danger', 'error_token');
		}
		return $page->change();
	}
}
