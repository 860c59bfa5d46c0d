/* An installation of the PHP addon that was here before: its tables as its activation made them, and rows of
 * every kind that a shop can have in them, each with what has to become of it. */
#ifndef VERSION4_H
#define VERSION4_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
	/* SQL literals; %d in the label becomes the row's number. */
	const char *label, *zone;
	int client;
	const char *rest; /* type, status, createddate, updateddate, dropdate, reference, invoice, lowbalance */
	/* domain|tld|type|status|dropdate|source|reference|invoice|mailed|open|price|currency|reserved|apply */
	const char *expected;
	const char *notes; /* the kinds of its rows in the report, with commas, or "" */
} version4_order_t;

extern const version4_order_t version4_orders[];
extern const size_t version4_order_count;

/* Makes the four tables and fills them: `orders` orders, so many times each kind as that needs. */
void version4_make(size_t orders);
/* Puts the database back to that state. */
void version4_again(void);

/* A label with its number: %d becomes it, also where it stands twice. */
const char *version4_numbered(char *out, size_t size, const char *text, size_t number);

#endif
