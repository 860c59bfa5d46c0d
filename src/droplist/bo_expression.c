#include "droplist/bo_expression.h"

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
/* The clock is read after so many names, or after a block of lines: small blocks first, larger ones while they are
 * fast. An expression that is expensive everywhere can then not run for long between two looks. */
#define NAMES_A_LOOK 128
#define BLOCK_FIRST 2048u
#define BLOCK_MAX (256u << 10)
#define BLOCK_FAST_US 300
/* Blocks of lines pay when at least one in so many rows is to be tested. */
#define DENSE 6

typedef struct {
	const bo_index_t *index;
	pcre2_code *code;
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
	return bo_fail_native(error, BO_E_INVALID, (unsigned int)number,
			"The search expression is wrong at position %zu: %s.", place + 1, (const char *)text);
}

/* What the engine is asked for each kind; lines: the expression is for many lines at once. */
static uint32_t compile_options(bo_expression_kind_t kind, bool lines)
{
	uint32_t options = PCRE2_CASELESS | PCRE2_UTF;
	if (kind == BO_EXPRESSION_REGULAR) {
		return options | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | (lines ? PCRE2_MULTILINE : 0);
	}
	options |= PCRE2_LITERAL;
	if (kind == BO_EXPRESSION_STARTS) {
		options |= PCRE2_ANCHORED;
	} else if (kind == BO_EXPRESSION_ENDS) {
		options |= PCRE2_ENDANCHORED;
	}
	return options;
}

static bo_code_t matcher_init(matcher_t *matcher, const bo_index_t *index, bo_expression_kind_t kind, const char *text,
		bool lines, int64_t deadline, bo_error_t *error)
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
	matcher->code = pcre2_compile(
			(PCRE2_SPTR)text, strlen(text), compile_options(kind, lines), &number, &place, context);
	pcre2_compile_context_free(context);
	if (!matcher->code) {
		return compile_error(number, place, error);
	}
	matcher->match = pcre2_match_data_create(1, NULL);
	matcher->context = pcre2_match_context_create(NULL);
	if (!matcher->match || !matcher->context) {
		return bo_fail_memory(error);
	}
	pcre2_set_match_limit(matcher->context, MATCH_LIMIT);
	pcre2_set_depth_limit(matcher->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(matcher->context, HEAP_LIMIT_KIB);
	/* A system that forbids pages that are both writable and executable has no machine code; the interpreter does the
	 * same, slower. */
	matcher->jit = pcre2_jit_compile(matcher->code, PCRE2_JIT_COMPLETE) == 0;
	if (matcher->jit) {
		matcher->stack = pcre2_jit_stack_create(JIT_STACK_FIRST, JIT_STACK_MAX, NULL);
		if (!matcher->stack) {
			return bo_fail_memory(error);
		}
		pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
	}
	return BO_OK;
}

