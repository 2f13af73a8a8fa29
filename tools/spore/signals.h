/*
 * Signals of a running job: they only note what is wanted and raise a request of
 * the VM, which then comes back at its next safepoint.
 */
#pragma once

#include <spore/spore.h>

typedef struct Wanted {
    bool is_save;         /* --every or SIGUSR1 */
    bool is_stop;         /* SIGTERM, SIGINT */
    bool is_from_outside; /* not only the timer asked */
    int stop_signal;
    int64_t requested_ns; /* CLOCK_MONOTONIC of the first of them; 0: none */
} Wanted;

/*
 * Catches SIGTERM, SIGINT and SIGUSR1. To be called before the process can be seen to
 * run a job: who asks it to stop from then on is not to kill it.
 */
void signals_catch(void);
/*
 * `vm` is told from now on, also of what came before, and is to be saved every so often
 * (every_ns < 0: never). false: the timer cannot be had (said).
 */
bool signals_begin(SporeVM *vm, int64_t every_ns);
/* No request reaches the VM any more; a stop that comes now ends the process. */
void signals_end(void);

/* What was wanted since the last call. */
Wanted signals_take(void);

/*
 * Sleeps until a signal comes or the time is over; does not sleep when the VM has
 * requests already.
 */
void signals_sleep(SporeVM *vm, int64_t duration_ns);

/* CLOCK_MONOTONIC. */
int64_t now_ns(void);
