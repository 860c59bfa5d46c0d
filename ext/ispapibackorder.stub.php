<?php

/**
 * The native functions of the backorder addon. All names are A-labels unless said otherwise; all times are UTC texts
 * "YYYY-MM-DD HH:MM:SS" or null when unknown; all amounts are decimal texts ("12.50") beside a formatted form.
 * Every function but configure(), version() and machine_table() throws ConfigException before configure() was
 * called in the request.
 *
 * @generate-class-entries
 * @generate-legacy-arginfo 70000
 */

namespace Ispapi\Backorder {

    /** What went wrong, for a person; the code is the core's error number. */
    class Exception extends \Exception
    {
        /** Stable upper-case word of the error ("NOT_FOUND", "INVALID", "CONFLICT", "DB", ...). */
        public string $reason = "INTERNAL";
    }

    /** A setting is missing or wrong. */
    final class ConfigException extends Exception {}
    /** The caller's input is wrong, or not possible in the present state. */
    final class InputException extends Exception {}
    /** The database is away or refused; the work can be tried again. */
    final class DatabaseException extends Exception {}
    /** The registrar or the list server is away or refused. */
    final class RemoteException extends Exception {}

    /* ---- module ---- */

    /**
     * Takes the settings for this process; opens nothing. Keys: docs/settings.md. Unknown keys are refused.
     */
    function configure(#[\SensitiveParameter] array $settings): void {}

    /** Creates or updates the tables. @return array{schema: int} */
    function activate(): array {}

    /** The same after an update of the addon's files; $from is the version that ran before. @return array{schema: int} */
    function upgrade(string $from): array {}

    /** What an admin needs to see: versions, schema, list age, last runs, waiting effects, orders by status. */
    function health(): array {}

    function version(): string {}

    /* ---- backorders ---- */

    /**
     * Orders one name for a client. $name may be typed in any form (IDN, upper case). Options: type ("FULL"),
     * actor ("client" by default; who is written into the log).
     * @return array{id: int, name: string, status: string, dropdate: ?string, others: int} others: how many other clients have an open order for the name
     * @throws InputException reason INVALID (name or type), DENIED (the zone is not for sale), EXISTS, LIMIT,
     *         NOT_FOUND (client), CONFLICT (the account is closed)
     */
    function backorder_create(int $client_id, string $name, array $options = []): array {}

    /**
     * The same for up to 500 names, each on its own: one bad name does not stop the others.
     * $names must be a list (array_values() after array_filter()).
     * @return array list of array{name: string, ok: bool, reason: ?string, message: ?string, id: ?int, others: int}
     */
    function backorder_create_many(int $client_id, array $names, array $options = []): array {}

    /**
     * Deletes an open order that nothing was sent for.
     * @throws InputException reason NOT_FOUND, or CONFLICT when its status does not allow it
     */
    function backorder_delete(int $client_id, string $name, string $actor = "client"): array {}

    /**
     * Orders of one client (or of all with client_id null: admins only), filters: status, search (part of the name),
     * orderby (id|domain|dropdate|status|created|client, each also with "desc" behind it), first, limit (1 to 500).
     * @return array{total: int, first: int, items: array}
     */
    function backorder_list(?int $client_id, array $filter = []): array {}

    /** Counts of a client's orders by status (all ten) and in total. */
    function backorder_overview(int $client_id): array {}

    /** The log lines of one order, oldest first; client_id null: any client's order. */
    function backorder_timeline(?int $client_id, int $order_id): array {}

    /**
     * REQUESTED to ACTIVE by an admin's hand: reserves the price now, whatever the drop date.
     * Options: force (bool: although the funds are too small), actor.
     */
    function backorder_activate(int $client_id, string $name, array $options = []): array {}

    /* ---- prices ---- */

    /** All zones with their prices: {currencies: [...], zones: [{zone, zone_unicode, prices: {currency_id: "12.50"}}], total}. */
    function pricing_list(): array {}

    /**
     * Saves the prices of one zone: currency id => text as typed ("12,50", "12.50"; "" or "0": not for sale).
     * All or nothing. @throws InputException
     */
    function pricing_save(string $zone, array $prices): array {}

    function pricing_delete(string $zone): void {}

    /** Zones for sale in the client's currency (null: guest, the default currency): zone => {price, price_formatted, currency}. */
    function pricing_for_client(?int $client_id): array {}

    /* ---- funds ---- */

    /** {currency, balance, unpaid, reserved, available}, each amount {value, formatted}. */
    function funds(int $client_id): array {}

    /**
     * The same, and which open orders the funds cover and how much has to be added until when (docs/funds.md): missing and
     * missing_next (amounts), next_by, orders: list of {id, name, name_unicode, status, dropdate, price (null: not for sale),
     * reserved, covered, shortfall, reserve_from, needed_by} in the order in which they get funds.
     */
    function funds_plan(int $client_id): array {}

    /* ---- drop list ---- */

    /**
     * Fetches and imports the list. Options: force, url or sources (in place of the settings), progress (bool: lines on
     * stderr), dry_run (bool: the difference is told and nothing is written). The result may hold calls (to the registrar,
     * for the module log). See docs/droplist.md for the rest of it.
     */
    function droplist_import(array $options = []): array {}

    /**
     * Searches the list. query: the compact text of docs/droplist.md; all else narrows what it finds. Texts, each a text or a
     * list of texts: contains, starts, ends, not_contains, pattern (letter kinds: "CVCV"), expression, not_expression; words:
     * "all" or "any" of a list must fit (otherwise all of contains, any of starts and ends). Numbers: length_min, length_max,
     * letters_..., digits_..., hyphens_...; idn (1, 0), digits_only. Times: from, to (UTC; a day alone is its first second),
     * within_hours (1 to 9600). zones (list); orderby (dropdate|name|length|digits|hyphens|zone, "desc" behind it), first, limit.
     * counts (bool): the answer then has zone_counts [{zone, count}], largest first, and day_counts [{day, count}], from today.
     * @return array{total: int, items: array, generation: int}
     */
    function droplist_search(array $search): array {}

    function droplist_stats(array $zones = []): array {}

    /** @return array{name: string, dropdate: ?string, listed: bool} */
    function droplist_lookup(string $name): array {}

    /**
     * Lets the drop dates of open orders follow the list. Options: dry_run (bool: nothing is written; `due` lists the orders).
     * @return array{moved: int, gone: int, found: int}
     */
    function droplist_sync_dates(array $options = []): array {}

    /* ---- status machine ---- */

    /**
     * One batch: every order that is due takes the steps that are due. Options: limit (orders a phase), verbose
     * (bool: each step on stderr), dry_run (bool: nothing is written and the registrar is not called; `due` lists each order
     * with its first step). @return array counts by step, errors [text], attention [text]
     */
    function machine_run(array $options = []): array {}

    /** The transitions: list of {from, event, guard, to, effects, reason}. */
    function machine_table(): array {}

    /**
     * Takes waiting effects for $holder; each must be settled within $seconds.
     * @return array list of {id, kind, payload, attempt, token, marker (mails), invoice_id or put_aside (invoices that an
     *     earlier attempt left: credit is still to be applied, or it is incomplete and to be cancelled)}
     */
    function effects_claim(string $holder, int $limit = 20, int $seconds = 900): array {}

    /** WHMCS says from inside CreateInvoice which invoice it has just made for the effect. */
    function effect_made_invoice(int $id, string $token, int $invoice_id): void {}

    /** Ends an effect: ok with its result (an invoice's {invoiceid}), or not ok with {message} to be tried again later. */
    function effect_settle(int $id, string $token, bool $ok, array $result = []): void {}

    /* ---- commands and logs ---- */

    /**
     * The command interface that other addons use (docs/commands.md). $caller: {role: guest|client|admin|cron,
     * client_id: ?int, admin_id: ?int}. Never throws for a command's own errors: they are in the envelope.
     */
    function command(array $command, array $caller): array {}

    /** Log lines, newest first; filter: search, status, cron, order_id, client_id, from, to, first, limit. */
    function log_list(array $filter = []): array {}

    /**
     * Marks a cron run: event "start" (the message is a word that says what called it: "crontab", "whmcs", "http"), "ok" or
     * "error" with what to write about the end.
     */
    function cron_mark(string $cron, string $event, string $message = ""): void {}

    /**
     * For a caller that comes every few minutes: whether the cron (batch, import, dropdates) is due. If so its start is marked
     * as well, so that of several callers one gets it.
     */
    function cron_claim(string $cron): bool {}
}
