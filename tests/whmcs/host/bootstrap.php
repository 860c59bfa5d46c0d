<?php
/** Kept beside init.php because some callers of WHMCS look for this name. */
require_once __DIR__ . '/init.php';
