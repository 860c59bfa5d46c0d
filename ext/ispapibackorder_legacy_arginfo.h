/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 54a692fa198584a861bd8694fcc8b54b780b2575 */

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_configure, 0, 0, 1)
	ZEND_ARG_INFO(0, settings)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_activate, 0, 0, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_upgrade, 0, 0, 1)
	ZEND_ARG_INFO(0, from)
ZEND_END_ARG_INFO()

#define arginfo_Ispapi_Backorder_health arginfo_Ispapi_Backorder_activate

#define arginfo_Ispapi_Backorder_version arginfo_Ispapi_Backorder_activate

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_backorder_create, 0, 0, 2)
	ZEND_ARG_INFO(0, client_id)
	ZEND_ARG_INFO(0, name)
	ZEND_ARG_INFO(0, options)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_backorder_create_many, 0, 0, 2)
	ZEND_ARG_INFO(0, client_id)
	ZEND_ARG_INFO(0, names)
	ZEND_ARG_INFO(0, options)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_backorder_delete, 0, 0, 2)
	ZEND_ARG_INFO(0, client_id)
	ZEND_ARG_INFO(0, name)
	ZEND_ARG_INFO(0, actor)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_backorder_list, 0, 0, 1)
	ZEND_ARG_INFO(0, client_id)
	ZEND_ARG_INFO(0, filter)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_backorder_overview, 0, 0, 1)
	ZEND_ARG_INFO(0, client_id)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_backorder_timeline, 0, 0, 2)
	ZEND_ARG_INFO(0, client_id)
	ZEND_ARG_INFO(0, order_id)
ZEND_END_ARG_INFO()

#define arginfo_Ispapi_Backorder_backorder_activate arginfo_Ispapi_Backorder_backorder_create

#define arginfo_Ispapi_Backorder_pricing_list arginfo_Ispapi_Backorder_activate

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_pricing_save, 0, 0, 2)
	ZEND_ARG_INFO(0, zone)
	ZEND_ARG_INFO(0, prices)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_pricing_delete, 0, 0, 1)
	ZEND_ARG_INFO(0, zone)
ZEND_END_ARG_INFO()

#define arginfo_Ispapi_Backorder_pricing_for_client arginfo_Ispapi_Backorder_backorder_overview

#define arginfo_Ispapi_Backorder_funds arginfo_Ispapi_Backorder_backorder_overview

#define arginfo_Ispapi_Backorder_funds_plan arginfo_Ispapi_Backorder_backorder_overview

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_droplist_import, 0, 0, 0)
	ZEND_ARG_INFO(0, options)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_droplist_search, 0, 0, 1)
	ZEND_ARG_INFO(0, search)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_droplist_stats, 0, 0, 0)
	ZEND_ARG_INFO(0, zones)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_droplist_lookup, 0, 0, 1)
	ZEND_ARG_INFO(0, name)
ZEND_END_ARG_INFO()

#define arginfo_Ispapi_Backorder_droplist_sync_dates arginfo_Ispapi_Backorder_droplist_import

#define arginfo_Ispapi_Backorder_machine_run arginfo_Ispapi_Backorder_droplist_import

#define arginfo_Ispapi_Backorder_machine_table arginfo_Ispapi_Backorder_activate

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_effects_claim, 0, 0, 1)
	ZEND_ARG_INFO(0, holder)
	ZEND_ARG_INFO(0, limit)
	ZEND_ARG_INFO(0, seconds)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_effect_made_invoice, 0, 0, 3)
	ZEND_ARG_INFO(0, id)
	ZEND_ARG_INFO(0, token)
	ZEND_ARG_INFO(0, invoice_id)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_effect_settle, 0, 0, 3)
	ZEND_ARG_INFO(0, id)
	ZEND_ARG_INFO(0, token)
	ZEND_ARG_INFO(0, ok)
	ZEND_ARG_INFO(0, result)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_command, 0, 0, 2)
	ZEND_ARG_INFO(0, command)
	ZEND_ARG_INFO(0, caller)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_log_list, 0, 0, 0)
	ZEND_ARG_INFO(0, filter)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_cron_mark, 0, 0, 2)
	ZEND_ARG_INFO(0, cron)
	ZEND_ARG_INFO(0, event)
	ZEND_ARG_INFO(0, message)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_INFO_EX(arginfo_Ispapi_Backorder_cron_claim, 0, 0, 1)
	ZEND_ARG_INFO(0, cron)
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

static zend_class_entry *register_class_Ispapi_Backorder_Exception(zend_class_entry *class_entry_Exception)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Ispapi\\Backorder", "Exception", class_Ispapi_Backorder_Exception_methods);
	class_entry = zend_register_internal_class_ex(&ce, class_entry_Exception);

	zval property_reason_default_value;
	zend_string *property_reason_default_value_str = zend_string_init("INTERNAL", strlen("INTERNAL"), 1);
	ZVAL_STR(&property_reason_default_value, property_reason_default_value_str);
	zend_string *property_reason_name = zend_string_init("reason", sizeof("reason") - 1, 1);
	zend_declare_property_ex(class_entry, property_reason_name, &property_reason_default_value, ZEND_ACC_PUBLIC, NULL);
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
