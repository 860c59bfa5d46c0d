#include "context/bo_loopback.h"

#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

static bool loopback_address(const struct curl_sockaddr *address)
{
	/* libcurl keeps more room there than struct sockaddr, its declared type, has. */
	const char *bytes = (const char *)address + offsetof(struct curl_sockaddr, addr);
	if (address->family == AF_INET && address->addrlen >= sizeof(struct sockaddr_in)) {
		struct sockaddr_in v4;
		memcpy(&v4, bytes, sizeof(v4));
		return (ntohl(v4.sin_addr.s_addr) >> 24) == 127;
	}
	if (address->family == AF_INET6 && address->addrlen >= sizeof(struct sockaddr_in6)) {
		struct sockaddr_in6 v6;
		memcpy(&v6, bytes, sizeof(v6));
		return IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
	}
	return false;
}

curl_socket_t bo_loopback_socket(bool plain, const struct curl_sockaddr *address)
{
	if (plain && !loopback_address(address)) {
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}
