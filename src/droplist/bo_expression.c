#include "droplist/bo_expression.h"

#include "droplist/bo_automaton.h"
#include "droplist/bo_pattern.h"
#include "droplist/bo_scan.h"

#include <stdio.h>
#include <time.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* Bounds of one attempt at one place. */
#define MATCH_LIMIT 200000u
#define DEPTH_LIMIT 2000u
#define HEAP_LIMIT_KIB 4096u
#define JIT_STACK_FIRST (32u << 10)
#define JIT_STACK_MAX (512u << 10)
/* The clock is read after so many names. */
#define NAMES_A_LOOK 128
/* For fewer names than this an automaton is not worth being made. */
#define FEW_NAMES 300

typedef struct {
	const bo_index_t *index;
	pcre2_code *code;
	bool ready; /* the rest is there */
	pcre2_match_data *match;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	bool jit;
	int64_t deadline;
} matcher_t;

static int64_t clock_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t bo_expression_deadline(void)
{
	return clock_us() / 1000 + BO_EXPRESSION_BUDGET_MS;
}

bool bo_expression_has_jit(void)
{
	uint32_t jit = 0;
	return pcre2_config(PCRE2_CONFIG_JIT, &jit) == 0 && jit == 1;
}

static bo_code_t too_expensive(bo_error_t *error)
{
	return bo_fail(error, BO_E_LIMIT,
			"The search expression takes too long. Make it simpler: fewer * and +, or more fixed letters.");
}

static void matcher_dispose(matcher_t *matcher)
{
	pcre2_match_data_free(matcher->match);
	pcre2_match_context_free(matcher->context);
	pcre2_jit_stack_free(matcher->stack);
	pcre2_code_free(matcher->code);
}

static bo_code_t compile_error(int number, size_t place, bo_error_t *error)
{
	PCRE2_UCHAR text[160];
	if (pcre2_get_error_message(number, text, sizeof(text)) < 0) {
		text[0] = '\0';
	}
	return bo_fail_native(error, BO_E_INVALID, number > 0 ? (unsigned int)number : 0,
			"The search expression is wrong at position %zu: %s.", place + 1, (const char *)text);
}

static uint32_t compile_options(bo_expression_kind_t kind)
{
	uint32_t options = PCRE2_CASELESS | PCRE2_UTF;
	switch (kind) {
		case BO_EXPRESSION_REGULAR:
			return options | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
		case BO_EXPRESSION_STARTS:
			return options | PCRE2_LITERAL | PCRE2_ANCHORED;
		case BO_EXPRESSION_ENDS:
			return options | PCRE2_LITERAL | PCRE2_ENDANCHORED;
		case BO_EXPRESSION_CONTAINS:
			break;
	}
	return options | PCRE2_LITERAL;
}

static bo_code_t matcher_init(matcher_t *matcher, const bo_index_t *index, bo_expression_kind_t kind,
		const char *text, int64_t deadline, bo_error_t *error)
{
	int number = 0;
	PCRE2_SIZE place = 0;
	memset(matcher, 0, sizeof(*matcher));
	matcher->index = index;
	matcher->deadline = deadline;
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	if (!context) {
		return bo_fail_memory(error);
	}
	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	pcre2_set_parens_nest_limit(context, 50);
	matcher->code =
			pcre2_compile((PCRE2_SPTR)text, strlen(text), compile_options(kind), &number, &place, context);
	pcre2_compile_context_free(context);
	return matcher->code ? BO_OK : compile_error(number, place, error);
}

