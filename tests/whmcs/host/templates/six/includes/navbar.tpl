{foreach $navbar as $item}
    <li menuItemName="{$item->getName()|escape}" class="{if $item->hasChildren()}dropdown{/if}{if $item->getClass()} {$item->getClass()|escape}{/if}{if $item->isCurrent()} active{/if}" id="{$item->getId()|escape}">
        <a {if $item->hasChildren()}class="dropdown-toggle" data-toggle="dropdown" href="#"{else}href="{$item->getUri()|escape}"{/if}{if $item->getAttribute('target')} target="{$item->getAttribute('target')|escape}"{/if}>
            {if $item->hasIcon()}<i class="{$item->getIcon()|escape}"></i>&nbsp;{/if}{$item->getLabel()}{if $item->hasBadge()}&nbsp;<span class="badge">{$item->getBadge()}</span>{/if}{if $item->hasChildren()} <b class="caret"></b>{/if}
        </a>
        {if $item->hasChildren()}
            <ul class="dropdown-menu">
                {foreach $item->getChildren() as $child}
                    <li menuItemName="{$child->getName()|escape}"{if $child->getClass()} class="{$child->getClass()|escape}"{/if} id="{$child->getId()|escape}">
                        <a href="{$child->getUri()|escape}">{if $child->hasIcon()}<i class="{$child->getIcon()|escape}"></i>&nbsp;{/if}{$child->getLabel()}{if $child->hasBadge()}&nbsp;<span class="badge">{$child->getBadge()}</span>{/if}</a>
                    </li>
                {/foreach}
            </ul>
        {/if}
    </li>
{/foreach}
