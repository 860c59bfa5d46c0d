<?php

namespace WHMCS\Exception\Security;

class InvalidToken extends \RuntimeException
{
}
