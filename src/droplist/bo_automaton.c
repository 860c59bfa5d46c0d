#include "droplist/bo_automaton.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- the expression as steps (Thompson's construction) ---- */

#define MAX_STEPS 2000
#define NO_STEP UINT16_MAX

typedef enum {
	STEP_SET,   /* take one of `symbols`, go to a */
	STEP_SPLIT, /* go to a and b */
	STEP_START, /* at the start of the label: go to a */
	STEP_END,   /* at its end: go to a */
	STEP_MATCH
} step_kind_t;

typedef struct {
	step_kind_t kind;
	uint16_t a, b;
	uint64_t symbols;
} step_t;

/* ---- the states: sets of steps ---- */

/* A row of the table has a place for each byte, and a state is known by the start of its row: a step is one
 * addition and one access. */
#define WIDTH 256
#define SYMBOL_NONE BO_SYMBOLS /* the second and later bytes of a letter beyond ASCII: nothing changes */
#define MAX_STATES 600
#define MAX_MEMBERS 60000
#define MAX_RESETS 30
/* From so many steps on a set is not sorted but read off the table of all steps. */
#define MANY_STEPS 16
#define HASH_SIZE 4096

enum {
	UNKNOWN = 0, /* not made yet */
	ACCEPT = 1 * WIDTH,
	DEAD = 2 * WIDTH,
	START = 3 * WIDTH,
	FIRST_STATE = 3
};

/* Names that are matched side by side: a step waits for the one before it, so one name alone would leave the
 * processor idle most of the time. */
#define LANES 8
/* Steps between two looks at whether all of them are decided; a divisor of LINE_BYTES. */
#define STRIDE 4
/* No label with its line end is longer. */
#define LINE_BYTES 256
/* Names between two looks at the clock. */
#define NAMES_A_LOOK 4096

struct bo_automaton {
	step_t steps[MAX_STEPS];
	size_t step_count;
	uint16_t start;
	bool failed;  /* too large */
	bool binding; /* back-references are bound */
	int resets_left;

	uint32_t next[MAX_STATES * WIDTH];
	bool accepts_at_end[MAX_STATES];
	/* The steps of each state, ascending: members[first[state]] to members[first[state + 1]]. */
	uint16_t members[MAX_MEMBERS];
	uint32_t first[MAX_STATES + 1];
	size_t state_count;
	uint16_t hash[HASH_SIZE]; /* state number or 0 */
	bool always, never;       /* every label matches, or none */

	/* For making a state. */
	uint16_t stack[2 * MAX_STEPS + 2], set[MAX_STEPS];
	bool in_set[MAX_STEPS];
	size_t set_count;

	uint8_t symbol[256];
	/* The letter that a group has taken, while the part for that letter is compiled; 0: any. */
	uint64_t bound[10];
};

static uint16_t add_step(
		bo_automaton_t *automaton, step_kind_t kind, uint64_t symbols, uint16_t a, uint16_t b)
{
	if (automaton->step_count == MAX_STEPS) {
		automaton->failed = true;
		return 0;
	}
	automaton->steps[automaton->step_count] = (step_t){.kind = kind, .a = a, .b = b, .symbols = symbols};
	return (uint16_t)automaton->step_count++;
}

static uint16_t compile(
		bo_automaton_t *automaton, const bo_pattern_t *pattern, uint16_t number, uint16_t then);

/* low copies, then either a loop or high - low optional copies, built from the end. */
static uint16_t compile_repeat(
		bo_automaton_t *automaton, const bo_pattern_t *pattern, const bo_node_t *node, uint16_t then)
{
	uint16_t place = then;
	if (node->high >= BO_PATTERN_UNBOUNDED) {
		uint16_t loop = add_step(automaton, STEP_SPLIT, 0, NO_STEP, then);
		uint16_t body = compile(automaton, pattern, node->left, loop);
		automaton->steps[loop].a = body;
		place = loop;
	} else {
		for (int i = node->low; i < node->high && !automaton->failed; i++) {
			uint16_t body = compile(automaton, pattern, node->left, place);
			if (body == place) {
				break; /* it takes nothing; more of it makes no difference */
			}
			place = add_step(automaton, STEP_SPLIT, 0, body, then);
		}
	}
	for (int i = 0; i < node->low && !automaton->failed; i++) {
		uint16_t body = compile(automaton, pattern, node->left, place);
		if (body == place) {
			break;
		}
		place = body;
	}
	return place;
}

