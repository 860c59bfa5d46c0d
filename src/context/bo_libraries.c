#include "context/bo_libraries.h"

#include "db/bo_db.h"

#include <curl/curl.h>
#include <idn2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>
#include <zlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

static void set(bo_library_t *library, const char *name, const char *built, const char *running)
{
	library->name = name;
	snprintf(library->built, sizeof(library->built), "%s", built);
	snprintf(library->running, sizeof(library->running), "%s", running ? running : "unknown");
}

void bo_libraries(bo_library_t out[BO_LIBRARY_COUNT])
{
	char pcre2[48] = "";
	(void)pcre2_config(PCRE2_CONFIG_VERSION, pcre2);
	set(&out[0], "MariaDB Connector/C", bo_db_client_header_version(), bo_db_client_version());
	set(&out[1], "libcurl", LIBCURL_VERSION, curl_version_info(CURLVERSION_NOW)->version);
	set(&out[2], "libzip", LIBZIP_VERSION, zip_libzip_version());
	set(&out[3], "zlib", ZLIB_VERSION, zlibVersion());
	set(&out[4], "PCRE2", TEXT(PCRE2_MAJOR) "." TEXT(PCRE2_MINOR), pcre2);
	set(&out[5], "libidn2", IDN2_VERSION, idn2_check_version(NULL));
}

bo_code_t bo_libraries_check(bo_error_t *error)
{
	bo_library_t libraries[BO_LIBRARY_COUNT];
	bo_libraries(libraries);
	for (size_t i = 0; i < BO_LIBRARY_COUNT; i++) {
		if (strtol(libraries[i].built, NULL, 10) != strtol(libraries[i].running, NULL, 10)) {
			return bo_fail(error, BO_E_CONFIG,
					"The extension was built with %s %s, but %s is loaded. Build the extension again on this "
					"server.",
					libraries[i].name, libraries[i].built, libraries[i].running);
		}
	}
	return BO_OK;
}
