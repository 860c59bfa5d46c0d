<?php
/** The short address of the login route. */
header('Location: index.php?rp=/login');
