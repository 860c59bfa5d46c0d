<?php
/** CSRF tokens: one secret a session; the namespace says which area's setting applies. */

function host_session_token(): string
{
    if (empty($_SESSION['tkval'])) {
        $_SESSION['tkval'] = bin2hex(random_bytes(16));
    }
    return hash_hmac('sha1', session_id() . ':csrf', $_SESSION['tkval']);
}

/** form: a hidden field; plain: the bare token; link: ready to append to an address. */
function generate_token($type = 'form')
{
    $token = host_session_token();
    if ($type === 'plain') {
        return $token;
    }
    if ($type === 'link') {
        return '&token=' . $token;
    }
    return '<input type="hidden" name="token" value="' . $token . '">';
}

/**
 * Checks the request's token. `true` as second argument asks for an exception; a string is compared instead
 * of the request's token.
 */
function check_token($namespace = 'WHMCS.default', $token = null)
{
    if (StandIn\Knobs::is('csrf_enabled', 'off')) {
        return true;
    }
    $given = is_string($token) ? $token : (isset($_REQUEST['token']) && is_string($_REQUEST['token']) ? $_REQUEST['token'] : '');
    if (hash_equals(host_session_token(), $given)) {
        return true;
    }
    $mode = StandIn\Knobs::get('csrf_failure');
    if ($mode === 'exception' || ($mode === 'exit' && $token === true)) {
        throw new WHMCS\Exception\Security\InvalidToken('Invalid Token');
    }
    if (PHP_SAPI !== 'cli') {
        http_response_code(403);
    }
    exit('Invalid Token');
}
