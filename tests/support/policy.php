<?php

/**
 * Serves every page with a strict Content-Security-Policy, as a careful web server would: an auto_prepend_file for the stand-in
 * host. No script and no style in a page runs; the host's own inline script, which stands in the page's head as in WHMCS, has a
 * nonce. Nothing behind the head gets one.
 */

if (PHP_SAPI !== 'cli') {
	$policyNonce = base64_encode(random_bytes(16));
	header("Content-Security-Policy: default-src 'self'; script-src 'self' 'nonce-$policyNonce'; style-src 'self'; img-src 'self' data:;"
		. " object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
	ob_start(function (string $page) use ($policyNonce): string {
		$parts = explode('</head>', $page, 2);
		$parts[0] = count($parts) === 2 ? str_replace('<script>', "<script nonce=\"$policyNonce\">", $parts[0]) : $parts[0];
		return implode('</head>', $parts);
	});
	unset($policyNonce);
}
