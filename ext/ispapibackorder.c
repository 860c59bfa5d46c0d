/* Module entry: start, stop, settings from php.ini, phpinfo(). The functions are in php_bo_functions_*.c. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "php_ispapibackorder.h"

#include "context/bo_libraries.h"
#include "php_bo_classes.h"
#include "php_bo_functions.h"

#include "ext/standard/info.h"
#include "php_ini.h"
#include "zend_exceptions.h"

#include <curl/curl.h>

#if PHP_VERSION_ID >= 80000
#include "zend_attributes.h"

#include "ispapibackorder_arginfo.h"
#else
#include "ispapibackorder_legacy_arginfo.h"
#endif

ZEND_DECLARE_MODULE_GLOBALS(ispapibackorder)

zend_class_entry *php_bo_exception;
zend_class_entry *php_bo_config_exception;
zend_class_entry *php_bo_input_exception;
zend_class_entry *php_bo_database_exception;
zend_class_entry *php_bo_remote_exception;

/* PHP_INI_SYSTEM: only the server's administrator can make the addon live in another time, and phpinfo()
 * shows it. */
PHP_INI_BEGIN()
STD_PHP_INI_ENTRY("ispapibackorder.clock_file", "", PHP_INI_SYSTEM, OnUpdateString, clock_file,
		zend_ispapibackorder_globals, ispapibackorder_globals)
PHP_INI_END()

static PHP_GINIT_FUNCTION(ispapibackorder)
{
#if defined(COMPILE_DL_ISPAPIBACKORDER) && defined(ZTS)
	ZEND_TSRMLS_CACHE_UPDATE();
#endif
	memset(ispapibackorder_globals, 0, sizeof(*ispapibackorder_globals));
}

static PHP_GSHUTDOWN_FUNCTION(ispapibackorder)
{
	/* PHP-FPM runs this in its outer process too, right after a fork: connections know the process that made
	 * them and are only dropped elsewhere. */
	bo_context_free(ispapibackorder_globals->context);
	ispapibackorder_globals->context = NULL;
}

static PHP_MINIT_FUNCTION(ispapibackorder)
{
	REGISTER_INI_ENTRIES();
	/* Counted by libcurl: ext/curl does the same. Nothing is opened here, FPM forks after this. */
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		return FAILURE;
	}
	php_bo_exception = register_class_Ispapi_Backorder_Exception(zend_ce_exception);
	php_bo_config_exception = register_class_Ispapi_Backorder_ConfigException(php_bo_exception);
	php_bo_input_exception = register_class_Ispapi_Backorder_InputException(php_bo_exception);
	php_bo_database_exception = register_class_Ispapi_Backorder_DatabaseException(php_bo_exception);
	php_bo_remote_exception = register_class_Ispapi_Backorder_RemoteException(php_bo_exception);
#if PHP_VERSION_ID >= 80200
	/* The settings hold passwords: backtraces must not print them. */
	register_ispapibackorder_symbols(module_number);
#endif
	return SUCCESS;
}

static PHP_MSHUTDOWN_FUNCTION(ispapibackorder)
{
	UNREGISTER_INI_ENTRIES();
#ifndef ZTS
	/* The engine ends the globals after this; the transfers must be gone before libcurl is. In a threaded PHP
	 * other threads may still have theirs, so libcurl is left to the end of the process there. */
	bo_context_free(BACKORDER_G(context));
	BACKORDER_G(context) = NULL;
	curl_global_cleanup();
#endif
	return SUCCESS;
}

static PHP_RINIT_FUNCTION(ispapibackorder)
{
#if defined(COMPILE_DL_ISPAPIBACKORDER) && defined(ZTS)
	ZEND_TSRMLS_CACHE_UPDATE();
#endif
	/* Settings are the host's, and the next request may be another host's: each request configures anew. */
	BACKORDER_G(configured) = false;
	return SUCCESS;
}

static PHP_RSHUTDOWN_FUNCTION(ispapibackorder)
{
	if (BACKORDER_G(context)) {
		/* A request that ended in the middle of a call (a fatal error) may have left a transaction open. */
		bo_context_end(BACKORDER_G(context));
	}
	return SUCCESS;
}

static PHP_MINFO_FUNCTION(ispapibackorder)
{
	bo_library_t libraries[BO_LIBRARY_COUNT];
	bo_error_t error = {0};
	bo_libraries(libraries);
	php_info_print_table_start();
	php_info_print_table_row(2, "ISPAPI backorder support", "enabled");
	php_info_print_table_row(2, "Version", PHP_ISPAPIBACKORDER_VERSION);
	for (size_t i = 0; i < BO_LIBRARY_COUNT; i++) {
		char label[96];
		snprintf(label, sizeof(label), "%s headers version", libraries[i].name);
		php_info_print_table_row(2, label, libraries[i].built);
		snprintf(label, sizeof(label), "%s library version", libraries[i].name);
		php_info_print_table_row(2, label, libraries[i].running);
	}
	if (bo_libraries_check(&error) != BO_OK) {
		php_info_print_table_row(2, "Libraries", error.message);
	}
	php_info_print_table_end();
	DISPLAY_INI_ENTRIES();
}

zend_module_entry ispapibackorder_module_entry = {
		STANDARD_MODULE_HEADER,
		"ispapibackorder",
		ext_functions,
		PHP_MINIT(ispapibackorder),
		PHP_MSHUTDOWN(ispapibackorder),
		PHP_RINIT(ispapibackorder),
		PHP_RSHUTDOWN(ispapibackorder),
		PHP_MINFO(ispapibackorder),
		PHP_ISPAPIBACKORDER_VERSION,
		PHP_MODULE_GLOBALS(ispapibackorder),
		PHP_GINIT(ispapibackorder),
		PHP_GSHUTDOWN(ispapibackorder),
		NULL,
		STANDARD_MODULE_PROPERTIES_EX,
};

#ifdef COMPILE_DL_ISPAPIBACKORDER
#ifdef ZTS
ZEND_TSRMLS_CACHE_DEFINE()
#endif
ZEND_GET_MODULE(ispapibackorder)
#endif
