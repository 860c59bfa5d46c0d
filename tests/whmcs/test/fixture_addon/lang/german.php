<?php
$_ADDONLANG['title'] = 'Vorrichtung';
