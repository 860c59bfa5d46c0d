<?php
/*
 * Runs commands of the addon inside a WHMCS, as the addon's own pages do.
 *
 *   php act.php WHMCS_ROOT < JSON
 *
 * JSON: a list of {command: {...}, caller: {role, client_id, admin_id}} for command(), or of {function: name,
 * arguments: [...]} for any other native function. Prints the list of answers as JSON; an exception becomes
 * {"exception": class, "reason": ..., "message": ...}.
 */
require $argv[1] . '/init.php';
require_once __DIR__ . '/../../lib/load.php';

WHMCS\Module\Addon\Ispapibackorder\Host::configure(true);
$answers = [];
foreach (json_decode(file_get_contents('php://stdin'), true) as $act) {
	try {
		$answers[] = isset($act['command'])
			? Ispapi\Backorder\command($act['command'], $act['caller'])
			: call_user_func_array('Ispapi\\Backorder\\' . $act['function'], $act['arguments']);
	} catch (Throwable $exception) {
		$answers[] = [
			'exception' => get_class($exception),
			'reason' => isset($exception->reason) ? $exception->reason : '',
			'message' => $exception->getMessage(),
		];
	}
}
echo json_encode($answers, JSON_UNESCAPED_UNICODE | JSON_PRETTY_PRINT), "\n";
