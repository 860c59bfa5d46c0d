/* Plain HTTP is for this machine only: what the drop list's download and the registrar's calls share. */
#ifndef BO_LOOPBACK_H
#define BO_LOOPBACK_H

#include <curl/curl.h>
#include <stdbool.h>

/* A socket for libcurl, or CURL_SOCKET_BAD when `plain` and the address is not of this machine (127.0.0.0/8,
 * ::1): that holds even if "localhost" leads elsewhere. Programs that the host starts do not inherit it
 * (libcurl itself does so only since 8.x). */
curl_socket_t bo_loopback_socket(bool plain, const struct curl_sockaddr *address);

#endif