/* The part once for each letter that the group may take. */
static uint16_t compile_bind(
		bo_automaton_t *automaton, const bo_pattern_t *pattern, const bo_node_t *node, uint16_t then)
{
	uint16_t place = NO_STEP;
	for (int symbol = 0; symbol < BO_SYMBOLS && !automaton->failed; symbol++) {
		if (!(node->symbols >> symbol & 1)) {
			continue;
		}
		automaton->bound[node->low] = UINT64_C(1) << symbol;
		uint16_t part = compile(automaton, pattern, node->left, then);
		place = place == NO_STEP ? part : add_step(automaton, STEP_SPLIT, 0, part, place);
	}
	automaton->bound[node->low] = 0;
	return place == NO_STEP ? add_step(automaton, STEP_SET, 0, then, NO_STEP) : place;
}

/* The first step of a part that goes on with `then`. The chain of a long sequence leans to the left: it is
 * followed in a loop, so that the recursion is as deep as the groups and alternatives only. */
static uint16_t compile(
		bo_automaton_t *automaton, const bo_pattern_t *pattern, uint16_t number, uint16_t then)
{
	const bo_node_t *node = &pattern->nodes[number];
	while (!automaton->failed && (node->kind == BO_NODE_JOIN || node->kind == BO_NODE_EITHER)) {
		if (node->kind == BO_NODE_EITHER) {
			uint16_t right = compile(automaton, pattern, node->right, then);
			/* The left part may be another row of alternatives. */
			uint16_t split = add_step(automaton, STEP_SPLIT, 0, NO_STEP, right);
			uint16_t first = split;
			node = &pattern->nodes[node->left];
			while (!automaton->failed && node->kind == BO_NODE_EITHER) {
				uint16_t other = compile(automaton, pattern, node->right, then);
				uint16_t deeper = add_step(automaton, STEP_SPLIT, 0, NO_STEP, other);
				automaton->steps[split].a = deeper;
				split = deeper;
				node = &pattern->nodes[node->left];
			}
			uint16_t left = compile(automaton, pattern, (uint16_t)(node - pattern->nodes), then);
			automaton->steps[split].a = left;
			return first;
		}
		then = compile(automaton, pattern, node->right, then);
		node = &pattern->nodes[node->left];
	}
	switch (node->kind) {
		case BO_NODE_SET:
			return add_step(automaton, STEP_SET, node->symbols, then, NO_STEP);
		case BO_NODE_START:
			return add_step(automaton, STEP_START, 0, then, NO_STEP);
		case BO_NODE_END:
			return add_step(automaton, STEP_END, 0, then, NO_STEP);
		case BO_NODE_REPEAT:
			return compile_repeat(automaton, pattern, node, then);
		case BO_NODE_CAPTURE:
			return automaton->bound[node->low]
						   ? add_step(automaton, STEP_SET, automaton->bound[node->low], then, NO_STEP)
						   : compile(automaton, pattern, node->left, then);
		case BO_NODE_BACK:
			return add_step(automaton, STEP_SET,
					automaton->bound[node->low] ? automaton->bound[node->low] : node->symbols, then, NO_STEP);
		case BO_NODE_BIND:
			return automaton->binding ? compile_bind(automaton, pattern, node, then)
									  : compile(automaton, pattern, node->left, then);
		case BO_NODE_EMPTY:
		case BO_NODE_JOIN:
		case BO_NODE_EITHER:
			break;
	}
	return then;
}

/* ---- states ---- */

/* Adds a step and all that follows it without taking a letter. */
static void add_closure(bo_automaton_t *automaton, uint16_t step, bool at_start, bool at_end)
{
	size_t depth = 0;
	automaton->stack[depth++] = step;
	while (depth) {
		uint16_t number = automaton->stack[--depth];
		if (automaton->in_set[number]) {
			continue;
		}
		automaton->in_set[number] = true;
		automaton->set[automaton->set_count++] = number;
		const step_t *now = &automaton->steps[number];
		uint16_t follow[2] = {NO_STEP, NO_STEP};
		if (now->kind == STEP_SPLIT) {
			follow[0] = now->a;
			follow[1] = now->b;
		} else if ((now->kind == STEP_START && at_start) || (now->kind == STEP_END && at_end)) {
			follow[0] = now->a;
		}
		for (int i = 0; i < 2; i++) {
			/* Each step is visited once and puts two on the stack at most: it has room for all of them. */
			if (follow[i] != NO_STEP && !automaton->in_set[follow[i]]) {
				automaton->stack[depth++] = follow[i];
			}
		}
	}
}

