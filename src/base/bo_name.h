/* Domain names: label.zone, split at the first dot, stored as lower-case A-labels (IDNA2008 with UTS46
 * mapping by libidn2), shown as U-labels. The zone is everything right of the label ("co.uk"). */
#ifndef BO_NAME_H
#define BO_NAME_H

#include "base/bo_error.h"
#include <stdbool.h>
#include <stddef.h>

#define BO_LABEL_MAX 63
#define BO_NAME_MAX 253
#define BO_NAME_UTF8_MAX 1024
#define BO_LABEL_SIZE (BO_LABEL_MAX + 1)
#define BO_ZONE_SIZE (BO_NAME_MAX + 1)

typedef struct {
	char text[BO_NAME_MAX + 1]; /* label.zone */
	size_t length;
	size_t label_length; /* text[label_length] is the dot */
} bo_name_t;

static inline const char *bo_name_zone(const bo_name_t *name)
{
	return name->text + name->label_length + 1;
}

/* Why a name was refused; bo_name_reason_text() gives the words. */
typedef enum {
	BO_NAME_OK = 0,
	BO_NAME_EMPTY,
	BO_NAME_TOO_LONG,
	BO_NAME_NO_ZONE,     /* no dot */
	BO_NAME_EMPTY_LABEL, /* leading, trailing or double dot */
	BO_NAME_LABEL_TOO_LONG,
	BO_NAME_BAD_CHARACTER, /* not letter, digit, hyphen */
	BO_NAME_BAD_HYPHEN,    /* label starts or ends with a hyphen */
	BO_NAME_BAD_ENCODING,  /* not UTF-8 */
	BO_NAME_BAD_IDN,       /* not a valid IDN, or an xn-- label that does not decode to itself */
	BO_NAME_BAD_ZONE       /* numeric or special-use top level */
} bo_name_reason_t;

/* Normalises user or list input of length bytes (need not be NUL-terminated): surrounding ASCII white space
 * and one trailing dot are dropped, letters lowered, IDNs mapped to A-labels. */
BO_MUSTCHECK bo_name_reason_t bo_name_parse(bo_name_t *out, const char *input, size_t length);
/* The same for a zone alone ("co.uk", ".com"): a leading dot is dropped. out holds BO_NAME_MAX + 1 bytes. */
BO_MUSTCHECK bo_name_reason_t bo_zone_parse(char *out, const char *input, size_t length);
const char *bo_name_reason_text(bo_name_reason_t reason);

/* Writes the U-label form of an A-label name, label or zone (UTF-8); what does not decode is copied as it is.
 */
void bo_name_to_unicode(char out[BO_NAME_UTF8_MAX], const char *ascii);

#endif
