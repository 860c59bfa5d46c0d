/* Every command: who may call it, with which parameters. */
#include "command/bo_command_table.h"

#include "droplist/bo_query.h"

#include <strings.h>

#define TEXT(name, size)                        \
	{                                           \
		name, BO_PARAMETER_TEXT, false, 0, size \
	}
#define NEEDED(name, size)                     \
	{                                          \
		name, BO_PARAMETER_TEXT, true, 0, size \
	}
#define NUMBER(name, low, high)                  \
	{                                            \
		name, BO_PARAMETER_INT, false, low, high \
	}
#define NEEDED_NUMBER(name, low, high)          \
	{                                           \
		name, BO_PARAMETER_INT, true, low, high \
	}
#define DOMAIN                                     \
	{                                              \
		"DOMAIN", BO_PARAMETER_NAME, true, 0, 1024 \
	}
#define FLAG(name)                           \
	{                                        \
		name, BO_PARAMETER_FLAG, false, 0, 0 \
	}
#define DAY(name)                           \
	{                                       \
		name, BO_PARAMETER_DAY, false, 0, 0 \
	}
#define END                                  \
	{                                        \
		NULL, BO_PARAMETER_TEXT, false, 0, 0 \
	}
#define ID_MAX INT64_C(4294967295)
#define PAGE NUMBER("FIRST", 0, INT64_C(1000000000)), NUMBER("LIMIT", 1, 500)

static const bo_parameter_t none[] = {END};
static const bo_parameter_t create[] = {DOMAIN, TEXT("TYPE", 16), END};
static const bo_parameter_t create_many[] = {NEEDED("DOMAINS", 200000), TEXT("TYPE", 16), END};
static const bo_parameter_t check_many[] = {NEEDED("DOMAINS", 200000), END};
static const bo_parameter_t feed_orders[] = {NEEDED("KEY", 128), END};
static const bo_parameter_t one_domain[] = {DOMAIN, END};
static const bo_parameter_t activate[] = {DOMAIN, FLAG("FORCE"), END};
static const bo_parameter_t invoice[] = {NEEDED_NUMBER("BACKORDERID", 1, ID_MAX), END};
static const bo_parameter_t merge[] = {NEEDED_NUMBER("FROM", 1, ID_MAX), NEEDED_NUMBER("TO", 1, ID_MAX), END};
static const bo_parameter_t order_list[] = {
		PAGE, TEXT("STATUS", 32), TEXT("SEARCH", 255), TEXT("ORDERBY", 32), END};
static const bo_parameter_t complete_list[] = {PAGE, TEXT("STATUS", 32), TEXT("SEARCH", 255),
		TEXT("CLIENT", 255), TEXT("TLD", 255), TEXT("REASON", 40), DAY("DROPDATE_FROM"), DAY("DROPDATE_TO"),
		NUMBER("AFTER", 0, ID_MAX), TEXT("ORDERBY", 32), END};
static const bo_parameter_t act[] = {
		NEEDED("ACT", 16), NEEDED("IDS", 8000), FLAG("FORCE"), TEXT("DROPDATE", 19), TEXT("NOTE", 4000), END};
static const bo_parameter_t price_import[] = {NEEDED("CSV", 2000000), FLAG("DRYRUN"), END};
static const bo_parameter_t price_margin[] = {
		TEXT("PERCENT", 16), TEXT("FIXED", 16), TEXT("ROUND", 16), FLAG("SAVE"), TEXT("CHOSEN", 200000), END};
static const bo_parameter_t report[] = {TEXT("FROM", 7), TEXT("TO", 7), TEXT("TLD", 255), END};
static const bo_parameter_t timeline[] = {NEEDED_NUMBER("BACKORDERID", 1, ID_MAX), END};
static const bo_parameter_t funds[] = {FLAG("PLAN"), END};
static const bo_parameter_t price_list[] = {TEXT("TLD", 255), END};
static const bo_parameter_t price_save[] = {
		NEEDED("TLD", 255), {"PRICE", BO_PARAMETER_PREFIX, true, 0, 32}, END};
static const bo_parameter_t price_delete[] = {NEEDED("TLD", 255), END};
static const bo_parameter_t log_list[] = {PAGE, TEXT("SEARCH", 255), TEXT("STATUS", 32), TEXT("CRON", 64),
		TEXT("TOSTATUS", 32), TEXT("NAME", 255), TEXT("TEXT", 255), NUMBER("BACKORDERID", 1, ID_MAX),
		DAY("DATE_FROM"), DAY("DATE_TO"), END};
