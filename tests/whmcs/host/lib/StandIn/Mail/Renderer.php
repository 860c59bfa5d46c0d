<?php

namespace StandIn\Mail;

use Smarty;

/** Fills subject and body of a mail with Smarty under the mail policy. */
final class Renderer
{
    public static function render(string $text, array $variables): string
    {
        $smarty = new Smarty();
        $smarty->setCompileDir($GLOBALS['templates_compiledir']);
        $smarty->setTemplateDir([]);
        $smarty->setErrorReporting(E_ALL & ~E_NOTICE & ~E_WARNING & ~E_DEPRECATED);
        $smarty->enableSecurity(MailSecurity::class);
        $smarty->assign($variables);
        // eval: a mail is rendered once, a compiled copy on disk would only pile up.
        return $smarty->fetch('eval:' . $text);
    }
}
