<?php
/** Admin pages: every one answers, credit, login as owner, cron. */
return function (Checks $checks, Site $site) {
    $admin = new Browser($site);
    $admin->loginAdmin('admin');
    foreach (['index.php', 'clients.php', 'clientssummary.php?userid=1', 'clientsdomainlist.php', 'invoices.php', 'invoices.php?action=edit&id=1', 'outbox.php', 'systemactivitylog.php', 'systemmodulelog.php', 'systemerrorlog.php', 'runcron.php', 'configaddonmods.php', 'configemailtemplates.php', 'addonmodules.php'] as $page) {
        $html = $admin->get($site->admin($page));
        $checks->same(200, $admin->status, $page);
        $checks->lacks('Anna & Sons <Ltd>', $html, "$page escapes");
    }
    $summary = $site->admin('clientssummary.php?userid=2');
    $page = $admin->post($summary, ['token' => Browser::token($admin->get($summary)), 'action' => 'credit', 'amount' => '-50.00', 'description' => 'Correction']);
    $checks->contains('New balance: 250.00', $page, 'credit is changed on the page');
    $page = $admin->post($summary, ['token' => Browser::token($page), 'action' => 'loginasowner']);
    $checks->contains('250,00 €', $page, 'login as owner shows the client\'s home');
    $checks->contains('host-masquerade', $page, 'and says so');
    $who = json_decode($admin->get('index.php?m=fixture_addon&p=whoami'), true);
    $checks->same([2, 'admin', true], [$who['client'], $who['admin'], $who['masquerading']], 'the admin masquerades');

    $site->pdo->exec("DELETE FROM host_hook_log; DELETE FROM mod_fixture");
    $site->control('clock', (string) gmmktime(12, 0, 0, 3, 1, 2027));
    $cron = [PHP_BINARY, "$site->folder/crons/cron.php"];
    Processes::run($cron);
    Processes::run($cron);
    $site->control('clock', '+86400');
    $page = $site->admin('runcron.php');
    $admin->post($page, ['token' => Browser::token($admin->get($page))]);
    $checks->same('PreCronJob,DailyCronJob,AfterCronJob,AfterCronJob,PreCronJob,DailyCronJob,AfterCronJob', $site->value('SELECT GROUP_CONCAT(hook ORDER BY id) FROM host_hook_log'), 'the daily part runs once a day, the rest every time');
    $checks->same('2027-03-01 12:00:00', $site->value("SELECT detail FROM mod_fixture WHERE kind = 'AfterCronJob' ORDER BY id LIMIT 1"), 'by the host\'s clock');
    $site->control('clock', 'real');
    $admin->get('crons/cron.php');
    $checks->same(403, $admin->status, 'the cron is not for browsers');

    $answer = json_decode($admin->post('includes/api.php', ['action' => 'WhmcsDetails', 'username' => 'admin', 'password' => 'demo']), true);
    $checks->same('8.13.1-release.1', $answer['whmcs']['canonicalversion'], 'the remote API answers');
    $checks->same('0', $site->value("SELECT COUNT(*) FROM tblerrorlog"), 'no warnings: ' . $site->value('SELECT GROUP_CONCAT(message) FROM tblerrorlog'));
};