static void clear_set(bo_automaton_t *automaton)
{
	for (size_t i = 0; i < automaton->set_count; i++) {
		automaton->in_set[automaton->set[i]] = false;
	}
	automaton->set_count = 0;
}

static bool set_has_match(const bo_automaton_t *automaton)
{
	for (size_t i = 0; i < automaton->set_count; i++) {
		if (automaton->steps[automaton->set[i]].kind == STEP_MATCH) {
			return true;
		}
	}
	return false;
}

static int by_number(const void *a, const void *b)
{
	uint16_t left, right;
	memcpy(&left, a, sizeof(left));
	memcpy(&right, b, sizeof(right));
	return (left > right) - (left < right);
}

/* Keeps of the set what decides the future, sorted. */
static void reduce_set(bo_automaton_t *automaton)
{
	size_t kept = 0;
	for (size_t i = 0; i < automaton->set_count; i++) {
		uint16_t number = automaton->set[i];
		step_kind_t kind = automaton->steps[number].kind;
		automaton->in_set[number] = false;
		if (kind == STEP_SET || kind == STEP_END) {
			automaton->set[kept++] = number;
		}
	}
	automaton->set_count = kept;
	for (size_t i = 0; i < kept; i++) {
		automaton->in_set[automaton->set[i]] = true;
	}
	if (kept < MANY_STEPS) {
		qsort(automaton->set, kept, sizeof(automaton->set[0]), by_number);
		return;
	}
	kept = 0;
	for (size_t number = 0; number < automaton->step_count; number++) {
		if (automaton->in_set[number]) {
			automaton->set[kept++] = (uint16_t)number;
		}
	}
}

/* The bytes that need no looking at the steps. Once a label has ended it is decided. */
static void fill_fixed(bo_automaton_t *automaton, uint32_t state, bool accepts_at_end)
{
	memset(automaton->next + state, 0, WIDTH * sizeof(automaton->next[0]));
	for (uint32_t c = 0; c < WIDTH; c++) {
		if (automaton->symbol[c] == SYMBOL_NONE) {
			automaton->next[state + c] = state;
		}
	}
	automaton->next[state + '\n'] = accepts_at_end ? ACCEPT : DEAD;
}

/* Adds the state whose members were put up to `end`. */
static void add_state(bo_automaton_t *automaton, uint32_t end)
{
	size_t state = automaton->state_count++, first = automaton->first[state];
	automaton->first[state + 1] = end;
	/* At the end of the label the steps behind "$" count as well. */
	for (size_t i = first; i < end; i++) {
		add_closure(automaton, automaton->members[i], false, true);
	}
	automaton->accepts_at_end[state] = set_has_match(automaton);
	clear_set(automaton);
	fill_fixed(automaton, (uint32_t)state * WIDTH, automaton->accepts_at_end[state]);
}

/* The state for the steps in the set, an old one or a new one; UNKNOWN when there is no room. Clears the set.
 */
static uint32_t state_for_set(bo_automaton_t *automaton)
{
	if (set_has_match(automaton)) {
		clear_set(automaton);
		return ACCEPT;
	}
	reduce_set(automaton);
	if (automaton->set_count == 0) {
		return DEAD;
	}
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < automaton->set_count; i++) {
		hash = (hash ^ automaton->set[i]) * 16777619u;
	}
	size_t slot = (hash ^ hash >> 13) % HASH_SIZE;
	for (; automaton->hash[slot]; slot = (slot + 1) % HASH_SIZE) {
		uint16_t state = automaton->hash[slot];
		size_t count = automaton->first[state + 1] - automaton->first[state];
		if (count == automaton->set_count &&
				memcmp(automaton->members + automaton->first[state], automaton->set,
						count * sizeof(automaton->set[0])) == 0) {
			clear_set(automaton);
			return (uint32_t)state * WIDTH;
		}
	}
	size_t state = automaton->state_count, first = automaton->first[state],
		   count_members = automaton->set_count;
	if (state == MAX_STATES || first + automaton->set_count > MAX_MEMBERS) {
		clear_set(automaton);
		return UNKNOWN;
	}
	memcpy(automaton->members + first, automaton->set, automaton->set_count * sizeof(automaton->set[0]));
	automaton->hash[slot] = (uint16_t)state;
	clear_set(automaton);
	add_state(automaton, (uint32_t)(first + count_members));
	return (uint32_t)state * WIDTH;
}

