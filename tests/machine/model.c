#include "model.h"

#include "funds/bo_funds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_FACTS 400

const char *const names[NAMES] = {"a.com", "b.com", "c.com", "d.com", "e.com", "f.com", "g.com", "h.com",
		"i.net", "j.net", "k.net", "l.net"};

typedef struct {
	char reference[20], name[20], email[64], state[20];
	bool known;
	int64_t created;
} fact_application_t;

typedef struct {
	char name[20], email[64], answer[20];
	bool used;
} fact_answer_t;

bo_context_t *context;
model_order_t orders[MAX_ORDERS];
size_t order_count;
int64_t now;
uint64_t seed_state;
bool verbose;
char complaint[512];
long long prices[NAMES][CURRENCIES + 1];

static fact_application_t applications[MAX_FACTS];
static fact_answer_t answers[MAX_FACTS];
static size_t application_count, answer_count;
static bool has_row[NAMES], has_dates[NAMES], no_list[NAMES], renewable[NAMES][CURRENCIES + 1];

uint64_t dice(uint64_t sides)
{
	seed_state ^= seed_state << 13;
	seed_state ^= seed_state >> 7;
	seed_state ^= seed_state << 17;
	return (seed_state >> 11) % sides;
}

void complain(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	if (!*complaint) {
		vsnprintf(complaint, sizeof(complaint), format, arguments);
	}
	va_end(arguments);
}

const char *date_text(int64_t time)
{
	static char texts[4][BO_TIME_TEXT_SIZE];
	static size_t next;
	return bo_time_format(texts[next++ % 4], time);
}

void told(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	if (verbose) {
		fprintf(stderr, "%s  ", date_text(now));
		vfprintf(stderr, format, arguments);
		fputc('\n', stderr);
	}
	va_end(arguments);
}

bool is(const model_order_t *order, const char *status)
{
	return !order->gone && strcmp(order->status, status) == 0;
}

bool is_open(const model_order_t *order)
{
	return is(order, "REQUESTED") || is(order, "ACTIVE") || is(order, "PROCESSING") ||
		   is(order, "AUCTION-PENDING") || is(order, "PENDING-PAYMENT");
}

void become(model_order_t *order, const char *status)
{
	snprintf(order->status, sizeof(order->status), "%s", status);
	order->person = false;
}

void release(model_order_t *order, const char *status)
{
	become(order, status);
	order->reserved = 0;
	order->admin_holds = false;
}

model_order_t *open_order(int client, int name)
{
	for (size_t i = 0; i < order_count; i++) {
		if (orders[i].client == client && orders[i].name == name && is_open(&orders[i])) {
			return &orders[i];
		}
	}
	return NULL;
}

/* ---- facts ---- */

