/* A small HTTP server for tests of the registrar driver: a forked process that forks once more for each
 * connection. What it does with a command stands in the command itself (the first label of DOMAIN, or
 * APPLICATION), so that a test needs no other channel. Counters are in shared memory.
 *
 *   ok...        answers at once             slow...      answers after 150 ms
 *   hang...      never answers               drop...      closes without a byte
 *   cutN...      N bytes of the answer       shortN...    a whole HTTP answer with N bytes of the answer
 *   httpN...     HTTP status N               codeN...     API code N
 *   busyN...     425 to the first N requests, then 200
 *   flaky...     421 once, then 200          refail...    closes if the connection has been used before
 *   big...       more than is allowed        html...      a web page with status 200
 *   other...     an answer about another object            chunked... in small pieces */
#ifndef TEST_REGISTRAR_SERVER_H
#define TEST_REGISTRAR_SERVER_H

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define SERVER_LOG_SIZE 16384
#define SERVER_SCRIPT_SIZE 12
#define SERVER_ANSWER_SIZE 4096

typedef struct {
	atomic_int connections, requests, in_flight, most_in_flight, adds, flaky;
	/* The last request as it came: head and body. */
	char head[2048], body[SERVER_LOG_SIZE];
	/* How QueryDomainApplicationList answers: rows in all, and rows a page at most. */
	atomic_int list_total, list_page;
	/* The same for QueryDomainPendingDeleteList, how it misbehaves, and how much it has changed since. */
	atomic_int pending_total, pending_page, pending_calls, pending_changed;
	atomic_int pending_mode; /* a letter, see server_pending() */
	/* Answers to be given in this order, whatever is asked, and the commands that came, each behind a "#".
	 * One connection only. */
	char script[SERVER_SCRIPT_SIZE][SERVER_ANSWER_SIZE], commands[SERVER_LOG_SIZE];
	atomic_int script_count, script_next;
} server_shared_t;

typedef struct {
	pid_t pid;
	int port;
	server_shared_t *shared;
} server_t;

static int server_hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
}

/* Decodes the s_command field of a form body. */
static void server_command(char *out, size_t size, const char *body)
{
	size_t length = 0;
	const char *at = strstr(body, "s_command=");
	for (at = at ? at + 10 : ""; *at && *at != '&' && length + 1 < size; at++) {
		if (*at == '%' && at[1] && at[2]) {
			out[length++] = (char)(server_hex(at[1]) * 16 + server_hex(at[2]));
			at += 2;
		} else {
			out[length++] = *at;
		}
	}
	out[length] = '\0';
}

/* The value of KEY in the command's lines. */
static void server_value(char *out, size_t size, const char *command, const char *key)
{
	size_t length = strlen(key);
	out[0] = '\0';
	for (const char *line = command; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
		if (strncmp(line, key, length) == 0 && line[length] == '=') {
			snprintf(out, size, "%.*s", (int)strcspn(line + length + 1, "\n"), line + length + 1);
			return;
		}
	}
}

static bool server_write(int fd, const char *data, size_t length)
{
	while (length) {
		ssize_t written = send(fd, data, length, MSG_NOSIGNAL);
		if (written <= 0) {
			return false;
		}
		data += written;
		length -= (size_t)written;
	}
	return true;
}

static void server_list(char *out, size_t size, server_shared_t *shared, const char *command)
{
	char first[16], limit[16], domain[256];
	server_value(first, sizeof(first), command, "FIRST");
	server_value(limit, sizeof(limit), command, "LIMIT");
	server_value(domain, sizeof(domain), command, "DOMAIN");
	int from = atoi(first), count = atoi(limit), total = shared->list_total;
	if (shared->list_page && count > shared->list_page) {
		count = shared->list_page;
	}
	size_t at = (size_t)snprintf(
			out, size, "[RESPONSE]\r\nPROPERTY[TOTAL][0]=%d\r\nPROPERTY[FIRST][0]=%d\r\n", total, from);
	for (int i = from; i < from + count && i < total; i++) {
		/* Every third is of another class; the owners take turns. */
		at += (size_t)snprintf(out + at, size - at,
				"PROPERTY[APPLICATION][%d]=%d\r\nPROPERTY[CLASS][%d]=%s\r\nPROPERTY[DOMAIN][%d]=%s\r\n"
				"PROPERTY[STATUS][%d]=ACTIVE\r\nPROPERTY[CREATEDDATE][%d]=2016-10-06 12:38:17\r\n"
				"PROPERTY[OWNERCONTACT][%d]=P-%d\r\n",
				i, 10700 + i, i, i % 3 == 2 ? "COM_GOLIVE" : "COM_BACKORDER", i, domain, i, i, i, i % 2);
	}
	snprintf(out + at, size - at, "CODE=200\r\nDESCRIPTION=Command completed successfully\r\nEOF\r\n");
}