/* Makes what matching needs; a search that needs none of it has only paid for the check of its expression. */
static bo_code_t matcher_prepare(matcher_t *matcher, bo_error_t *error)
{
	if (matcher->ready) {
		return BO_OK;
	}
	matcher->match = pcre2_match_data_create(1, NULL);
	matcher->context = pcre2_match_context_create(NULL);
	if (!matcher->match || !matcher->context) {
		return bo_fail_memory(error);
	}
	pcre2_set_match_limit(matcher->context, MATCH_LIMIT);
	pcre2_set_depth_limit(matcher->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(matcher->context, HEAP_LIMIT_KIB);
	/* A system that forbids pages that are both writable and executable has no machine code; the interpreter
	 * does the same, slower. */
	matcher->jit = pcre2_jit_compile(matcher->code, PCRE2_JIT_COMPLETE) == 0;
	if (matcher->jit) {
		matcher->stack = pcre2_jit_stack_create(JIT_STACK_FIRST, JIT_STACK_MAX, NULL);
		if (!matcher->stack) {
			return bo_fail_memory(error);
		}
		pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
	}
	matcher->ready = true;
	return BO_OK;
}

/* 1 match, 0 none, -1 a limit was reached. The names were found to be valid UTF-8 when the index was opened.
 */
static int match_once(matcher_t *matcher, const char *text, size_t length)
{
	int found = matcher->jit ? pcre2_jit_match(matcher->code, (PCRE2_SPTR)text, length, 0, 0, matcher->match,
									   matcher->context)
							 : pcre2_match(matcher->code, (PCRE2_SPTR)text, length, 0, PCRE2_NO_UTF_CHECK,
									   matcher->match, matcher->context);
	if (found >= 0) {
		return 1;
	}
	return found == PCRE2_ERROR_NOMATCH ? 0 : -1;
}

/* Name by name. */
static bo_code_t match_rows(
		bo_rows_set_t *found, matcher_t *matcher, const bo_rows_set_t *candidates, bo_error_t *error)
{
	int left = NAMES_A_LOOK;
	if (bo_rows_set_next(candidates, 0) >= candidates->rows) {
		return BO_OK;
	}
	bo_code_t result = matcher_prepare(matcher, error);
	if (result != BO_OK) {
		return result;
	}
	for (BO_EACH_ROW(candidates, row)) {
		size_t length;
		const char *name = bo_index_name(matcher->index, row, &length);
		int matches = match_once(matcher, name, length);
		if (matches < 0) {
			return too_expensive(error);
		}
		if (matches) {
			bo_rows_set_add(found, row);
		}
		if (--left == 0) {
			left = NAMES_A_LOOK;
			if (clock_us() / 1000 > matcher->deadline) {
				return too_expensive(error);
			}
		}
	}
	return BO_OK;
}

/* Takes out what can't match by its length. */
static void filter_length(bo_rows_set_t *set, const bo_index_t *index, int minimum, int maximum)
{
	if (minimum <= 1 && maximum >= 63) {
		return;
	}
	for (uint32_t first = 0; first < set->rows; first += 64) {
		uint32_t count = set->rows - first < 64 ? set->rows - first : 64;
		uint64_t bits = 0;
		for (uint32_t i = 0; i < count; i++) {
			int length = index->length[first + i];
			bits |= (uint64_t)(length >= minimum && length <= maximum) << i;
		}
		set->words[first / 64] &= bits;
	}
}

/* Lets an automaton decide all candidates that it can; the others stay in their set. */
static bo_code_t match_by_automaton(bo_rows_set_t *found, bo_rows_set_t *candidates, const matcher_t *matcher,
		const bo_pattern_t *pattern, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	bo_automaton_t *automaton = NULL;
	if (!bo_automaton_new(&automaton, pattern)) {
		return bo_fail_memory(error);
	}
	/* One that grows too big has decided nothing: the engine takes all candidates then. */
	if (automaton && bo_automaton_match(found, candidates, automaton, matcher->index,
							 pattern->exact_beyond_ascii, matcher->deadline) == BO_AUTOMATON_LATE) {
		result = too_expensive(error);
	}
	bo_automaton_free(automaton);
	return result;
}

/* The rows among the candidates that match. */
static bo_code_t match(bo_rows_set_t *found, bo_rows_set_t *candidates, matcher_t *matcher,
		const bo_pattern_t *pattern, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	if (pattern->understood) {
		filter_length(candidates, matcher->index, pattern->minimum, pattern->maximum);
		/* One letter alone is in so many names that looking for it does not pay. */
		if (pattern->literal_length > 1) {
			result = bo_scan(candidates, matcher->index, BO_SCAN_CONTAINS, pattern->literal,
					pattern->literal_length, error);
		}
		if (result == BO_OK && bo_rows_set_count(candidates) > FEW_NAMES) {
			result = match_by_automaton(found, candidates, matcher, pattern, error);
		}
	}
	return result == BO_OK ? match_rows(found, matcher, candidates, error) : result;
}

bo_code_t bo_expression_filter(bo_rows_set_t *set, const bo_index_t *index, bo_expression_kind_t kind,
		const char *text, bool negated, int64_t deadline, bo_error_t *error)
{
	bo_rows_set_t found = {0}, candidates = {0};
	bo_pattern_t *pattern = NULL;
	matcher_t matcher;
	size_t length = strlen(text);
	if (length > BO_EXPRESSION_MAX) {
		return bo_fail(
				error, BO_E_INVALID, "The search expression is longer than %d bytes.", BO_EXPRESSION_MAX);
	}
	/* The engine judges every expression, so that what is an error does not depend on how the search goes on.
	 */
	bo_code_t result = matcher_init(&matcher, index, kind, text, deadline, error);
	if (result != BO_OK) {
		goto out;
	}
	pattern = calloc(1, sizeof(*pattern));
	if (!pattern || !bo_rows_set_init(&found, set->rows) || !bo_rows_set_copy(&candidates, set)) {
		result = bo_fail_memory(error);
		goto out;
	}
	if (kind == BO_EXPRESSION_REGULAR) {
		bo_pattern_read(pattern, text, length);
	}
	result = match(&found, &candidates, &matcher, pattern, error);
	if (result == BO_OK && negated) {
		bo_rows_set_and_not(set, &found);
	} else if (result == BO_OK) {
		bo_rows_set_and(set, &found);
	}
out:
	free(pattern);
	bo_rows_set_dispose(&found);
	bo_rows_set_dispose(&candidates);
	matcher_dispose(&matcher);
	return result;
}
