<p id="public">{lang key='login'} {if $loggedin}in{else}out{/if}</p>