/* Modes: t tells no total; s loses pending_changed names at its front after each page, g gains as many; r has
 * another order each time; d lacks a date; f begins elsewhere; e ends before its total; x refuses the second
 * page; h hangs at the second page; l loses the rest while it is read. */
static void server_pending(char *out, size_t size, server_shared_t *shared, const char *command)
{
	char first[16], limit[16], order[32];
	server_value(first, sizeof(first), command, "FIRST");
	server_value(limit, sizeof(limit), command, "LIMIT");
	server_value(order, sizeof(order), command, "ORDERBY");
	int from = atoi(first), count = atoi(limit), mode = shared->pending_mode;
	int call = shared->pending_calls++, shift = call * shared->pending_changed;
	int total = shared->pending_total - (mode == 's' ? shift : 0) + (mode == 'g' ? shift : 0);
	if (mode == 'l' && call) {
		total = from - 1;
	}
	if (mode == 'h' && call) {
		sleep(30);
		_exit(0);
	}
	if ((mode == 'x' && call) || strcmp(order, "NAME") != 0) {
		snprintf(out, size, "[RESPONSE]\r\nCODE=549\r\nDESCRIPTION=Command failed\r\nEOF\r\n");
		return;
	}
	count = shared->pending_page && count > shared->pending_page ? shared->pending_page : count;
	size_t at = (size_t)snprintf(out, size, "[RESPONSE]\r\n");
	if (mode != 't') {
		/* COUNT and LAST are wrong on purpose: nobody may believe them. */
		at += (size_t)snprintf(out + at, size - at,
				"PROPERTY[TOTAL][0]=%d\r\nPROPERTY[FIRST][0]=%d\r\nPROPERTY[COUNT][0]=1\r\n"
				"PROPERTY[LAST][0]=0\r\n",
				total + (mode == 'e' ? 10 : 0), from + (mode == 'f'));
	}
	for (int i = from, row = 0; i < from + count && i < total; i++, row++) {
		int number = mode == 's' ? i + shift : mode == 'g' ? i - shift : mode == 'r' ? i + call * 100000 : i;
		at += (size_t)snprintf(out + at, size - at, "PROPERTY[DOMAIN][%d]=%s%06d.com\r\n", row,
				number < 0 ? "a" : "n", abs(number));
		if (mode != 'd' || row) {
			at += (size_t)snprintf(out + at, size - at,
					"PROPERTY[FINALIZATIONDATE][%d]=2026-11-26 18:00:%02d\r\n", row, abs(number) % 60);
		}
	}
	snprintf(out + at, size - at, "CODE=200\r\nDESCRIPTION=Command completed successfully\r\nEOF\r\n");
}

/* DOMAIN0, DOMAIN1 ...: what is said of each stands in its name; lack... gets no result at all. */
static void server_check(char *out, size_t size, const char *command)
{
	char key[32], name[256];
	size_t at = (size_t)snprintf(out, size, "[RESPONSE]\r\n");
	for (int i = 0, row = 0;; i++) {
		snprintf(key, sizeof(key), "DOMAIN%d", i);
		server_value(name, sizeof(name), command, key);
		if (!*name) {
			break;
		}
		const char *text = strncmp(name, "free", 4) == 0      ? "210 Domain name available"
						   : strncmp(name, "premium", 7) == 0 ? "211 Premium Domain name available [PREMIUM]"
						   : strncmp(name, "odd", 3) == 0     ? "549 Channel error"
															  : "211 Domain name not available";
		if (strncmp(name, "lack", 4) != 0) {
			at += (size_t)snprintf(out + at, size - at, "PROPERTY[DOMAINCHECK][%d]=%s\r\n", row++, text);
		}
	}
	snprintf(out + at, size - at, "CODE=200\r\nDESCRIPTION=Command completed successfully\r\nEOF\r\n");
}

