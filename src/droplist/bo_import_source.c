#include "droplist/bo_import_source.h"

#include "registrar/bo_registrar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* How long the registrar's whole list may take; one call of the interface has less. */
#define REGISTRAR_MS 600000
#define TELL_SECONDS 2

double bo_import_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Takes down why the source failed. Want of memory is not the source's fault and ends the import. */
static bo_code_t give_up(bo_import_source_t *item, bo_code_t code, const bo_error_t *why, bo_error_t *error)
{
	if (code == BO_E_MEMORY) {
		return bo_fail_memory(error);
	}
	item->step = BO_SOURCE_FAILED;
	item->error = *why;
	bo_progress(item->context, "%s: %s", item->source->name, why->message);
	return BO_OK;
}

/* "name: " in front of a line of progress when there are several. */
static const char *name_of(const bo_import_source_t *item)
{
	return item->alone ? "" : item->source->name;
}

static const char *colon(const bo_import_source_t *item)
{
	return item->alone ? "" : ": ";
}

/* ---- fetching ---- */

static void on_fetch_tick(uint64_t bytes, uint64_t expected, void *payload)
{
	bo_import_source_t *item = payload;
	if (expected) {
		bo_progress(item->context, "%s%sfetched %.1f of %.1f MB", name_of(item), colon(item),
				(double)bytes / 1e6, (double)expected / 1e6);
	} else {
		bo_progress(item->context, "%s%sfetched %.1f MB", name_of(item), colon(item), (double)bytes / 1e6);
	}
	item->tick(item->tick_payload);
}

bo_code_t bo_import_source_fetch(bo_import_source_t *item, bool conditional, bo_error_t *error)
{
	const bo_settings_t *settings = item->context->settings;
	const bo_source_t *source = item->source;
	bo_error_t why = {0};
	item->tick(item->tick_payload);
	if (source->registrar) {
		item->step = BO_SOURCE_READY;
		return BO_OK;
	}
	bool same_copy = conditional && !item->force && strcmp(item->state.url, source->url) == 0;
	bo_fetch_options_t options = {
			.url = source->url,
			.directory = settings->data_directory,
			.ca_file = settings->droplist_ca_file,
			.etag = same_copy ? item->state.etag : NULL,
			.last_modified = same_copy ? item->state.last_modified : NULL,
			.maximum = (uint64_t)settings->droplist_maximum_bytes,
			.local_file = item->local_file,
			.tick = on_fetch_tick,
			.payload = item,
	};
	double start = bo_import_clock();
	bo_progress(item->context, "%s%sfetching the drop list", name_of(item), colon(item));
	bo_code_t result = bo_fetch(&item->fetched, &options, &why);
	item->fetch_seconds += bo_import_clock() - start;
	if (result != BO_OK) {
		return give_up(item, result, &why, error);
	}
	item->step = item->fetched.not_modified ? BO_SOURCE_NOT_MODIFIED : BO_SOURCE_READY;
	return BO_OK;
}

/* ---- reading ---- */

static bo_code_t take_row(const char *label, size_t label_length, const char *zone, size_t zone_length,
		int64_t time, bo_error_t *error, void *payload)
{
	bo_import_source_t *item = payload;
	const bo_source_t *source = item->source;
	bool named = source->zone_count && bo_source_names_zone(source, zone, zone_length);
	if (source->only_these && !named) {
		item->other_zones++;
		return BO_OK;
	}
	bo_code_t result = bo_list_add(item->list, label, label_length, zone, zone_length, time, error);
	if (result == BO_OK) {
		item->list->rows[item->list->count - 1].mark =
				(uint8_t)(item->number + (named ? 0 : BO_RANK_GENERAL));
	}
	return result;
}

static void tell_lines(bo_import_source_t *item, double since, bool end)
{
	double now = bo_import_clock(), seconds = now - since;
	if (!end && now - item->told < TELL_SECONDS) {
		return;
	}
	item->told = now;
	bo_progress(item->context, "%s%sread %llu lines, %.0f a second", name_of(item), colon(item),
			(unsigned long long)item->parser->read,
			seconds > 0 ? (double)item->parser->read / seconds : (double)item->parser->read);
	item->tick(item->tick_payload);
}

