<?php

namespace StandIn\Mail;

/** The documented mail policy of Smarty; $smarty_security_policy['mail'] in configuration.php overrides parts of it. */
final class MailSecurity extends \Smarty_Security
{
    public $php_handling = \Smarty::PHP_REMOVE;
    public $php_functions = ['isset', 'empty', 'count', 'sizeof', 'in_array', 'is_array', 'time', 'nl2br'];
    public $php_modifiers = ['escape', 'count', 'urlencode', 'ucfirst', 'date_format'];
    public $allowed_modifiers = ['escape', 'count', 'urlencode', 'ucfirst', 'date_format'];
    public $disabled_tags = ['block', 'function', 'include'];
    // Null forbids every class and stream; an empty array would allow all.
    public $static_classes = null;
    public $streams = null;
    public $allow_super_globals = false;

    public function __construct($smarty)
    {
        parent::__construct($smarty);
        $overrides = isset($GLOBALS['smarty_security_policy']['mail']) ? $GLOBALS['smarty_security_policy']['mail'] : [];
        foreach ($overrides as $property => $value) {
            if (property_exists($this, $property)) {
                $this->$property = $value;
            }
        }
    }
}
