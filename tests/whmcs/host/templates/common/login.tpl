<div class="row">
    <div class="col-md-6 col-md-offset-3 offset-md-3">
        <p>{$LANG.loginintro}</p>
        {if $incorrect}{include file="$template/includes/alert.tpl" type="error" msg=$LANG.loginincorrect textcenter=true}{/if}
        <form method="post" action="{$WEB_ROOT}/dologin.php">
            <input type="hidden" name="token" value="{$token}">
            <div class="form-group">
                <label for="inputEmail">{$LANG.clientareaemail}</label>
                <input type="email" name="username" id="inputEmail" class="form-control" autocomplete="username" required autofocus>
            </div>
            <div class="form-group">
                <label for="inputPassword">{$LANG.clientareapassword}</label>
                <input type="password" name="password" id="inputPassword" class="form-control" autocomplete="current-password" required>
            </div>
            <button type="submit" class="btn btn-primary" id="login">{$LANG.login}</button>
        </form>
    </div>
</div>
