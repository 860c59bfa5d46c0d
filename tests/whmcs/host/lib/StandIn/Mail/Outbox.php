<?php

namespace StandIn\Mail;

use StandIn\Hooks;
use WHMCS\Database\Capsule;

/** Takes mails instead of a mail server: host_outbox holds all of them, tblemails the clients' history. */
final class Outbox
{
    public static function record(Message $message, array $recipient, int $relatedId, string $subject, string $body, array $attachments)
    {
        $now = host_date();
        $sender = $message->fromEmail !== '' ? $message->fromEmail : (string) \WHMCS\Config\Setting::getValue('SystemEmailsFromEmail');
        Capsule::table('host_outbox')->insert([
            'created_at' => $now, 'client_id' => $recipient['client'], 'admin_id' => $recipient['admin'], 'template' => $message->name,
            'type' => $message->type, 'rel_id' => $relatedId, 'recipient' => $recipient['address'], 'cc' => $message->copyTo,
            'bcc' => $message->blindCopyTo, 'sender' => $sender, 'subject' => $subject, 'body' => $body,
            'plaintext' => $message->plaintext ? 1 : 0, 'attachments' => json_encode($attachments),
        ]);
        if ($recipient['client']) {
            self::logForClient($recipient, $message, $subject, $body, $now);
            logActivity("Email Sent to {$recipient['name']} ($subject)", $recipient['client']);
        }
    }

    private static function logForClient(array $recipient, Message $message, string $subject, string $body, string $now)
    {
        $row = [
            'userid' => $recipient['client'], 'date' => $now, 'to' => $recipient['address'], 'cc' => $message->copyTo,
            'bcc' => $message->blindCopyTo, 'subject' => $subject, 'message' => $body, 'attachments' => '',
        ];
        $changes = Hooks::variables('EmailPreLog', $row);
        if (!empty($changes['abortLogging'])) {
            return;
        }
        Capsule::table('tblemails')->insert(array_merge($row, array_intersect_key($changes, $row)));
    }
}
