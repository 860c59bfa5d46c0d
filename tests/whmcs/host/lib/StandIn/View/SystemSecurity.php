<?php

namespace StandIn\View;

/** The documented system policy of Smarty: PHP functions and static classes allowed, PHP tags and a few variables not. */
final class SystemSecurity extends \Smarty_Security
{
    public $php_handling = \Smarty::PHP_REMOVE;
    public $php_functions = [];
    public $php_modifiers = [];
    public $static_classes = [];
    public $streams = ['file'];
    public $disabled_tags = ['php', 'include_php', 'insert'];
    public $disabled_special_smarty_vars = ['session', 'cookies', 'template_object'];

    public function __construct($smarty)
    {
        parent::__construct($smarty);
        $this->secure_dir = [ROOTDIR];
        $overrides = isset($GLOBALS['smarty_security_policy']['system']) ? $GLOBALS['smarty_security_policy']['system'] : [];
        foreach ($overrides as $property => $value) {
            if (property_exists($this, $property)) {
                $this->$property = $value;
            }
        }
    }
}
