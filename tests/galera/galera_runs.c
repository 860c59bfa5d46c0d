/* Proves that runs on the nodes of a Galera cluster together do each thing once, also when a node is killed
 * between them.
 *
 *   galera_runs      with BO_TEST_DB_* naming the first node, BO_GALERA_DIR the cluster's directory
 * (cluster.sh) and BO_GALERA_LIST a zipped drop list of 50,000 names */
#include "droplist/bo_droplist.h"
#include "funds/bo_funds.h"
#include "machine/bo_effects.h"
#include "machine/bo_run.h"
#include "shared_registrar.h"
#include "support/bo_test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CLIENTS 30
#define EACH 10   /* orders a client */
#define COVERED 7 /* of them the funds cover */
#define NODES 3
#define MOST_WORKERS 4
#define ROUNDS 9

static bo_context_t *context;
static shared_registrar_t *registrar;
static char schema[64];

static void path_of(char out[300], int node, const char *file)
{
	snprintf(out, 300, "%s/%d/%s", getenv("BO_GALERA_DIR"), node, file);
}

/* A process's own context at a node, with the test's schema, clock and registrar. */
static bo_context_t *context_at(int node)
{
	char socket[300];
	bo_context_t *own = bo_context_new();
	bo_value_t *settings = bo_value_map();
	path_of(socket, node, "s.sock");
	bo_map_text(settings, "db_socket", socket);
	bo_map_text(settings, "db_user", getenv("BO_TEST_DB_USER"));
	bo_map_text(settings, "db_password", getenv("BO_TEST_DB_PASSWORD"));
	bo_map_text(settings, "db_database", schema);
	bo_map_text(settings, "data_directory", context->settings->data_directory);
	bo_map_text(settings, "clock_file", context->settings->clock_file);
	bo_error_t error = {0};
	if (!own || bo_context_configure(own, settings, &error) != BO_OK ||
			bo_context_begin(own, &error) != BO_OK || !shared_registrar_use(own, registrar)) {
		fail_msg("node %d: %s", node, error.message);
	}
	bo_value_free(settings);
	/* A server may keep silent about a statement whose transaction another node just overtook (a known fault
	 * of prepared statements there); such a run ends as if the connection was lost, and a later one goes on.
	 */
	bo_db_settings_t database;
	bo_settings_database(&database, own->settings);
	database.read_timeout = 10;
	if (bo_db_open(&own->db, &database, &error) != BO_OK) {
		fail_msg("node %d: %s", node, error.message);
	}
	return own;
}

static bo_db_t *db_of(bo_context_t *own)
{
	bo_db_t *db = NULL;
	assert_ok(bo_context_db_anew(&db, own, &error));
	return db;
}

static int prepare(void **state)
{
	(void)state;
	context = bo_test_context();
	bo_test_exec("SET SESSION wsrep_sync_wait = 15");
	snprintf(schema, sizeof(schema), "%s", bo_test_value("SELECT DATABASE()"));
	bo_test_whmcs_tables();
	bo_test_prices();
	shared_registrar_clear(registrar);
	return 0;
}

/* Clients 101 ... with funds for COVERED of their EACH orders, all dropping at 11:00; "now" is 09:00. */
static void place_orders(void)
{
	for (int client = 0; client < CLIENTS; client++) {
		char sql[4096];
		size_t used;
		snprintf(sql, sizeof(sql),
				"INSERT INTO tblclients (id, firstname, lastname, companyname, email, address1, address2, "
				"city, state, postcode, country, phonenumber, currency, credit, status, language, "
				"defaultgateway) SELECT %d, firstname, lastname, companyname, email, address1, address2, "
				"city, state, postcode, country, phonenumber, 1, %d.50, status, language, defaultgateway "
				"FROM tblclients WHERE id = 1",
				101 + client, COVERED * 10);
		bo_test_exec(sql);
		used = (size_t)snprintf(sql, sizeof(sql),
				"INSERT INTO backorder_domains (userid, domain, tld, status, createddate, updateddate, "
				"dropdate, dropdate_source) VALUES ");
		for (int i = 0; i < EACH; i++) {
			used += (size_t)snprintf(sql + used, sizeof(sql) - used,
					"%s(%d, 'n%d', 'com', 'REQUESTED', '2026-11-20 08:00:%02d', '2026-11-20 08:00:00', "
					"'2026-11-23 11:00:00', 'list')",
					i ? "," : "", 101 + client, client * EACH + i, i);
		}
		bo_test_exec(sql);
	}
}

