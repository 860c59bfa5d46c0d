{foreach $navbar as $item}
    <li menuItemName="{$item->getName()|escape}" class="nav-item{if $item->hasChildren()} dropdown{/if}{if $item->getClass()} {$item->getClass()|escape}{/if}{if $item->isCurrent()} active{/if}" id="{$item->getId()|escape}">
        <a class="nav-link{if $item->hasChildren()} dropdown-toggle{/if}" {if $item->hasChildren()}data-toggle="dropdown" aria-haspopup="true" aria-expanded="false" href="#"{else}href="{$item->getUri()|escape}"{/if}{if $item->getAttribute('target')} target="{$item->getAttribute('target')|escape}"{/if}>
            {if $item->hasIcon()}<i class="{$item->getIcon()|escape}"></i>&nbsp;{/if}{$item->getLabel()}{if $item->hasBadge()}&nbsp;<span class="badge">{$item->getBadge()}</span>{/if}
        </a>
        {if $item->hasChildren()}
            <ul class="dropdown-menu{if !empty($rightDrop)} dropdown-menu-right{/if}">
                {foreach $item->getChildren() as $child}
                    <li menuItemName="{$child->getName()|escape}" class="dropdown-item{if $child->getClass()} {$child->getClass()|escape}{/if}" id="{$child->getId()|escape}">
                        <a href="{$child->getUri()|escape}" class="dropdown-item px-2 py-0">{if $child->hasIcon()}<i class="{$child->getIcon()|escape}"></i>&nbsp;{/if}{$child->getLabel()}{if $child->hasBadge()}&nbsp;<span class="badge">{$child->getBadge()}</span>{/if}</a>
                    </li>
                {/foreach}
            </ul>
        {/if}
    </li>
{/foreach}
