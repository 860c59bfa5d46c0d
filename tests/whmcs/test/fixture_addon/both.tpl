<p id="place">root</p><p id="title">{$_lang.title|escape}</p><p id="greeting">{$Greeting|escape}</p>
{foreach $names as $name}<i>{$name|escape}</i>{/foreach}
