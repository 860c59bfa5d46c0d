/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 54a692fa198584a861bd8694fcc8b54b780b2575 */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_configure, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, settings, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_activate, 0, 0, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_upgrade, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, from, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_Ispapi_Backorder_health arginfo_Ispapi_Backorder_activate

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_version, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_backorder_create, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, client_id, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_backorder_create_many, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, client_id, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, names, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_backorder_delete, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, client_id, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, actor, IS_STRING, 0, "\"client\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_backorder_list, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, client_id, IS_LONG, 1)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, filter, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_backorder_overview, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, client_id, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_backorder_timeline, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, client_id, IS_LONG, 1)
	ZEND_ARG_TYPE_INFO(0, order_id, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_Ispapi_Backorder_backorder_activate arginfo_Ispapi_Backorder_backorder_create

#define arginfo_Ispapi_Backorder_pricing_list arginfo_Ispapi_Backorder_activate

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_pricing_save, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, zone, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, prices, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_pricing_delete, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, zone, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_pricing_for_client, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, client_id, IS_LONG, 1)
ZEND_END_ARG_INFO()

#define arginfo_Ispapi_Backorder_funds arginfo_Ispapi_Backorder_backorder_overview

#define arginfo_Ispapi_Backorder_funds_plan arginfo_Ispapi_Backorder_backorder_overview

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_droplist_import, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, options, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_droplist_search, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, search, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_droplist_stats, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, zones, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_droplist_lookup, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, name, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_Ispapi_Backorder_droplist_sync_dates arginfo_Ispapi_Backorder_droplist_import

#define arginfo_Ispapi_Backorder_machine_run arginfo_Ispapi_Backorder_droplist_import

#define arginfo_Ispapi_Backorder_machine_table arginfo_Ispapi_Backorder_activate

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_effects_claim, 0, 1, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, holder, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, limit, IS_LONG, 0, "20")
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, seconds, IS_LONG, 0, "900")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_effect_made_invoice, 0, 3, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, id, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, token, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, invoice_id, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_effect_settle, 0, 3, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, id, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, token, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, ok, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, result, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_command, 0, 2, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, command, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, caller, IS_ARRAY, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_log_list, 0, 0, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, filter, IS_ARRAY, 0, "[]")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_cron_mark, 0, 2, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, cron, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, event, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO_WITH_DEFAULT_VALUE(0, message, IS_STRING, 0, "\"\"")
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_Ispapi_Backorder_cron_claim, 0, 1, _IS_BOOL, 0)
	ZEND_ARG_TYPE_INFO(0, cron, IS_STRING, 0)
ZEND_END_ARG_INFO()


ZEND_FUNCTION(Ispapi_Backorder_configure);
ZEND_FUNCTION(Ispapi_Backorder_activate);
ZEND_FUNCTION(Ispapi_Backorder_upgrade);
ZEND_FUNCTION(Ispapi_Backorder_health);
ZEND_FUNCTION(Ispapi_Backorder_version);
ZEND_FUNCTION(Ispapi_Backorder_backorder_create);
ZEND_FUNCTION(Ispapi_Backorder_backorder_create_many);
ZEND_FUNCTION(Ispapi_Backorder_backorder_delete);
ZEND_FUNCTION(Ispapi_Backorder_backorder_list);
ZEND_FUNCTION(Ispapi_Backorder_backorder_overview);
ZEND_FUNCTION(Ispapi_Backorder_backorder_timeline);
ZEND_FUNCTION(Ispapi_Backorder_backorder_activate);
ZEND_FUNCTION(Ispapi_Backorder_pricing_list);
ZEND_FUNCTION(Ispapi_Backorder_pricing_save);
ZEND_FUNCTION(Ispapi_Backorder_pricing_delete);
ZEND_FUNCTION(Ispapi_Backorder_pricing_for_client);
ZEND_FUNCTION(Ispapi_Backorder_funds);
ZEND_FUNCTION(Ispapi_Backorder_funds_plan);
ZEND_FUNCTION(Ispapi_Backorder_droplist_import);
ZEND_FUNCTION(Ispapi_Backorder_droplist_search);
ZEND_FUNCTION(Ispapi_Backorder_droplist_stats);
ZEND_FUNCTION(Ispapi_Backorder_droplist_lookup);
ZEND_FUNCTION(Ispapi_Backorder_droplist_sync_dates);
ZEND_FUNCTION(Ispapi_Backorder_machine_run);
ZEND_FUNCTION(Ispapi_Backorder_machine_table);
ZEND_FUNCTION(Ispapi_Backorder_effects_claim);
ZEND_FUNCTION(Ispapi_Backorder_effect_made_invoice);
ZEND_FUNCTION(Ispapi_Backorder_effect_settle);
ZEND_FUNCTION(Ispapi_Backorder_command);
ZEND_FUNCTION(Ispapi_Backorder_log_list);
ZEND_FUNCTION(Ispapi_Backorder_cron_mark);
ZEND_FUNCTION(Ispapi_Backorder_cron_claim);