/* Begins with no states but the fixed ones. */
static void reset_states(bo_automaton_t *automaton)
{
	memset(automaton->hash, 0, sizeof(automaton->hash));
	for (int i = 0; i < WIDTH; i++) {
		automaton->next[UNKNOWN + i] = UNKNOWN;
		automaton->next[ACCEPT + i] = ACCEPT;
		automaton->next[DEAD + i] = DEAD;
	}
	automaton->accepts_at_end[ACCEPT / WIDTH] = true;
	automaton->accepts_at_end[DEAD / WIDTH] = false;
	automaton->accepts_at_end[UNKNOWN] = false;
	automaton->state_count = FIRST_STATE;
	for (int i = 0; i <= FIRST_STATE; i++) {
		automaton->first[i] = 0;
	}
	add_closure(automaton, automaton->start, true, false);
	uint32_t start = state_for_set(automaton);
	automaton->always = start == ACCEPT;
	automaton->never = start == DEAD;
}

/* The state after one more letter. A match may begin at any letter, so the first step is always among them.
 */
static uint32_t make_next(bo_automaton_t *automaton, uint32_t from, unsigned char c)
{
	size_t state = from / WIDTH;
	for (size_t i = automaton->first[state]; i < automaton->first[state + 1]; i++) {
		const step_t *step = &automaton->steps[automaton->members[i]];
		if (step->kind == STEP_SET && (step->symbols >> automaton->symbol[c] & 1)) {
			add_closure(automaton, step->a, false, false);
		}
	}
	add_closure(automaton, automaton->start, false, false);
	uint32_t next = state_for_set(automaton);
	automaton->next[from + c] = next;
	return next;
}

/* One name, with states made on the way. -1: no room. */
static int match_one(bo_automaton_t *automaton, const char *name, size_t length)
{
	for (;;) {
		uint32_t state = START;
		for (size_t i = 0; i < length; i++) {
			unsigned char c = (unsigned char)name[i];
			uint32_t next = automaton->next[state + c];
			state = next != UNKNOWN ? next : make_next(automaton, state, c);
			if (state <= DEAD) {
				break; /* decided, or no room */
			}
		}
		if (state != UNKNOWN) {
			return automaton->accepts_at_end[state / WIDTH];
		}
		/* Full: begin anew with what the names ask for now, a few times. */
		if (automaton->resets_left-- == 0) {
			return -1;
		}
		reset_states(automaton);
	}
}

/* ---- matching ---- */

static bool is_late(int64_t deadline)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 > deadline;
}

