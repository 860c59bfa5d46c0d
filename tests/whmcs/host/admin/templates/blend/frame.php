<?php
/** HTML of an admin page; included by StandIn\Admin\Page with $admin, $root, $title, $content, $head, $header, $footer. */
if (!defined('WHMCS')) {
    http_response_code(404);
    exit;
}
?><!DOCTYPE html>
<html lang="en">
<head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title><?= h($GLOBALS['CONFIG']['CompanyName']) ?> - <?= $title ?></title>
    <link href="<?= $root ?>/assets/bootstrap3/css/bootstrap.min.css" rel="stylesheet">
    <link href="<?= $root ?>/assets/fontawesome/css/all.min.css" rel="stylesheet">
    <link href="<?= $root ?>/assets/datatables/bs3/css/dataTables.bootstrap.css" rel="stylesheet">
    <link href="<?= $root ?>/assets/css/admin.css" rel="stylesheet">
    <script>var csrfToken = '<?= h(generate_token('plain')) ?>', whmcsBaseUrl = '<?= $root ?>', adminBaseRoutePath = '<?= $root . '/' . h($GLOBALS['customadminpath']) ?>', datepickerformat = 'dd/mm/yy';</script>
    <script src="<?= $root ?>/assets/jquery/jquery.min.js"></script>
    <script src="<?= $root ?>/assets/bootstrap3/js/bootstrap.min.js"></script>
    <script src="<?= $root ?>/assets/datatables/core/jquery.dataTables.js"></script>
    <script src="<?= $root ?>/assets/datatables/bs3/js/dataTables.bootstrap.js"></script>
    <script src="<?= $root ?>/assets/js/whmcs.js"></script>
    <?= $head ?>
</head>
<body>
<?= $header ?>
<?php if ($admin) { ?>
<nav class="navbar navbar-inverse navbar-static-top" id="menu">
    <div class="container-fluid">
        <div class="navbar-header">
            <button type="button" class="navbar-toggle" data-toggle="collapse" data-target="#adminMenu" aria-label="Menu"><span class="icon-bar"></span><span class="icon-bar"></span><span class="icon-bar"></span></button>
            <a class="navbar-brand" href="index.php"><?= h($GLOBALS['CONFIG']['CompanyName']) ?></a>
        </div>
        <div class="collapse navbar-collapse" id="adminMenu">
            <ul class="nav navbar-nav">
                <?php foreach (StandIn\Admin\MainMenu::entries((int) $admin->roleid) as $label => $entry) { ?>
                    <?php if (is_array($entry)) { ?>
                    <li class="dropdown" id="Menu-<?= h(str_replace(' ', '_', $label)) ?>"><a href="#" class="dropdown-toggle" data-toggle="dropdown"><?= h($label) ?> <b class="caret"></b></a>
                        <ul class="dropdown-menu"><?php foreach ($entry as $name => $uri) { ?><li><a href="<?= h($uri) ?>"><?= h($name) ?></a></li><?php } ?></ul></li>
                    <?php } else { ?>
                    <li><a href="<?= h($entry) ?>"><?= h($label) ?></a></li>
                    <?php } ?>
                <?php } ?>
            </ul>
            <ul class="nav navbar-nav navbar-right">
                <li><a href="<?= $root ?>/">Client Area</a></li>
                <li><a href="logout.php">Logout <?= h($admin->username) ?></a></li>
            </ul>
        </div>
    </div>
</nav>
<?php } ?>
<div class="container-fluid">
    <div class="row">
        <?php if ($this->sidebar !== '') { ?><div class="col-md-2" id="sidebar"><?= $this->sidebar ?></div><?php } ?>
        <div class="<?= $this->sidebar !== '' ? 'col-md-10' : 'col-md-12' ?> contentarea" id="contentarea">
            <h1><?= $title ?></h1>
            <?= StandIn\Admin\Html::takeFlash() ?>
            <?= $content ?>
        </div>
    </div>
</div>
<div class="footerbar">Copyright &copy; <?= h(host_date('Y')) ?> <?= h($GLOBALS['CONFIG']['CompanyName']) ?>. Stand-in host, <?= h(host_date('Y-m-d H:i')) ?></div>
<?= $footer ?>
</body>
</html>