static const zend_function_entry ext_functions[] = {
	ZEND_NS_FALIAS("Ispapi\\Backorder", configure, Ispapi_Backorder_configure, arginfo_Ispapi_Backorder_configure)
	ZEND_NS_FALIAS("Ispapi\\Backorder", activate, Ispapi_Backorder_activate, arginfo_Ispapi_Backorder_activate)
	ZEND_NS_FALIAS("Ispapi\\Backorder", upgrade, Ispapi_Backorder_upgrade, arginfo_Ispapi_Backorder_upgrade)
	ZEND_NS_FALIAS("Ispapi\\Backorder", health, Ispapi_Backorder_health, arginfo_Ispapi_Backorder_health)
	ZEND_NS_FALIAS("Ispapi\\Backorder", version, Ispapi_Backorder_version, arginfo_Ispapi_Backorder_version)
	ZEND_NS_FALIAS("Ispapi\\Backorder", backorder_create, Ispapi_Backorder_backorder_create, arginfo_Ispapi_Backorder_backorder_create)
	ZEND_NS_FALIAS("Ispapi\\Backorder", backorder_create_many, Ispapi_Backorder_backorder_create_many, arginfo_Ispapi_Backorder_backorder_create_many)
	ZEND_NS_FALIAS("Ispapi\\Backorder", backorder_delete, Ispapi_Backorder_backorder_delete, arginfo_Ispapi_Backorder_backorder_delete)
	ZEND_NS_FALIAS("Ispapi\\Backorder", backorder_list, Ispapi_Backorder_backorder_list, arginfo_Ispapi_Backorder_backorder_list)
	ZEND_NS_FALIAS("Ispapi\\Backorder", backorder_overview, Ispapi_Backorder_backorder_overview, arginfo_Ispapi_Backorder_backorder_overview)
	ZEND_NS_FALIAS("Ispapi\\Backorder", backorder_timeline, Ispapi_Backorder_backorder_timeline, arginfo_Ispapi_Backorder_backorder_timeline)
	ZEND_NS_FALIAS("Ispapi\\Backorder", backorder_activate, Ispapi_Backorder_backorder_activate, arginfo_Ispapi_Backorder_backorder_activate)
	ZEND_NS_FALIAS("Ispapi\\Backorder", pricing_list, Ispapi_Backorder_pricing_list, arginfo_Ispapi_Backorder_pricing_list)
	ZEND_NS_FALIAS("Ispapi\\Backorder", pricing_save, Ispapi_Backorder_pricing_save, arginfo_Ispapi_Backorder_pricing_save)
	ZEND_NS_FALIAS("Ispapi\\Backorder", pricing_delete, Ispapi_Backorder_pricing_delete, arginfo_Ispapi_Backorder_pricing_delete)
	ZEND_NS_FALIAS("Ispapi\\Backorder", pricing_for_client, Ispapi_Backorder_pricing_for_client, arginfo_Ispapi_Backorder_pricing_for_client)
	ZEND_NS_FALIAS("Ispapi\\Backorder", funds, Ispapi_Backorder_funds, arginfo_Ispapi_Backorder_funds)
	ZEND_NS_FALIAS("Ispapi\\Backorder", funds_plan, Ispapi_Backorder_funds_plan, arginfo_Ispapi_Backorder_funds_plan)
	ZEND_NS_FALIAS("Ispapi\\Backorder", droplist_import, Ispapi_Backorder_droplist_import, arginfo_Ispapi_Backorder_droplist_import)
	ZEND_NS_FALIAS("Ispapi\\Backorder", droplist_search, Ispapi_Backorder_droplist_search, arginfo_Ispapi_Backorder_droplist_search)
	ZEND_NS_FALIAS("Ispapi\\Backorder", droplist_stats, Ispapi_Backorder_droplist_stats, arginfo_Ispapi_Backorder_droplist_stats)
	ZEND_NS_FALIAS("Ispapi\\Backorder", droplist_lookup, Ispapi_Backorder_droplist_lookup, arginfo_Ispapi_Backorder_droplist_lookup)
	ZEND_NS_FALIAS("Ispapi\\Backorder", droplist_sync_dates, Ispapi_Backorder_droplist_sync_dates, arginfo_Ispapi_Backorder_droplist_sync_dates)
	ZEND_NS_FALIAS("Ispapi\\Backorder", machine_run, Ispapi_Backorder_machine_run, arginfo_Ispapi_Backorder_machine_run)
	ZEND_NS_FALIAS("Ispapi\\Backorder", machine_table, Ispapi_Backorder_machine_table, arginfo_Ispapi_Backorder_machine_table)
	ZEND_NS_FALIAS("Ispapi\\Backorder", effects_claim, Ispapi_Backorder_effects_claim, arginfo_Ispapi_Backorder_effects_claim)
	ZEND_NS_FALIAS("Ispapi\\Backorder", effect_made_invoice, Ispapi_Backorder_effect_made_invoice, arginfo_Ispapi_Backorder_effect_made_invoice)
	ZEND_NS_FALIAS("Ispapi\\Backorder", effect_settle, Ispapi_Backorder_effect_settle, arginfo_Ispapi_Backorder_effect_settle)
	ZEND_NS_FALIAS("Ispapi\\Backorder", command, Ispapi_Backorder_command, arginfo_Ispapi_Backorder_command)
	ZEND_NS_FALIAS("Ispapi\\Backorder", log_list, Ispapi_Backorder_log_list, arginfo_Ispapi_Backorder_log_list)
	ZEND_NS_FALIAS("Ispapi\\Backorder", cron_mark, Ispapi_Backorder_cron_mark, arginfo_Ispapi_Backorder_cron_mark)
	ZEND_NS_FALIAS("Ispapi\\Backorder", cron_claim, Ispapi_Backorder_cron_claim, arginfo_Ispapi_Backorder_cron_claim)
	ZEND_FE_END
};


