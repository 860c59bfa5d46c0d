<?php

/** One command of a page of this site, by POST; the answer is the envelope as JSON (docs/commands.md). */

$ispapibackorderScript = __FILE__;
$ispapibackorderAnswer = function (array $command) {
	return \WHMCS\Module\Addon\Ispapibackorder\Api::callFromBrowser($command);
};
require __DIR__ . '/../lib/call_frame.php';
