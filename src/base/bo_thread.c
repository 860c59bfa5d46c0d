#include "base/bo_thread.h"

#include <signal.h>

bool bo_thread_start(bo_thread_t *thread, void *(*work)(void *payload), void *payload)
{
	sigset_t all, before;
	sigfillset(&all);
	if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0) {
		return false;
	}
	thread->running = pthread_create(&thread->thread, NULL, work, payload) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return thread->running;
}

void bo_thread_join(bo_thread_t *thread)
{
	if (thread->running) {
		pthread_join(thread->thread, NULL);
		thread->running = false;
	}
}
