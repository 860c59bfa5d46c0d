<div class="alert alert-{if $type eq "error"}danger{else}{$type}{/if}{if !empty($textcenter)} text-center{/if}{if !empty($additionalClasses)} {$additionalClasses}{/if}"{if !empty($idname)} id="{$idname}"{/if} role="alert">
    {if !empty($title)}<h4 class="alert-heading">{$title}</h4>{/if}
    {if !empty($errorshtml)}<ul>{$errorshtml}</ul>{else}{$msg}{/if}
</div>