/* WHMCS: makes the invoice, which credit pays at once, all in one transaction. Returns its id, 0 when that
 * failed. */
static int64_t make_invoice(bo_db_t *db, const bo_value_t *effect)
{
	char marker[BO_MARKER_SIZE];
	bo_rows_t *rows = NULL;
	uint64_t id = 0;
	bo_error_t error = {0};
	bo_code_t code = bo_db_query(&rows, db,
			"SELECT e.order_id, e.userid, d.price FROM backorder_effects e JOIN backorder_domains d ON d.id "
			"= "
			"e.order_id WHERE e.id = ?",
			BO_PARAMS(bo_p_int(bo_map_get_int(effect, "id", 0))), &error);
	int64_t client = bo_rows_int(rows, 0, 1, 0);
	bo_money_t amount = bo_rows_money(rows, 0, 2);
	bo_effect_marker(marker, bo_rows_int(rows, 0, 0, 0));
	bo_rows_free(rows);
	if (code == BO_OK) {
		code = bo_db_begin(db, &error);
	}
	if (code == BO_OK) {
		code = bo_db_exec(db,
				"INSERT INTO tblinvoices (userid, total, credit, status, notes) VALUES (?, 0, ?, 'Paid', ?)",
				BO_PARAMS(bo_p_int(client), bo_p_money(amount), bo_p_text(marker)), NULL, &id, &error);
	}
	if (code == BO_OK) {
		code = bo_db_exec(db, "UPDATE tblclients SET credit = credit - ? WHERE id = ?",
				BO_PARAMS(bo_p_money(amount), bo_p_int(client)), NULL, NULL, &error);
	}
	if (code == BO_OK) {
		code = bo_db_commit(db, &error);
	}
	bo_db_rollback(db);
	return code == BO_OK ? (int64_t)id : 0;
}

/* The shim's loop: effects until there are none. */
static bo_code_t do_effects(bo_context_t *own, bo_error_t *error)
{
	char holder[32];
	bo_db_t *db = NULL;
	bo_code_t result = bo_context_db(&db, own, error);
	snprintf(holder, sizeof(holder), "worker-%d", (int)getpid());
	for (bool more = true; more && result == BO_OK;) {
		bo_value_t *list = NULL;
		bo_machine_t machine = {
				.db = db, .settings = own->settings, .now = own->now, .cron = "effects", .actor = "cron"};
		result = bo_effects_claim(&list, &machine, holder, 20, 900, error);
		more = result == BO_OK && list->as.many.count > 0;
		for (size_t i = 0; more && i < list->as.many.count && result == BO_OK; i++) {
			const bo_value_t *effect = list->as.many.items[i];
			bool invoice = strcmp(bo_map_get_text(effect, "kind", ""), BO_EFFECT_INVOICE) == 0;
			int64_t id = invoice ? make_invoice(db, effect) : 0;
			result = bo_effect_settle(&machine, bo_map_get_int(effect, "id", 0),
					bo_map_get_text(effect, "token", ""), !invoice || id > 0, id, "failed", error);
		}
		bo_value_free(list);
	}
	return result;
}

/* One cron run, as crons/batch.php does it. Exit status: 0, or 1 when the database went away. */
static void work(int node, bool tell)
{
	bo_error_t error = {0};
	bo_context_t *own = context_at(node);
	bo_code_t result = BO_OK;
	for (int pass = 0; pass < 3 && result == BO_OK; pass++) {
		bo_value_t *summary = NULL;
		result = bo_run(&summary, own, NULL, &error);
		const bo_value_t *errors = bo_map_get(summary, "errors");
		for (size_t i = 0; tell && errors && i < errors->as.many.count; i++) {
			fprintf(stderr, "node %d: %s\n", node, errors->as.many.items[i]->as.string.data);
		}
		bo_value_free(summary);
		result = result == BO_OK ? do_effects(own, &error) : result;
	}
	if (tell && result != BO_OK) {
		fprintf(stderr, "node %d: %s (%s)\n", node, error.message, bo_code_name(result));
	}
	_exit(result == BO_OK ? 0 : 1);
}

