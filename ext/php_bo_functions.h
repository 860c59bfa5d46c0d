/* The native functions, declared for the module's function table. */
#ifndef PHP_BO_FUNCTIONS_H
#define PHP_BO_FUNCTIONS_H

#include "php.h"

#include "base/bo_value.h"
#include "context/bo_context.h"

#include <stdbool.h>

#define PHP_BO_FUNCTION(name) ZEND_FUNCTION(Ispapi_Backorder_##name)

/* What a parsed flag is kept in: PHP's own type is not bool before 8.0. */
#if PHP_VERSION_ID >= 80000
typedef bool php_bo_flag;
#else
typedef zend_bool php_bo_flag;
#endif

/* An integer or null; the macro has another name before PHP 8.0. */
#if PHP_VERSION_ID >= 80000
#define PHP_BO_PARAM_LONG_OR_NULL(value, is_null) Z_PARAM_LONG_OR_NULL(value, is_null)
#else
#define PHP_BO_PARAM_LONG_OR_NULL(value, is_null) Z_PARAM_LONG_EX(value, is_null, 1, 0)
#endif

#ifndef ZEND_PARSE_PARAMETERS_NONE /* before PHP 7.3 */
#define ZEND_PARSE_PARAMETERS_NONE()               \
	if (zend_parse_parameters_none() == FAILURE) { \
		return;                                    \
	}
#endif

#ifndef RETURN_THROWS /* before PHP 8.0 */
#define RETURN_THROWS() return
#endif

/* The frame of a native function whose only argument is an array of options; `progress` or `verbose` among
 * them shows lines on the standard error stream. */
void php_bo_run_with_options(zval *return_value, HashTable *options,
		bo_code_t (*function)(bo_value_t **, bo_context_t *, const bo_value_t *, bo_error_t *));

#endif
