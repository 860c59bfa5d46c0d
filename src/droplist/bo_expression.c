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

/* ---- what the pattern knows ---- */

/* Labels have at most 63 letters: more is no limit. */
static bo_count_range_t limit_of(bo_pattern_range_t range)
{
	return (bo_count_range_t){range.minimum, range.maximum >= BO_LABEL_MAX ? -1 : range.maximum};
}

/* What is true of every label: its length, and texts that are in it. */
static bo_code_t keep_texts(
		bo_rows_set_t *candidates, const bo_index_t *index, const bo_pattern_t *pattern, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	bo_count_limits_t limits = bo_count_limits_none();
	limits.length = limit_of(pattern->length);
	bo_filter_counts(candidates, index, &limits);
	if (pattern->start.length) {
		uint32_t from = bo_index_lower(index, pattern->start.text, pattern->start.length);
		uint32_t to = bo_index_behind_prefix(index, pattern->start.text, pattern->start.length);
		bo_rows_set_put_range(candidates, 0, from, false);
		bo_rows_set_put_range(candidates, to, index->rows, false);
	}
	/* One letter alone is in so many names that looking for it does not pay. */
	if (pattern->end.length > 1) {
		result = bo_scan(candidates, index, BO_SCAN_ENDS, pattern->end.text, pattern->end.length, error);
	}
	if (result == BO_OK && pattern->literal.length > 1 &&
			(pattern->literal.length > pattern->end.length ||
					memcmp(pattern->literal.text, pattern->end.text, pattern->literal.length) != 0)) {
		result = bo_scan(
				candidates, index, BO_SCAN_CONTAINS, pattern->literal.text, pattern->literal.length, error);
	}
	return result;
}

/* The byte that stands for a symbol. */
static unsigned char byte_of(int symbol)
{
	return (unsigned char)(symbol < 26 ? 'a' + symbol : symbol < BO_SYMBOL_HYPHEN ? '0' + symbol - 26 : '-');
}

/* Rows are in the order of their labels: those with the same first letter stand side by side. */
static bo_code_t keep_first(bo_rows_set_t *set, const bo_index_t *index, uint64_t symbols, bo_error_t *error)
{
	bo_rows_set_t rest;
	if (!bo_rows_set_copy(&rest, set)) {
		return bo_fail_memory(error);
	}
	/* What is left of the rest is what is taken out. */
	for (int symbol = 0; symbol < BO_SYMBOLS; symbol++) {
		char here = (char)(symbol == BO_SYMBOL_OTHER ? 0x80 : byte_of(symbol)), behind = (char)(here + 1);
		if (symbols >> symbol & 1) {
			uint32_t from = bo_index_lower(index, &here, 1);
			uint32_t to = symbol == BO_SYMBOL_OTHER ? index->rows : bo_index_lower(index, &behind, 1);
			bo_rows_set_put_range(&rest, from, to, false);
		}
	}
	bo_rows_set_and_not(set, &rest);
	bo_rows_set_dispose(&rest);
	return BO_OK;
}

static void keep_last(bo_rows_set_t *set, const bo_index_t *index, uint64_t symbols)
{
	bool allowed[256];
	for (int c = 0; c < 256; c++) {
		allowed[c] = symbols >> (c < 0x80 ? bo_symbol_of((unsigned char)c) : BO_SYMBOL_OTHER) & 1;
	}
	for (size_t word = 0; word < bo_rows_set_words(set); word++) {
		uint64_t kept = 0;
		for (uint64_t bits = set->words[word]; bits; bits &= bits - 1) {
			int bit = __builtin_ctzll(bits);
			size_t length;
			const char *name = bo_index_name(index, (uint32_t)(word * 64) + (uint32_t)bit, &length);
			kept |= (uint64_t)(length && allowed[(unsigned char)name[length - 1]]) << bit;
		}
		set->words[word] = kept;
	}
}

