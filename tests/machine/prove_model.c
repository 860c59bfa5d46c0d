/* Random histories of some orders against a small model. What the world outside did is read from its tables
 * before each run; what the core makes of it is told by the model, for every order, and compared after each
 * step, together with what must hold at any moment.
 *
 * prove_model          BO_MACHINE_STEPS steps in all (20000), from the seed BO_MACHINE_SEED on (1)
 * prove_model SEED     this history alone, step by step on the error output */
#include "backorder/bo_backorder.h"
#include "failpoint.h"
#include "machine/bo_run.h"
#include "model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define STEPS_EACH 200

static int64_t begin;
static unsigned long counts[40];
static int merged_from, merged_to; /* WHMCS has merged them, and the addon was not told yet; -1: none */
static unsigned long reached[12];

static model_order_t *any_order(const char *status)
{
	size_t start = order_count ? dice(order_count) : 0;
	for (size_t i = 0; i < order_count; i++) {
		model_order_t *order = &orders[(start + i) % order_count];
		if (status ? is(order, status) : is_open(order)) {
			return order;
		}
	}
	return NULL;
}

/* One that WHMCS has; -1 when there is none. */
static int any_client(void)
{
	size_t start = dice(client_count);
	read_clients();
	for (size_t i = 0; i < client_count; i++) {
		size_t client = (start + i) % client_count;
		if (clients[client].here) {
			return (int)client;
		}
	}
	return -1;
}

static int64_t list_date(int name)
{
	return time_of(world_value(
			"SELECT drop_date FROM backorder_pending_domains WHERE CONCAT(domain, '.', zone) = '%s'",
			names[name]));
}

static void expect(bo_code_t got, bo_code_t wanted, const char *what)
{
	if (got != wanted) {
		complain("%s: %s, the model says %s", what, bo_code_name(got), bo_code_name(wanted));
	}
}

static void step_place(void)
{
	int client = dice(20) ? any_client() : (int)dice(client_count), name = (int)dice(NAMES);
	bo_value_t *out = NULL;
	bo_error_t error = {0};
	read_facts();
	if (order_count == MAX_ORDERS || client < 0) {
		return;
	}
	bo_code_t wanted = !clients[client].here                         ? BO_E_NOT_FOUND
					   : clients[client].closed                      ? BO_E_CONFLICT
					   : !clients[client].priced                     ? BO_E_NOT_FOUND
					   : prices[name][clients[client].currency] <= 0 ? BO_E_DENIED
					   : open_order(client, name)                    ? BO_E_EXISTS
																	 : BO_OK;
	told("client %d orders %s", client + 1, names[name]);
	bo_code_t result = bo_backorder_create(
			&out, context, client + 1, names[name], strlen(names[name]), false, "client", &error);
	expect(result, wanted, "placing");
	if (result == BO_OK) {
		int64_t drop = list_date(name);
		model_order_t *order = &orders[order_count++];
		*order = (model_order_t){.id = bo_map_get_int(out, "id", 0),
				.client = client,
				.name = name,
				.created = now,
				.drop = drop != BO_TIME_NONE && drop > now ? drop : BO_TIME_NONE,
				.held_until = BO_TIME_NONE};
		become(order, "REQUESTED");
	}
	bo_value_free(out);
}

static void step_delete(void)
{
	model_order_t *order = any_order(NULL);
	bo_value_t *out = NULL;
	bo_error_t error = {0};
	if (!order) {
		return;
	}
	bool may = is(order, "REQUESTED") || is(order, "ACTIVE");
	/* An admin may end what was sent, too; tests/unit/test_withdraw.c is about that. */
	bool by_admin = dice(2) && !is(order, "PROCESSING");
	told("order %lld (%s) is deleted", order->id, order->status);
	bo_code_t result = bo_backorder_delete(&out, context, order->client + 1, names[order->name],
			strlen(names[order->name]), by_admin, "somebody", &error);
	expect(result, may ? BO_OK : BO_E_CONFLICT, "deleting");
	order->gone = may;
	bo_value_free(out);
}

