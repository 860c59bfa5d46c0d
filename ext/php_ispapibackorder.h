/* The extension's own state and the helpers that its files share. */
#ifndef PHP_ISPAPIBACKORDER_H
#define PHP_ISPAPIBACKORDER_H

#include "php.h"

#include "base/bo_value.h"
#include "context/bo_context.h"

#define PHP_ISPAPIBACKORDER_VERSION "5.0.0"

extern zend_module_entry ispapibackorder_module_entry;
#define phpext_ispapibackorder_ptr &ispapibackorder_module_entry

ZEND_BEGIN_MODULE_GLOBALS(ispapibackorder)
bo_context_t *context; /* one per process (thread); keeps its connection between requests */
bool configured;       /* configure() was called in this request */
char *clock_file;      /* ini ispapibackorder.clock_file */
ZEND_END_MODULE_GLOBALS(ispapibackorder)

ZEND_EXTERN_MODULE_GLOBALS(ispapibackorder)
#define BACKORDER_G(v) ZEND_MODULE_GLOBALS_ACCESSOR(ispapibackorder, v)

#if defined(ZTS) && defined(COMPILE_DL_ISPAPIBACKORDER)
ZEND_TSRMLS_CACHE_EXTERN()
#endif

/* php_bo_value.c */

/* A copy of the tree as PHP values. */
void php_bo_to_zval(zval *out, const bo_value_t *value);
/* A copy of a PHP array as a map (as_map) or as what it looks like; NULL with an exception when it holds
 * something that has no place there (objects, resources) or is nested too deeply. */
bo_value_t *php_bo_from_array(HashTable *array, bool as_map);

/* php_bo_error.c */

/* Throws the exception class that fits the error; the only place where core errors become exceptions. */
void php_bo_throw(const bo_error_t *error);

/* php_bo_call.c */

/* The context, ready for one call (clock read, fork checked), or NULL with an exception. Every successful
 * begin is followed by php_bo_end(). */
bo_context_t *php_bo_begin(bo_error_t *error);
/* Ends the call: throws for another code than BO_OK, else hands value (taken) to return_value. */
void php_bo_end(
		bo_context_t *context, bo_code_t code, bo_error_t *error, bo_value_t *value, zval *return_value);
/* Lines for a person go to the standard error stream while the next call runs. */
void php_bo_show_progress(bo_context_t *context);

#endif
