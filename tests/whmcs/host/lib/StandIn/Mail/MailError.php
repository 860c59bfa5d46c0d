<?php

namespace StandIn\Mail;

/** A mail that was not sent; the text is the documented API error. */
class MailError extends \RuntimeException
{
}
