<?php

namespace WHMCS\View;

use WHMCS\Utility\Environment\WebHelper;

/** Addresses of shared assets. */
class Asset
{
    public static function fontCssInclude($file)
    {
        return '<link href="' . h(WebHelper::getBaseUrl() . '/assets/fontawesome/css/all.min.css') . '" rel="stylesheet">';
    }

    public static function cssInclude($file)
    {
        return '<link href="' . h(WebHelper::getBaseUrl() . '/assets/css/' . $file) . '" rel="stylesheet">';
    }

    public static function jsInclude($file)
    {
        return '<script src="' . h(WebHelper::getBaseUrl() . '/assets/js/' . $file) . '"></script>';
    }
}
