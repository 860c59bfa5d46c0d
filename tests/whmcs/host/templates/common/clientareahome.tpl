<div class="row host-tiles">
    <div class="col-sm-6">
        <a class="host-tile" href="{$WEB_ROOT}/clientarea.php?action=domains"><i class="fas fa-globe" aria-hidden="true"></i> <strong>{$numDomains}</strong> {$LANG.mydomains}</a>
    </div>
    <div class="col-sm-6">
        <a class="host-tile" href="{$WEB_ROOT}/clientarea.php?action=invoices"><i class="fas fa-file-invoice" aria-hidden="true"></i> <strong>{$numUnpaid}</strong> {$LANG.unpaidinvoices}</a>
    </div>
</div>
<div class="row">
    {foreach $panels as $panel}
        <div class="col-md-6">
            <div class="card panel panel-default mb-3" menuItemName="{$panel->getName()|escape}" id="{$panel->getId()|escape}">
                <div class="card-header panel-heading">
                    {if $panel->getExtra('btn-link')}<a class="btn btn-default btn-xs btn-sm pull-right float-right" href="{$panel->getExtra('btn-link')|escape}">{if $panel->getExtra('btn-icon')}<i class="{$panel->getExtra('btn-icon')|escape}" aria-hidden="true"></i> {/if}{$panel->getExtra('btn-text')|escape}</a>{/if}
                    {if $panel->hasIcon()}<i class="{$panel->getIcon()|escape}" aria-hidden="true"></i> {/if}{$panel->getLabel()}
                    {if $panel->hasBadge()}<span class="badge badge-info">{$panel->getBadge()}</span>{/if}
                </div>
                {if $panel->hasBodyHtml()}<div class="card-body panel-body">{$panel->getBodyHtml()}</div>{/if}
                {if $panel->hasChildren()}
                    <div class="list-group list-group-flush">
                        {foreach $panel->getChildren() as $child}
                            <a class="list-group-item list-group-item-action" href="{$child->getUri()|escape}">{$child->getLabel()}</a>
                        {/foreach}
                    </div>
                {/if}
                {if $panel->hasFooterHtml()}<div class="card-footer panel-footer">{$panel->getFooterHtml()}</div>{/if}
            </div>
        </div>
    {/foreach}
</div>
