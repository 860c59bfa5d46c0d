<?php
/**
 * Front of PHP's built-in server: refuses what a web server's configuration would keep private and leaves the rest
 * to it. Unknown addresses are answered here, because the built-in server would fall back to index.php.
 */
$path = rawurldecode((string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));

$isPrivate = preg_match('#(^|/)\.#', $path)
    || preg_match('#\.(tpl|yaml|lock|ini|log|sql|md|sh)$#i', $path)
    || preg_match('#^/(templates_c|sessions|downloads|attachments|lib|crons|lang)(/|$)#', $path)
    || preg_match('#^/(configuration|router|hostctl|init|bootstrap)\.php$#', $path)
    || preg_match('#^/[^/]+/templates/blend/.*\.php$#', $path)
    || preg_match('#^/includes/(?!api\.php$)#', $path)
    || $path === '/clock';
$file = __DIR__ . $path;
// Browsers ask for it on their own; a 404 would show as an error in their console.
if ($path === '/favicon.ico') {
    http_response_code(204);
    return true;
}
if ($isPrivate || strpos($path, "\0") !== false || strpos($path, '/../') !== false) {
    http_response_code(403);
    echo 'Forbidden';
    return true;
}
if (is_dir($file)) {
    if (substr($path, -1) !== '/') {
        header('Location: ' . $path . '/');
        return true;
    }
    if (is_file($file . 'index.php')) {
        return false;
    }
}
if (!is_file($file)) {
    http_response_code(404);
    echo 'Not found';
    return true;
}
return false;
