/* The model of clients: who is there, who is gone, closed, merged or pays in another currency, and what
 * becomes of their orders. */
#include "model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

model_client_t clients[CLIENTS];
size_t client_count;

static void take_client(char **cells)
{
	model_client_t *client = &clients[strtol(cells[0], NULL, 10) - 1];
	client->here = true;
	client->closed = strcmp(cells[1], "Closed") == 0;
	client->currency = (int)strtol(cells[2], NULL, 10);
	client->priced = *cells[3] == '1';
	snprintf(client->email, sizeof(client->email), "%s", cells[4]);
}

static void take_missing(char **cells)
{
	model_client_t *client = &clients[strtol(cells[0], NULL, 10) - 1];
	client->gone = !client->here && time_of(cells[1]) <= now - 10 * BO_MINUTE;
}

void read_clients(void)
{
	for (size_t i = 0; i < client_count; i++) {
		clients[i].here = clients[i].closed = clients[i].priced = clients[i].gone = false;
	}
	each_row("SELECT id, status, currency, currency IN (SELECT id FROM tblcurrencies), email FROM tblclients",
			take_client);
	each_row("SELECT userid, missing_since FROM backorder_clients WHERE missing_since IS NOT NULL AND userid "
			 "> "
			 "0",
			take_missing);
}

static bool is_sent(const model_order_t *order)
{
	return *order->reference || order->intent;
}

static void end_of_closed(model_order_t *order)
{
	bool early = is(order, "REQUESTED") || is(order, "ACTIVE") || is(order, "PROCESSING");
	if (early && !is_sent(order)) {
		release(order, "CANCELLED");
	}
}

/* What was sent can be taken back until the drop; later the registrar decides. */
static void end_of_gone(model_order_t *order)
{
	bool early = is(order, "REQUESTED") || is(order, "ACTIVE") || is(order, "PROCESSING");
	bool ahead = order->drop != BO_TIME_NONE && order->drop > now;
	if (is(order, "PENDING-PAYMENT") || (early && (!is_sent(order) || (is(order, "PROCESSING") && ahead)))) {
		release(order, "CANCELLED");
	}
}

static void follow_currency(model_order_t *order)
{
	const model_client_t *client = &clients[order->client];
	long long price = prices[order->name][client->currency];
	if (order->currency == client->currency) {
		return;
	}
	if (is(order, "ACTIVE")) {
		release(order, "REQUESTED");
	} else if ((is(order, "PROCESSING") || is(order, "AUCTION-PENDING")) && price > 0) {
		order->person = false;
		order->price = order->reserved = price;
		order->currency = client->currency;
	}
}

void model_clients(void)
{
	for (size_t i = 0; i < order_count; i++) {
		const model_client_t *client = &clients[orders[i].client];
		if (client->here && client->closed) {
			end_of_closed(&orders[i]);
		} else if (client->gone) {
			end_of_gone(&orders[i]);
		}
	}
	for (size_t i = 0; i < order_count; i++) {
		if (clients[orders[i].client].here && clients[orders[i].client].priced) {
			follow_currency(&orders[i]);
		}
	}
}

static int progress(const model_order_t *order)
{
	return is(order, "PENDING-PAYMENT")                ? 5
		   : is(order, "AUCTION-PENDING")              ? 4
		   : is(order, "PROCESSING") && is_sent(order) ? 3
		   : is(order, "PROCESSING")                   ? 2
		   : is(order, "ACTIVE")                       ? 1
													   : 0;
}

void model_merge(int from, int to)
{
	for (size_t i = 0; i < order_count; i++) {
		model_order_t *order = &orders[i];
		if (order->gone || order->client != from) {
			continue;
		}
		model_order_t *twin = is_open(order) ? open_order(to, order->name) : NULL;
		model_order_t *loser = twin && progress(order) > progress(twin) ? twin : order;
		order->client = to;
		if (twin && progress(loser) < 3) {
			release(loser, "CANCELLED");
		} else if (twin) {
			loser->client = from;
			loser->person = true;
		}
	}
}