static void server_answer(
		char *out, size_t size, server_shared_t *shared, const char *command, const char *object)
{
	char name[64], value[256];
	int code = 200;
	if (shared->script_count) {
		size_t length = strlen(shared->commands);
		int number = shared->script_next++;
		snprintf(shared->commands + length, sizeof(shared->commands) - length, "%s#", command);
		snprintf(out, size, "%s", number < shared->script_count ? shared->script[number] : "");
		return;
	}
	server_value(name, sizeof(name), command, "COMMAND");
	if (strncmp(object, "code", 4) == 0) {
		code = atoi(object + 4);
	} else if (strncmp(object, "flaky", 5) == 0 && shared->flaky++ == 0) {
		code = 421;
	} else if (strncmp(object, "busy", 4) == 0 && shared->flaky++ < atoi(object + 4)) {
		code = 425;
	}
	if (code / 100 != 2) {
		snprintf(out, size, "[RESPONSE]\r\nCODE=%d\r\nDESCRIPTION=The text of %d\r\nEOF\r\n", code, code);
		return;
	}
	const char *other = strncmp(object, "other", 5) == 0 ? "x" : "";
	if (strcmp(name, "QueryDomainApplicationList") == 0) {
		server_list(out, size, shared, command);
	} else if (strcmp(name, "QueryDomainPendingDeleteList") == 0) {
		server_pending(out, size, shared, command);
	} else if (strcmp(name, "CheckDomains") == 0) {
		server_check(out, size, command);
	} else if (strcmp(name, "StatusContact") == 0) {
		server_value(value, sizeof(value), command, "CONTACT");
		snprintf(out, size,
				"[RESPONSE]\r\nPROPERTY[EMAIL][0]=%s@example.com\r\nCODE=200\r\nDESCRIPTION=ok\r\nEOF\r\n",
				value);
	} else if (strcmp(name, "StatusAccount") == 0) {
		snprintf(out, size,
				"[RESPONSE]\r\nPROPERTY[AMOUNT][0]=9902.03\r\nPROPERTY[DEPOSIT][0]=1517.62\r\n"
				"PROPERTY[CURRENCY][0]=EUR\r\nCODE=200\r\nDESCRIPTION=ok\r\nEOF\r\n");
	} else if (strcmp(name, "StatusDomainApplication") == 0) {
		snprintf(out, size,
				"[RESPONSE]\r\nPROPERTY[APPLICATION][0]=%s%s\r\nPROPERTY[STATUS][0]=SUCCESSFUL\r\n"
				"PROPERTY[DOMAIN][0]=example.com\r\nCODE=200\r\nDESCRIPTION=ok\r\nEOF\r\n",
				object, other);
	} else if (strcmp(name, "AddDomainApplication") == 0) {
		snprintf(out, size,
				"[RESPONSE]\r\nPROPERTY[APPLICATION][0]=R-%s\r\nPROPERTY[DOMAIN][0]=%s%s\r\n"
				"PROPERTY[STATUS][0]=REQUESTED\r\nCODE=200\r\nDESCRIPTION=ok\r\nEOF\r\n",
				object, object, other);
	} else {
		snprintf(out, size,
				"[RESPONSE]\r\nPROPERTY[CREATEDDATE][0]=2016-09-26 14:53:20\r\n"
				"PROPERTY[EXPIRATIONDATE][0]=2017-09-26 14:53:20\r\nCODE=200\r\nDESCRIPTION=ok\r\nEOF\r\n");
	}
}

