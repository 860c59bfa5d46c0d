/* Passwords in memory: each on pages of its own that stay out of core dumps and, where the system allows it,
 * out of the swap; wiped before they are given back. */
#ifndef BO_SECRET_H
#define BO_SECRET_H

/* A copy of text as a C string; NULL when out of memory. Free it with bo_secret_free() only. */
char *bo_secret_new(const char *text);
void bo_secret_free(char *secret); /* NULL is fine */

#endif
