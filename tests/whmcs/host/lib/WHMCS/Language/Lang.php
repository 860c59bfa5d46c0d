<?php

namespace WHMCS\Language;

use StandIn\Language;

/** The global Lang. */
class Lang
{
    public static function trans($key, $parameters = [])
    {
        $texts = Language::texts(Language::ofVisitor());
        $text = $texts;
        foreach (explode('.', (string) $key) as $part) {
            $text = is_array($text) && isset($text[$part]) ? $text[$part] : null;
        }
        if (!is_string($text)) {
            $text = isset($texts[$key]) ? $texts[$key] : (string) $key;
        }
        return strtr($text, $parameters);
    }

    public static function getName()
    {
        return Language::ofVisitor();
    }
}