void each_row(const char *sql, void (*take)(char **cells))
{
	char *table = world_table("%s", sql), *save = NULL;
	for (char *line = strtok_r(table, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		char *cells[16] = {0};
		size_t count = 0;
		for (char *cell = line; cell && count < 16; count++) {
			cells[count] = cell;
			cell = strchr(cell, '|');
			if (cell) {
				*cell++ = '\0';
			}
		}
		take(cells);
	}
	free(table);
}

int64_t time_of(const char *text)
{
	int64_t time;
	return bo_time_parse(&time, text, strlen(text)) ? time : BO_TIME_NONE;
}

static void take_application(char **cells)
{
	fact_application_t *one = &applications[application_count++];
	snprintf(one->reference, sizeof(one->reference), "%s", cells[0]);
	snprintf(one->name, sizeof(one->name), "%s", cells[1]);
	snprintf(one->email, sizeof(one->email), "%s", cells[2]);
	snprintf(one->state, sizeof(one->state), "%s", cells[3]);
	one->known = *cells[4] == '1';
	one->created = time_of(cells[5]);
}

static void take_answer(char **cells)
{
	fact_answer_t *one = &answers[answer_count++];
	snprintf(one->name, sizeof(one->name), "%s", cells[0]);
	snprintf(one->email, sizeof(one->email), "%s", cells[1]);
	snprintf(one->answer, sizeof(one->answer), "%s", cells[2]);
	one->used = false;
}

static int name_index(const char *name)
{
	for (int i = 0; i < NAMES; i++) {
		if (strcmp(names[i], name) == 0) {
			return i;
		}
	}
	return 0;
}

static void take_row(char **cells)
{
	has_row[name_index(cells[0])] = true;
}

static void take_dates(char **cells)
{
	has_dates[name_index(cells[0])] = true;
}

static void take_no_list(char **cells)
{
	no_list[name_index(cells[0])] = true;
}

const char *zone_of(int name)
{
	return strchr(names[name], '.') + 1;
}

static void take_price(char **cells)
{
	for (int i = 0; i < NAMES; i++) {
		if (strcmp(zone_of(i), cells[0]) == 0) {
			prices[i][*cells[1] - '0'] = strtoll(cells[2], NULL, 10);
		}
	}
}

static void take_renewal(char **cells)
{
	for (int i = 0; i < NAMES; i++) {
		if (strcmp(zone_of(i), cells[0] + 1) == 0) {
			renewable[i][*cells[1] - '0'] = true;
		}
	}
}

void read_facts(void)
{
	application_count = answer_count = 0;
	memset(has_row, 0, sizeof(has_row));
	memset(has_dates, 0, sizeof(has_dates));
	memset(no_list, 0, sizeof(no_list));
	memset(renewable, 0, sizeof(renewable));
	memset(prices, 0, sizeof(prices));
	read_clients();
	each_row("SELECT CONCAT('R', id), name, email, state, known, created FROM world_applications ORDER BY id",
			take_application);
	each_row("SELECT name, email, answer FROM world_answers WHERE answer <> 'no-list' ORDER BY id",
			take_answer);
	each_row("SELECT DISTINCT name FROM world_answers WHERE answer = 'no-list'", take_no_list);
	each_row("SELECT domain FROM tbldomains", take_row);
	each_row("SELECT name FROM world_domains", take_dates);
	each_row(
			"SELECT extension, currency_id, CAST(COALESCE(fullprice, 0) * 100 AS INT) FROM backorder_pricing",
			take_price);
	each_row("SELECT x.extension, p.currency FROM tbldomainpricing x JOIN tblpricing p ON p.relid = x.id "
			 "WHERE "
			 "p.msetupfee > 0",
			take_renewal);
}

/* What a client can spend, told by WHMCS's tables and by the orders; an invoice that is there counts once,
 * although its effect is not settled yet. */
/* An invoice that ended before its order knew of it is owed until it does: the careful side. */
long long available(int client)
{
	return world_int(
			"SELECT CAST(100 * (k.credit - COALESCE((SELECT SUM(GREATEST(i.total - COALESCE((SELECT "
			"SUM(a.amountin - a.amountout) FROM tblaccounts a WHERE a.invoiceid = i.id), 0), 0)) FROM "
			"tblinvoices i WHERE i.userid = k.id AND i.status = 'Unpaid'), 0) - COALESCE((SELECT "
			"SUM(e.amount) "
			"FROM backorder_effects e WHERE e.userid = k.id AND e.state <> 'done' AND NOT EXISTS (SELECT 1 "
			"FROM world_invoices w JOIN tblinvoices i ON i.id = w.invoice WHERE i.status NOT IN "
			"('Cancelled', "
			"'Refunded') AND w.marker = CONCAT('[ispapibackorder:order:', e.order_id, ']'))), 0) "
			"- "
			"COALESCE((SELECT SUM(d.reserved) FROM backorder_domains d WHERE d.userid = k.id), 0)) AS INT) "
			"FROM "
			"tblclients k WHERE k.id = %d",
			client + 1);
}

/* ---- the model ---- */

static void model_dates(void)
{
	for (size_t i = 0; i < order_count; i++) {
		model_order_t *order = &orders[i];
		bool known = order->drop != BO_TIME_NONE;
		if ((is(order, "REQUESTED") || is(order, "ACTIVE")) && known && order->drop <= now - 2 * BO_DAY) {
			release(order, "FAILED");
		} else if (is(order, "ACTIVE") && !order->admin_holds && (!known || order->drop > now + 3 * BO_DAY)) {
			release(order, "REQUESTED");
		}
	}
}

static bool before(const model_order_t *left, const model_order_t *right)
{
	if (left->drop != right->drop) {
		return left->drop < right->drop;
	}
	return left->created != right->created ? left->created < right->created : left->id < right->id;
}

static bool near_drop(const model_order_t *order, int64_t ahead)
{
	return order->drop != BO_TIME_NONE && order->drop <= now + ahead && order->drop > now - 4 * BO_HOUR;
}

static void model_funding(int client, long long money)
{
	bool seen[MAX_ORDERS] = {false};
	for (;;) {
		size_t next = order_count;
		for (size_t i = 0; i < order_count; i++) {
			if (!seen[i] && orders[i].client == client && is(&orders[i], "REQUESTED") &&
					near_drop(&orders[i], 3 * BO_DAY) &&
					(next == order_count || before(&orders[i], &orders[next]))) {
				next = i;
			}
		}
		if (next == order_count) {
			return;
		}
		seen[next] = true;
		long long price = prices[orders[next].name][clients[client].currency];
		if (price > 0 && money >= price) {
			money -= price;
			become(&orders[next], "ACTIVE");
			orders[next].price = orders[next].reserved = price;
			orders[next].currency = clients[client].currency;
		}
	}
}

static bool is_over(const char *state)
{
	return strcmp(state, "FAILED") == 0 || strcmp(state, "AUCTION_LOST") == 0;
}

static const char *listed(const model_order_t *order, bool whatever_age)
{
	const char *found = NULL, *owner = *order->owner ? order->owner : clients[order->client].email;
	for (size_t i = 0; i < application_count; i++) {
		const fact_application_t *one = &applications[i];
		bool taken = false;
		for (size_t k = 0; k < order_count; k++) {
			taken = taken || (!orders[k].gone && strcmp(orders[k].reference, one->reference) == 0);
		}
		if (!taken && one->known && strcmp(one->name, names[order->name]) == 0 &&
				strcmp(one->email, owner) == 0 &&
				(whatever_age ? !is_over(one->state) : one->created >= order->intent_at - BO_MINUTE)) {
			found = one->reference;
		}
	}
	return found;
}

static void adopt(model_order_t *order, const char *reference)
{
	snprintf(order->reference, sizeof(order->reference), "%s", reference);
	order->intent = order->person = false;
	order->held_until = BO_TIME_NONE;
	order->owner[0] = '\0';
}

static const char *next_answer(const model_order_t *order)
{
	const char *name = names[order->name], *email = clients[order->client].email, *word = "ok";
	for (size_t i = 0; i < answer_count; i++) {
		if (!answers[i].used && strcmp(answers[i].name, name) == 0 && strcmp(answers[i].email, email) == 0) {
			answers[i].used = true;
			word = answers[i].answer;
			break;
		}
	}
	for (size_t i = 0; i < application_count; i++) {
		if (applications[i].known && strcmp(applications[i].name, name) == 0 &&
				strcmp(applications[i].email, email) == 0 &&
				(strcmp(applications[i].state, "WAITING") == 0 ||
						strcmp(applications[i].state, "AUCTION_PENDING") == 0)) {
			word = "duplicate";
		}
	}
	return word;
}

/* What the registrar holds after the run is read from it; here only whether it took the application. */
static void model_send(model_order_t *order)
{
	const char *word = next_answer(order);
	bool before = order->intent_at && order->intent_at < now;
	if (!order->intent_at) {
		order->intent_at = now;
	}
	order->intent = true;
	order->held_until = now;
	snprintf(order->owner, sizeof(order->owner), "%s", clients[order->client].email);
	if (strcmp(word, "ok") == 0) {
		char reference[20];
		/* The newest application of this owner, which the test looks up when it compares. */
		snprintf(reference, sizeof(reference), "new");
		adopt(order, reference);
	} else if (strcmp(word, "duplicate") == 0) {
		const char *reference = no_list[order->name] ? NULL : listed(order, true);
		if (reference) {
			adopt(order, reference);
		}
	} else if (strcmp(word, "refused") == 0) {
		/* An earlier attempt may have been carried out: without the list nobody can tell. */
		const char *reference = before && !no_list[order->name] ? listed(order, false) : NULL;
		if (reference) {
			adopt(order, reference);
		} else if (!before || !no_list[order->name]) {
			release(order, "FAILED");
			order->intent = false;
		}
	} else if (strcmp(word, "lost") != 0 && strcmp(word, "lost-taken") != 0) {
		order->intent = false;
	}
}

static void model_applications(void)
{
	for (size_t i = 0; i < order_count; i++) {
		model_order_t *order = &orders[i];
		if (!is(order, "PROCESSING") || *order->reference || order->drop == BO_TIME_NONE ||
				(order->intent && order->held_until > now)) {
			continue;
		}
		bool late = order->drop <= now - 4 * BO_HOUR;
		const model_client_t *client = &clients[order->client];
		/* Another address than the one that was sent, or too late for the registrar to call it a duplicate.
		 */
		bool look = order->intent ||
					(order->intent_at && (late || (client->here && *order->owner &&
														  strcmp(order->owner, client->email) != 0)));
		if (look && no_list[order->name]) {
			order->held_until = now;
			continue;
		}
		const char *reference = look ? listed(order, false) : NULL;
		if (reference) {
			adopt(order, reference);
		} else if (late) {
			release(order, "FAILED");
			order->intent = false;
		} else if (client->here) {
			model_send(order);
		}
	}
}

static bool deliverable(const model_order_t *order)
{
	return has_dates[order->name] && !has_row[order->name] &&
		   renewable[order->name][clients[order->client].currency];
}

/* In the currency in which it was reserved, or not at all. */
static bool invoiceable(const model_order_t *order)
{
	const model_client_t *client = &clients[order->client];
	return client->priced && client->currency == order->currency;
}

static const fact_application_t *application_of(const model_order_t *order)
{
	for (size_t i = 0; i < application_count; i++) {
		if (strcmp(applications[i].reference, order->reference) == 0) {
			return &applications[i];
		}
	}
	return NULL;
}

static void model_poll(void)
{
	for (size_t i = 0; i < order_count; i++) {
		model_order_t *order = &orders[i];
		if ((!is(order, "PROCESSING") && !is(order, "AUCTION-PENDING")) || !*order->reference ||
				strcmp(order->reference, "new") == 0) {
			continue; /* what was just taken waits */
		}
		const fact_application_t *one = application_of(order);
		const char *state = one && one->known ? one->state : "UNKNOWN";
		if (strcmp(state, "UNKNOWN") == 0 && order->drop != BO_TIME_NONE &&
				order->drop <= now - 4 * BO_HOUR) {
			release(order, "CANCELLED");
		} else if (!clients[order->client].here &&
				   (strcmp(state, "SUCCESSFUL") == 0 || strcmp(state, "AUCTION_WON") == 0)) {
			if (clients[order->client].gone) {
				release(order, "CANCELLED"); /* caught for nobody */
			}
		} else if (strcmp(state, "SUCCESSFUL") == 0) {
			if (invoiceable(order)) {
				release(order, "PENDING-PAYMENT");
			} else {
				order->person = true;
			}
		} else if (strcmp(state, "FAILED") == 0) {
			release(order, "FAILED");
		} else if (strcmp(state, "AUCTION_PENDING") == 0) {
			/* The same facts again are no news. */
			if (!is(order, "AUCTION-PENDING")) {
				become(order, "AUCTION-PENDING");
			}
		} else if (strcmp(state, "AUCTION_LOST") == 0) {
			release(order, "AUCTION-LOST");
		} else if (strcmp(state, "AUCTION_WON") == 0 && deliverable(order) && invoiceable(order)) {
			release(order, "AUCTION-WON");
			has_row[order->name] = true;
		}
	}
}

/* A week after the drop nobody waits any more, but for a name that is won and can't be delivered yet. */
static void model_overdue(void)
{
	for (size_t i = 0; i < order_count; i++) {
		model_order_t *order = &orders[i];
		if (!is(order, "PROCESSING") || order->drop == BO_TIME_NONE || order->drop > now - 7 * BO_DAY) {
			continue;
		}
		const fact_application_t *one = *order->reference ? application_of(order) : NULL;
		bool caught = one && one->known &&
					  (strcmp(one->state, "AUCTION_WON") == 0 || strcmp(one->state, "SUCCESSFUL") == 0);
		if (!caught && !order->person) {
			release(order, "FAILED");
			order->intent = false;
		}
	}
}

static void model_payments(void)
{
	for (size_t i = 0; i < order_count; i++) {
		model_order_t *order = &orders[i];
		if (!is(order, "PENDING-PAYMENT") || !order->invoice) {
			continue;
		}
		const char *state = world_value("SELECT status FROM tblinvoices WHERE id = %lld", order->invoice);
		if (strcmp(state, "Paid") == 0 && clients[order->client].here && deliverable(order)) {
			become(order, "SUCCESSFUL");
			has_row[order->name] = true;
		} else if (strcmp(state, "Cancelled") == 0 || strcmp(state, "Refunded") == 0 || !*state) {
			become(order, "CANCELLED");
		}
	}
}

/* Everything that a run does, told beforehand. */
void model_run(void)
{
	read_facts();
	model_dates();
	model_clients();
	for (int client = 0; client < (int)client_count; client++) {
		if (!clients[client].here || !clients[client].priced) {
			continue;
		}
		/* What the dates released is free again. */
		long long kept =
				world_int("SELECT CAST(100 * COALESCE(SUM(reserved), 0) AS INT) FROM backorder_domains WHERE "
						  "userid = %d",
						client + 1);
		for (size_t i = 0; i < order_count; i++) {
			kept -= orders[i].client == client && !orders[i].gone ? orders[i].reserved : 0;
		}
		model_funding(client, available(client) + kept);
	}
	for (size_t i = 0; i < order_count; i++) {
		if (is(&orders[i], "ACTIVE") && near_drop(&orders[i], 2 * BO_HOUR)) {
			become(&orders[i], "PROCESSING");
		}
	}
	model_applications();
	model_poll();
	model_overdue();
	model_payments();
}

/* ---- comparing ---- */

static size_t compared;

static void compare_row(char **cells)
{
	while (compared < order_count && orders[compared].gone) {
		compared++;
	}
	if (compared == order_count) {
		complain("order %s should not be there", cells[0]);
		return;
	}
	model_order_t *order = &orders[compared++];
	long long reserved = strtoll(cells[2], NULL, 10), invoice = strtoll(cells[4], NULL, 10);
	if (strtol(cells[6], NULL, 10) != order->client + 1) {
		complain("order %s is of client %s; the model says %d", cells[0], cells[6], order->client + 1);
	}
	if (strtoll(cells[0], NULL, 10) != order->id || strcmp(cells[1], order->status) != 0 ||
			reserved != order->reserved) {
		complain(
				"order %s (%s, client %d, drop %s) is %s and holds %lld; the model says order %lld, %s, %lld",
				cells[0], names[order->name], order->client + 1, date_text(order->drop), cells[1], reserved,
				order->id, order->status, order->reserved);
	}
	if (strcmp(order->reference, "new") == 0) {
		/* The registrar's newest of this owner, and nobody else's. */
		if (strcmp(cells[3],
					world_value("SELECT CONCAT('R', MAX(id)) FROM world_applications WHERE name = '%s' AND "
								"email = '%s'",
							names[order->name], clients[order->client].email)) == 0) {
			snprintf(order->reference, sizeof(order->reference), "%s", cells[3]);
		}
	}
	if (strcmp(cells[3], order->reference) != 0) {
		complain("order %s has the reference \"%s\"; the model says \"%s\"", cells[0], cells[3],
				order->reference);
	}
	bool intent = strcmp(cells[5], "intent") == 0;
	if (is_open(order) && intent != order->intent) {
		complain("order %s: apply_state is \"%s\", the model says %d", cells[0], cells[5], order->intent);
	}
	/* When the outbox makes the invoice is the test's choice; that it is the order's own is checked
	 * elsewhere. */
	if (order->invoice && invoice != order->invoice) {
		complain("order %s had invoice %lld and has %lld", cells[0], order->invoice, invoice);
	}
	order->invoice = invoice;
}

void compare(void)
{
	static const char sql[] =
			"SELECT id, status, CAST(reserved * 100 AS INT), reference, COALESCE(invoice, 0), "
			"apply_state, userid FROM backorder_domains ORDER BY id";
	compared = 0;
	each_row(sql, compare_row);
	while (compared < order_count && orders[compared].gone) {
		compared++;
	}
	if (compared != order_count) {
		complain("order %lld (%s) is gone", orders[compared].id, orders[compared].status);
	}
	if (*world_violation()) {
		complain("%s", world_violation());
	}
}

void check_funds(void)
{
	int client = (int)dice(client_count);
	bo_funds_t funds;
	bo_error_t error = {0};
	long long reserved = 0;
	read_clients();
	for (size_t i = 0; i < order_count; i++) {
		reserved += orders[i].client == client && is_open(&orders[i]) ? orders[i].reserved : 0;
	}
	bo_code_t code = bo_funds_read(&funds, bo_test_db(), client + 1, &error);
	if (!clients[client].here || !clients[client].priced) {
		if (code != BO_E_NOT_FOUND) {
			complain("client %d has no funds to be told, and they are: %s", client + 1, bo_code_name(code));
		}
	} else if (code != BO_OK) {
		complain("funds: %s", error.message);
	} else if (funds.reserved != reserved || funds.available != available(client)) {
		complain("client %d: reserved %lld, available %lld; the model says %lld, %lld", client + 1,
				(long long)funds.reserved, (long long)funds.available, reserved, available(client));
	}
}

/* After a process was killed: where it had come to is read, and must hold together. */
static void reload_row(char **cells)
{
	for (size_t i = 0; i < order_count; i++) {
		model_order_t *order = &orders[i];
		if (order->id == strtoll(cells[0], NULL, 10)) {
			become(order, cells[1]);
			order->reserved = strtoll(cells[2], NULL, 10);
			snprintf(order->reference, sizeof(order->reference), "%s", cells[3]);
			order->invoice = strtoll(cells[4], NULL, 10);
			order->intent = strcmp(cells[5], "intent") == 0;
			int64_t at = time_of(cells[6]);
			order->intent_at = at == BO_TIME_NONE ? 0 : at;
			order->held_until = time_of(cells[7]);
			order->admin_holds = strcmp(cells[8], "admin") == 0;
			order->price = strtoll(cells[9], NULL, 10);
			order->currency = (int)strtol(cells[10], NULL, 10);
			snprintf(order->owner, sizeof(order->owner), "%s", cells[11]);
			order->person = strcmp(cells[12], "needs_person") == 0;
		}
	}
}

void reload(void)
{
	each_row("SELECT id, status, CAST(reserved * 100 AS INT), reference, COALESCE(invoice, 0), apply_state, "
			 "apply_at, "
			 "apply_until, activated_by, CAST(COALESCE(price, 0) * 100 AS INT), COALESCE(currency_id, 0), "
			 "apply_email, reason FROM backorder_domains ORDER BY id",
			reload_row);
}
