#include "droplist/bo_search_price.h"

#include "droplist/bo_search_counts.h"

/* The found rows of the zones of one price, and their part of the page. */
typedef struct {
	uint32_t rank;
	uint64_t rows;
	uint64_t skip;  /* rows of it that stand before the page */
	size_t at, end; /* where the next one goes on the page, and the place behind the last one */
} group_t;

/* Zones that the search does not name have no price; nothing is found in them. */
static void ranks_of_zones(uint32_t *ranks, const bo_index_t *index, const bo_search_t *search)
{
	memset(ranks, 0xff, ((size_t)index->zones + 1) * sizeof(*ranks));
	for (size_t i = 0; i < search->zone_count; i++) {
		uint32_t zone;
		if (bo_index_find_zone(&zone, index, search->zones[i])) {
			ranks[zone] = search->zone_ranks[i];
		}
	}
}

static int by_rank(const void *a, const void *b)
{
	const group_t *left = a, *right = b;
	return (left->rank > right->rank) - (left->rank < right->rank);
}

/* One group for each rank that was found, in the wanted order. */
static size_t make_groups(
		group_t *groups, const uint32_t *ranks, const uint32_t *counts, size_t zones, bool descending)
{
	size_t used = 0, count = 0;
	for (size_t i = 0; i < zones; i++) {
		if (counts[i]) {
			groups[used++] = (group_t){.rank = ranks[i], .rows = counts[i]};
		}
	}
	qsort(groups, used, sizeof(*groups), by_rank);
	for (size_t i = 0; i < used; i++) {
		if (count && groups[count - 1].rank == groups[i].rank) {
			groups[count - 1].rows += groups[i].rows;
		} else {
			groups[count++] = groups[i];
		}
	}
	for (size_t i = 0; descending && i < count / 2; i++) {
		group_t other = groups[i];
		groups[i] = groups[count - 1 - i];
		groups[count - 1 - i] = other;
	}
	return count;
}

/* Gives each group its part of the page. */
static void share_page(group_t *groups, size_t group_count, uint64_t first, size_t count)
{
	uint64_t before = 0;
	size_t at = 0;
	for (size_t i = 0; i < group_count; i++) {
		group_t *group = &groups[i];
		uint64_t behind = before + group->rows;
		group->at = group->end = at;
		if (behind > first && at < count) {
			group->skip = first > before ? first - before : 0;
			uint64_t rows = group->rows - group->skip;
			at += rows < count - at ? (size_t)rows : count - at;
			group->end = at;
		}
		before = behind;
	}
}

/* Walks through the found rows once, in their own order, and puts each at its group's next place. */
static void fill_page(uint32_t *rows, const bo_index_t *index, const bo_rows_set_t *found, group_t *groups,
		const uint32_t *group_of, size_t count)
{
	for (size_t word = 0; word < bo_rows_set_words(found) && count; word++) {
		uint32_t first = (uint32_t)word * 64;
		for (uint64_t bits = found->words[word]; bits; bits &= bits - 1) {
			uint32_t row = first + (uint32_t)__builtin_ctzll(bits), zone = index->zone[row];
			group_t *group = &groups[group_of[zone < index->zones ? zone : index->zones]];
			if (group->at == group->end) {
				continue;
			}
			if (group->skip) {
				group->skip--;
				continue;
			}
			rows[group->at++] = row;
			count--;
		}
	}
}

bo_code_t bo_search_price_page(uint32_t *rows, const bo_index_t *index, const bo_rows_set_t *found,
		const bo_search_t *search, uint64_t first, size_t count, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	size_t zones = (size_t)index->zones + 1;
	uint32_t *ranks = malloc(zones * sizeof(*ranks)), *counts = calloc(zones, sizeof(*counts));
	uint32_t *group_of = malloc(zones * sizeof(*group_of));
	group_t *groups = malloc((zones + 1) * sizeof(*groups));
	if (!ranks || !counts || !group_of || !groups) {
		result = bo_fail_memory(error);
		goto out;
	}
	ranks_of_zones(ranks, index, search);
	bo_search_count_zones(counts, index, found);
	size_t group_count = make_groups(groups, ranks, counts, zones, search->descending);
	share_page(groups, group_count, first, count);
	/* The group behind all others takes nothing: it is for numbers that a changed file may have. */
	groups[group_count] = (group_t){.rank = UINT32_MAX};
	for (size_t i = 0; i < zones; i++) {
		group_of[i] = (uint32_t)group_count;
		for (size_t low = 0, high = group_count; counts[i] && low < high;) {
			size_t middle = low + (high - low) / 2;
			if (groups[middle].rank == ranks[i]) {
				group_of[i] = (uint32_t)middle;
				break;
			}
			if ((groups[middle].rank < ranks[i]) != search->descending) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
	}
	/* A place that no row comes to, because the file changed meanwhile, stays without one. */
	memset(rows, 0xff, count * sizeof(*rows));
	fill_page(rows, index, found, groups, group_of, count);
out:
	free(ranks);
	free(counts);
	free(group_of);
	free(groups);
	return result;
}
