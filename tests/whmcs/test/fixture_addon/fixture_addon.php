<?php
/** A tiny addon that exercises the host; it stands for no product. */
if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

use WHMCS\Database\Capsule;

function fixture_addon_config()
{
    return [
        'name' => 'Fixture Addon', 'description' => 'Exercises the host', 'author' => '<a href="https://www.example.test/">Example</a>', 'language' => 'english',
        // A file, so that a test can raise the version.
        'version' => trim(file_get_contents(__DIR__ . '/version.txt')),
        'fields' => [
            'Greeting' => ['FriendlyName' => 'Greeting', 'Type' => 'text', 'Size' => '30', 'Default' => 'Hello'],
            'Secret' => ['FriendlyName' => 'Secret', 'Type' => 'password', 'Default' => 's3cret'],
            'Enabled' => ['FriendlyName' => 'Enabled', 'Type' => 'yesno', 'Default' => 'on'],
            'Level' => ['FriendlyName' => 'Level', 'Type' => 'dropdown', 'Options' => 'low,high'],
            'Mode' => ['FriendlyName' => 'Mode', 'Type' => 'radio', 'Options' => 'a,b', 'Default' => 'b'],
            'Map' => ['FriendlyName' => 'Map', 'Type' => 'dropdown', 'Options' => ['x' => 'The X', 'y' => 'The Y'], 'Default' => 'y'],
            'Notes' => ['FriendlyName' => 'Notes', 'Type' => 'textarea', 'Rows' => '3'],
        ],
    ];
}

function fixture_addon_activate()
{
    if (is_file(__DIR__ . '/refuse')) {
        return ['status' => 'error', 'description' => 'Refused on purpose'];
    }
    Capsule::connection()->statement('CREATE TABLE IF NOT EXISTS mod_fixture (id INT AUTO_INCREMENT PRIMARY KEY, kind VARCHAR(64) NOT NULL, detail TEXT NOT NULL)');
    return ['status' => 'success', 'description' => 'Fixture ready'];
}

function fixture_addon_deactivate()
{
    return ['status' => 'success', 'description' => 'Fixture gone, data kept'];
}

function fixture_addon_upgrade($vars)
{
    Capsule::table('mod_fixture')->insert(['kind' => 'upgrade', 'detail' => $vars['version']]);
}

function fixture_addon_sidebar($vars)
{
    return '<p id="fixtureSidebar">' . htmlspecialchars($vars['_lang']['title']) . '</p>';
}

function fixture_addon_output($vars)
{
    if (isset($_GET['json'])) {
        ob_clean();
        header('Content-Type: application/json');
        die(json_encode(['link' => $vars['modulelink'], 'version' => $vars['version'], 'cwd' => basename(getcwd())]));
    }
    if ($_SERVER['REQUEST_METHOD'] === 'POST') {
        check_token('WHMCS.admin.default');
        echo '<p id="posted">' . $_POST['text'] . '</p>';
    }
    add_hook('AdminAreaHeadOutput', 1, function ($page) {
        return '<meta name="fixture" content="' . implode(',', array_keys($page['addon_modules'])) . '">';
    });
    echo '<p id="fixtureOutput">' . htmlspecialchars($vars['Greeting'] . ' ' . $vars['_lang']['title']) . '</p>';
}

function fixture_addon_clientarea($vars)
{
    Capsule::table('mod_fixture')->insert(['kind' => 'clientarea', 'detail' => (string) (isset($_SESSION['uid']) ? $_SESSION['uid'] : 0)]);
    $page = isset($_GET['p']) ? $_GET['p'] : 'both';
    if ($page === 'echo') {
        header('Content-Type: application/json');
        die(json_encode(['q' => isset($_REQUEST['q']) ? $_REQUEST['q'] : null]));
    }
    if ($page === 'token' && $_SERVER['REQUEST_METHOD'] === 'POST') {
        header('Content-Type: application/json');
        if (isset($_GET['throw'])) {
            try {
                check_token('WHMCS.default', true);
            } catch (\Throwable $e) {
                http_response_code(403);
                die(json_encode(['caught' => $e->getMessage()]));
            }
        } else {
            check_token('WHMCS.default');
        }
        die(json_encode(['changed' => true]));
    }
    if ($page === 'whoami') {
        $user = new WHMCS\Authentication\CurrentUser();
        header('Content-Type: application/json');
        die(json_encode([
            'client' => $user->client() ? $user->client()->id : null, 'user' => $user->user() ? $user->user()->email : null,
            'admin' => $user->admin() ? $user->admin()->username : null, 'masquerading' => $user->isMasqueradingAdmin(),
            'legacy' => (new WHMCS_ClientArea())->getUserID(), 'menu' => Menu::context('client') ? Menu::context('client')->id : null,
        ]));
    }
    if ($page === 'warn') {
        echo $undefined;
        die('warned');
    }
    add_hook('ClientAreaHeadOutput', 1, function ($page) {
        return '<meta name="fixture" content="' . $page['template'] . '">';
    });
    $names = ['both' => 'both', 'public' => 'public', 'missing' => 'missing', 'sub' => 'templates/public'];
    return [
        'pagetitle' => 'Fixture Page', 'breadcrumb' => ['index.php?m=fixture_addon' => 'Fixture'],
        'templatefile' => isset($names[$page]) ? $names[$page] : 'both', 'requirelogin' => $page !== 'public',
        'vars' => $vars + ['names' => WHMCS\Module\Addon\FixtureAddon\Client\Names::all()],
    ];
}
