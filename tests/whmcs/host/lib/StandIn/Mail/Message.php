<?php

namespace StandIn\Mail;

/** A mail before its variables are filled in. */
final class Message
{
    public $name;
    public $type;
    public $subject;
    public $body;
    public $plaintext = false;
    public $fromName = '';
    public $fromEmail = '';
    public $copyTo = '';
    public $blindCopyTo = '';

    public function __construct(string $name, string $type, string $subject, string $body)
    {
        $this->name = $name;
        $this->type = $type;
        $this->subject = $subject;
        $this->body = $body;
    }

    public static function fromTemplate($row): self
    {
        $message = new self($row->name, $row->type, $row->subject, $row->message);
        $message->plaintext = (bool) $row->plaintext;
        $message->fromName = $row->fromname;
        $message->fromEmail = $row->fromemail;
        $message->copyTo = $row->copyto;
        $message->blindCopyTo = $row->blind_copy_to;
        return $message;
    }
}