/* Answers one request; false: close the connection. */
static bool server_act(int fd, server_shared_t *shared, const char *command, int number)
{
	static char answer[128 * 1024];
	char object[256], head[256];
	server_value(object, sizeof(object), command, "DOMAIN");
	if (!*object) {
		server_value(object, sizeof(object), command, "APPLICATION");
	}
	if (strncmp(object, "drop", 4) == 0 || (strncmp(object, "refail", 6) == 0 && number > 1)) {
		return false;
	}
	if (strncmp(object, "hang", 4) == 0) {
		sleep(30);
		_exit(0); /* without counting down: a later test has set the counter to 0 */
	}
	if (strncmp(object, "slow", 4) == 0) {
		usleep(150 * 1000);
	}
	int status = strncmp(object, "http", 4) == 0 ? atoi(object + 4) : 200;
	server_answer(answer, sizeof(answer), shared, command, object);
	if (strncmp(object, "html", 4) == 0 || status != 200) {
		snprintf(answer, sizeof(answer), "<html><body>Something else</body></html>");
	}
	size_t length = strlen(answer), told = length, sent = length;
	if (strncmp(object, "short", 5) == 0) {
		told = sent = (size_t)atoi(object + 5);
	} else if (strncmp(object, "cut", 3) == 0) {
		sent = (size_t)atoi(object + 3);
	} else if (strncmp(object, "big", 3) == 0) {
		memset(answer, 'x', sizeof(answer));
		told = 64 * sizeof(answer);
	}
	if (strncmp(object, "chunked", 7) == 0) {
		if (!server_write(fd, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", 47)) {
			return false;
		}
		for (size_t i = 0; i < length; i += 7) {
			int piece = (int)(length - i < 7 ? length - i : 7);
			snprintf(head, sizeof(head), "%x\r\n%.*s\r\n", (unsigned int)piece, piece, answer + i);
			if (!server_write(fd, head, strlen(head))) {
				return false;
			}
		}
		return server_write(fd, "0\r\n\r\n", 5);
	}
	snprintf(head, sizeof(head),
			"HTTP/1.1 %d Something\r\nContent-Type: text/plain\r\ndate: Sun, 06 Nov 1994 08:49:37 "
			"GMT\r\nLocation: http://127.0.0.1:9/\r\n"
			"Content-Length: %zu\r\n\r\n",
			status, told);
	if (!server_write(fd, head, strlen(head))) {
		return false;
	}
	if (told > sizeof(answer)) {
		for (size_t i = 0; i < told; i += sizeof(answer)) {
			if (!server_write(fd, answer, sizeof(answer))) {
				return false;
			}
		}
		return true;
	}
	return server_write(fd, answer, sent) && sent == told;
}

static void server_connection(int fd, server_shared_t *shared)
{
	static char data[SERVER_LOG_SIZE * 4];
	static char command[SERVER_LOG_SIZE];
	for (int number = 1;; number++) {
		size_t length = 0, wanted = 0;
		char *body = NULL;
		while (!body || length < wanted) {
			ssize_t got = length + 1 < sizeof(data) ? read(fd, data + length, sizeof(data) - 1 - length) : 0;
			if (got <= 0) {
				return;
			}
			length += (size_t)got;
			data[length] = '\0';
			if (data[0] == 0x16) {
				return; /* TLS, which this server does not speak */
			}
			body = body ? body : strstr(data, "\r\n\r\n");
			if (body && !wanted) {
				const char *field = strcasestr(data, "Content-Length:");
				wanted = (size_t)(body - data) + 4 + (field ? (size_t)atoi(field + 15) : 0);
			}
		}
		shared->requests++;
		int now = ++shared->in_flight, most = shared->most_in_flight;
		while (now > most && !atomic_compare_exchange_weak(&shared->most_in_flight, &most, now)) {
		}
		*body = '\0';
		snprintf(shared->head, sizeof(shared->head), "%.2000s", data);
		snprintf(shared->body, sizeof(shared->body), "%.16000s", body + 4);
		server_command(command, sizeof(command), body + 4);
		if (strstr(command, "COMMAND=AddDomainApplication")) {
			shared->adds++;
		}
		bool keep = server_act(fd, shared, command, number);
		shared->in_flight--;
		if (!keep) {
			return;
		}
	}
}

static bool server_start(server_t *server)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof(address);
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	server->shared =
			mmap(NULL, sizeof(*server->shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (listener < 0 || server->shared == MAP_FAILED ||
			bind(listener, (struct sockaddr *)&address, sizeof(address)) != 0 || listen(listener, 128) != 0 ||
			getsockname(listener, (struct sockaddr *)&address, &size) != 0) {
		return false;
	}
	server->port = ntohs(address.sin_port);
	server->pid = fork();
	if (server->pid == 0) {
		setpgid(0, 0);
		signal(SIGCHLD, SIG_IGN);
		for (;;) {
			int fd = accept(listener, NULL, NULL);
			if (fd < 0) {
				continue;
			}
			server->shared->connections++;
			if (fork() == 0) {
				int on = 1;
				setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
				close(listener);
				server_connection(fd, server->shared);
				_exit(0);
			}
			close(fd);
		}
	}
	setpgid(server->pid, server->pid);
	close(listener);
	return server->pid > 0;
}

/* Ends the server with its connections' processes. */
static void server_stop(server_t *server)
{
	kill(-server->pid, SIGKILL);
	waitpid(server->pid, NULL, 0);
	munmap(server->shared, sizeof(*server->shared));
}

#endif
