<?php
/** Mails: templates, policy, hooks, languages, the outbox. */
return function (Checks $checks, Site $site) {
    $site->control('outbox', '--clear');
    $send = function (string $message, string $variables = '{"list":[{"domain":"a.com"},{"domain":"b<c.com"}]}', array $knobs = []) use ($site) {
        return $site->api('SendEmail', ['customtype' => 'general', 'customsubject' => 'For {$client_first_name}', 'custommessage' => $message, 'id' => '1', 'base64s:customvars' => $variables], $knobs);
    };
    $checks->same('success', $send('{foreach from=$list item=data}{$data.domain|escape} {/foreach}{$list|count} {$from_hook} {$company_name}')['result'], 'a mail is sent');
    $mail = $site->pdo->query('SELECT * FROM host_outbox ORDER BY id DESC LIMIT 1')->fetch();
    $checks->same(['Anna Client <anna@example.test>', 'For Anna', 'a.com b&lt;c.com 2 added by hook Example Domains'], [$mail['recipient'], $mail['subject'], $mail['body']], 'rendered, with the hook\'s field');
    foreach (['{include file="x"}', '{php}echo 1;{/php}', '{"id"|system}', '{$client_name|strtoupper}', '{strlen("x")}', '{block name=a}{/block}', '{function name=a}{/function}', '{$smarty.get.x}', '{\WHMCS\Config\Setting::getValue("Version")}', '{fetch file="/etc/hostname"}', '{if $x'] as $forbidden) {
        $checks->same('Sending Failed. Please see documentation.', $send($forbidden)['message'], "$forbidden is refused");
    }
    $checks->same('1', $site->value('SELECT COUNT(*) FROM host_outbox'), 'and nothing of it was sent');

    $checks->same('Email Template not found', $site->api('SendEmail', ['messagename' => 'Nope', 'id' => '1'])['message'], 'unknown template');
    $site->control('template', 'Client Signup Email', 'disable');
    $checks->same('Email Template is disabled', $site->api('SendEmail', ['messagename' => 'Client Signup Email', 'id' => '1'])['message'], 'disabled template');
    $site->control('template', 'Client Signup Email', 'enable');
    $checks->same('A related ID is required', $site->api('SendEmail', ['messagename' => 'Client Signup Email'])['message'], 'missing id');
    $checks->same('success', $site->api('SendEmail', ['messagename' => 'Client Signup Email', 'id' => '1', 'base64s:customvars' => '{"stop":1}'])['result'], 'a hook can stop a mail');
    $checks->same('1', $site->value('SELECT COUNT(*) FROM host_outbox'), 'and it is not sent');
    $site->pdo->exec("INSERT INTO tblemailtemplates (type, name, subject, message, attachments, fromname, fromemail, copyto, blind_copy_to, language) VALUES ('general', 'Client Signup Email', 'Willkommen', 'Hallo {\$client_name}', '', '', '', '', '', 'german')");
    $site->api('SendEmail', ['messagename' => 'Client Signup Email', 'id' => '2']);
    $checks->same('Hallo Bernd Kunde', $site->value('SELECT body FROM host_outbox ORDER BY id DESC LIMIT 1'), 'the client\'s language is used');
    $checks->same('success', $site->api('SendAdminEmail', ['customsubject' => 'S', 'custommessage' => 'B'])['result'], 'SendAdminEmail');
    $checks->same('Ada Admin <admin@example.test>', $site->value('SELECT recipient FROM host_outbox ORDER BY id DESC LIMIT 1'), 'goes to the administrators');

    $admin = new Browser($site);
    $admin->loginAdmin('admin');
    $checks->contains('Hallo Bernd Kunde', $admin->get($site->admin('outbox.php?id=' . $site->value("SELECT id FROM host_outbox WHERE subject = 'Willkommen'"))), 'the outbox shows the body');
    $checks->lacks('For Anna', $admin->get($site->admin('outbox.php?userid=2')), 'and can be narrowed to one client');
    $edit = $site->admin('configemailtemplates.php?id=' . $site->value("SELECT id FROM tblemailtemplates WHERE name = 'Client Signup Email' AND language = ''"));
    $token = Browser::token($admin->get($edit));
    $admin->post($edit, ['token' => $token, 'subject' => 'New <subject>', 'message' => '<p>{$client_name} & co</p>', 'disabled' => '1']);
    $checks->same(['New <subject>', '<p>{$client_name} & co</p>', '1'], [$site->value("SELECT subject FROM tblemailtemplates WHERE name = 'Client Signup Email' AND language = ''"), $site->value("SELECT message FROM tblemailtemplates WHERE name = 'Client Signup Email' AND language = ''"), $site->value("SELECT disabled FROM tblemailtemplates WHERE name = 'Client Signup Email' AND language = ''")], 'templates can be edited');
    $anna = new Browser($site);
    $anna->loginClient('anna@example.test');
    $checks->contains('For Anna', $anna->get('clientarea.php?action=emails'), 'the client sees her mails');
};
