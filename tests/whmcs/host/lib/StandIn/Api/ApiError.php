<?php

namespace StandIn\Api;

/** An error that the caller gets as result=error with this message. */
class ApiError extends \RuntimeException
{
}
