<?php

/** The same as call.php, with the answer as a list of rows (docs/commands.md). */

$ispapibackorderScript = __FILE__;
$ispapibackorderAnswer = function (array $command) {
	return \WHMCS\Module\Addon\Ispapibackorder\ListForm::of(\WHMCS\Module\Addon\Ispapibackorder\Api::callFromBrowser($command), $command);
};
require __DIR__ . '/../lib/call_frame.php';
