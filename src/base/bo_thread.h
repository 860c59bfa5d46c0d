/* A second thread for work that the processor's other core can do meanwhile. It works on what it is given
 * alone, enters neither PHP nor the context, and ends before the call that started it does. */
#ifndef BO_THREAD_H
#define BO_THREAD_H

#include <pthread.h>
#include <stdbool.h>

typedef struct {
	pthread_t thread;
	bool running;
} bo_thread_t;

/* Starts work(payload) with all signals blocked: they are the host's. False when there is no thread to be
 * had; the caller does the work itself then. */
bool bo_thread_start(bo_thread_t *thread, void *(*work)(void *payload), void *payload);
/* Waits for its end; fine for one that does not run. */
void bo_thread_join(bo_thread_t *thread);

#endif
