/* Several crons at once over the same orders, with somebody else who locks the same rows in the other order:
 * each thing is done once, and the sums are right.
 *
 * prove_parallel    BO_MACHINE_ORDERS orders (400) of a twentieth as many clients, BO_MACHINE_ROUNDS rounds
 * (2) with two crons and as many with four */
#include "life.h"
#include "world.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST_CRONS 4
#define ORDERS_EACH 20

static bo_context_t *context;

/* Client n has 20 orders that cost 10, and money for 5 + n mod 20 of them; later for three more. */
static void fill(long clients)
{
	world_clear();
	world_exec("DELETE FROM tblclients");
	for (long client = 1; client <= clients; client++) {
		world_exec("INSERT INTO tblclients (id, firstname, lastname, email, country, phonenumber, currency, "
				   "credit, status, "
				   "defaultgateway) VALUES (%ld, 'Some', 'Body', 'c%ld@example.test', 'US', '+1.2175550100', "
				   "1, %ld, "
				   "'Active', 'banktransfer')",
				client, client, 10 * (5 + client % ORDERS_EACH));
		world_exec("INSERT INTO backorder_domains (userid, domain, tld, status, createddate, updateddate, "
				   "dropdate, "
				   "dropdate_source) SELECT %ld, CONCAT('n%ld-', seq), 'com', 'REQUESTED', '2026-11-20 "
				   "08:00:00', "
				   "'2026-11-20 08:00:00', '2026-11-25 09:00:00', 'list' FROM seq_1_to_%d",
				client, client, ORDERS_EACH);
	}
	world_exec("INSERT INTO backorder_clients (userid, revision) SELECT id, 1 FROM tblclients");
	world_exec("INSERT INTO backorder_logs (cron, date, message, order_id, userid, name, from_status, "
			   "to_status) SELECT "
			   "'client', createddate, 'placed', id, userid, CONCAT(domain, '.', tld), '', status FROM "
			   "backorder_domains");
}

/* Locks an order and then its client, as no cron does, until it is ended: deadlocks for everybody. */
static void stand_in_the_way(long clients)
{
	for (unsigned int i = (unsigned int)getpid();; i++) {
		long client = 1 + (long)(i * 7919u % (unsigned long)clients);
		/* Being the victim is fine. */
		(void)world_try("START TRANSACTION");
		(void)world_try("UPDATE backorder_domains SET note = '%u' WHERE userid = %ld", i, client);
		(void)world_try("UPDATE backorder_clients SET revision = revision + 1 WHERE userid = %ld", client);
		(void)world_try("COMMIT");
	}
}

static pid_t start_cron(const int gate[2])
{
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		char go;
		int trouble = 0;
		bo_error_t error = {0};
		world_enter(context);
		(void)close(gate[1]);
		if (read(gate[0], &go, 1) < 0) {
			_exit(2);
		}
		bo_code_t result = world_cron(context, &trouble, &error);
		if (result != BO_OK) {
			fprintf(stderr, "a cron: %s (%s)\n", error.message, bo_code_name(result));
		}
		_exit(result == BO_OK ? 0 : 1);
	}
	return child;
}

/* All at the same moment; the number that failed. */
static int crons(int count)
{
	int gate[2], failed = 0;
	pid_t children[MOST_CRONS];
	if (pipe(gate) != 0) {
		abort();
	}
	for (int i = 0; i < count; i++) {
		children[i] = start_cron(gate);
	}
	(void)close(gate[0]);
	(void)close(gate[1]); /* reading ends for all of them */
	for (int i = 0; i < count; i++) {
		int status = 0;
		failed += waitpid(children[i], &status, 0) != children[i] || !WIFEXITED(status) ||
				  WEXITSTATUS(status) != 0;
	}
	return failed;
}

static int wrong;

static void expect(const char *what, long long got, long long wanted)
{
	if (got != wanted) {
		printf("      %s: %lld instead of %lld\n", what, got, wanted);
		wrong++;
	}
}

static long long lines(const char *reason)
{
	return world_int("SELECT COUNT(*) FROM backorder_logs WHERE reason = '%s'", reason);
}

static void at(const char *utc, int count)
{
	world_clock(context, bo_test_time(utc));
	expect("crons that failed", crons(count), 0);
}

