/* The stand-in registrar (tests/registrar/) as a process of its own, for programs in C. */
#ifndef BO_STANDIN_H
#define BO_STANDIN_H

#include "context/bo_context.h"
#include <stdbool.h>

/* Starts node with the stand-in on a free port; ends the program with a message when it does not come up.
 * dialect is "ispapi" or "cnr", droplist a CSV file or NULL. It is stopped by bo_standin_stop() and at the
 * end of the program. */
void bo_standin_start(const char *dialect, const char *droplist);
void bo_standin_stop(void);
/* The same over HTTPS, with a certificate of its own, whose file *ca_file names from then on; http2: HTTP/2
 * is offered beside HTTP/1.1. */
void bo_standin_start_tls(const char *dialect, bool http2, const char **ca_file);
/* The address of its API, for the setting registrar_url. */
const char *bo_standin_url(void);
/* One call of the control API; body NULL: GET. The answer is malloc'ed. Anything but HTTP 200 ends the
 * program. */
char *bo_standin_control(const char *path, const char *body);
void bo_standin_tell(const char *path, const char *body); /* the same, without its answer */
/* The settings of an account there. */
void bo_standin_settings(bo_context_t *context);
/* Names n<first>.com, ... that drop at a moment ("YYYY-MM-DD HH:MM:SS"), on the stand-in's list; and as many
 * PROCESSING orders of client 1 for them, 10.00 held for each. */
void bo_standin_list(int first, int count, const char *drop);
void bo_standin_place(int first, int count, const char *drop);

#endif
