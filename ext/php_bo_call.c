/* The frame of every native call. */
#include "php_ispapibackorder.h"

#include "zend_exceptions.h"

#include <stdio.h>

static void to_stderr(const char *line, void *payload)
{
	(void)payload;
	fprintf(stderr, "%s\n", line);
}

void php_bo_show_progress(bo_context_t *context)
{
	context->progress = to_stderr;
}

bo_context_t *php_bo_begin(bo_error_t *error)
{
	bo_context_t *context = BACKORDER_G(context);
	memset(error, 0, sizeof(*error));
	if (!context || !BACKORDER_G(configured)) {
		bo_fail(error, BO_E_CONFIG, "Call Ispapi\\Backorder\\configure() first.");
		php_bo_throw(error);
		return NULL;
	}
	if (bo_context_begin(context, error) != BO_OK) {
		php_bo_throw(error);
		return NULL;
	}
	context->progress = NULL;
	return context;
}

void php_bo_end(
		bo_context_t *context, bo_code_t code, bo_error_t *error, bo_value_t *value, zval *return_value)
{
	context->progress = NULL;
	bo_context_end(context);
	if (code != BO_OK) {
		if (error->code == BO_OK) {
			error->code = code;
		}
		bo_value_free(value);
		if (!EG(exception)) {
			php_bo_throw(error);
		}
		return;
	}
	if (value) {
		php_bo_to_zval(return_value, value);
		bo_value_free(value);
	}
}
