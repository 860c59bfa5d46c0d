--TEST--
Every function of the stub is there, none besides, each with the stub's signature
--FILE--
<?php
// Compare with ext/ispapibackorder.stub.php: a change here is a change of what callers rely on.
$functions = array_filter(get_defined_functions()['internal'], function ($name) {
	return strpos($name, 'ispapi\\') === 0;
});
foreach ($functions as $name) {
	$function = new ReflectionFunction($name);
	$parameters = array_map(function (ReflectionParameter $parameter) {
		$text = $parameter->getType() . ' $' . $parameter->getName();
		if ($parameter->isDefaultValueAvailable()) {
			$text .= ' = ' . str_replace(["array (\n)", "'"], ['[]', '"'], var_export($parameter->getDefaultValue(), true));
		}
		return $text;
	}, $function->getParameters());
	echo $function->getName(), '(', implode(', ', $parameters), '): ', $function->getReturnType(), "\n";
	if ($function->getNamespaceName() !== 'Ispapi\\Backorder' || $function->isVariadic()
		|| $function->returnsReference() || $function->isDeprecated()) {
		echo "  not as the others\n";
	}
	foreach ($function->getParameters() as $parameter) {
		if ($parameter->isPassedByReference()) {
			echo "  {$parameter->getName()} by reference\n";
		}
	}
}
echo count($functions), "\n";
?>
--EXPECT--
Ispapi\Backorder\configure(array $settings): void
Ispapi\Backorder\activate(): array
Ispapi\Backorder\upgrade(string $from): array
Ispapi\Backorder\health(): array
Ispapi\Backorder\version(): string
Ispapi\Backorder\backorder_create(int $client_id, string $name, array $options = []): array
Ispapi\Backorder\backorder_create_many(int $client_id, array $names, array $options = []): array
Ispapi\Backorder\backorder_delete(int $client_id, string $name, string $actor = "client"): array
Ispapi\Backorder\backorder_list(?int $client_id, array $filter = []): array
Ispapi\Backorder\backorder_overview(int $client_id): array
Ispapi\Backorder\backorder_timeline(?int $client_id, int $order_id): array
Ispapi\Backorder\backorder_activate(int $client_id, string $name, array $options = []): array
Ispapi\Backorder\pricing_list(): array
Ispapi\Backorder\pricing_save(string $zone, array $prices): array
Ispapi\Backorder\pricing_delete(string $zone): void
Ispapi\Backorder\pricing_for_client(?int $client_id): array
Ispapi\Backorder\funds(int $client_id): array
Ispapi\Backorder\funds_plan(int $client_id): array
Ispapi\Backorder\droplist_import(array $options = []): array
Ispapi\Backorder\droplist_search(array $search): array
Ispapi\Backorder\droplist_stats(array $zones = []): array
Ispapi\Backorder\droplist_lookup(string $name): array
Ispapi\Backorder\droplist_sync_dates(array $options = []): array
Ispapi\Backorder\machine_run(array $options = []): array
Ispapi\Backorder\machine_table(): array
Ispapi\Backorder\effects_claim(string $holder, int $limit = 20, int $seconds = 900): array
Ispapi\Backorder\effect_made_invoice(int $id, string $token, int $invoice_id): void
Ispapi\Backorder\effect_settle(int $id, string $token, bool $ok, array $result = []): void
Ispapi\Backorder\command(array $command, array $caller): array
Ispapi\Backorder\log_list(array $filter = []): array
Ispapi\Backorder\cron_mark(string $cron, string $event, string $message = ""): void
Ispapi\Backorder\cron_claim(string $cron): bool
32
