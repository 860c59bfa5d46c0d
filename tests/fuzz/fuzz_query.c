/* The compact text of a search. */
#include "base/bo_name.h"
#include "base/bo_time.h"
#include "droplist/bo_query.h"
#include "fuzz.h"

#include <string.h>

static void check_terms(const bo_terms_t *terms)
{
	size_t texts = 0, bytes = 0;
	FUZZ_CHECK(terms->count <= BO_TERMS_MAX && terms->text_count <= BO_TERM_TEXTS_MAX);
	for (size_t i = 0; i < terms->count; i++) {
		const bo_term_t *term = &terms->items[i];
		FUZZ_CHECK((unsigned int)term->kind <= BO_TERM_EXPRESSION);
		FUZZ_CHECK(term->first_text == texts && term->text_count > 0);
		for (size_t t = 0; t < term->text_count; t++, texts++) {
			FUZZ_CHECK(texts < terms->text_count);
			const char *text = bo_terms_text(terms, texts);
			FUZZ_CHECK(text == terms->bytes + bytes);
			size_t length = strnlen(text, sizeof(terms->bytes) - bytes);
			FUZZ_CHECK(length > 0 && bytes + length < sizeof(terms->bytes));
			/* Between the slashes of an expression anything may stand that can be typed. */
			FUZZ_CHECK(fuzz_is_text(text, term->kind == BO_TERM_EXPRESSION));
			bytes += length + 1;
		}
	}
	FUZZ_CHECK(texts == terms->text_count && bytes == terms->byte_count);
}

/* Two parts of a text may exclude each other: that finds nothing and is no error. */
static void check_range(int minimum, int maximum)
{
	FUZZ_CHECK(minimum >= -1 && minimum <= BO_LABEL_MAX);
	FUZZ_CHECK(maximum >= -1 && maximum <= BO_LABEL_MAX);
}

static void check_zones(const char *zones)
{
	FUZZ_CHECK(memchr(zones, '\0', BO_QUERY_ZONES_SIZE));
	for (const char *zone = zones; *zone;) {
		char parsed[BO_NAME_MAX + 1];
		size_t length = strcspn(zone, ",");
		FUZZ_CHECK(bo_zone_parse(parsed, zone, length) == BO_NAME_OK);
		FUZZ_CHECK(strlen(parsed) == length && memcmp(parsed, zone, length) == 0);
		/* Each is there once. */
		for (const char *before = zones; before < zone; before += strcspn(before, ",") + 1) {
			FUZZ_CHECK(strcspn(before, ",") != length || memcmp(before, zone, length) != 0);
		}
		zone += length;
		if (*zone) {
			zone++;
			FUZZ_CHECK(*zone);
		}
	}
}

static void check_query(const bo_query_t *query)
{
	const bo_search_t *search = &query->search;
	check_terms(&search->terms);
	check_zones(query->zones);
	check_range(search->length_min, search->length_max);
	check_range(search->letters_min, search->letters_max);
	check_range(search->digits_min, search->digits_max);
	check_range(search->hyphens_min, search->hyphens_max);
	FUZZ_CHECK(search->idn >= -1 && search->idn <= 1);
	FUZZ_CHECK(query->mine >= -1 && query->mine <= 1);
	FUZZ_CHECK((unsigned int)search->sort <= BO_SORT_PRICE);
	FUZZ_CHECK(query->sorted || (search->sort == BO_SORT_DROPDATE && !search->descending));
	/* bo_time_parse_day() knows the years up to 9999. */
	FUZZ_CHECK(search->from == BO_TIME_NONE || (search->from >= 0 && search->from % BO_DAY == 0));
	FUZZ_CHECK(search->to == BO_TIME_NONE || (search->to >= 0 && search->to < INT64_C(253402300800)));
	/* What a text can't say stays as it was. */
	FUZZ_CHECK(!search->zones && search->zone_count == 0 && !search->zone_ranks);
	FUZZ_CHECK(!search->names && search->name_count == 0 && search->mine == -1);
	FUZZ_CHECK(search->first == 0 && search->limit == 100 && !search->counts);
}

static void check_same_terms(const bo_terms_t *a, const bo_terms_t *b)
{
	FUZZ_CHECK(a->count == b->count && a->text_count == b->text_count && a->byte_count == b->byte_count);
	for (size_t i = 0; i < a->count; i++) {
		FUZZ_CHECK(a->items[i].kind == b->items[i].kind && a->items[i].excluded == b->items[i].excluded &&
				   a->items[i].text_count == b->items[i].text_count);
	}
	FUZZ_CHECK(memcmp(a->bytes, b->bytes, a->byte_count) == 0);
}

static void check_same(const bo_query_t *a, const bo_query_t *b)
{
	const bo_search_t *left = &a->search, *right = &b->search;
	check_same_terms(&left->terms, &right->terms);
	FUZZ_CHECK(strcmp(a->zones, b->zones) == 0 && a->mine == b->mine && a->sorted == b->sorted);
	FUZZ_CHECK(left->length_min == right->length_min && left->length_max == right->length_max);
	FUZZ_CHECK(left->letters_min == right->letters_min && left->letters_max == right->letters_max);
	FUZZ_CHECK(left->digits_min == right->digits_min && left->digits_max == right->digits_max);
	FUZZ_CHECK(left->hyphens_min == right->hyphens_min && left->hyphens_max == right->hyphens_max);
	FUZZ_CHECK(left->idn == right->idn && left->digits_only == right->digits_only);
	FUZZ_CHECK(left->from == right->from && left->to == right->to);
	FUZZ_CHECK(left->sort == right->sort && left->descending == right->descending);
}

static void check_error(const bo_error_t *error)
{
	FUZZ_CHECK(error->code == BO_E_INVALID);
	FUZZ_CHECK(memchr(error->message, '\0', sizeof(error->message)));
	FUZZ_CHECK(error->message[0] && fuzz_is_printable(error->message));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* What was there before must not matter. */
	bo_query_t first, second;
	bo_error_t error = {0}, again = {0};
	memset(&first, 0x55, sizeof(first));
	memset(&second, 0xaa, sizeof(second));
	bo_code_t result = bo_query_parse(&first, (const char *)data, size, FUZZ_NOW, &error);
	FUZZ_CHECK(bo_query_parse(&second, (const char *)data, size, FUZZ_NOW, &again) == result);
	if (result == BO_OK) {
		check_query(&first);
		check_same(&first, &second);
	} else {
		FUZZ_CHECK(result == BO_E_INVALID);
		check_error(&error);
		FUZZ_CHECK(strcmp(error.message, again.message) == 0);
	}
	return 0;
}
