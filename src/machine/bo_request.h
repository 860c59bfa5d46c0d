/* What goes with an application beside the name: the client's contact, and what the settings say about name
 * servers and zones. */
#ifndef BO_REQUEST_H
#define BO_REQUEST_H

#include "base/bo_value.h"
#include "machine/bo_order.h"
#include "context/bo_settings.h"
#include "registrar/bo_registrar.h"

/* The settings registrar_nameservers and registrar_extra, taken apart. */
typedef struct {
	char *name_servers, *extra; /* copies that the rest points into */
	const char *servers[BO_MAX_NAME_SERVERS];
	size_t server_count;
	struct {
		const char *zone;
		bo_extra_field_t field; /* no key: the zone's line can't be read */
	} * fields;
	size_t field_count;
	bo_value_t *problems; /* a sentence for each thing that can't be read; it stops nothing else */
} bo_request_parts_t;

/* A request and what it points to. */
typedef struct {
	char name[BO_NAME_MAX + 1];
	bo_contact_t contact;
	bo_extra_field_t extras[BO_MAX_EXTRA_FIELDS];
	bo_apply_request_t request;
} bo_request_t;

BO_MUSTCHECK bo_code_t bo_request_parts(
		bo_request_parts_t *out, const bo_settings_t *settings, bo_error_t *error);
void bo_request_parts_dispose(bo_request_parts_t *parts);

/* Fills *out for an order; BO_E_NOT_FOUND when WHMCS has no such client, BO_E_CONFIG when
 * the settings have a line for the order's zone that can't be read. parts has to stay. */
BO_MUSTCHECK bo_code_t bo_request_fill(bo_request_t *out, const bo_request_parts_t *parts, bo_db_t *db,
		const bo_order_t *order, bo_error_t *error);

#endif
