<?php

namespace StandIn\Mail;

use StandIn\Hooks;
use WHMCS\Database\Capsule;

/** Finds template, recipient and variables of a mail, asks the hooks, renders, and hands over to the outbox. */
final class Mailer
{
    const FAILED = 'Sending Failed. Please see documentation.';

    /** For the host's own mails: a missing or disabled template must not stop a payment. */
    public static function sendTemplate(string $name, int $relatedId, array $variables)
    {
        try {
            self::sendTemplateOrFail($name, $relatedId, $variables);
        } catch (MailError $e) {
            logActivity("Email '$name' not sent: " . $e->getMessage());
        }
    }

    public static function sendTemplateOrFail(string $name, int $relatedId, array $variables)
    {
        $master = Capsule::table('tblemailtemplates')->where('name', $name)->where('language', '')->where('type', '!=', 'admin')->first();
        if (!$master) {
            throw new MailError('Email Template not found');
        }
        if ($master->disabled) {
            throw new MailError('Email Template is disabled');
        }
        $clientId = self::clientOf($master->type, $relatedId);
        $language = (string) Capsule::table('tblclients')->where('id', $clientId)->value('language');
        $translated = $language === '' ? null
            : Capsule::table('tblemailtemplates')->where('type', $master->type)->where('name', $name)->where('language', $language)->first();
        self::sendToRelated(Message::fromTemplate($translated ?: $master), $relatedId, $variables);
    }

    /** The related id is a client, an invoice or a domain, as the mail's type says. */
    public static function sendToRelated(Message $message, int $relatedId, array $variables)
    {
        $client = Capsule::table('tblclients')->where('id', self::clientOf($message->type, $relatedId))->first();
        if (!$client) {
            throw new MailError(self::FAILED);
        }
        $fields = array_merge(MergeFields::system(), MergeFields::client($client));
        if ($message->type === 'invoice') {
            $fields = array_merge($fields, MergeFields::invoice(Capsule::table('tblinvoices')->where('id', $relatedId)->first()));
        } elseif ($message->type === 'domain') {
            $fields = array_merge($fields, MergeFields::domain(Capsule::table('tbldomains')->where('id', $relatedId)->first()));
        }
        $name = trim("$client->firstname $client->lastname");
        $recipient = ['client' => (int) $client->id, 'admin' => 0, 'name' => $name, 'address' => "$name <$client->email>"];
        self::send($message, $recipient, $relatedId, array_merge($fields, $variables));
    }

    public static function sendToAdmins(Message $message, array $variables)
    {
        foreach (Capsule::table('tbladmins')->where('roleid', 1)->where('disabled', 0)->get() as $admin) {
            $name = trim("$admin->firstname $admin->lastname");
            $recipient = ['client' => 0, 'admin' => (int) $admin->id, 'name' => $name, 'address' => "$name <$admin->email>"];
            self::send($message, $recipient, 0, array_merge(MergeFields::system(), $variables));
        }
    }

    private static function send(Message $message, array $recipient, int $relatedId, array $variables)
    {
        $attachments = [];
        foreach (Hooks::run('EmailPreSend', ['messagename' => $message->name, 'relid' => $relatedId, 'mergefields' => $variables]) as $answer) {
            if (!is_array($answer)) {
                continue;
            }
            if (!empty($answer['abortsend'])) {
                logActivity("Email Sending Aborted by Hook ($message->name)", $recipient['client']);
                return;
            }
            if (isset($answer['attachments']) && is_array($answer['attachments'])) {
                $attachments = array_merge($attachments, array_column($answer['attachments'], 'filename'));
            }
            unset($answer['abortsend'], $answer['attachments']);
            $variables = array_merge($variables, $answer);
        }
        try {
            $subject = Renderer::render($message->subject, $variables);
            $body = Renderer::render($message->body, $variables);
        } catch (\Throwable $e) {
            // Smarty reports both syntax errors and forbidden constructs this way.
            logActivity("Email '$message->name' could not be rendered: " . strip_tags($e->getMessage()), $recipient['client']);
            throw new MailError(self::FAILED);
        }
        Outbox::record($message, $recipient, $relatedId, $subject, $body, $attachments);
    }

    private static function clientOf(string $type, int $relatedId): int
    {
        if ($type === 'invoice') {
            return (int) Capsule::table('tblinvoices')->where('id', $relatedId)->value('userid');
        }
        if ($type === 'domain') {
            return (int) Capsule::table('tbldomains')->where('id', $relatedId)->value('userid');
        }
        return $relatedId;
    }
}
