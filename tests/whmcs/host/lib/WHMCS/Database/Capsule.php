<?php

namespace WHMCS\Database;

class Capsule extends \Illuminate\Database\Capsule\Manager
{
}
