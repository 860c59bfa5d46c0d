<?php
/** First line of every admin page: boots the host with the admin folder as working directory. */
define('ADMINAREA', true);
chdir(__DIR__);
require dirname(__DIR__) . '/init.php';
