<?php
/** Client pages over HTTP: login, tokens, templates, languages, themes, request input. */
return function (Checks $checks, Site $site) {
    $guest = new Browser($site);
    $checks->contains('id="public"', $guest->get('index.php?m=fixture_addon&p=public'), 'a public page is shown to guests');
    $before = $site->value("SELECT COUNT(*) FROM mod_fixture WHERE kind = 'clientarea'");
    $page = $guest->get('index.php?m=fixture_addon');
    $checks->contains('id="inputPassword"', $page, 'requirelogin shows the login form');
    $checks->true($site->value("SELECT COUNT(*) FROM mod_fixture WHERE kind = 'clientarea'") > $before, 'the addon\'s code has run for the guest');
    $page = $guest->post('dologin.php', ['token' => Browser::token($page), 'username' => 'anna@example.test', 'password' => 'wrong']);
    $checks->contains('Login Details Incorrect', $page, 'a wrong password is refused');
    $page = $guest->post('dologin.php', ['username' => 'anna@example.test', 'password' => 'demo']);
    $checks->same([403, 'Invalid Token'], [$guest->status, $page], 'the login needs a token');
    $page = $guest->loginClient('anna@example.test');
    $checks->contains('<p id="place">root</p>', $page, 'the login leads to the wanted page');

    $anna = $guest;
    $checks->contains('<p id="title">Fixture title</p>', $page, 'module language in English');
    $checks->contains('<i>&lt;two&gt;</i>', $page, 'a namespaced class of the addon was found');
    $checks->contains('<meta name="fixture" content="twenty-one">', $page, 'a head hook added in _clientarea fires');
    $checks->contains('menuItemName="Fixture Page"', $page, 'the navbar hook\'s child is rendered');
    $checks->contains('id="Primary_Navbar-Fixture-Fixture_Page"', $page, 'menu ids are the path of names');
    $checks->contains('<em>fixture body</em>', $page, 'the sidebar hook\'s panel is rendered');
    $checks->contains('<li class="breadcrumb-item active" aria-current="page">Fixture</li>', $page, 'the breadcrumb is rendered');
    $checks->contains('var csrfToken = \'', $page, 'the page tells the token to scripts');
    $checks->contains('<p id="public">', $anna->get('index.php?m=fixture_addon&p=sub'), 'templatefile may name the sub-folder');
    $anna->get('index.php?m=fixture_addon&p=missing');
    $checks->same(500, $anna->status, 'a missing template is an error');

    $who = json_decode($anna->get('index.php?m=fixture_addon&p=whoami'), true);
    $checks->same(['client' => 1, 'user' => 'anna@example.test', 'admin' => null, 'masquerading' => false, 'legacy' => 1, 'menu' => 1], $who, 'CurrentUser and ClientArea know the client');

    $token = Browser::token($anna->get('index.php?m=fixture_addon'));
    $checks->same('{"changed":true}', $anna->post('index.php?m=fixture_addon&p=token', ['token' => $token]), 'the right token passes');
    $page = $anna->post('index.php?m=fixture_addon&p=token', ['token' => 'x']);
    $checks->same([403, 'Invalid Token'], [$anna->status, $page], 'a wrong token ends the request');
    $checks->same('{"caught":"Invalid Token"}', $anna->post('index.php?m=fixture_addon&p=token&throw=1', []), 'with true it throws');
    $other = new Browser($site);
    $other->loginClient('carla@example.test');
    $checks->same('Invalid Token', $other->post('index.php?m=fixture_addon&p=token', ['token' => $token]), 'another session\'s token is refused');

    $checks->same('{"q":"a&lt;b&gt; &amp; &quot;c&quot; &#039;d&#039;"}', $anna->post('index.php?m=fixture_addon&p=echo', ['q' => 'a<b> & "c" \'d\'']), 'input is HTML-encoded');
    $checks->same('{"q":["&lt;"]}', $anna->get('index.php?m=fixture_addon&p=echo&q[]=%3C'), 'arrays too');

    $bernd = new Browser($site);
    $page = $bernd->loginClient('bernd@example.test');
    $checks->contains('Guthaben', $page, 'Bernd\'s pages are German');
    $checks->contains('300,00 €', $page, 'and his prices in format 3');
    $checks->contains('Vorrichtung', $bernd->get('index.php?m=fixture_addon'), 'the module speaks German too');
    $checks->contains('Fixture title', $bernd->get('index.php?m=fixture_addon&language=french'), 'a language without a file falls back to the module\'s default');
    $checks->contains('Fixture title', $bernd->get('index.php?m=fixture_addon&language=english'), 'the language can be switched');

    foreach (['six' => 'bootstrap3', 'nexus' => 'bootstrap4', 'twenty-one' => 'bootstrap4'] as $theme => $bootstrap) {
        $page = $anna->get("index.php?m=fixture_addon&systpl=$theme");
        $checks->contains("/assets/$bootstrap/js/bootstrap.min.js", $page, "$theme uses $bootstrap");
        $checks->contains("<meta name=\"fixture\" content=\"$theme\">", $anna->get('index.php?m=fixture_addon'), "$theme is kept for the session");
        foreach (['', '?action=invoices', '?action=domains', '?action=emails', '?action=addfunds'] as $query) {
            $anna->get("clientarea.php$query");
            $checks->same(200, $anna->status, "$theme clientarea.php$query");
        }
    }
    foreach (['jquery/jquery.min.js', 'fontawesome/css/all.min.css', 'datatables/core/jquery.dataTables.js', 'bootstrap3/css/bootstrap.min.css', 'popper/popper.min.js'] as $asset) {
        $anna->get("assets/$asset");
        $checks->same(200, $anna->status, "assets/$asset is served");
    }
    foreach (['configuration.php', 'templates/six/header.tpl', 'modules/addons/fixture_addon/both.tpl', 'sessions/', 'lib/autoload.php', 'hostctl.php', '.htaccess', 'init.php'] as $private) {
        $anna->get($private);
        $checks->same(403, $anna->status, "$private is private");
    }
    $anna->get('no/such/page.php');
    $checks->same(404, $anna->status, 'an unknown address is a 404');

    $errors = $site->value('SELECT COUNT(*) FROM tblerrorlog WHERE exception_class = \'\'');
    $checks->same('0', $errors, 'no page raised a warning: ' . $site->value('SELECT GROUP_CONCAT(message) FROM tblerrorlog WHERE exception_class = \'\''));
    $anna->get('index.php?m=fixture_addon&p=warn');
    $checks->same('Undefined variable $undefined', $site->value("SELECT message FROM tblerrorlog WHERE severity IN ('warning', 'notice')"), 'a warning in an addon is recorded');
    $site->control('errors', '--clear');
};
