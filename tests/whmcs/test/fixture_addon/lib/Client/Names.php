<?php

namespace WHMCS\Module\Addon\FixtureAddon\Client;

class Names
{
    public static function all()
    {
        return ['one', '<two>'];
    }
}