/* Runs at once, one at each of the nodes that are named. Returns how many ended badly. */
static int run_at_once(const int *nodes, int count, int kill_node)
{
	pid_t workers[MOST_WORKERS];
	int bad = 0;
	fflush(NULL);
	for (int i = 0; i < count; i++) {
		workers[i] = fork();
		if (workers[i] == 0) {
			work(nodes[i], kill_node == 0);
		}
	}
	if (kill_node) {
		char path[300];
		long pid = 0;
		path_of(path, kill_node, "server");
		FILE *file = fopen(path, "re");
		assert_non_null(file);
		assert_int_equal(fscanf(file, "%ld", &pid), 1);
		fclose(file);
		/* In the middle: when some applications are sent and many are not. */
		while (registrar->total < CLIENTS) {
			struct timespec moment = {.tv_nsec = 2000000};
			nanosleep(&moment, NULL);
		}
		assert_int_equal(kill((pid_t)pid, SIGKILL), 0);
	}
	for (int i = 0; i < count; i++) {
		int status = 0;
		assert_int_equal(waitpid(workers[i], &status, 0), workers[i]);
		assert_true(WIFEXITED(status));
		bad += WEXITSTATUS(status);
	}
	return bad;
}

/* A node that still has much to apply may let a reader wait longer than it will. */
static bool all_done(void)
{
	bo_code_t code = BO_E_RETRY;
	int64_t done = 0;
	for (int i = 0; i < 10 && code == BO_E_RETRY; i++) {
		bo_rows_t *rows = NULL;
		code = bo_db_query(&rows, bo_test_db(),
				"SELECT COUNT(*) FROM backorder_domains WHERE status = 'SUCCESSFUL'", BO_NO_PARAMS, NULL);
		done = bo_rows_int(rows, 0, 0, 0);
		bo_rows_free(rows);
	}
	assert_int_equal(code, BO_OK);
	return done == CLIENTS * COVERED;
}

/* Every order that the funds cover went all the way, once; the others hold nothing. */
static void each_thing_once(void)
{
	assert_int_equal(CLIENTS * COVERED, 210);
	assert_sql("SELECT GROUP_CONCAT(DISTINCT n) FROM (SELECT CONCAT(SUM(status = 'SUCCESSFUL'), '+', "
			   "SUM(status = "
			   "'REQUESTED')) n FROM backorder_domains GROUP BY userid) t",
			"7+3");
	/* Who ordered first got the funds. */
	assert_sql("SELECT COUNT(*) FROM backorder_domains WHERE (status = 'SUCCESSFUL') <> (SECOND(createddate) "
			   "< 7)",
			"0");
	assert_sql("SELECT SUM(reserved) FROM backorder_domains", "0.00");
	assert_sql("SELECT CONCAT(COUNT(*), ' ', COUNT(DISTINCT notes), ' ', SUM(credit)) FROM tblinvoices",
			"210 210 2100.00");
	assert_sql("SELECT CONCAT(COUNT(*), ' ', COUNT(DISTINCT domain)) FROM tbldomains", "210 210");
	assert_sql("SELECT COUNT(DISTINCT invoice) FROM backorder_domains WHERE status = 'SUCCESSFUL'", "210");
	assert_sql("SELECT CONCAT(COUNT(*), ' ', SUM(state = 'done'), ' ', SUM(amount)) FROM backorder_effects "
			   "WHERE kind "
			   "= 'invoice'",
			"210 210 0.00");
	/* One low balance mail a client. */
	assert_sql("SELECT CONCAT(COUNT(*), ' ', COUNT(DISTINCT userid)) FROM backorder_effects WHERE kind = "
			   "'mail' AND "
			   "unique_key LIKE 'lowbalance%'",
			"30 30");
	/* Every step has its line, and none has two. */
	assert_sql(
			"SELECT COUNT(*) FROM (SELECT 1 FROM backorder_logs WHERE reason IN ('funds_reserved', "
			"'window_open', "
			"'applied', 'caught', 'invoiced', 'delivered') GROUP BY order_id, reason HAVING COUNT(*) > 1) t",
			"0");
	assert_sql("SELECT COUNT(*) FROM backorder_logs WHERE reason IN ('funds_reserved', 'window_open', "
			   "'applied', "
			   "'caught', 'invoiced', 'delivered')",
			"1260");
	assert_int_equal(registrar->total, 210);
	for (int i = 0; i < CLIENTS * EACH; i++) {
		assert_int_equal(registrar->applied[i], i % EACH < COVERED ? 1 : 0);
	}
}