/* What is true of the labels that the pattern is exact for. */
static bo_code_t keep_letters(
		bo_rows_set_t *set, const bo_index_t *index, const bo_pattern_t *pattern, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	bo_count_limits_t limits = bo_count_limits_none();
	limits.digits = limit_of(pattern->digits);
	limits.hyphens = limit_of(pattern->hyphens);
	bo_filter_counts(set, index, &limits);
	if (pattern->first != BO_SYMBOLS_ALL) {
		result = keep_first(set, index, pattern->first, error);
	}
	if (result == BO_OK && __builtin_popcountll(pattern->last) < BO_SYMBOLS / 2) {
		keep_last(set, index, pattern->last);
	}
	return result;
}

/* Runs an automaton over the rows. *done: it looked at all of them. */
static bo_code_t run_automaton(bo_rows_set_t *found, bool *done, const bo_rows_set_t *rows,
		const bo_pattern_t *pattern, bool bind, const bo_index_t *index, int64_t deadline, bo_error_t *error)
{
	bo_automaton_t *automaton = NULL;
	*done = false;
	if (!bo_automaton_new(&automaton, pattern, bind)) {
		return bo_fail_memory(error);
	}
	bo_automaton_result_t result =
			automaton ? bo_automaton_match(found, rows, automaton, index, deadline) : BO_AUTOMATON_TOO_BIG;
	bo_automaton_free(automaton);
	*done = result == BO_AUTOMATON_DONE;
	return result == BO_AUTOMATON_LATE ? too_expensive(error) : BO_OK;
}

/* Decides the rows without the engine or, if that can't be done, takes out those that can't match. */
static bo_code_t decide(bo_rows_set_t *found, bo_rows_set_t *rows, const bo_pattern_t *pattern,
		const bo_index_t *index, int64_t deadline, bo_error_t *error)
{
	bool done = false;
	bo_rows_set_t possible = {0};
	bo_code_t result = BO_OK;
	if (bo_rows_set_count(rows) <= FEW_NAMES) {
		return BO_OK;
	}
	if (pattern->exact) {
		result = run_automaton(found, &done, rows, pattern, true, index, deadline, error);
		if (done) {
			memset(rows->words, 0, bo_rows_set_words(rows) * sizeof(*rows->words));
		}
		if (result != BO_OK || done) {
			return result;
		}
	}
	if (pattern->echo_count) {
		result = bo_scan_echoes(rows, index, pattern->echoes, pattern->echo_count, error);
	}
	if (result != BO_OK || (pattern->exact && !pattern->has_binds) || bo_rows_set_count(rows) <= FEW_NAMES) {
		return result;
	}
	if (!bo_rows_set_init(&possible, rows->rows)) {
		return bo_fail_memory(error);
	}
	result = run_automaton(&possible, &done, rows, pattern, false, index, deadline, error);
	if (done) {
		bo_rows_set_and(rows, &possible);
	}
	bo_rows_set_dispose(&possible);
	return result;
}

bo_code_t bo_expression_match(bo_rows_set_t *found, bo_rows_set_t *candidates, bo_expression_t *expression,
		const bo_index_t *index, int64_t deadline, bo_error_t *error)
{
	const bo_pattern_t *pattern = &expression->pattern;
	bo_rows_set_t rows = {0};
	if (!pattern->understood) {
		return match_rows(found, expression, candidates, index, deadline, error);
	}
	bo_code_t result = keep_texts(candidates, index, pattern, error);
	if (result != BO_OK) {
		return result;
	}
	if (!bo_rows_set_copy(&rows, candidates)) {
		return bo_fail_memory(error);
	}
	/* The rows that the pattern knows nothing of stay with the candidates; the others come back to them when
	 * the engine has to decide. */
	for (uint32_t i = 0; !pattern->exact_beyond_ascii && i < index->idns; i++) {
		uint32_t row = index->idn_row[i];
		if (row < rows.rows) {
			rows.words[row / 64] &= ~(UINT64_C(1) << (row % 64));
		}
	}
	bo_rows_set_and_not(candidates, &rows);
	result = keep_letters(&rows, index, pattern, error);
	if (result == BO_OK) {
		result = decide(found, &rows, pattern, index, deadline, error);
	}
	if (result == BO_OK) {
		bo_rows_set_or(candidates, &rows);
		result = match_rows(found, expression, candidates, index, deadline, error);
	}
	bo_rows_set_dispose(&rows);
	return result;
}
