            </div>
            {* On a small screen the second sidebar follows the content. *}
            {if $secondarySidebar->hasChildren()}<div class="col-md-3 visible-xs visible-sm sidebar">{include file="$template/includes/sidebar.tpl" sidebar=$secondarySidebar copy=true}</div>{/if}
        </div>
        <div class="clearfix"></div>
    </div>
</section>
<section id="footer"><div class="container"><p>{$LANG.copyright} &copy; {$date_year} {$companyname|escape}</p></div></section>
{$footeroutput}
</body>
</html>