/* 1 match, 0 none, -1 a limit was reached. The names were found to be valid UTF-8 when the index was opened. */
static int match_once(matcher_t *matcher, const char *text, size_t length, size_t start)
{
	int found = matcher->jit ? pcre2_jit_match(matcher->code, (PCRE2_SPTR)text, length, start, 0, matcher->match,
									   matcher->context)
							 : pcre2_match(matcher->code, (PCRE2_SPTR)text, length, start, PCRE2_NO_UTF_CHECK,
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
	for (BO_EACH_ROW(candidates, row)) {
		size_t length;
		const char *name = bo_index_name(matcher->index, row, &length);
		int matches = match_once(matcher, name, length, 0);
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

/* All lines from row `from` to before row `to`. */
static bo_code_t match_block(bo_rows_set_t *found, matcher_t *matcher, uint32_t from, uint32_t to, bo_error_t *error)
{
	const bo_index_t *index = matcher->index;
	size_t begin = index->name_start[from], end = index->name_start[to];
	if (begin >= end || end > index->names_size) {
		return BO_OK;
	}
	const char *text = index->names + begin;
	size_t length = end - begin - 1, start = 0;
	uint32_t row = from;
	while (row < to) {
		int matches = match_once(matcher, text, length, start);
		if (matches < 0) {
			return too_expensive(error);
		}
		if (matches == 0) {
			return BO_OK;
		}
		size_t hit = pcre2_get_ovector_pointer(matcher->match)[0];
		if (hit >= length) {
			hit = length; /* an empty match at the end of the last line */
		}
		row = bo_scan_row_at(index, row, begin + hit);
		if (row >= to) {
			return BO_OK;
		}
		bo_rows_set_add(found, row);
		row++;
		start = index->name_start[row] - begin;
		if (start >= length) {
			return BO_OK;
		}
	}
	return BO_OK;
}

static bo_code_t match_lines(bo_rows_set_t *found, matcher_t *matcher, bo_error_t *error)
{
	const bo_index_t *index = matcher->index;
	size_t size = BLOCK_FIRST;
	for (uint32_t row = 0; row < index->rows;) {
		int64_t before = clock_us();
		if (before / 1000 > matcher->deadline) {
			return too_expensive(error);
		}
		uint32_t to = bo_scan_row_at(index, row, index->name_start[row] + size) + 1;
		bo_code_t result = match_block(found, matcher, row, to, error);
		if (result != BO_OK) {
			return result;
		}
		row = to;
		bool fast = clock_us() - before < BLOCK_FAST_US;
		size = fast ? (size < BLOCK_MAX ? size * 2 : size) : (size > BLOCK_FIRST ? size / 2 : size);
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

/* The rows among the candidates that match. */
static bo_code_t match(bo_rows_set_t *found, bo_rows_set_t *candidates, matcher_t *single, const bo_pattern_t *pattern,
		bo_error_t *error)
{
	const bo_index_t *index = single->index;
	bo_code_t result = BO_OK;
	if (pattern->understood) {
		filter_length(candidates, index, pattern->minimum, pattern->maximum);
		result = bo_scan(candidates, index, BO_SCAN_CONTAINS, pattern->literal, pattern->literal_length, error);
	}
	if (result != BO_OK) {
		return result;
	}
	if (!pattern->lines || bo_rows_set_count(candidates) < index->rows / DENSE) {
		return match_rows(found, single, candidates, error);
	}
	matcher_t lines;
	result = matcher_init(
			&lines, index, BO_EXPRESSION_REGULAR, pattern->lines, true, single->deadline, error);
	if (result == BO_OK) {
		result = match_lines(found, &lines, error);
	} else if (result == BO_E_INVALID) {
		/* The engine did not take the changed text (its length, say): name by name then. */
		result = match_rows(found, single, candidates, error);
	}
	matcher_dispose(&lines);
	if (result == BO_OK) {
		bo_rows_set_and(found, candidates);
	}
	return result;
}

bo_code_t bo_expression_filter(bo_rows_set_t *set, const bo_index_t *index, bo_expression_kind_t kind,
		const char *text, bool negated, int64_t deadline, bo_error_t *error)
{
	bo_rows_set_t found = {0}, candidates = {0};
	bo_pattern_t pattern = {0};
	matcher_t matcher;
	size_t length = strlen(text);
	if (length > BO_EXPRESSION_MAX) {
		return bo_fail(error, BO_E_INVALID, "The search expression is longer than %d bytes.", BO_EXPRESSION_MAX);
	}
	bo_code_t result = matcher_init(&matcher, index, kind, text, false, deadline, error);
	if (result != BO_OK) {
		goto out;
	}
	if ((kind == BO_EXPRESSION_REGULAR && !bo_pattern_read(&pattern, text, length)) ||
			!bo_rows_set_init(&found, set->rows) || !bo_rows_set_copy(&candidates, set)) {
		result = bo_fail_memory(error);
		goto out;
	}
	result = match(&found, &candidates, &matcher, &pattern, error);
	if (result == BO_OK && negated) {
		bo_rows_set_and_not(set, &found);
	} else if (result == BO_OK) {
		bo_rows_set_and(set, &found);
	}
out:
	bo_pattern_dispose(&pattern);
	bo_rows_set_dispose(&found);
	bo_rows_set_dispose(&candidates);
	matcher_dispose(&matcher);
	return result;
}