static void step_activate(void)
{
	model_order_t *order = any_order(dice(4) ? "REQUESTED" : NULL);
	bo_value_t *out = NULL;
	bo_error_t error = {0};
	bool force = dice(2);
	if (!order) {
		return;
	}
	read_facts();
	const model_client_t *client = &clients[order->client];
	long long price = prices[order->name][client->currency];
	bo_code_t wanted = !client->here || !client->priced             ? BO_E_NOT_FOUND
					   : price <= 0                                 ? BO_E_NOT_FOUND
					   : available(order->client) < price && !force ? BO_E_FUNDS
					   : !is(order, "REQUESTED")                    ? BO_E_CONFLICT
																	: BO_OK;
	told("order %lld (%s) is activated by an admin%s", order->id, order->status,
			force ? ", whatever the funds" : "");
	expect(bo_backorder_activate(&out, context, order->client + 1, names[order->name],
				   strlen(names[order->name]), force, "admin", &error),
			wanted, "activating");
	if (wanted == BO_OK) {
		become(order, "ACTIVE");
		order->price = order->reserved = price;
		order->currency = client->currency;
		order->admin_holds = true;
	}
	bo_value_free(out);
}

static void step_credit(void)
{
	int client = any_client();
	long long credit = (long long)dice(12) * 1000 + (long long)dice(2) * 550;
	told("client %d has a credit of %lld", client + 1, credit);
	world_exec("UPDATE tblclients SET credit = %lld / 100 WHERE id = %d", credit, client + 1);
}

static void step_list(void)
{
	int name = (int)dice(NAMES);
	int64_t date = now - 6 * BO_HOUR + (int64_t)dice(5 * 24) * BO_HOUR;
	if (dice(4) == 0) {
		told("%s leaves the list", names[name]);
		world_exec(
				"DELETE FROM backorder_pending_domains WHERE CONCAT(domain, '.', zone) = '%s'", names[name]);
	} else {
		told("%s drops at %s", names[name], date_text(date));
		world_exec("REPLACE INTO backorder_pending_domains (zone, domain, drop_date) VALUES ('%s', '%.1s', "
				   "'%s')",
				zone_of(name), names[name], date_text(date));
	}
}

static void step_sync(void)
{
	bo_value_t *out = NULL;
	bo_error_t error = {0};
	told("the dates follow the list");
	bool listed_at_all = world_int("SELECT COUNT(*) FROM backorder_pending_domains") > 0;
	for (size_t i = 0; i < order_count; i++) {
		model_order_t *order = &orders[i];
		int64_t date = list_date(order->name);
		bool early = is(order, "REQUESTED") || is(order, "ACTIVE");
		if ((early || (is(order, "PROCESSING") && order->drop != BO_TIME_NONE)) && date != BO_TIME_NONE &&
				date > now) {
			order->drop = date;
		} else if (early && date == BO_TIME_NONE && listed_at_all && order->drop != BO_TIME_NONE &&
				   order->drop > now) {
			order->drop = BO_TIME_NONE;
		}
	}
	expect(bo_backorder_sync_dates(&out, context, &error), BO_OK, "following the list");
	bo_value_free(out);
}

static void step_price(void)
{
	int currency = 1 + (int)dice(2);
	static const int some[] = {-1, 0, 500, 1000, 1000, 2000};
	const char *zone = dice(3) ? "com" : "net";
	int price = some[dice(COUNT_OF(some))];
	told("%s costs %d in currency %d", zone, price, currency);
	if (price < 0) {
		world_exec(
				"DELETE FROM backorder_pricing WHERE extension = '%s' AND currency_id = %d", zone, currency);
		return;
	}
	world_exec(
			"REPLACE INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('%s', %d, %d / 100)",
			zone, currency, price);
}

static void step_answer(void)
{
	/* A refused login stops the whole run and some after it: test_run.c has that. */
	static const char *const some[] = {"lost", "lost-taken", "temporary", "refused", "no-funds", "duplicate"};
	int name = (int)dice(NAMES), client = any_client();
	const char *answer = some[dice(COUNT_OF(some))];
	told("the next application of client %d for %s is answered %s", client + 1, names[name], answer);
	if (client >= 0) {
		world_answer(names[name], clients[client].email, answer);
	}
}