static const bo_parameter_t stats[] = {TEXT("TLD", 4096), END};
static const bo_parameter_t deleted_list[] = {PAGE, TEXT("ORDERBY", 32), TEXT("TLD", 16384),
		TEXT("QUERY", BO_QUERY_MAX), TEXT("DOMAINREGEXP", 500), TEXT("DOMAINNOTREGEXP", 500),
		TEXT("CONTAINS", 255), TEXT("NOTCONTAINS", 255), TEXT("STARTS", 255), TEXT("ENDS", 255),
		TEXT("WORDS", 8), TEXT("PATTERN", 255), TEXT("MINE", 8), FLAG("COUNTS"),
		NUMBER("DROPWITHIN", 1, 9600), NUMBER("CHARS_COUNT_MIN", 0, 63), NUMBER("CHARS_COUNT_MAX", 0, 63),
		NUMBER("LETTERS_COUNT_MIN", 0, 63), NUMBER("LETTERS_COUNT_MAX", 0, 63),
		NUMBER("DIGITS_COUNT_MIN", 0, 63), NUMBER("DIGITS_COUNT_MAX", 0, 63),
		NUMBER("HYPHENS_COUNT_MIN", 0, 63), NUMBER("HYPHENS_COUNT_MAX", 0, 63), FLAG("DIGITS_NO"),
		FLAG("DIGITS_ONLY"), FLAG("HYPHENS_NO"), NUMBER("MAXNUMBEROFHYPHENS", 0, 63),
		NUMBER("MAXNUMBEROFUMLAUTS", 0, 63), NUMBER("MAXNUMBEROFDIGITS", 0, 63),
		NUMBER("MAXNUMBEROFLETTERS", 0, 63), TEXT("IDN", 8), DAY("DROPDATE_FROM"), DAY("DROPDATE_TO"), END};

#define CLIENT BO_ROLE_CLIENT
#define ADMIN BO_ROLE_ADMIN
#define CRON BO_ROLE_CRON
#define GUEST BO_ROLE_GUEST

static const bo_command_row_t table[] = {
		{"ActOnBackorders", ADMIN, false, act, bo_command_act, 0},
		{"ActivateBackorder", ADMIN | CRON, true, activate, bo_command_activate, 0},
		{"CheckBackorders", CLIENT | ADMIN, true, check_many, bo_command_check, 10},
		{"CreateBackorder", CLIENT | ADMIN, true, create, bo_command_create, 1},
		{"CreateBackorders", CLIENT | ADMIN, true, create_many, bo_command_create_many, 10},
		{"CreateCalendarFeed", CLIENT, true, none, bo_command_feed_make, 1},
		{"CreateInvoice", ADMIN | CRON, false, invoice, bo_command_create_invoice, 0},
		{"DeleteBackorder", CLIENT | ADMIN, true, one_domain, bo_command_delete, 1},
		{"DeleteCalendarFeed", CLIENT, true, none, bo_command_feed_revoke, 1},
		{"DeletePrice", ADMIN, false, price_delete, bo_command_price_delete, 0},
		{"GetAvailableFunds", CLIENT | ADMIN | CRON, true, funds, bo_command_funds, 0},
		{"ImportPrices", ADMIN, false, price_import, bo_command_price_import, 0},
		{"MarginPrices", ADMIN, false, price_margin, bo_command_price_margin, 0},
		{"MergeClients", CRON, false, merge, bo_command_merge_clients, 0},
		{"QueryBackorderList", CLIENT | ADMIN, true, order_list, bo_command_order_list, 1},
		{"QueryBackorderOverviewDropdate", CLIENT | ADMIN, true, none, bo_command_overview_dropdate, 0},
		{"QueryBackorderOverviewList", CLIENT | ADMIN, true, none, bo_command_overview_list, 0},
		{"QueryBackorderOverviewStatus", CLIENT | ADMIN, true, none, bo_command_overview_status, 0},
		{"QueryBackorderTimeline", CLIENT | ADMIN, false, timeline, bo_command_timeline, 1},
		{"QueryCalendarFeed", CLIENT, true, none, bo_command_feed, 0},
		/* Whoever knows the key; calendars do not log in. */
		{"QueryCalendarFeedOrders", GUEST | CLIENT, false, feed_orders, bo_command_feed_orders, 1},
		{"QueryCompleteBackorderList", ADMIN | CRON, false, complete_list, bo_command_complete_list, 0},
		/* Guests are let in by a setting, which the dispatcher checks. */
		{"QueryDeletedDomainsList", GUEST | CLIENT | ADMIN, false, deleted_list, bo_command_deleted_list, 1},
		{"QueryDeletedDomainsStats", GUEST | CLIENT | ADMIN, false, stats, bo_command_deleted_stats, 1},
		{"QueryLogList", ADMIN | CRON, false, log_list, bo_command_log_list, 0},
		{"QueryPriceList", GUEST | CLIENT | ADMIN, false, price_list, bo_command_price_list, 0},
		{"QueryPriceTable", ADMIN, false, none, bo_command_price_table, 0},
		{"QueryReport", ADMIN, false, report, bo_command_report, 0},
		{"SavePrice", ADMIN, false, price_save, bo_command_price_save, 0},
};

const bo_command_row_t *bo_command_find(const char *name)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (strcasecmp(table[i].name, name) == 0) {
			return &table[i];
		}
	}
	return NULL;
}
