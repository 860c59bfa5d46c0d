/* The client as WHMCS keeps it, for the registrar's contacts. */
#ifndef BO_CLIENT_H
#define BO_CLIENT_H

#include "db/bo_db.h"
#include "registrar/bo_registrar.h"

/* BO_E_NOT_FOUND when there is no such client. */
BO_MUSTCHECK bo_code_t bo_client_contact(
		bo_contact_t *out, bo_db_t *db, int64_t client_id, bo_error_t *error);

#endif
