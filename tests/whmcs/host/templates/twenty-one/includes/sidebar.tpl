{foreach $sidebar as $item}
    <div menuItemName="{$item->getName()|escape}" class="mb-3 card card-sidebar{if $item->getClass()} {$item->getClass()|escape}{/if}"{if empty($copy)} id="{$item->getId()|escape}"{/if}>
        <div class="card-header"><h3 class="card-title m-0 h6">{if $item->hasIcon()}<i class="{$item->getIcon()|escape}"></i>&nbsp;{/if}{$item->getLabel()}{if $item->hasBadge()} <span class="badge badge-info">{$item->getBadge()}</span>{/if}</h3></div>
        <div class="collapsable-card-body">
            {if $item->hasBodyHtml()}<div class="card-body">{$item->getBodyHtml()}</div>{/if}
            {if $item->hasChildren()}
                <div class="list-group list-group-flush d-md-flex{if $item->getChildrenAttribute('class')} {$item->getChildrenAttribute('class')|escape}{/if}" role="tablist">
                    {foreach $item->getChildren() as $child}
                        {if $child->getUri()}
                            <a menuItemName="{$child->getName()|escape}" href="{$child->getUri()|escape}" class="list-group-item list-group-item-action{if $child->isDisabled()} disabled{/if}{if $child->isCurrent()} active{/if}"{if empty($copy)} id="{$child->getId()|escape}"{/if}>{if $child->hasBadge()}<span class="badge float-right">{$child->getBadge()}</span>{/if}{if $child->hasIcon()}<i class="{$child->getIcon()|escape}"></i>&nbsp;{/if}{$child->getLabel()}</a>
                        {else}
                            <div menuItemName="{$child->getName()|escape}" class="list-group-item"{if empty($copy)} id="{$child->getId()|escape}"{/if}>{if $child->hasBadge()}<span class="badge float-right">{$child->getBadge()}</span>{/if}{$child->getLabel()}</div>
                        {/if}
                    {/foreach}
                </div>
            {/if}
        </div>
        {if $item->hasFooterHtml()}<div class="card-footer">{$item->getFooterHtml()}</div>{/if}
    </div>
{/foreach}
