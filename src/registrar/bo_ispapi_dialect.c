#include "registrar/bo_ispapi_dialect.h"

const bo_ispapi_dialect_t bo_ispapi_dialect = {
		.live_url = "https://api.ispapi.net/api/call.cgi",
		.test_url = "https://api-ote.ispapi.net/api/call.cgi",
		/* The entity tells the live system from OT&E; with older addresses it was all that did. */
		.live_entity = "54cd",
		.test_entity = "1234",
		.login_verb = &bo_ispapi_check_authentication,
		.check_login = true,
		.name_servers = true,
		/* It takes 255 names in one command; each counts one point of its quota of 300 a minute. */
		.check_group = 50,
		.user_depth = true,
		.list_order = "CREATEDDATE",
		/* By name: dates move, and an order that is not told may be another one for each page. */
		.pending_order = "NAME",
		/* 10,000 rows are some 2 MB and 40,000 values: well below what one answer may have
		 * (BO_MAX_REGISTRAR_ANSWER, BO_ISPAPI_MAX_VALUES), and a list of a million names is a hundred calls.
		 */
		.pending_page = 10000,
};

const bo_ispapi_dialect_t bo_cnr_dialect = {
		.live_url = "https://api.rrpproxy.net/api/call.cgi",
		.test_url = "https://api-ote.rrpproxy.net/api/call.cgi",
		/* CheckAuthentication is documented for ISPAPI only. */
		.login_verb = &bo_ispapi_status_account,
		.lite_class = "LITEBACKORDER",
		.default_period = 1, /* among the required parameters */
		.handles = true,
		.needs_zip = true,
		.withdraw_full = true,
		.check_group = 32,
		.list_domain = "*",
		.list_lacks_owner = true,
		.list_order = "APPLICATION",
		.pending_page = 1000,
};
