{foreach $sidebar as $item}
    <div menuItemName="{$item->getName()|escape}" class="panel panel-sidebar {if $item->getClass()}{$item->getClass()|escape}{else}panel-default{/if}{if $item->getExtra('mobileSelect') and $item->hasChildren()} hidden-sm hidden-xs{/if}"{if empty($copy)} id="{$item->getId()|escape}"{/if}>
        <div class="panel-heading"><h3 class="panel-title">{if $item->hasIcon()}<i class="{$item->getIcon()|escape}"></i>&nbsp;{/if}{$item->getLabel()}{if $item->hasBadge()} <span class="badge">{$item->getBadge()}</span>{/if}</h3></div>
        {if $item->hasBodyHtml()}<div class="panel-body">{$item->getBodyHtml()}</div>{/if}
        {if $item->hasChildren()}
            <div class="list-group{if $item->getChildrenAttribute('class')} {$item->getChildrenAttribute('class')|escape}{/if}">
                {foreach $item->getChildren() as $child}
                    {if $child->getUri()}
                        <a menuItemName="{$child->getName()|escape}" href="{$child->getUri()|escape}" class="list-group-item{if $child->isDisabled()} disabled{/if}{if $child->isCurrent()} active{/if}"{if empty($copy)} id="{$child->getId()|escape}"{/if}>{if $child->hasBadge()}<span class="badge">{$child->getBadge()}</span>{/if}{if $child->hasIcon()}<i class="{$child->getIcon()|escape}"></i>&nbsp;{/if}{$child->getLabel()}</a>
                    {else}
                        <div menuItemName="{$child->getName()|escape}" class="list-group-item"{if empty($copy)} id="{$child->getId()|escape}"{/if}>{if $child->hasBadge()}<span class="badge">{$child->getBadge()}</span>{/if}{$child->getLabel()}</div>
                    {/if}
                {/foreach}
            </div>
        {/if}
        {if $item->hasFooterHtml()}<div class="panel-footer">{$item->getFooterHtml()}</div>{/if}
    </div>
{/foreach}
