<?php

namespace StandIn\View;

use Smarty;
use WHMCS\Language\Lang;
use WHMCS\Utility\Environment\WebHelper;

/** A Smarty for client pages: the theme's folder first, then the pages shared by all themes. */
final class SmartyFactory
{
    public static function create(string $theme): Smarty
    {
        $smarty = new Smarty();
        $smarty->setTemplateDir([ROOTDIR . "/templates/$theme", ROOTDIR . '/templates/common', ROOTDIR . '/templates']);
        $smarty->setCompileDir($GLOBALS['templates_compiledir']);
        $smarty->setCompileId($theme);
        // Undefined variables of a template end in the error log, as any other warning.
        $smarty->setErrorReporting(E_ALL);
        $smarty->enableSecurity(SystemSecurity::class);
        $smarty->registerPlugin('function', 'lang', [self::class, 'lang']);
        $smarty->registerPlugin('function', 'assetPath', [self::class, 'assetPath']);
        $smarty->registerPlugin('block', 'assetExists', [self::class, 'assetExists']);
        return $smarty;
    }

    /** {lang key='a.b' name=value} */
    public static function lang(array $parameters): string
    {
        $key = isset($parameters['key']) ? (string) $parameters['key'] : '';
        $replacements = [];
        foreach (array_diff_key($parameters, ['key' => 1, 'defaultValue' => 1]) as $name => $value) {
            $replacements[":$name"] = (string) $value;
        }
        $text = Lang::trans($key, $replacements);
        return $text === $key && isset($parameters['defaultValue']) ? (string) $parameters['defaultValue'] : $text;
    }

    /** {assetPath file='x.css'} */
    public static function assetPath(array $parameters, $template): string
    {
        $file = isset($parameters['file']) ? (string) $parameters['file'] : '';
        $folder = pathinfo($file, PATHINFO_EXTENSION) === 'js' ? 'js' : (pathinfo($file, PATHINFO_EXTENSION) === 'css' ? 'css' : 'img');
        return WebHelper::getBaseUrl() . '/templates/' . $template->getTemplateVars('template') . "/$folder/$file";
    }

    /** {assetExists file='x.css'}...{/assetExists} */
    public static function assetExists(array $parameters, $content, $template, &$repeat)
    {
        if ($content === null) {
            return '';
        }
        $path = substr(self::assetPath($parameters, $template), strlen(WebHelper::getBaseUrl()));
        return is_file(ROOTDIR . $path) ? $content : '';
    }
}