static void step_no_list(void)
{
	int name = (int)dice(NAMES);
	told("the list of applications for %s: %s", names[name],
			world_try("DELETE FROM world_answers WHERE name = '%s' AND answer = 'no-list'", names[name])
					? "?"
					: "on/off");
	if (dice(2)) {
		world_exec("INSERT INTO world_answers (name, email, answer, once) VALUES ('%s', '', 'no-list', 0)",
				names[name]);
	}
}

static void step_decide(void)
{
	static const char *const early[] = {"SUCCESSFUL", "SUCCESSFUL", "SUCCESSFUL", "FAILED", "AUCTION_PENDING",
			"BUSY"},
							 *const late[] = {
									 "AUCTION_WON", "AUCTION_LOST", "AUCTION_WON", "SUCCESSFUL", "FAILED"};
	char id[16], state[20], name[20];
	snprintf(id, sizeof(id), "%s",
			world_value("SELECT id FROM world_applications WHERE state IN ('WAITING', 'AUCTION_PENDING', "
						"'BUSY') ORDER "
						"BY MOD((id - (SELECT MIN(id) FROM world_applications)) * %d, 101) LIMIT 1",
					(int)dice(100) + 1));
	if (!*id) {
		return;
	}
	snprintf(state, sizeof(state), "%s",
			world_value("SELECT state FROM world_applications WHERE id = %s", id));
	snprintf(name, sizeof(name), "%s", world_value("SELECT name FROM world_applications WHERE id = %s", id));
	const char *next =
			strcmp(state, "AUCTION_PENDING") == 0 ? late[dice(COUNT_OF(late))] : early[dice(COUNT_OF(early))];
	/* A name is caught once in a history. */
	bool caught =
			world_int("SELECT COUNT(*) FROM world_applications WHERE name = '%s' AND state IN ('SUCCESSFUL', "
					  "'AUCTION_WON')",
					name) > 0;
	if (caught && (strcmp(next, "SUCCESSFUL") == 0 || strcmp(next, "AUCTION_WON") == 0)) {
		next = "FAILED";
	}
	told("the registrar says %s of R%s (%s)", next, id, name);
	/* It forgets some, but none whose reference it never told: that would be two applications for one order.
	 */
	bool forget = dice(12) == 0 &&
				  world_int("SELECT COUNT(*) FROM backorder_domains WHERE reference = 'R%s'", id) > 0;
	world_exec("UPDATE world_applications SET state = '%s', known = %d WHERE id = %s", next, !forget, id);
	if ((strcmp(next, "SUCCESSFUL") == 0 || strcmp(next, "AUCTION_WON") == 0) && dice(3)) {
		world_exec("INSERT IGNORE INTO world_domains VALUES ('%s', '%s', '%s')", name, date_text(now),
				date_text(now + 365 * BO_DAY));
	}
}

static void step_domain_shows(void)
{
	told("caught domains are shown");
	world_exec(
			"INSERT IGNORE INTO world_domains SELECT name, '%s', '%s' FROM world_applications WHERE state IN "
			"('SUCCESSFUL', 'AUCTION_WON')",
			date_text(now), date_text(now + 365 * BO_DAY));
}

static void step_invoice(void)
{
	static const char *const ends[] = {"Paid", "Paid", "Paid", "Cancelled", "Refunded", "gone", "part"};
	const char *end = ends[dice(COUNT_OF(ends))];
	long long id = world_int(
			"SELECT id FROM tblinvoices WHERE status = 'Unpaid' OR (status = 'Paid' AND %d) ORDER BY "
			"MOD((id - (SELECT MIN(id) FROM tblinvoices)) * %d, 101) LIMIT 1",
			dice(4) == 0, (int)dice(100) + 1);
	if (!id) {
		return;
	}
	/* One that is deleted before the order knows it can't be told from one that was never made. */
	if (strcmp(end, "gone") == 0 &&
			!world_int("SELECT COUNT(*) FROM backorder_domains WHERE invoice = %lld", id)) {
		return;
	}
	told("invoice %lld: %s", id, end);
	if (strcmp(end, "gone") == 0) {
		world_exec("DELETE FROM tblinvoices WHERE id = %lld", id);
		return;
	}
	if (strcmp(end, "Paid") == 0 || strcmp(end, "part") == 0) {
		world_exec("INSERT INTO tblaccounts (userid, invoiceid, amountin, amountout) SELECT userid, id, %s, "
				   "0 FROM "
				   "tblinvoices WHERE id = %lld AND status = 'Unpaid'",
				strcmp(end, "part") == 0 ? "1" : "total", id);
	}
	if (strcmp(end, "part") != 0) {
		world_exec("UPDATE tblinvoices SET status = '%s' WHERE id = %lld", end, id);
	}
}

