#include "support/bo_file_server.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define LARGEST (4u << 20)

static void send_all(int client, const char *data, size_t length)
{
	while (length) {
		ssize_t sent = send(client, data, length, MSG_NOSIGNAL);
		if (sent <= 0) {
			return;
		}
		data += sent;
		length -= (size_t)sent;
	}
}

static uint32_t digest(const char *data, size_t length)
{
	uint32_t value = 2166136261u;
	for (size_t i = 0; i < length; i++) {
		value = (value ^ (unsigned char)data[i]) * 16777619u;
	}
	return value;
}

static void answer(int client, const char *request, const bo_file_server_t *server)
{
	char name[64] = "", path[160], head[256], tag[32];
	sscanf(request, "GET /%63[^ ?]", name);
	snprintf(path, sizeof(path), "%s/%s", server->directory, name);
	int file = open(path, O_RDONLY | O_CLOEXEC);
	static char body[LARGEST];
	ssize_t size = file >= 0 ? read(file, body, sizeof(body)) : -1;
	if (file >= 0) {
		close(file);
	}
	if (size < 0 || strncmp(name, "down", 4) == 0) {
		snprintf(head, sizeof(head), "HTTP/1.1 %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
				size < 0 ? "404 Not Found" : "503 Down");
		send_all(client, head, strlen(head));
		return;
	}
	snprintf(tag, sizeof(tag), "\"%08x\"", (unsigned int)digest(body, (size_t)size));
	const char *condition = strstr(request, "If-None-Match: ");
	if (condition && strncmp(condition + 15, tag, strlen(tag)) == 0) {
		server->counts->not_modified++;
		snprintf(head, sizeof(head), "HTTP/1.1 304 Not Modified\r\nETag: %s\r\nConnection: close\r\n\r\n",
				tag);
		send_all(client, head, strlen(head));
		return;
	}
	server->counts->whole++;
	snprintf(head, sizeof(head),
			"HTTP/1.1 200 OK\r\nETag: %s\r\nContent-Length: %zd\r\nConnection: close\r\n\r\n", tag, size);
	send_all(client, head, strlen(head));
	send_all(client, body, strncmp(name, "half", 4) == 0 ? (size_t)size / 2 : (size_t)size);
}

static void serve(int listener, const bo_file_server_t *server)
{
	for (;;) {
		int client = accept(listener, NULL, NULL);
		char request[4096];
		ssize_t length = recv(client, request, sizeof(request) - 1, 0);
		if (length > 0) {
			request[length] = '\0';
			answer(client, request, server);
		}
		shutdown(client, SHUT_WR);
		while (recv(client, request, sizeof(request), 0) > 0) {
		}
		close(client);
	}
}

bool bo_file_server_start(bo_file_server_t *server)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof(address);
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	snprintf(server->directory, sizeof(server->directory), "/tmp/bo-files-XXXXXX");
	server->counts =
			mmap(NULL, sizeof(*server->counts), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (server->counts == MAP_FAILED || !mkdtemp(server->directory) ||
			bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 10) != 0 ||
			getsockname(listener, (struct sockaddr *)&address, &size) != 0) {
		return false;
	}
	server->port = ntohs(address.sin_port);
	server->pid = fork();
	if (server->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that crashes leaves nothing behind */
		serve(listener, server);
		_exit(0);
	}
	close(listener);
	return server->pid > 0;
}

void bo_file_server_stop(bo_file_server_t *server)
{
	kill(server->pid, SIGKILL);
	waitpid(server->pid, NULL, 0);
	bo_file_server_clear(server);
	rmdir(server->directory);
	munmap(server->counts, sizeof(*server->counts));
}

static void path_of(char out[400], const bo_file_server_t *server, const char *name)
{
	snprintf(out, 400, "%s/%s", server->directory, name);
}

void bo_file_server_put(const bo_file_server_t *server, const char *name, const void *data, size_t length)
{
	char path[400];
	path_of(path, server, name);
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (file < 0 || write(file, data, length) != (ssize_t)length) {
		perror(path);
		abort();
	}
	close(file);
}

void bo_file_server_remove(const bo_file_server_t *server, const char *name)
{
	char path[400];
	path_of(path, server, name);
	unlink(path);
}

void bo_file_server_clear(const bo_file_server_t *server)
{
	DIR *files = opendir(server->directory);
	for (struct dirent *file = files ? readdir(files) : NULL; file; file = readdir(files)) {
		bo_file_server_remove(server, file->d_name);
	}
	if (files) {
		closedir(files);
	}
}
