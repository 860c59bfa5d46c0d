<?php

namespace StandIn\Client;

use StandIn\Hooks;
use StandIn\Language;
use StandIn\View\SmartyFactory;
use WHMCS\Database\Capsule;
use WHMCS\Utility\Environment\WebHelper;
use WHMCS\View\Menu\Menu;

/** A client area page: the theme's header, one template, the theme's footer, all in one variable scope. */
final class Page
{
    private $variables = [];
    private $breadcrumb = [];
    private $pageHooks = [];

    public function set(string $name, $value): self
    {
        $this->variables[$name] = $value;
        return $this;
    }

    public function setAll(array $variables): self
    {
        $this->variables = array_merge($this->variables, $variables);
        return $this;
    }

    public function title(string $title): self
    {
        return $this->set('pagetitle', $title)->set('displayTitle', $title);
    }

    public function crumb(string $link, string $label): self
    {
        $this->breadcrumb[] = ['link' => $link, 'label' => $label];
        return $this;
    }

    public function hook(string $name): self
    {
        $this->pageHooks[] = $name;
        return $this;
    }

    /** @param string $template a name in the theme's folders, or an absolute path */
    public function render(string $template)
    {
        $theme = Theme::name();
        $variables = $this->variables + ['templatefile' => basename($template, '.tpl')] + $this->common($theme);
        $variables = $this->withMenus($variables);
        foreach (array_merge($this->pageHooks, ['ClientAreaPage']) as $hook) {
            $variables = array_merge($variables, Hooks::variables($hook, $variables));
        }
        $variables['headoutput'] = Hooks::html('ClientAreaHeadOutput', $variables);
        $variables['headeroutput'] = Hooks::html('ClientAreaHeaderOutput', $variables);
        $variables['footeroutput'] = Hooks::html('ClientAreaFooterOutput', $variables);
        $smarty = SmartyFactory::create($theme);
        $GLOBALS['smarty'] = $smarty;
        $smarty->assign($variables);
        // Rendered completely before anything is sent, so that an error can still become an error page.
        $html = $smarty->fetch('header.tpl');
        $html .= $smarty->fetch($template[0] === '/' ? "file:$template" : "$template.tpl");
        $html .= $smarty->fetch('footer.tpl');
        if (!headers_sent()) {
            header('Content-Type: text/html; charset=utf-8');
            header('Cache-Control: no-store');
        }
        echo $html;
    }

    private function withMenus(array $variables): array
    {
        Navigation::fill($variables['LANG']);
        Hooks::run('ClientAreaPrimaryNavbar', Menu::primaryNavbar());
        Hooks::run('ClientAreaSecondaryNavbar', Menu::secondaryNavbar());
        Hooks::run('ClientAreaNavbars', null);
        Hooks::run('ClientAreaPrimarySidebar', Menu::primarySidebar());
        Hooks::run('ClientAreaSecondarySidebar', Menu::secondarySidebar());
        Hooks::run('ClientAreaSidebars', null);
        return array_merge($variables, [
            'primaryNavbar' => Menu::primaryNavbar(), 'secondaryNavbar' => Menu::secondaryNavbar(),
            'primarySidebar' => Menu::primarySidebar(), 'secondarySidebar' => Menu::secondarySidebar(),
        ]);
    }

    /** Template variables that every page has. */
    private function common(string $theme): array
    {
        $language = Language::ofVisitor();
        $root = WebHelper::getBaseUrl();
        $client = Session::client();
        $breadcrumb = array_merge([['link' => 'index.php', 'label' => Language::texts($language)['globalsystemname']]], $this->breadcrumb);
        $masquerading = $client && !empty($_SESSION['adminid']);
        return [
            'template' => $theme, 'language' => $language, 'LANG' => Language::texts($language), 'charset' => 'utf-8',
            'companyname' => $GLOBALS['CONFIG']['CompanyName'], 'logo' => '', 'assetLogoPath' => '', 'pagetitle' => '', 'displayTitle' => '', 'tagline' => '',
            'filename' => basename($_SERVER['SCRIPT_NAME'], '.php'), 'systemurl' => $GLOBALS['CONFIG']['SystemURL'],
            'systemsslurl' => $GLOBALS['CONFIG']['SystemURL'], 'systemNonSSLURL' => $GLOBALS['CONFIG']['SystemURL'],
            'todaysdate' => host_date('l, jS F Y'), 'date_day' => host_date('d'), 'date_month' => host_date('m'), 'date_year' => host_date('Y'),
            'WEB_ROOT' => $root, 'BASE_PATH_CSS' => "$root/assets/css", 'BASE_PATH_JS' => "$root/assets/js",
            'BASE_PATH_FONTS' => "$root/assets/fonts", 'BASE_PATH_IMG' => "$root/assets/img", 'token' => generate_token('plain'),
            'servedOverSsl' => strpos($GLOBALS['CONFIG']['SystemURL'], 'https://') === 0, 'reCaptchaPublicKey' => '', 'versionHash' => substr(sha1($GLOBALS['CONFIG']['Version']), 0, 6),
            'loggedin' => $client !== null, 'client' => $client ? \WHMCS\User\Client::find($client->id) : null,
            'clientsdetails' => $client ? localAPI('GetClientsDetails', ['clientid' => $client->id])['client'] : [],
            'breadcrumb' => $breadcrumb, 'clientAlerts' => [], 'languagechangeenabled' => true, 'locales' => self::locales($language),
            'activeLocale' => ['language' => $language, 'localisedName' => Language::LOCALES[$language]], 'currencies' => Capsule::table('tblcurrencies')->get()->map(function ($row) {
                return (array) $row;
            })->all(),
            'activeCurrency' => getCurrency($client ? $client->id : null), 'currentpagelinkback' => self::linkBack(), 'cartitemcount' => 0,
            'adminMasqueradingAsClient' => $masquerading, 'adminLoggedIn' => !empty($_SESSION['adminid']), 'adminFolder' => $GLOBALS['customadminpath'],
            'inShoppingCart' => false, 'skipMainBodyContainer' => false, 'captcha' => null, 'phoneNumberInputStyle' => 0,
            'headoutput' => '', 'headeroutput' => '', 'footeroutput' => '',
        ];
    }

    private static function locales(string $active): array
    {
        $locales = [];
        foreach (Language::LOCALES as $name => $label) {
            $locales[] = ['language' => $name, 'localisedName' => $label, 'active' => $name === $active];
        }
        return $locales;
    }

    /** This page's address, ready for another parameter. */
    private static function linkBack(): string
    {
        $query = array_diff_key($_GET, ['language' => 1, 'systpl' => 1]);
        $script = basename($_SERVER['SCRIPT_NAME']);
        // The superglobals may be encoded already; the address must be encoded once.
        $query = array_map(function ($value) {
            return is_string($value) ? html_entity_decode($value, ENT_QUOTES) : $value;
        }, $query);
        return $script . '?' . ($query ? http_build_query($query) . '&' : '');
    }
}
