</div>
<script src="{$bo.assets|escape}/times.js?v={$bo.version|escape:'url'}" defer></script>
