--TEST--
Before configure() every function but version() and machine_table() throws a ConfigException
--FILE--
<?php
foreach (get_defined_functions()['internal'] as $name) {
	if (strpos($name, 'ispapi\\backorder\\') !== 0 || $name === 'ispapi\\backorder\\configure') {
		continue;
	}
	$function = new ReflectionFunction($name);
	$arguments = [];
	foreach ($function->getParameters() as $parameter) {
		if (!$parameter->isOptional()) {
			$type = $parameter->getType()->getName();
			$arguments[] = ['int' => 1, 'string' => 'x', 'array' => [], 'bool' => true][$type];
		}
	}
	$short = $function->getShortName();
	try {
		$function->invokeArgs($arguments);
		echo $short, ": answers\n";
	} catch (Ispapi\Backorder\ConfigException $e) {
		echo $short, ": $e->reason, ", $e->getMessage(), "\n";
	}
}
?>
--EXPECT--
activate: CONFIG, Call Ispapi\Backorder\configure() first.
upgrade: CONFIG, Call Ispapi\Backorder\configure() first.
health: CONFIG, Call Ispapi\Backorder\configure() first.
version: answers
backorder_create: CONFIG, Call Ispapi\Backorder\configure() first.
backorder_create_many: CONFIG, Call Ispapi\Backorder\configure() first.
backorder_delete: CONFIG, Call Ispapi\Backorder\configure() first.
backorder_list: CONFIG, Call Ispapi\Backorder\configure() first.
backorder_overview: CONFIG, Call Ispapi\Backorder\configure() first.
backorder_timeline: CONFIG, Call Ispapi\Backorder\configure() first.
backorder_activate: CONFIG, Call Ispapi\Backorder\configure() first.
pricing_list: CONFIG, Call Ispapi\Backorder\configure() first.
pricing_save: CONFIG, Call Ispapi\Backorder\configure() first.
pricing_delete: CONFIG, Call Ispapi\Backorder\configure() first.
pricing_for_client: CONFIG, Call Ispapi\Backorder\configure() first.
funds: CONFIG, Call Ispapi\Backorder\configure() first.
funds_plan: CONFIG, Call Ispapi\Backorder\configure() first.
droplist_import: CONFIG, Call Ispapi\Backorder\configure() first.
droplist_search: CONFIG, Call Ispapi\Backorder\configure() first.
droplist_stats: CONFIG, Call Ispapi\Backorder\configure() first.
droplist_lookup: CONFIG, Call Ispapi\Backorder\configure() first.
droplist_sync_dates: CONFIG, Call Ispapi\Backorder\configure() first.
machine_run: CONFIG, Call Ispapi\Backorder\configure() first.
machine_table: answers
effects_claim: CONFIG, Call Ispapi\Backorder\configure() first.
effect_made_invoice: CONFIG, Call Ispapi\Backorder\configure() first.
effect_settle: CONFIG, Call Ispapi\Backorder\configure() first.
command: CONFIG, Call Ispapi\Backorder\configure() first.
log_list: CONFIG, Call Ispapi\Backorder\configure() first.
cron_mark: CONFIG, Call Ispapi\Backorder\configure() first.
cron_claim: CONFIG, Call Ispapi\Backorder\configure() first.