/* What the two ways of reading share. */
typedef struct {
	bo_import_source_t *item;
	double start;
} reading_t;

static bo_code_t take_piece(const char *data, size_t length, bo_error_t *error, void *payload)
{
	const reading_t *reading = payload;
	bo_code_t result = bo_list_parser_feed(reading->item->parser, data, length, error);
	tell_lines(reading->item, reading->start, false);
	return result;
}

static bo_code_t take_registrar_row(const char *name, size_t name_length, const char *date,
		size_t date_length, bo_error_t *error, void *payload)
{
	const reading_t *reading = payload;
	return bo_list_parser_row(reading->item->parser, name, name_length, date, date_length, error);
}

static void on_registrar_page(uint64_t rows, uint64_t total, void *payload)
{
	const reading_t *reading = payload;
	bo_import_source_t *item = reading->item;
	bo_progress(item->context, "%s%sread %llu of %llu names of the registrar's list", name_of(item),
			colon(item), (unsigned long long)rows, (unsigned long long)total);
	item->tick(item->tick_payload);
}

static void on_call(const bo_registrar_event_t *event, void *payload)
{
	bo_call_log_add(payload, event);
}

static bo_code_t read_registrar(reading_t *reading, bo_error_t *error)
{
	bo_import_source_t *item = reading->item;
	bo_registrar_t *registrar = NULL;
	bo_answer_t answer;
	bo_pending_reader_t reader = {.row = take_registrar_row, .page = on_registrar_page, .payload = reading};
	bo_code_t result = bo_registrar_get(&registrar, item->context, error);
	if (result != BO_OK) {
		return result;
	}
	item->calls = bo_call_log_new(item->context->settings->registrar_log);
	if (!item->calls) {
		return bo_fail_memory(error);
	}
	bo_registrar_observe(registrar, on_call, item->calls);
	bo_registrar_limit(registrar, REGISTRAR_MS);
	result = bo_registrar_pending(registrar, &reader, &answer, error);
	bo_registrar_limit(registrar, BO_REGISTRAR_RUN_MS);
	bo_registrar_observe(registrar, NULL, NULL);
	if (result == BO_OK && answer.kind != BO_ANSWER_OK) {
		bool login = answer.kind == BO_ANSWER_AUTH;
		result = bo_fail_native(error, login ? BO_E_CONFIG : BO_E_REMOTE, (unsigned int)answer.code,
				login ? "The registrar does not let this account read the list of expiring names: %s"
					  : "The registrar's list of expiring names could not be read to its end: %s",
				answer.text);
	}
	return result;
}

static bo_code_t read_file(reading_t *reading, bo_error_t *error)
{
	bo_import_source_t *item = reading->item;
	bo_progress(item->context, "%s%sreading %.1f MB", name_of(item), colon(item),
			(double)item->fetched.bytes / 1e6);
	bo_code_t result = bo_unpack(&item->unpacked, item->fetched.descriptor, item->source->packing,
			(uint64_t)item->context->settings->droplist_maximum_bytes, take_piece, reading, error);
	return result == BO_OK ? bo_list_parser_end(item->parser, error) : result;
}

