</div>
<script src="{$bo.assets|escape}/times.js?v={$bo.version|escape:'url'}" defer></script>
<script src="{$bo.assets|escape}/admin.js?v={$bo.version|escape:'url'}" defer></script>
