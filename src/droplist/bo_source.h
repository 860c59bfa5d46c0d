/* Where the drop list comes from: the setting droplist_sources, read into one entry a source.
 *
 * One source a line; empty lines and lines that begin with # are left out:
 *
 *   NAME ADDRESS [format=WORD] [columns=NAME,DATE] [time=HH:MM] [zones=ZONE,...] [prefer=ZONE,...]
 *
 * ADDRESS is a URL, or the word registrar: the registrar's own list, asked for page by page. docs/droplist.md
 * tells what each word means. */
#ifndef BO_SOURCE_H
#define BO_SOURCE_H

#include "base/bo_error.h"
#include "base/bo_name.h"
#include "droplist/bo_list_parse.h"
#include "droplist/bo_unpack.h"
#include <stdbool.h>
#include <stddef.h>

#define BO_SOURCES_MAX 16
#define BO_SOURCE_NAME_SIZE 33
#define BO_SOURCE_ZONES_MAX 64
#define BO_SOURCE_URL_SIZE 2048
/* The name of the only source when droplist_sources is empty. */
#define BO_SOURCE_ONLY "list"

typedef struct {
	char name[BO_SOURCE_NAME_SIZE];
	char url[BO_SOURCE_URL_SIZE]; /* "registrar" when registrar is set */
	bool registrar;
	bo_packing_t packing;
	bo_list_form_t form;
	/* The zones for which this source is the best; with only_these nothing else is taken from it. */
	char (*zones)[BO_ZONE_SIZE];
	size_t zone_count;
	bool only_these;
} bo_source_t;

typedef struct {
	bo_source_t *items; /* in the order of the lines */
	size_t count;
} bo_sources_t;

/* Reads the setting. BO_E_CONFIG names the line and the word that is wrong. Dispose in any case. */
BO_MUSTCHECK bo_code_t bo_sources_parse(bo_sources_t *out, const char *text, bo_error_t *error);
/* One source that is the HEXONET list at that address. */
BO_MUSTCHECK bo_code_t bo_sources_single(bo_sources_t *out, const char *url, bo_error_t *error);
/* What the two settings say: droplist_sources, or else droplist_url. */
BO_MUSTCHECK bo_code_t bo_sources_of(
		bo_sources_t *out, const char *sources, const char *url, bo_error_t *error);
void bo_sources_dispose(bo_sources_t *sources);

/* Whether the source is the best one for a zone by its own words. */
bool bo_source_names_zone(const bo_source_t *source, const char *zone, size_t length);
/* A number of everything that decides what the sources bring; another one means that a list that has not
 * changed has to be read all the same. */
uint64_t bo_sources_fingerprint(const bo_sources_t *sources);

#endif
