#include "context/bo_context.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

bo_context_t *bo_context_new(void)
{
	bo_context_t *context = calloc(1, sizeof(*context));
	if (context) {
		context->pid = (int)getpid();
	}
	return context;
}

static void drop(bo_kept_t *kept)
{
	if (kept->object) {
		kept->dispose(kept->object);
	}
	kept->object = NULL;
	kept->dispose = NULL;
}

void bo_context_free(bo_context_t *context)
{
	if (!context) {
		return;
	}
	drop(&context->index);
	drop(&context->registrar);
	bo_db_close(context->db);
	bo_settings_free(context->settings);
	free(context);
}

bo_code_t bo_context_configure(bo_context_t *context, const bo_value_t *map, bo_error_t *error)
{
	bo_settings_t *settings = NULL;
	bo_code_t result = bo_settings_new(&settings, map, error);
	if (result != BO_OK) {
		return result;
	}
	bo_settings_t *old = context->settings;
	if (old && !bo_settings_same_database(old, settings)) {
		bo_db_close(context->db);
		context->db = NULL;
		drop(&context->index); /* another database has another list */
	}
	if (old && !bo_settings_same_registrar(old, settings)) {
		drop(&context->registrar);
	}
	context->settings = settings;
	bo_settings_free(old);
	return BO_OK;
}

int64_t bo_context_clock(const bo_context_t *context)
{
	const bo_settings_t *settings = context->settings;
	if (settings->clock_file) {
		FILE *file = fopen(settings->clock_file, "re");
		if (file) {
			char text[32] = "";
			size_t length = fread(text, 1, sizeof(text) - 1, file);
			fclose(file);
			text[length] = '\0';
			char *end = NULL;
			errno = 0;
			long long seconds = strtoll(text, &end, 10);
			if (errno == 0 && end != text && seconds > 0) {
				return seconds;
			}
		}
	}
	return (int64_t)time(NULL);
}

bo_code_t bo_context_begin(bo_context_t *context, bo_error_t *error)
{
	bo_error_clear(error);
	context->db_checked = false;
	if (!context->settings) {
		return bo_fail(error, BO_E_CONFIG, "The addon is not configured yet.");
	}
	if (context->pid != (int)getpid()) {
		/* A forked child must not use or politely close what its parent opened; each dispose function knows.
		 */
		bo_db_close(context->db);
		context->db = NULL;
		drop(&context->registrar);
		context->pid = (int)getpid();
	}
	context->now = bo_context_clock(context);
	return BO_OK;
}

bo_code_t bo_context_db(bo_db_t **out, bo_context_t *context, bo_error_t *error)
{
	*out = NULL;
	/* Once a call: later on others of the same call have the connection in hand. Should it be lost then,
	 * their next statement says so. */
	if (context->db && !context->db_checked && !bo_db_reusable(context->db) &&
			!bo_db_in_transaction(context->db)) {
		bo_db_close(context->db);
		context->db = NULL;
	}
	if (!context->db) {
		bo_db_settings_t settings;
		bo_settings_database(&settings, context->settings);
		bo_code_t result = bo_db_open(&context->db, &settings, error);
		if (result != BO_OK) {
			return result;
		}
	}
	context->db_checked = true;
	*out = context->db;
	return BO_OK;
}

bo_code_t bo_context_db_anew(bo_db_t **out, bo_context_t *context, bo_error_t *error)
{
	context->db_checked = false;
	return bo_context_db(out, context, error);
}

void bo_context_end(bo_context_t *context)
{
	context->db_checked = false;
	if (context->db && !bo_db_reusable(context->db)) {
		bo_db_close(context->db);
		context->db = NULL;
	}
}

void bo_progress(bo_context_t *context, const char *format, ...)
{
	if (!context->progress) {
		return;
	}
	char line[512];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(line, sizeof(line), format, arguments);
	va_end(arguments);
	context->progress(line, context->progress_payload);
}
