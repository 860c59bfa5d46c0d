<?php

namespace StandIn\Api;

use StandIn\Knobs;
use StandIn\Mail\MailError;
use StandIn\Mail\Mailer;
use StandIn\Mail\Message;
use WHMCS\Database\Capsule;

/** E-mails and their templates. */
final class MailCommands
{
    const TYPES = ['general', 'product', 'domain', 'invoice', 'support', 'affiliate'];

    public static function sendEmail(Parameters $parameters): array
    {
        $variables = self::customVariables($parameters->raw('customvars'));
        if ($parameters->has('messagename')) {
            if (!$parameters->has('id')) {
                throw new ApiError('A related ID is required');
            }
            self::deliver(function () use ($parameters, $variables) {
                Mailer::sendTemplateOrFail($parameters->string('messagename'), $parameters->int('id'), $variables);
            });
            return [];
        }
        if (!$parameters->has('customtype')) {
            throw new ApiError('You must provide either an existing email template name or a custom message type');
        }
        if (!in_array($parameters->string('customtype'), self::TYPES, true)) {
            throw new ApiError('Invalid message type provided');
        }
        if (!$parameters->has('customsubject')) {
            throw new ApiError('A subject is required for a custom message');
        }
        if (!$parameters->has('custommessage')) {
            throw new ApiError('A message body is required for a custom message');
        }
        if (!$parameters->has('id')) {
            throw new ApiError('A related ID is required');
        }
        $message = new Message('Mass Mail Template', $parameters->string('customtype'), $parameters->string('customsubject'), (string) $parameters->raw('custommessage'));
        self::deliver(function () use ($message, $parameters, $variables) {
            Mailer::sendToRelated($message, $parameters->int('id'), $variables);
        });
        return [];
    }

    public static function sendAdminEmail(Parameters $parameters): array
    {
        $variables = $parameters->map('mergefields') ?: self::customVariables($parameters->raw('mergefields'));
        if ($parameters->has('messagename')) {
            $row = Capsule::table('tblemailtemplates')->where('type', 'admin')->where('name', $parameters->string('messagename'))->where('language', '')->first();
            if (!$row) {
                throw new ApiError('Email Template not found');
            }
            if ($row->disabled) {
                throw new ApiError('Email Template is disabled');
            }
            $message = Message::fromTemplate($row);
        } elseif ($parameters->has('custommessage')) {
            if (!$parameters->has('customsubject')) {
                throw new ApiError('A subject is required for a custom message');
            }
            $message = new Message('', 'admin', $parameters->string('customsubject'), (string) $parameters->raw('custommessage'));
        } else {
            throw new ApiError('You must provide either an existing email template name or a custom message');
        }
        self::deliver(function () use ($message, $variables) {
            Mailer::sendToAdmins($message, $variables);
        });
        return [];
    }

    public static function getEmailTemplates(Parameters $parameters): array
    {
        $query = Capsule::table('tblemailtemplates')->where('language', $parameters->string('language'));
        if ($parameters->has('type')) {
            $query->where('type', $parameters->string('type'));
        }
        $rows = $query->orderBy('id')->get()->map(function ($row) {
            return ['id' => $row->id, 'name' => $row->name, 'subject' => $row->subject, 'custom' => $row->custom];
        })->all();
        return ['totalresults' => count($rows), 'emailtemplates' => ['emailtemplate' => $rows]];
    }

    private static function deliver(callable $send)
    {
        try {
            $send();
        } catch (MailError $e) {
            throw new ApiError($e->getMessage());
        }
    }

    /** base64 of a serialized array, objects refused; a plain array only when the knob allows it. */
    private static function customVariables($value): array
    {
        if ($value === null || $value === '' || $value === []) {
            return [];
        }
        if (is_array($value) && Knobs::is('sendemail_customvars', 'raw')) {
            return $value;
        }
        $binary = is_string($value) ? base64_decode($value, true) : false;
        $variables = $binary === false ? false : @unserialize($binary, ['allowed_classes' => false]);
        if (!is_array($variables) || self::holdsObject($variables)) {
            throw new ApiError('The custom variables you provided are invalid.');
        }
        return $variables;
    }

    private static function holdsObject(array $values): bool
    {
        foreach ($values as $value) {
            if (is_object($value) || (is_array($value) && self::holdsObject($value))) {
                return true;
            }
        }
        return false;
    }
}
