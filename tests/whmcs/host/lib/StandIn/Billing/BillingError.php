<?php

namespace StandIn\Billing;

/** A refused change of money; its text is the documented API error. */
class BillingError extends \RuntimeException
{
}
