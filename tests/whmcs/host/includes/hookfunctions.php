<?php
/** The hook functions that modules call. */

function add_hook($hookPoint, $priority, $function)
{
    StandIn\Hooks::add((string) $hookPoint, (int) $priority, $function);
}

function run_hook($hookPoint, $arguments = [])
{
    return StandIn\Hooks::run((string) $hookPoint, $arguments);
}
