<!DOCTYPE html>
<html lang="{$LANG.locale|truncate:2:""}">
<head>
    <meta charset="{$charset}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{if $pagetitle}{$pagetitle|escape} - {/if}{$companyname|escape}</title>
    <link href="{$WEB_ROOT}/assets/bootstrap3/css/bootstrap.min.css" rel="stylesheet">
    {\WHMCS\View\Asset::fontCssInclude('fontawesome-all.min.css')}
    <link href="{$WEB_ROOT}/assets/datatables/bs3/css/dataTables.bootstrap.css" rel="stylesheet">
    <link href="{$WEB_ROOT}/assets/datatables/responsive-bs3/css/responsive.bootstrap.css" rel="stylesheet">
    <link href="{$WEB_ROOT}/assets/css/host.css" rel="stylesheet">
    <link href="{$WEB_ROOT}/templates/six/css/theme.css" rel="stylesheet">
    <script>
        var csrfToken = '{$token}', markdownGuide = '', locale = 'en', saved = '', saving = '',
            whmcsBaseUrl = "{\WHMCS\Utility\Environment\WebHelper::getBaseUrl()}";
    </script>
    <script src="{$WEB_ROOT}/assets/jquery/jquery.min.js"></script>
    <script src="{$WEB_ROOT}/assets/bootstrap3/js/bootstrap.min.js"></script>
    <script src="{$WEB_ROOT}/assets/datatables/core/jquery.dataTables.js"></script>
    <script src="{$WEB_ROOT}/assets/datatables/bs3/js/dataTables.bootstrap.js"></script>
    <script src="{$WEB_ROOT}/assets/datatables/responsive/dataTables.responsive.js"></script>
    <script src="{$WEB_ROOT}/assets/datatables/responsive-bs3/js/responsive.bootstrap.js"></script>
    <script src="{$WEB_ROOT}/assets/js/whmcs.js"></script>
    {$headoutput}
</head>
<body data-phone-cc-input="{$phoneNumberInputStyle}">
{$headeroutput}
{if $adminMasqueradingAsClient}<div class="host-masquerade">{$LANG.masquerading} <a href="{$WEB_ROOT}/{$adminFolder}/">{$LANG.returntoadmin}</a></div>{/if}
<section id="header">
    <div class="container">
        <ul class="top-nav list-inline pull-right">
            <li class="dropdown">
                <a href="#" class="dropdown-toggle" data-toggle="dropdown" id="languageChooser">{$activeLocale.localisedName|escape} <b class="caret"></b></a>
                <ul class="dropdown-menu dropdown-menu-right">
                    {foreach $locales as $item}<li{if $item.active} class="active"{/if}><a href="{$currentpagelinkback|escape}language={$item.language|escape:'url'}">{$item.localisedName|escape}</a></li>{/foreach}
                </ul>
            </li>
        </ul>
        <a href="{$WEB_ROOT}/index.php" class="logo-text">{$companyname|escape}</a>
    </div>
</section>
<section id="main-menu">
    <nav id="nav" class="navbar navbar-default navbar-main" role="navigation">
        <div class="container">
            <div class="navbar-header">
                <button type="button" class="navbar-toggle" data-toggle="collapse" data-target="#primary-nav" aria-label="Menu">
                    <span class="icon-bar"></span><span class="icon-bar"></span><span class="icon-bar"></span>
                </button>
            </div>
            <div class="collapse navbar-collapse" id="primary-nav">
                <ul class="nav navbar-nav">{include file="$template/includes/navbar.tpl" navbar=$primaryNavbar}</ul>
                <ul class="nav navbar-nav navbar-right">{include file="$template/includes/navbar.tpl" navbar=$secondaryNavbar}</ul>
            </div>
        </div>
    </nav>
</section>
<section id="main-body">
    <div class="container{if $skipMainBodyContainer}-fluid{/if}">
        <div class="row">
            {assign var=hasSidebar value=($primarySidebar->hasChildren() || $secondarySidebar->hasChildren())}
            {if $hasSidebar}
                <div class="col-md-9 pull-md-right">
                    <div class="header-lined"><h1>{$displayTitle}{if $tagline} <small>{$tagline}</small>{/if}</h1>{include file="$template/includes/breadcrumb.tpl"}</div>
                </div>
                <div class="col-md-3 pull-md-left sidebar">{include file="$template/includes/sidebar.tpl" sidebar=$primarySidebar}<div class="hidden-xs hidden-sm">{include file="$template/includes/sidebar.tpl" sidebar=$secondarySidebar}</div></div>
            {/if}
            <div class="{if $hasSidebar}col-md-9 pull-md-right{else}col-xs-12{/if} main-content">
                {if !$hasSidebar}<div class="header-lined"><h1>{$displayTitle}{if $tagline} <small>{$tagline}</small>{/if}</h1>{include file="$template/includes/breadcrumb.tpl"}</div>{/if}
