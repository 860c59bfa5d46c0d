<?php
$_ADDONLANG['title'] = 'Fixture title';