static void round_of(int count, long clients)
{
	long funded = 0, all = clients * ORDERS_EACH;
	fill(clients);
	for (long client = 1; client <= clients; client++) {
		long covers = 8 + client % ORDERS_EACH;
		funded += covers < ORDERS_EACH ? covers : ORDERS_EACH;
	}
	fflush(NULL);
	pid_t nuisance = fork();
	if (nuisance == 0) {
		stand_in_the_way(clients);
	}
	at("2026-11-23 09:00:00", count);
	/* What the deadlocks left behind, the next run takes up. */
	at("2026-11-23 09:05:00", count);
	/* More money, for three more each: none of those that still wait is touched by the run that comes too
	 * late. */
	world_exec("UPDATE tblclients SET credit = credit + 30");
	at("2026-11-23 09:10:00", count);
	at("2026-11-23 09:15:00", count);
	expect("funded", world_int("SELECT COUNT(*) FROM backorder_domains WHERE status = 'ACTIVE'"), funded);
	expect("log lines of it", lines("funds_reserved"), funded);
	expect("clients that hold more than they have",
			world_int("SELECT COUNT(*) FROM (SELECT k.id FROM tblclients k JOIN backorder_domains d ON "
					  "d.userid = k.id "
					  "GROUP BY k.id, k.credit HAVING SUM(d.reserved) > k.credit) q"),
			0);
	expect("low balance mails for more than one stage",
			world_int("SELECT COUNT(*) FROM (SELECT userid FROM backorder_effects WHERE kind = 'mail' AND "
					  "unique_key LIKE "
					  "'lowbalance:%%' GROUP BY userid HAVING COUNT(*) > 1) q"),
			0);
	at("2026-11-25 08:00:00", count);
	at("2026-11-25 08:16:00", count);
	expect("applications", world_int("SELECT COUNT(*) FROM world_applications"), funded);
	expect("names applied for", world_int("SELECT COUNT(DISTINCT name) FROM world_applications"), funded);
	expect("log lines of them", lines("applied"), funded);
	expect("log lines of the windows", lines("window_open"), funded);
	/* One of three is caught, one lost, one goes to an auction; it is too late to send anything for the money
	 * that is free again. */
	world_exec("UPDATE world_applications SET state = ELT(1 + MOD(id, 3), 'SUCCESSFUL', 'FAILED', "
			   "'AUCTION_PENDING')");
	world_exec("INSERT INTO world_domains SELECT name, '2026-11-25 09:00:07', '2027-11-25 09:00:07' FROM "
			   "world_applications");
	long caught = (long)world_int("SELECT COUNT(*) FROM world_applications WHERE state = 'SUCCESSFUL'");
	long lost = (long)world_int("SELECT COUNT(*) FROM world_applications WHERE state = 'FAILED'");
	at("2026-11-25 13:30:00", count);
	at("2026-11-25 13:46:00", count);
	expect("invoices", world_int("SELECT COUNT(*) FROM world_invoices"), caught);
	expect("paid", world_int("SELECT COUNT(*) FROM tblinvoices WHERE status = 'Paid'"), caught);
	expect("delivered", world_int("SELECT COUNT(*) FROM tbldomains"), caught);
	expect("log lines of it", lines("delivered"), caught);
	expect("lost", lines("lost"), lost);
	expect("auctions", lines("auction_pending"), funded - caught - lost);
	world_exec("UPDATE world_applications SET state = 'AUCTION_WON' WHERE state = 'AUCTION_PENDING'");
	at("2026-11-25 14:00:00", count);
	at("2026-11-25 14:16:00", count);
	expect("auctions won", lines("auction_won"), funded - caught - lost);
	expect("all invoices", world_int("SELECT COUNT(*) FROM world_invoices"), funded - lost);
	expect("all domains", world_int("SELECT COUNT(*) FROM tbldomains"), funded - lost);
	expect("effects that are not done",
			world_int("SELECT COUNT(*) FROM backorder_effects WHERE state <> 'done'"), 0);
	expect("mails and mail effects",
			world_int("SELECT COUNT(*) FROM world_mails") -
					world_int("SELECT COUNT(*) FROM backorder_effects WHERE kind <> 'invoice'"),
			0);
	expect("credit that is left",
			world_int("SELECT SUM(credit) FROM tblclients") -
					world_int("SELECT SUM(10 * (8 + MOD(id, 20))) FROM tblclients"),
			-10 * (long long)(funded - lost));
	expect("still held", world_int("SELECT COALESCE(SUM(reserved), 0) FROM backorder_domains"), 0);
	at("2026-11-28 10:00:00", count);
	at("2026-11-28 10:05:00", count);
	(void)kill(nuisance, SIGKILL);
	(void)waitpid(nuisance, NULL, 0);
	expect("missed", lines("missed"), all - funded);
	expect("open orders", world_int("SELECT COUNT(*) FROM backorder_domains WHERE open_order = 1"), 0);
	if (*world_violation()) {
		printf("      %s\n", world_violation());
		wrong++;
	}
}

int main(void)
{
	static const int sides[] = {2, 4};
	long orders = life_number("BO_MACHINE_ORDERS", 400), rounds = life_number("BO_MACHINE_ROUNDS", 2);
	int all_wrong = 0;
	context = bo_test_context();
	world_open(context);
	for (size_t i = 0; i < COUNT_OF(sides); i++) {
		time_t started = time(NULL);
		long long deadlocks =
				world_int("SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = "
						  "'Innodb_deadlocks'");
		wrong = 0;
		for (long round = 0; round < rounds && wrong == 0; round++) {
			round_of(sides[i], orders / ORDERS_EACH);
		}
		deadlocks =
				world_int("SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = "
						  "'Innodb_deadlocks'") -
				deadlocks;
		printf("%s  %d crons at once: %ld orders of %ld clients, %ld rounds, %lld deadlocks, %ld s\n",
				wrong ? "FAIL" : "ok  ", sides[i], orders, orders / ORDERS_EACH, rounds, deadlocks,
				(long)(time(NULL) - started));
		fflush(stdout);
		all_wrong += wrong;
	}
	bo_test_teardown(NULL);
	return all_wrong != 0;
}