static void step_foreign_row(void)
{
	int name = (int)dice(NAMES);
	if (world_int("SELECT COUNT(*) FROM tbldomains WHERE domain = '%s'", names[name]) == 0) {
		told("WHMCS has a domain entry for %s", names[name]);
		world_exec("INSERT INTO tbldomains (userid, domain, registrar, subscriptionid, promoid, status, "
				   "additionalnotes) "
				   "VALUES (9, '%s', 'foreign', '', 0, 'Active', '')",
				names[name]);
	} else {
		told("WHMCS has no foreign domain entry for %s", names[name]);
		world_exec("DELETE FROM tbldomains WHERE domain = '%s' AND registrar = 'foreign'", names[name]);
	}
}

static void step_renewal(void)
{
	told("renewal prices come and go");
	world_exec("UPDATE tblpricing SET msetupfee = IF(msetupfee > 0, -1, 12) WHERE id = %d", 1 + (int)dice(4));
}

static void step_time(void)
{
	static const int64_t some[] = {
			5 * BO_MINUTE, 5 * BO_MINUTE, 20 * BO_MINUTE, BO_HOUR, BO_HOUR, 3 * BO_HOUR, 8 * BO_HOUR, BO_DAY};
	now += some[dice(COUNT_OF(some))];
	told("time passes");
	world_clock(context, now);
	/* Who was not caught or renewed drops another day. */
	for (int i = 0; i < NAMES; i++) {
		int64_t date = list_date(i);
		if (date != BO_TIME_NONE && date < now - 12 * BO_HOUR && dice(3) == 0) {
			world_exec("UPDATE backorder_pending_domains SET drop_date = '%s' WHERE CONCAT(domain, '.', "
					   "zone) = '%s'",
					date_text(now + (int64_t)dice(40) * BO_HOUR), names[i]);
		}
	}
}

/* ---- clients ---- */

static void new_client(void)
{
	static const char *const first[] = {"anna", "bernd", "carla"};
	char *email = clients[client_count].email;
	if (client_count < COUNT_OF(first)) {
		snprintf(email, sizeof(clients[0].email), "%s@example.test", first[client_count]);
	} else {
		snprintf(email, sizeof(clients[0].email), "client%zu@example.test", client_count + 1);
	}
	client_count++;
}

static void add_client(int client, int currency)
{
	world_exec(
			"INSERT INTO tblclients (id, firstname, lastname, email, country, phonenumber, currency, credit, "
			"status, defaultgateway) VALUES (%d, 'Some', 'Body', '%s', 'US', '+1.2175550100', %d, %d, "
			"'Active', 'banktransfer')",
			client + 1, clients[client].email, currency, (int)dice(60));
}

/* A new one, while there are few; else one who was deleted comes back, as out of a backup. */
static void step_client_comes(void)
{
	size_t here = 0;
	read_clients();
	for (size_t i = 0; i < client_count; i++) {
		here += clients[i].here;
	}
	int missing = (int)dice(client_count);
	if (here < FIRST_CLIENTS && client_count < CLIENTS && dice(3)) {
		new_client();
		told("client %zu is new", client_count);
		add_client((int)client_count - 1, 1 + (int)dice(2));
	} else if (!clients[missing].here && missing != merged_from) {
		told("client %d is there again", missing + 1);
		add_client(missing, 1 + (int)dice(2));
	}
}

static void step_client_deleted(void)
{
	int client = any_client();
	if (client >= 0 && client != merged_to) {
		told("client %d is deleted", client + 1);
		world_exec("DELETE FROM tblclients WHERE id = %d", client + 1);
	}
}

static void step_client_closed(void)
{
	int client = any_client();
	told("client %d is closed, or open again", client + 1);
	world_exec("UPDATE tblclients SET status = IF(status = 'Closed', 'Active', 'Closed') WHERE id = %d",
			client + 1);
}

