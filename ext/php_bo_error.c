/* From core errors to exceptions. */
#include "php_ispapibackorder.h"

#include "php_bo_classes.h"
#include "zend_exceptions.h"

static zend_class_entry *class_of(bo_code_t code)
{
	switch (code) {
		case BO_E_INVALID:
		case BO_E_NOT_FOUND:
		case BO_E_EXISTS:
		case BO_E_DENIED:
		case BO_E_CONFLICT:
		case BO_E_FUNDS:
		case BO_E_LIMIT:
		case BO_E_PERSON:
			return php_bo_input_exception;
		case BO_E_CONFIG:
			return php_bo_config_exception;
		case BO_E_DB:
		case BO_E_RETRY:
		case BO_E_LOST:
			return php_bo_database_exception;
		case BO_E_REMOTE:
			return php_bo_remote_exception;
		default:
			return php_bo_exception;
	}
}

void php_bo_throw(const bo_error_t *error)
{
	zend_class_entry *class_entry = class_of(error->code);
	zend_object *object;
	const char *message = *error->message ? error->message : "The call failed.";
#if PHP_VERSION_ID >= 80000
	object = zend_throw_exception(class_entry, message, (zend_long)error->native);
	zend_update_property_string(
			php_bo_exception, object, "reason", sizeof("reason") - 1, bo_code_name(error->code));
#else
	zval holder;
	object = zend_throw_exception(class_entry, message, (zend_long)error->native);
	ZVAL_OBJ(&holder, object);
	zend_update_property_string(
			php_bo_exception, &holder, "reason", sizeof("reason") - 1, bo_code_name(error->code));
#endif
}
