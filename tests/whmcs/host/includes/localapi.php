<?php
/** The internal API. */

function localAPI($command, $postData = [], $adminUsername = '')
{
    return StandIn\Api\Dispatcher::call((string) $command, is_array($postData) ? $postData : [], (string) $adminUsername);
}