static void tell_addon(void)
{
	bo_value_t *out = NULL;
	bo_error_t error = {0};
	bool there = false;
	read_clients();
	there = clients[merged_to].here;
	told("the addon is told that client %d became client %d", merged_from + 1, merged_to + 1);
	bo_code_t result =
			bo_backorder_merge_clients(&out, context, merged_from + 1, merged_to + 1, "cron", &error);
	expect(result, there ? BO_OK : BO_E_NOT_FOUND, "merging");
	if (there) {
		model_merge(merged_from, merged_to);
	}
	bo_value_free(out);
	merged_from = merged_to = -1;
}

/* WHMCS moves what it has and deletes one of the two; its hook runs then, or a little later, or is lost. */
static void step_client_merged(void)
{
	static const char *const tables[] = {"tblinvoices", "tblinvoiceitems", "tblaccounts", "tbldomains"};
	int from = any_client(), to = any_client();
	if (from < 0 || from == to || merged_from >= 0) {
		return;
	}
	told("client %d becomes client %d", from + 1, to + 1);
	world_exec("UPDATE tblclients a JOIN tblclients b ON b.id = %d SET a.credit = a.credit + b.credit WHERE "
			   "a.id "
			   "= %d",
			from + 1, to + 1);
	for (size_t i = 0; i < COUNT_OF(tables); i++) {
		world_exec("UPDATE %s SET userid = %d WHERE userid = %d", tables[i], to + 1, from + 1);
	}
	world_exec("DELETE FROM tblclients WHERE id = %d", from + 1);
	merged_from = from;
	merged_to = to;
	if (dice(3)) {
		tell_addon();
	}
}

static void step_told_of_merge(void)
{
	if (merged_from >= 0 && dice(4)) {
		tell_addon();
	} else if (merged_from >= 0) {
		told("nobody tells the addon of the merged clients");
		merged_from = merged_to = -1;
	}
}

static void step_client_currency(void)
{
	int client = any_client(), currency = 1 + (int)dice(dice(3) ? 2 : 3);
	told("client %d pays in currency %d", client + 1, currency);
	world_exec("UPDATE tblclients SET currency = %d WHERE id = %d", currency, client + 1);
}

static void step_currency_removed(void)
{
	told("currency 2 is removed, or there again");
	if (world_int("SELECT COUNT(*) FROM tblcurrencies WHERE id = 2")) {
		world_exec("DELETE FROM tblcurrencies WHERE id = 2");
	} else {
		world_exec("INSERT INTO tblcurrencies (id, code, prefix, suffix, format, rate, `default`) VALUES (2, "
				   "'EUR', '', ' EUR', 3, 0.9, 0)");
	}
}

/* ---- money ---- */

static void remember_money(long long money[CLIENTS])
{
	read_clients();
	for (int i = 0; i < (int)client_count; i++) {
		money[i] = available(i);
	}
}

/* What was sent is reserved in the new currency, whatever the funds are then. */
static bool changes_currency(int client)
{
	for (size_t i = 0; i < order_count; i++) {
		if (orders[i].client == client && orders[i].reserved &&
				orders[i].currency != clients[client].currency) {
			return true;
		}
	}
	return false;
}

/* What we do never takes a client below zero, or further below. */
static void check_money(const long long money[CLIENTS], const bool changed[CLIENTS], const char *what)
{
	for (int i = 0; i < (int)client_count; i++) {
		long long after = available(i);
		if (after < 0 && after < money[i] && !changed[i]) {
			complain("%s: client %d had %lld and has %lld", what, i + 1, money[i], after);
		}
	}
}

