/* From the properties of an answer to what the layers above know: applications and domains. */
#ifndef BO_ISPAPI_READ_H
#define BO_ISPAPI_READ_H

#include "registrar/bo_ispapi_wire.h"
#include "registrar/bo_registrar.h"

/* Whether a text is what may be sent as DOMAIN: letters, digits, hyphens and dots only, so no pattern either.
 */
bool bo_ispapi_plain_name(const char *name);
/* Whether a text can be a reference: printable ASCII without blanks and patterns. */
bool bo_ispapi_plain_reference(const char *reference);
/* Whether the answer's name can be the one that was asked about. True when it does not tell, or tells it in
 * another alphabet. */
bool bo_ispapi_about(bo_ispapi_text_t told, const char *asked);

/* Whether an application's class (COM_BACKORDER) is a backorder's, as opposed to one of a launch phase. True
 * when it is not told. */
bool bo_ispapi_is_backorder(bo_ispapi_text_t class);

/* The column of application numbers: CNR calls it APPLICATION or APPLICATION_ID, depending on the command. */
const char *bo_ispapi_reference_column(const bo_ispapi_answer_t *answer);

bo_application_state_t bo_ispapi_application_state(bo_ispapi_text_t status);

/* StatusDomainApplication. An answer about another application, or without a status, becomes TEMPORARY. */
void bo_ispapi_read_application(
		bo_application_t *out, const bo_ispapi_answer_t *answer, const char *reference);
/* StatusDomain. */
void bo_ispapi_read_domain(bo_domain_facts_t *out, const bo_ispapi_answer_t *answer);

#endif
