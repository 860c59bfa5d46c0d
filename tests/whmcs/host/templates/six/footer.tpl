            </div>
        </div>
        <div class="clearfix"></div>
    </div>
</section>
<section id="footer"><div class="container"><p>{$LANG.copyright} &copy; {$date_year} {$companyname|escape}</p></div></section>
{$footeroutput}
</body>
</html>
