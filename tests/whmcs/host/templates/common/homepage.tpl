<div class="host-hero text-center">
    <h2>{$LANG.welcome}</h2>
    <p>{$LANG.portalintro}</p>
    {if !$loggedin}<p><a class="btn btn-primary" href="{$WEB_ROOT}/index.php?rp=/login"><i class="fas fa-sign-in-alt" aria-hidden="true"></i> {$LANG.login}</a></p>{/if}
</div>
