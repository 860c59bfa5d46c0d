<?php
/** Every mail the host would have sent; ?userid= one client's, ?id= one mail. */
require __DIR__ . '/start.php';

use StandIn\Admin\Html;
use StandIn\Admin\Page;
use StandIn\Request;
use WHMCS\Database\Capsule;

StandIn\Admin\Session::demand('View Email Message Log');
if (Request::query('id') !== '') {
    $mail = Capsule::table('host_outbox')->where('id', (int) Request::query('id'))->first();
    $html = Html::alert('danger', 'No such message');
    if ($mail) {
        $html = '<dl class="dl-horizontal">';
        foreach (['Date' => $mail->created_at, 'From' => $mail->sender, 'To' => $mail->recipient, 'CC' => $mail->cc, 'Template' => $mail->template, 'Subject' => $mail->subject, 'Attachments' => $mail->attachments] as $label => $value) {
            $html .= '<dt>' . h($label) . '</dt><dd>' . h($value) . '</dd>';
        }
        $html .= '</dl>' . ($mail->plaintext ? '<pre class="host-pre">' . h($mail->body) . '</pre>' : '<iframe class="host-mail" sandbox title="Message" srcdoc="' . h($mail->body) . '"></iframe>');
    }
    (new Page('Email Message Log'))->show($html);
    exit;
}
$query = Capsule::table('host_outbox')->orderBy('id', 'desc')->limit(500);
if (Request::query('userid') !== '') {
    $query->where('client_id', (int) Request::query('userid'));
}
$rows = [];
foreach ($query->get() as $mail) {
    $rows[] = [h($mail->created_at), '<a href="outbox.php?id=' . (int) $mail->id . '">' . h($mail->subject) . '</a>', h($mail->recipient), h($mail->template)];
}
(new Page('Email Message Log'))->show(Html::table(['Date', 'Subject', 'To', 'Template'], $rows, 'tblOutbox'));