/* Runs in rounds 20 minutes apart, so that leases of what died are over, until all is done. */
static void rounds(const int *nodes, int count)
{
	for (int round = 1; round < ROUNDS && !all_done(); round++) {
		char now[32];
		snprintf(now, sizeof(now), "2026-11-23 %02d:%02d:00", 9 + round / 3, round % 3 * 20);
		bo_test_set_now(context, now);
		bo_test_exec("SET SESSION wsrep_sync_wait = 15");
		run_at_once(nodes, count, 0);
	}
}

static void test_two_runs(void **state)
{
	static const int nodes[] = {1, 2};
	(void)state;
	place_orders();
	run_at_once(nodes, 2, 0);
	rounds(nodes, 2);
	each_thing_once();
}

static void test_four_runs(void **state)
{
	static const int nodes[] = {1, 2, 3, 2};
	(void)state;
	place_orders();
	run_at_once(nodes, 4, 0);
	rounds(nodes, 4);
	each_thing_once();
}

/* Two nodes count the same client's money at once: the second commit is refused, and may be repeated. */
static void test_certification(void **state)
{
	(void)state;
	bo_context_t *one = context_at(1), *two = context_at(2);
	bo_db_t *first = db_of(one), *second = db_of(two);
	assert_ok(bo_db_begin(first, &error));
	assert_ok(bo_funds_lock(first, 1, &error));
	assert_ok(bo_db_begin(second, &error));
	assert_ok(bo_funds_lock(second, 1, &error));
	assert_ok(bo_db_commit(first, &error));
	assert_code(bo_db_commit(second, &error), BO_E_RETRY);
	assert_false(bo_db_in_transaction(second));
	assert_sql("SELECT revision FROM backorder_clients WHERE userid = 1", "1");
	assert_true(bo_db_reusable(second));
	assert_ok(bo_db_begin(second, &error));
	assert_ok(bo_funds_lock(second, 1, &error));
	assert_ok(bo_db_commit(second, &error));
	assert_sql("SELECT revision FROM backorder_clients WHERE userid = 1", "2");
	bo_context_free(one);
	bo_context_free(two);
}

/* Single statements that collide with other nodes' are repeated by themselves: none is lost, none is done
 * twice. */
static void test_single_statements(void **state)
{
	enum { PROCESSES = 3, TIMES = 200 };
	pid_t children[PROCESSES];
	(void)state;
	bo_test_exec("INSERT INTO backorder_clients (userid, revision) VALUES (1, 0)");
	fflush(NULL);
	for (int i = 0; i < PROCESSES; i++) {
		children[i] = fork();
		if (children[i] == 0) {
			bo_db_t *db = db_of(context_at(i + 1));
			for (int n = 0; n < TIMES; n++) {
				bo_error_t error = {0};
				if (bo_db_exec(db, "UPDATE backorder_clients SET revision = revision + 1 WHERE userid = ?",
							BO_PARAMS(bo_p_int(1)), NULL, NULL, &error) != BO_OK) {
					fprintf(stderr, "node %d: %s\n", i + 1, error.message);
					_exit(1);
				}
			}
			_exit(0);
		}
	}
	int bad = 0;
	for (int i = 0; i < PROCESSES; i++) {
		int status = 0;
		waitpid(children[i], &status, 0);
		bad += status != 0;
	}
	assert_int_equal(bad, 0);
	assert_sql("SELECT revision FROM backorder_clients WHERE userid = 1", "600");
}