/* Refuses what can't be a whole list. */
static bo_code_t check_list(const bo_import_source_t *item, bo_error_t *error)
{
	const bo_list_parser_t *parser = item->parser;
	uint64_t well_formed = parser->good + parser->past;
	int64_t percent = item->context->settings->droplist_minimum_percent;
	if (parser->read == 0) {
		return bo_fail(error, BO_E_INVALID, "The downloaded list is empty. The list from before stays.");
	}
	if (well_formed == 0) {
		return bo_fail(error, BO_E_INVALID,
				"None of the %llu lines of the downloaded list can be read. The list from before stays.",
				(unsigned long long)parser->read);
	}
	if (parser->cut_off && !item->force) {
		return bo_fail(error, BO_E_INVALID,
				"The downloaded list ends in the middle of a line: it is cut off. The list from before "
				"stays.");
	}
	if (parser->good == 0) {
		return bo_fail(error, BO_E_INVALID,
				"All %llu drop dates of the downloaded list are over. The list from before stays.",
				(unsigned long long)parser->past);
	}
	if (parser->good == item->other_zones) {
		return bo_fail(error, BO_E_INVALID,
				"None of the %llu names of the downloaded list is in a zone that its line in the setting "
				"droplist_sources tells by zones=. The list from before stays.",
				(unsigned long long)parser->good);
	}
	/* Divided, not multiplied: neither side can overflow. */
	if (!item->force && item->state.rows > 0 &&
			(double)well_formed < (double)item->state.rows * (double)percent / 100.0) {
		return bo_fail(error, BO_E_INVALID,
				"The downloaded list has only %llu names, the last one had %lld; less than %lld %% is not "
				"believed "
				"(setting droplist_minimum_percent). The list from before stays.",
				(unsigned long long)well_formed, (long long)item->state.rows, (long long)percent);
	}
	return BO_OK;
}

bo_code_t bo_import_source_read(bo_import_source_t *item, bo_list_t *list, bo_error_t *error)
{
	bo_error_t why = {0};
	bo_list_point_t before = bo_list_point(list);
	reading_t reading = {.item = item, .start = bo_import_clock()};
	item->parser = malloc(sizeof(*item->parser));
	if (!item->parser) {
		return bo_fail_memory(error);
	}
	item->list = list;
	item->told = reading.start;
	bo_list_parser_init(item->parser, item->context->now, take_row, item);
	bo_list_parser_form(item->parser, &item->source->form);
	bo_code_t result = item->source->registrar ? read_registrar(&reading, &why) : read_file(&reading, &why);
	tell_lines(item, reading.start, true);
	if (result == BO_OK) {
		result = check_list(item, &why);
	}
	item->read_seconds = bo_import_clock() - reading.start;
	bo_fetched_dispose(&item->fetched);
	if (result != BO_OK) {
		bo_list_rewind(list, before);
		return give_up(item, result, &why, error);
	}
	item->step = BO_SOURCE_GOOD;
	return BO_OK;
}

/* ---- the end ---- */

void bo_import_source_conclude(bo_import_source_t *item)
{
	bo_source_state_t *state = &item->state;
	char now[BO_TIME_TEXT_SIZE];
	bo_time_format(now, item->context->now);
	if (item->step == BO_SOURCE_FAILED) {
		snprintf(state->failed_at, sizeof(state->failed_at), "%s", now);
		snprintf(state->code, sizeof(state->code), "%s", bo_code_name(item->error.code));
		snprintf(state->error, sizeof(state->error), "%s", item->error.message);
		return;
	}
	if (item->step != BO_SOURCE_GOOD && item->step != BO_SOURCE_NOT_MODIFIED) {
		return;
	}
	snprintf(state->good_at, sizeof(state->good_at), "%s", now);
	state->failed_at[0] = state->code[0] = state->error[0] = '\0';
	if (item->step == BO_SOURCE_GOOD) {
		snprintf(state->url, sizeof(state->url), "%s", item->source->url);
		snprintf(state->etag, sizeof(state->etag), "%s", item->fetched.etag);
		snprintf(state->last_modified, sizeof(state->last_modified), "%s", item->fetched.last_modified);
		state->rows = (int64_t)(item->parser->good + item->parser->past);
		state->names = (int64_t)(item->parser->good - item->other_zones);
	}
}

void bo_import_source_dispose(bo_import_source_t *item)
{
	bo_fetched_dispose(&item->fetched);
	free(item->parser);
	item->parser = NULL;
	bo_call_log_free(item->calls);
	item->calls = NULL;
}