static void step_run(void)
{
	long long money[CLIENTS];
	bo_value_t *summary = NULL;
	bo_error_t error = {0};
	bool changed[CLIENTS] = {false};
	told("run");
	remember_money(money);
	for (int i = 0; i < (int)client_count; i++) {
		changed[i] = changes_currency(i);
	}
	model_run();
	bo_code_t result = bo_context_begin(context, &error);
	if (result == BO_OK) {
		result = bo_run(&summary, context, NULL, &error);
	}
	bo_context_end(context);
	expect(result, BO_OK, "a run");
	bo_value_free(summary);
	check_money(money, changed, "a run");
	/* The registrar may wait for ever, and so may its list; what was given up ends there as well. */
	world_exec("UPDATE world_applications a JOIN backorder_domains d ON CONCAT('R', a.id) = d.reference SET "
			   "a.state = 'FAILED' WHERE d.status = 'FAILED' AND d.reason = 'no_result' AND a.state IN "
			   "('WAITING', 'BUSY')");
	const char *late =
			world_value("SELECT CONCAT('order ', id, ' is still ', status) FROM backorder_domains WHERE "
						"dropdate <= '%s' AND status IN ('REQUESTED', 'ACTIVE', 'PROCESSING') AND reason <> "
						"'needs_person' LIMIT 1",
					date_text(now - 8 * BO_DAY));
	if (*late) {
		complain("8 days after the drop: %s", late);
	}
}

static world_outcome_t some_outcome(void)
{
	static const world_outcome_t some[] = {
			WORLD_SETTLE, WORLD_SETTLE, WORLD_SETTLE, WORLD_SETTLE, WORLD_REFUSE, WORLD_VANISH, WORLD_NEVER};
	return some[dice(COUNT_OF(some))];
}

static void step_effects(void)
{
	long long money[CLIENTS];
	bo_error_t error = {0};
	const bool changed[CLIENTS] = {false};
	told("the outbox");
	remember_money(money);
	expect(world_effects(context, some_outcome, &error), BO_OK, "the outbox");
	check_money(money, changed, "the outbox");
}

static void step_killed(void)
{
	told("a cron is killed");
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		int trouble;
		bo_error_t error = {0};
		world_enter(context);
		failpoint_set(1 + (long)dice(60), failpoint_kill);
		bo_code_t result = world_cron(context, &trouble, &error);
		if (result != BO_OK) {
			fprintf(stderr, "the cron that was to be killed: %s (%s)\n", error.message, bo_code_name(result));
		}
		_exit(result == BO_OK ? 0 : 1);
	}
	int status = 0;
	(void)dice(2); /* the child's throw */
	if (child < 0 || waitpid(child, &status, 0) != child || (WIFEXITED(status) && WEXITSTATUS(status) != 0)) {
		complain("a cron that was to be killed ended with status %d", status);
	}
	reload();
}

static const struct {
	void (*step)(void);
	const char *name;
	unsigned int weight;
} steps[] = {{step_place, "place", 24}, {step_delete, "delete", 2}, {step_activate, "activate", 3},
		{step_credit, "credit", 4}, {step_list, "list", 4}, {step_sync, "dates follow", 12},
		{step_price, "price", 2}, {step_answer, "answer", 6}, {step_no_list, "no list", 2},
		{step_decide, "registrar decides", 22}, {step_domain_shows, "domain shows", 7},
		{step_invoice, "invoice", 12}, {step_foreign_row, "foreign row", 2},
		{step_renewal, "renewal price", 1}, {step_time, "time", 42}, {step_run, "run", 52},
		{step_effects, "outbox", 22}, {step_killed, "kill", 3}, {step_client_comes, "client comes", 4},
		{step_client_deleted, "client deleted", 2}, {step_client_closed, "client closed", 2},
		{step_client_merged, "clients merged", 2}, {step_told_of_merge, "told of it", 3},
		{step_client_currency, "client's currency", 2}, {step_currency_removed, "currency removed", 1}};

static void one_step(void)
{
	unsigned int all = 0;
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		all += steps[i].weight;
	}
	unsigned int thrown = (unsigned int)dice(all);
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		if (thrown < steps[i].weight) {
			counts[i]++;
			steps[i].step();
			return;
		}
		thrown -= steps[i].weight;
	}
}

