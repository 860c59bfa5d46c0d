<?php

namespace StandIn;

/** Which language a request speaks, and the host's own texts. */
final class Language
{
    /** Language names as the files of modules use them, with what a visitor calls them. */
    const LOCALES = [
        'arabic' => 'العربية', 'dutch' => 'Nederlands', 'english' => 'English', 'french' => 'Français', 'german' => 'Deutsch',
        'italian' => 'Italiano', 'polish' => 'Polski', 'portuguese-br' => 'Português (Brasil)', 'portuguese-pt' => 'Português',
        'russian' => 'Русский', 'spanish' => 'Español', 'swedish' => 'Svenska', 'turkish' => 'Türkçe', 'ukranian' => 'Українська',
    ];

    private static $texts = [];

    public static function isKnown(string $language): bool
    {
        return isset(self::LOCALES[$language]);
    }

    /** ?language=german switches the visitor's language for the session. */
    public static function applyRequest()
    {
        $wanted = strtolower(Request::query('language'));
        if ($wanted !== '' && self::isKnown($wanted)) {
            $_SESSION['Language'] = $wanted;
        }
    }

    public static function fallback(): string
    {
        $configured = isset($GLOBALS['CONFIG']['Language']) ? strtolower($GLOBALS['CONFIG']['Language']) : '';
        return self::isKnown($configured) ? $configured : 'english';
    }

    public static function ofVisitor(): string
    {
        $language = isset($_SESSION['Language']) ? strtolower((string) $_SESSION['Language']) : '';
        return self::isKnown($language) ? $language : self::fallback();
    }

    public static function ofAdmin(): string
    {
        $language = '';
        if (!empty($_SESSION['adminid'])) {
            $language = strtolower((string) \WHMCS\Database\Capsule::table('tbladmins')->where('id', (int) $_SESSION['adminid'])->value('language'));
        }
        return self::isKnown($language) ? $language : self::fallback();
    }

    /** The host's texts; a language without a file of its own, or a missing key, gives English. */
    public static function texts(string $language): array
    {
        if (!isset(self::$texts[$language])) {
            $texts = self::read('english');
            if ($language !== 'english') {
                $texts = array_merge($texts, self::read($language));
            }
            self::$texts[$language] = $texts;
        }
        return self::$texts[$language];
    }

    private static function read(string $language): array
    {
        $_LANG = [];
        foreach ([ROOTDIR . "/lang/$language.php", ROOTDIR . "/lang/overrides/$language.php"] as $file) {
            if (is_file($file)) {
                include $file;
            }
        }
        return $_LANG;
    }
}