static const zend_function_entry class_Ispapi_Backorder_Exception_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Ispapi_Backorder_ConfigException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Ispapi_Backorder_InputException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Ispapi_Backorder_DatabaseException_methods[] = {
	ZEND_FE_END
};


static const zend_function_entry class_Ispapi_Backorder_RemoteException_methods[] = {
	ZEND_FE_END
};

static void register_ispapibackorder_symbols(int module_number)
{

#if (PHP_VERSION_ID >= 80200)
	zend_add_parameter_attribute(zend_hash_str_find_ptr(CG(function_table), "ispapi\\backorder\\configure", sizeof("ispapi\\backorder\\configure") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);
#endif
}

static zend_class_entry *register_class_Ispapi_Backorder_Exception(zend_class_entry *class_entry_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Ispapi\\Backorder", "Exception", class_Ispapi_Backorder_Exception_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Exception);

	zval property_reason_default_value;
	zend_string *property_reason_default_value_str = zend_string_init("INTERNAL", strlen("INTERNAL"), 1);
	ZVAL_STR(&property_reason_default_value, property_reason_default_value_str);
	zend_string *property_reason_name = zend_string_init("reason", sizeof("reason") - 1, 1);
	zend_declare_typed_property(class_entry, property_reason_name, &property_reason_default_value, ZEND_ACC_PUBLIC, NULL, (zend_type) ZEND_TYPE_INIT_MASK(MAY_BE_STRING));
	zend_string_release(property_reason_name);

	return class_entry;
}

static zend_class_entry *register_class_Ispapi_Backorder_ConfigException(zend_class_entry *class_entry_Ispapi_Backorder_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Ispapi\\Backorder", "ConfigException", class_Ispapi_Backorder_ConfigException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Ispapi_Backorder_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL;

	return class_entry;
}

static zend_class_entry *register_class_Ispapi_Backorder_InputException(zend_class_entry *class_entry_Ispapi_Backorder_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Ispapi\\Backorder", "InputException", class_Ispapi_Backorder_InputException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Ispapi_Backorder_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL;

	return class_entry;
}

static zend_class_entry *register_class_Ispapi_Backorder_DatabaseException(zend_class_entry *class_entry_Ispapi_Backorder_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Ispapi\\Backorder", "DatabaseException", class_Ispapi_Backorder_DatabaseException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Ispapi_Backorder_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL;

	return class_entry;
}

static zend_class_entry *register_class_Ispapi_Backorder_RemoteException(zend_class_entry *class_entry_Ispapi_Backorder_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Ispapi\\Backorder", "RemoteException", class_Ispapi_Backorder_RemoteException_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Ispapi_Backorder_Exception);
	class_entry->ce_flags |= ZEND_ACC_FINAL;

	return class_entry;
}
