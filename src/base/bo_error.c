#include "base/bo_error.h"

#include "base/bo_text.h"

#include <stdio.h>
#include <string.h>

static void fill(
		bo_error_t *error, bo_code_t code, unsigned int native, const char *format, va_list arguments)
{
	if (!error) {
		return;
	}
	/* The new text may quote the old one (an argument that points into this record), so it is made apart. */
	char message[sizeof(error->message)];
	bo_text_vprintf(message, sizeof(message), format, arguments);
	error->code = code;
	error->native = native;
	error->sqlstate[0] = '\0';
	memcpy(error->message, message, sizeof(message));
}

bo_code_t(bo_fail)(bo_error_t *error, bo_code_t code, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	fill(error, code, 0, format, arguments);
	va_end(arguments);
	return code;
}

bo_code_t(bo_fail_native)(bo_error_t *error, bo_code_t code, unsigned int native, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	fill(error, code, native, format, arguments);
	va_end(arguments);
	return code;
}

bo_code_t(bo_fail_memory)(bo_error_t *error)
{
	return bo_fail(error, BO_E_MEMORY, "Out of memory.");
}

void bo_error_prefix(bo_error_t *error, const char *format, ...)
{
	if (!error) {
		return;
	}
	char prefix[sizeof(error->message) - 2]; /* the mark behind it stays, however long it is */
	va_list arguments;
	va_start(arguments, format);
	bo_text_vprintf(prefix, sizeof(prefix), format, arguments);
	va_end(arguments);

	char old[sizeof(error->message)];
	memcpy(old, error->message, sizeof(old));
	bo_text_printf(error->message, sizeof(error->message), "%s: %s", prefix, old);
}

void bo_error_clear(bo_error_t *error)
{
	if (error) {
		memset(error, 0, sizeof(*error));
	}
}

const char *bo_code_name(bo_code_t code)
{
	switch (code) {
		case BO_OK:
			return "OK";
		case BO_E_INVALID:
			return "INVALID";
		case BO_E_NOT_FOUND:
			return "NOT_FOUND";
		case BO_E_EXISTS:
			return "EXISTS";
		case BO_E_DENIED:
			return "DENIED";
		case BO_E_CONFLICT:
			return "CONFLICT";
		case BO_E_FUNDS:
			return "FUNDS";
		case BO_E_RETRY:
			return "RETRY";
		case BO_E_LOST:
			return "LOST";
		case BO_E_MEMORY:
			return "MEMORY";
		case BO_E_LIMIT:
			return "LIMIT";
		case BO_E_IO:
			return "IO";
		case BO_E_DB:
			return "DB";
		case BO_E_REMOTE:
			return "REMOTE";
		case BO_E_CONFIG:
			return "CONFIG";
		case BO_E_PERSON:
			return "PERSON";
		case BO_E_INTERNAL:
			break;
	}
	return "INTERNAL";
}
