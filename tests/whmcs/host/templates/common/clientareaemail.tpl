<dl>
    <dt>{$LANG.date}</dt><dd>{$email.date|escape}</dd>
    <dt>{$LANG.to}</dt><dd>{$email.to|escape}</dd>
    <dt>{$LANG.subject}</dt><dd>{$email.subject|escape}</dd>
</dl>
<iframe class="host-mail" sandbox srcdoc="{$email.message|escape}" title="{$email.subject|escape}"></iframe>