/* The drop list's import in its bounded transactions, at another node; then what changed, at a third. */
static void test_import(void **state)
{
	(void)state;
	for (int node = 2; node <= 3; node++) {
		bo_context_t *own = context_at(node);
		bo_value_t *result = NULL, *options = bo_value_map();
		bo_map_printf(options, "url", "file://%s", getenv("BO_GALERA_LIST"));
		bo_map_bool(options, "force", true);
		bo_code_t code;
		bo_error_t error = {0};
		code = bo_droplist_import(&result, own, options, &error);
		if (code != BO_OK) {
			fail_msg("node %d: %s", node, error.message);
		}
		assert_true(bo_map_get_int(result, "added", 0) >= (node == 2 ? 40000 : 1000));
		assert_int_equal(bo_map_get_int(result, "added", 0) + (node == 2 ? 0 : 40000),
				strtoll(bo_test_value("SELECT COUNT(*) FROM backorder_pending_domains"), NULL, 10));
		bo_value_free(result);
		bo_value_free(options);
		bo_context_free(own);
		bo_test_exec(
				"DELETE FROM backorder_pending_domains WHERE (zone, domain) NOT IN (SELECT zone, domain FROM "
				"(SELECT zone, domain FROM backorder_pending_domains ORDER BY zone, domain LIMIT 40000) t)");
	}
}

/* A node dies in the middle of its runs: the others finish, and its own work is taken over. */
static void test_a_node_is_killed(void **state)
{
	static const int nodes[] = {1, 2, 3, 3}, left[] = {1, 2, 1, 2};
	(void)state;
	place_orders();
	int bad = run_at_once(nodes, 4, 3);
	assert_true(bad >= 1);
	rounds(left, 4);
	each_thing_once();
}

/* Two of three are gone: what is left refuses to work, and that is no fault of a statement but a database
 * that is away. */
static void test_without_a_majority(void **state)
{
	char path[300];
	long pid = 0;
	(void)state;
	path_of(path, 2, "server");
	FILE *file = fopen(path, "re");
	assert_non_null(file);
	assert_int_equal(fscanf(file, "%ld", &pid), 1);
	fclose(file);
	assert_int_equal(kill((pid_t)pid, SIGKILL), 0);
	bo_context_t *own = context_at(1);
	bo_code_t code = BO_OK;
	bo_error_t problem = {0};
	bo_db_t *db = db_of(own);
	for (int i = 0; i < 1000 && code == BO_OK; i++) {
		struct timespec moment = {.tv_nsec = 20000000};
		bo_rows_t *rows = NULL;
		code = bo_db_query(&rows, db, "SELECT COUNT(*) FROM backorder_domains", BO_NO_PARAMS, &problem);
		bo_rows_free(rows);
		nanosleep(&moment, NULL);
	}
	if (code != BO_E_LOST) {
		fail_msg("%s: %s", bo_code_name(code), problem.message);
	}
	bo_context_free(own);
}

int main(void)
{
	registrar = shared_registrar_new();
	if (!registrar) {
		perror("mmap");
		return 1;
	}
	const struct CMUnitTest tests[] = {cmocka_unit_test_setup(test_certification, prepare),
			cmocka_unit_test_setup(test_single_statements, prepare),
			cmocka_unit_test_setup(test_two_runs, prepare), cmocka_unit_test_setup(test_four_runs, prepare),
			cmocka_unit_test_setup(test_import, prepare),
			/* These two use the cluster up, so they are last. */
			cmocka_unit_test_setup(test_a_node_is_killed, prepare),
			cmocka_unit_test(test_without_a_majority)};
	/* The schema goes with the cluster: its last node would refuse to drop it. */
	return cmocka_run_group_tests_name("galera", tests, NULL, NULL);
}
