#include "droplist/bo_expression.h"

#include "droplist/bo_automaton.h"
#include "droplist/bo_filter_counts.h"
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

struct bo_expression {
	pcre2_code *code;
	bool ready; /* what matching needs is there */
	pcre2_match_data *match;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	bool jit;
	bo_pattern_t pattern;
};

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

void bo_expression_free(bo_expression_t *expression)
{
	if (expression) {
		pcre2_match_data_free(expression->match);
		pcre2_match_context_free(expression->context);
		pcre2_jit_stack_free(expression->stack);
		pcre2_code_free(expression->code);
		free(expression);
	}
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
		case BO_EXPRESSION_LETTERS:
			return options | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
		case BO_EXPRESSION_STARTS:
			return options | PCRE2_LITERAL | PCRE2_ANCHORED;
		case BO_EXPRESSION_ENDS:
			return options | PCRE2_LITERAL | PCRE2_ENDANCHORED;
		case BO_EXPRESSION_EQUALS:
			return options | PCRE2_LITERAL | PCRE2_ANCHORED | PCRE2_ENDANCHORED;
		case BO_EXPRESSION_CONTAINS:
			break;
	}
	return options | PCRE2_LITERAL;
}

/* The engine judges every expression, so that what is an error does not depend on how the search goes on. */
static bo_code_t compile(
		pcre2_code **out, bo_expression_kind_t kind, const char *text, size_t length, bo_error_t *error)
{
	int number = 0;
	PCRE2_SIZE place = 0;
	pcre2_compile_context *context = pcre2_compile_context_create(NULL);
	if (!context) {
		return bo_fail_memory(error);
	}
	pcre2_set_newline(context, PCRE2_NEWLINE_LF);
	pcre2_set_parens_nest_limit(context, 50);
	*out = pcre2_compile((PCRE2_SPTR)text, length, compile_options(kind), &number, &place, context);
	pcre2_compile_context_free(context);
	return *out ? BO_OK : compile_error(number, place, error);
}

bo_code_t bo_expression_new(
		bo_expression_t **out, bo_expression_kind_t kind, const char *text, bo_error_t *error)
{
	size_t length = strlen(text);
	*out = NULL;
	if (kind != BO_EXPRESSION_LETTERS && length > BO_EXPRESSION_MAX) {
		return bo_fail(
				error, BO_E_INVALID, "The search expression is longer than %d bytes.", BO_EXPRESSION_MAX);
	}
	bo_expression_t *expression = calloc(1, sizeof(*expression));
	if (!expression) {
		return bo_fail_memory(error);
	}
	bo_code_t result = compile(&expression->code, kind, text, length, error);
	if (result != BO_OK) {
		bo_expression_free(expression);
		return result;
	}
	if (kind == BO_EXPRESSION_REGULAR || kind == BO_EXPRESSION_LETTERS) {
		bo_pattern_read(&expression->pattern, text, length);
	}
	*out = expression;
	return BO_OK;
}

/* Makes what matching needs; a search that needs none of it has only paid for the check of its expression. */
static bo_code_t make_ready(bo_expression_t *expression, bo_error_t *error)
{
	if (expression->ready) {
		return BO_OK;
	}
	expression->match = pcre2_match_data_create(1, NULL);
	expression->context = pcre2_match_context_create(NULL);
	if (!expression->match || !expression->context) {
		return bo_fail_memory(error);
	}
	pcre2_set_match_limit(expression->context, MATCH_LIMIT);
	pcre2_set_depth_limit(expression->context, DEPTH_LIMIT);
	pcre2_set_heap_limit(expression->context, HEAP_LIMIT_KIB);
	/* A system that forbids pages that are both writable and executable has no machine code; the interpreter
	 * does the same, slower. */
	expression->jit = pcre2_jit_compile(expression->code, PCRE2_JIT_COMPLETE) == 0;
	if (expression->jit) {
		expression->stack = pcre2_jit_stack_create(JIT_STACK_FIRST, JIT_STACK_MAX, NULL);
		if (!expression->stack) {
			return bo_fail_memory(error);
		}
		pcre2_jit_stack_assign(expression->context, NULL, expression->stack);
	}
	expression->ready = true;
	return BO_OK;
}

/* 1 match, 0 none, -1 a limit was reached. The names were found to be valid UTF-8 when the index was opened.
 */
static int match_once(const bo_expression_t *expression, const char *text, size_t length)
{
	int found = expression->jit ? pcre2_jit_match(expression->code, (PCRE2_SPTR)text, length, 0, 0,
										  expression->match, expression->context)
								: pcre2_match(expression->code, (PCRE2_SPTR)text, length, 0,
										  PCRE2_NO_UTF_CHECK, expression->match, expression->context);
	if (found >= 0) {
		return 1;
	}
	return found == PCRE2_ERROR_NOMATCH ? 0 : -1;
}

/* Name by name. */
static bo_code_t match_rows(bo_rows_set_t *found, bo_expression_t *expression,
		const bo_rows_set_t *candidates, const bo_index_t *index, int64_t deadline, bo_error_t *error)
{
	int left = NAMES_A_LOOK;
	if (bo_rows_set_next(candidates, 0) >= candidates->rows) {
		return BO_OK;
	}
	bo_code_t result = make_ready(expression, error);
	if (result != BO_OK) {
		return result;
	}
	for (BO_EACH_ROW(candidates, row)) {
		size_t length;
		const char *name = bo_index_name(index, row, &length);
		int matches = match_once(expression, name, length);
		if (matches < 0) {
			return too_expensive(error);
		}
		if (matches) {
			bo_rows_set_add(found, row);
		}
		if (--left == 0) {
			left = NAMES_A_LOOK;
			if (clock_us() / 1000 > deadline) {
				return too_expensive(error);
			}
		}
	}
	return BO_OK;
}

/* Lets an automaton decide all candidates that it can; the others stay in their set. */
static bo_code_t match_by_automaton(bo_rows_set_t *found, bo_rows_set_t *candidates,
		const bo_pattern_t *pattern, const bo_index_t *index, int64_t deadline, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	bo_automaton_t *automaton = NULL;
	if (!bo_automaton_new(&automaton, pattern)) {
		return bo_fail_memory(error);
	}
	/* One that grows too big has decided nothing: the engine takes all candidates then. */
	if (automaton && bo_automaton_match(found, candidates, automaton, index, pattern->exact_beyond_ascii,
							 deadline) == BO_AUTOMATON_LATE) {
		result = too_expensive(error);
	}
	bo_automaton_free(automaton);
	return result;
}

bo_code_t bo_expression_match(bo_rows_set_t *found, bo_rows_set_t *candidates, bo_expression_t *expression,
		const bo_index_t *index, int64_t deadline, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	const bo_pattern_t *pattern = &expression->pattern;
	if (pattern->understood) {
		bo_count_limits_t limits = bo_count_limits_none();
		limits.length = (bo_count_range_t){pattern->minimum, pattern->maximum};
		bo_filter_counts(candidates, index, &limits);
		/* One letter alone is in so many names that looking for it does not pay. */
		if (pattern->literal_length > 1) {
			result = bo_scan(
					candidates, index, BO_SCAN_CONTAINS, pattern->literal, pattern->literal_length, error);
		}
		if (result == BO_OK && bo_rows_set_count(candidates) > FEW_NAMES) {
			result = match_by_automaton(found, candidates, pattern, index, deadline, error);
		}
	}
	return result == BO_OK ? match_rows(found, expression, candidates, index, deadline, error) : result;
}
