            </div>
            {* On a small screen the second sidebar follows the content. *}
            {if $secondarySidebar->hasChildren()}<div class="col-12 d-lg-none sidebar">{include file="$template/includes/sidebar.tpl" sidebar=$secondarySidebar copy=true}</div>{/if}
        </div>
    </div>
</section>
<footer id="footer" class="footer">
    <div class="container">
        <div class="btn-group dropup">
            <button type="button" class="btn btn-light btn-sm dropdown-toggle" data-toggle="dropdown" id="languageChooser">{$activeLocale.localisedName|escape}</button>
            <div class="dropdown-menu">
                {foreach $locales as $item}<a class="dropdown-item{if $item.active} active{/if}" href="{$currentpagelinkback|escape}language={$item.language|escape:'url'}">{$item.localisedName|escape}</a>{/foreach}
            </div>
        </div>
        <p class="copyright mb-0">{$LANG.copyright} &copy; {$date_year} {$companyname|escape}</p>
    </div>
</footer>
{$footeroutput}
</body>
</html>
