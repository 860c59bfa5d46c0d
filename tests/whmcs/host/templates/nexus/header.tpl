<!DOCTYPE html>
<html lang="{$LANG.locale|truncate:2:""}">
<head>
    <meta charset="{$charset}">
    <meta name="viewport" content="width=device-width, initial-scale=1, shrink-to-fit=no">
    <title>{if $pagetitle}{$pagetitle|escape} - {/if}{$companyname|escape}</title>
    <link href="{$WEB_ROOT}/assets/bootstrap4/css/bootstrap.min.css" rel="stylesheet">
    {\WHMCS\View\Asset::fontCssInclude('fontawesome-all.min.css')}
    <link href="{$WEB_ROOT}/assets/datatables/bs4/css/dataTables.bootstrap4.css" rel="stylesheet">
    <link href="{$WEB_ROOT}/assets/css/host.css" rel="stylesheet">
    <link href="{$WEB_ROOT}/templates/nexus/css/theme.css" rel="stylesheet">
    <script>
        var csrfToken = '{$token}', markdownGuide = '', locale = 'en', saved = '', saving = '',
            whmcsBaseUrl = "{\WHMCS\Utility\Environment\WebHelper::getBaseUrl()}";
    </script>
    <script src="{$WEB_ROOT}/assets/jquery/jquery.min.js"></script>
    <script src="{$WEB_ROOT}/assets/popper/popper.min.js"></script>
    <script src="{$WEB_ROOT}/assets/bootstrap4/js/bootstrap.min.js"></script>
    <script src="{$WEB_ROOT}/assets/datatables/core/jquery.dataTables.js"></script>
    <script src="{$WEB_ROOT}/assets/datatables/bs4/js/dataTables.bootstrap4.js"></script>
    <script src="{$WEB_ROOT}/assets/datatables/responsive/dataTables.responsive.js"></script>
    <script src="{$WEB_ROOT}/assets/js/whmcs.js"></script>
    {$headoutput}
</head>
<body class="primary-bg-color" data-phone-cc-input="{$phoneNumberInputStyle}">
{$headeroutput}
{if $adminMasqueradingAsClient}<div class="host-masquerade">{$LANG.masquerading} <a href="{$WEB_ROOT}/{$adminFolder}/">{$LANG.returntoadmin}</a></div>{/if}
<header id="header" class="header">
    <nav class="navbar navbar-dark navbar-expand-lg">
        <div class="container-fluid">
            <a class="navbar-brand" href="{$WEB_ROOT}/index.php">{$companyname|escape}</a>
            <button type="button" class="navbar-toggler" data-toggle="collapse" data-target="#mainNavbar" aria-label="Menu"><span class="navbar-toggler-icon"></span></button>
            <div class="collapse navbar-collapse" id="mainNavbar">
                <ul id="nav" class="navbar-nav mr-auto">{include file="$template/includes/navbar.tpl" navbar=$primaryNavbar}</ul>
                <ul class="navbar-nav ml-auto">{include file="$template/includes/navbar.tpl" navbar=$secondaryNavbar rightDrop=true}</ul>
            </div>
        </div>
    </nav>
</header>
<section id="main-body">
    <div class="{if !$skipMainBodyContainer}container{/if}">
        <nav class="master-breadcrumb" aria-label="breadcrumb">{include file="$template/includes/breadcrumb.tpl"}</nav>
        <h1 class="h3 mb-4">{$displayTitle}{if $tagline} <small class="text-muted">{$tagline}</small>{/if}</h1>
        <div class="row">
            {assign var=hasSidebar value=($primarySidebar->hasChildren() || $secondarySidebar->hasChildren())}
            {if $hasSidebar}<div class="col-lg-4 col-xl-3"><div class="sidebar">{include file="$template/includes/sidebar.tpl" sidebar=$primarySidebar}<div class="d-none d-lg-block">{include file="$template/includes/sidebar.tpl" sidebar=$secondarySidebar}</div></div></div>{/if}
            <div class="{if $hasSidebar}col-lg-8 col-xl-9{else}col-12{/if} primary-content">