/* At the end everything that waits comes to its end: then each order that was caught has its invoice. */
static void settle_all(void)
{
	for (int i = 0; i < 40 && !*complaint; i++) {
		bo_error_t error = {0};
		now += 4 * BO_HOUR + BO_MINUTE;
		world_clock(context, now);
		int trouble = 0;
		expect(world_cron(context, &trouble, &error), BO_OK, "the last crons");
		if (i > 2 && world_int("SELECT COUNT(*) FROM backorder_effects WHERE state <> 'done'") == 0) {
			break;
		}
	}
	const char *left = world_value(
			"SELECT CONCAT('effect ', id, ' of order ', COALESCE(order_id, 0), ' is ', state) FROM "
			"backorder_effects WHERE state <> 'done' LIMIT 1");
	if (*left) {
		complain("at the end: %s", left);
	}
	if (*world_violation()) {
		complain("at the end: %s", world_violation());
	}
	/* For a client who was deleted before WHMCS could make it, there is nobody to bill. */
	left = world_value(
			"SELECT CONCAT('order ', id) FROM backorder_domains WHERE status IN ('PENDING-PAYMENT', "
			"'SUCCESSFUL', 'AUCTION-WON') AND invoice IS NULL AND EXISTS (SELECT 1 FROM tblclients c WHERE "
			"c.id = "
			"userid) LIMIT 1");
	if (*left) {
		complain("at the end without an invoice: %s", left);
	}
}

static long history(uint64_t seed)
{
	long done = 0;
	seed_state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
	for (int i = 0; i < 8; i++) {
		(void)dice(2);
	}
	complaint[0] = '\0';
	order_count = 0;
	now = begin;
	merged_from = merged_to = -1;
	client_count = 0;
	world_clear();
	while (client_count < FIRST_CLIENTS) {
		new_client();
	}
	world_exec("UPDATE tblpricing SET msetupfee = 12");
	world_clock(context, now);
	for (int i = 0; i < NAMES; i++) {
		world_exec(
				"INSERT INTO backorder_pending_domains (zone, domain, drop_date) VALUES ('%s', '%.1s', '%s')",
				zone_of(i), names[i], date_text(now + (int64_t)dice(60) * BO_HOUR));
	}
	while (done < STEPS_EACH && !*complaint) {
		one_step();
		done++;
		compare();
		check_funds();
	}
	settle_all();
	if (*complaint) {
		if (verbose) {
			char *rows = world_table("SELECT * FROM world_applications");
			fputs(rows, stderr);
			free(rows);
			rows = world_table("SELECT id, date, order_id, userid, name, from_status, to_status, reason, "
							   "message FROM backorder_logs");
			fputs(rows, stderr);
			free(rows);
		}
		printf("FAIL  history %llu, step %ld: %s\n", (unsigned long long)seed, done, complaint);
	}
	for (size_t i = 0; i < order_count; i++) {
		reached[orders[i].gone ? 0 : bo_status_parse(orders[i].status)]++;
	}
	return done;
}

int main(int count, char **arguments)
{
	const char *steps_text = getenv("BO_MACHINE_STEPS"), *seed_text = getenv("BO_MACHINE_SEED");
	long wanted = steps_text && *steps_text ? strtol(steps_text, NULL, 10) : 20000, done = 0;
	uint64_t seed = seed_text && *seed_text ? strtoull(seed_text, NULL, 10) : 1, first;
	int wrong = 0;
	time_t started = time(NULL);
	context = bo_test_context();
	world_open(context);
	begin = bo_test_time("2026-11-23 09:00:00");
	if (count > 1) {
		verbose = true;
		seed = strtoull(arguments[1], NULL, 10);
		wanted = 1;
	}
	first = seed;
	while (done < wanted && wrong < 3) {
		done += history(seed++);
		wrong += *complaint != '\0';
	}
	printf("%s  model: %ld steps in %llu histories, seeds %llu to %llu, %ld s\n     ",
			wrong ? "FAIL" : "ok  ", done, (unsigned long long)(seed - first), (unsigned long long)first,
			(unsigned long long)(seed - 1), (long)(time(NULL) - started));
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		printf(" %s %lu%s", steps[i].name, counts[i],
				i + 1 < COUNT_OF(steps) ? "," : "\n      orders at the end:");
	}
	printf(" deleted %lu", reached[0]);
	for (int i = BO_STATUS_FIRST; i <= BO_STATUS_LAST; i++) {
		printf(", %s %lu", bo_status_name((bo_status_t)i), reached[i]);
	}
	printf("\n");
	bo_test_teardown(NULL);
	return wrong != 0;
}