static uint32_t later(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

/* One step of all lanes. */
#define STEP(k)                                 \
	do {                                        \
		state0 = next[state0 + text0[i + (k)]]; \
		state1 = next[state1 + text1[i + (k)]]; \
		state2 = next[state2 + text2[i + (k)]]; \
		state3 = next[state3 + text3[i + (k)]]; \
		state4 = next[state4 + text4[i + (k)]]; \
		state5 = next[state5 + text5[i + (k)]]; \
		state6 = next[state6 + text6[i + (k)]]; \
		state7 = next[state7 + text7[i + (k)]]; \
	} while (0)

/* Steps through names side by side until all are decided, or have come to a state that was not made yet.
 * Behind the end of a label its state stays, so the names need not be equally long; LINE_BYTES from each name
 * on can be read. Everything is in local variables, which the compiler keeps in registers. */
static void run_lanes(const uint32_t *next, const unsigned char *const texts[LANES], uint32_t states[LANES])
{
	const unsigned char *text0 = texts[0], *text1 = texts[1], *text2 = texts[2], *text3 = texts[3];
	const unsigned char *text4 = texts[4], *text5 = texts[5], *text6 = texts[6], *text7 = texts[7];
	uint32_t state0 = START, state1 = START, state2 = START, state3 = START;
	uint32_t state4 = START, state5 = START, state6 = START, state7 = START;
	for (size_t i = 0; i < LINE_BYTES; i += STRIDE) {
		STEP(0);
		STEP(1);
		STEP(2);
		STEP(3);
		uint32_t latest = later(later(later(state0, state1), later(state2, state3)),
				later(later(state4, state5), later(state6, state7)));
		if (latest <= DEAD) {
			break;
		}
	}
	states[0] = state0;
	states[1] = state1;
	states[2] = state2;
	states[3] = state3;
	states[4] = state4;
	states[5] = state5;
	states[6] = state6;
	states[7] = state7;
}

/* A few names. False: no room for the states. */
static bool match_group(bo_rows_set_t *found, bo_automaton_t *automaton, const bo_index_t *index,
		const uint32_t *rows, uint32_t count)
{
	const unsigned char *texts[LANES];
	uint32_t states[LANES] = {UNKNOWN};
	bool side_by_side = count == LANES;
	for (uint32_t i = 0; i < count; i++) {
		size_t start = index->name_start[rows[i]];
		texts[i] = (const unsigned char *)index->names + start;
		side_by_side =
				side_by_side && index->names_size >= LINE_BYTES && start <= index->names_size - LINE_BYTES;
	}
	if (side_by_side) {
		run_lanes(automaton->next, texts, states);
	}
	for (uint32_t i = 0; i < count; i++) {
		bool matches = states[i] == ACCEPT;
		if (states[i] == UNKNOWN) {
			size_t length;
			const char *name = bo_index_name(index, rows[i], &length);
			int answer = match_one(automaton, name, length);
			if (answer < 0) {
				return false;
			}
			matches = answer != 0;
		}
		found->words[rows[i] / 64] |= (uint64_t)matches << rows[i] % 64;
	}
	return true;
}

static bo_automaton_result_t match_rows(bo_rows_set_t *found, const bo_rows_set_t *candidates,
		bo_automaton_t *automaton, const bo_index_t *index, int64_t deadline)
{
	uint32_t rows[LANES], count = 0, seen = 0;
	for (BO_EACH_ROW(candidates, row)) {
		rows[count++] = row;
		if (count < LANES) {
			continue;
		}
		if (!match_group(found, automaton, index, rows, count)) {
			return BO_AUTOMATON_TOO_BIG;
		}
		seen += count;
		count = 0;
		if (seen % NAMES_A_LOOK == 0 && is_late(deadline)) {
			return BO_AUTOMATON_LATE;
		}
	}
	return match_group(found, automaton, index, rows, count) ? BO_AUTOMATON_DONE : BO_AUTOMATON_TOO_BIG;
}

bo_automaton_result_t bo_automaton_match(bo_rows_set_t *found, const bo_rows_set_t *candidates,
		bo_automaton_t *automaton, const bo_index_t *index, int64_t deadline)
{
	if (automaton->always) {
		bo_rows_set_or(found, candidates);
		return BO_AUTOMATON_DONE;
	}
	return automaton->never ? BO_AUTOMATON_DONE : match_rows(found, candidates, automaton, index, deadline);
}

bool bo_automaton_new(bo_automaton_t **out, const bo_pattern_t *pattern, bool bind)
{
	*out = NULL;
	if (!pattern->understood) {
		return true;
	}
	bo_automaton_t *automaton = malloc(sizeof(*automaton));
	if (!automaton) {
		return false;
	}
	automaton->step_count = 0;
	automaton->failed = false;
	automaton->binding = bind;
	/* Letters to remember multiply the states: what does not fit soon will not fit at all. */
	automaton->resets_left = bind && pattern->has_binds ? 0 : MAX_RESETS;
	memset(automaton->bound, 0, sizeof(automaton->bound));
	automaton->set_count = 0;
	memset(automaton->in_set, 0, sizeof(automaton->in_set));
	uint16_t match = add_step(automaton, STEP_MATCH, 0, NO_STEP, NO_STEP);
	automaton->start = compile(automaton, pattern, pattern->root, match);
	if (automaton->failed) {
		free(automaton);
		return true;
	}
	for (int c = 0; c < 256; c++) {
		bool later_byte = (c & 0xc0) == 0x80;
		automaton->symbol[c] = (uint8_t)(later_byte ? SYMBOL_NONE : bo_symbol_of((unsigned char)c));
	}
	reset_states(automaton);
	*out = automaton;
	return true;
}

void bo_automaton_free(bo_automaton_t *automaton)
{
	free(automaton);
}
