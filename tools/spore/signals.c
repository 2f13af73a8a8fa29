/*
 * The one place with mutable globals: a signal handler has no other way to find
 * what it is to tell. The handler only sets atomics. A second stop ends the
 * process at once, without a save: the last snapshot stands.
 */
#include "signals.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"

static _Atomic(SporeVM *) signalled_vm;
static atomic_int stop_signal; /* the first one that came */
static atomic_bool is_save_wanted;
static atomic_bool is_from_outside;
static _Atomic int64_t first_request_ns;

int64_t now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void note_time(void)
{
    int64_t none = 0;

    atomic_compare_exchange_strong(&first_request_ns, &none, now_ns());
}

static void request(unsigned requests)
{
    SporeVM *vm = atomic_load(&signalled_vm);

    note_time();
    if (vm) spore_vm_request(vm, requests);
}

static void on_save(int number)
{
    const int saved_errno = errno;

    if (number == SIGUSR1) atomic_store(&is_from_outside, true);
    atomic_store(&is_save_wanted, true);
    request(SPORE_REQUEST_SAVE);
    errno = saved_errno;
}

static void on_stop(int number, siginfo_t *info, void *context)
{
    const int saved_errno = errno;
    int none = 0;

    (void)context; /* the interrupted registers: not of interest */
    if (!atomic_compare_exchange_strong(&stop_signal, &none, number)) {
        /* `spore stop` queues its signal: asking twice politely is no insisting. */
        if (info->si_code == SI_QUEUE) return;
        signal(number, SIG_DFL);
        raise(number);
    }
    atomic_store(&is_from_outside, true);
    request(SPORE_REQUEST_STOP);
    errno = saved_errno;
}

void signals_catch(void)
{
    struct sigaction action;

    /* No SA_RESTART: a blocked read is to come back, so that a save can happen. */
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = on_save;
    sigaction(SIGUSR1, &action, NULL);
    sigaction(SIGALRM, &action, NULL);
    action.sa_flags = SA_SIGINFO;
    action.sa_sigaction = on_stop;
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
}

static bool start_timer(int64_t every_ns)
{
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
    const struct timespec period = {.tv_sec = every_ns / 1000000000,
                                    .tv_nsec = every_ns % 1000000000};
    const struct itimerspec times = {.it_interval = period, .it_value = period};
    timer_t timer;

    return timer_create(CLOCK_MONOTONIC, &event, &timer) == 0 &&
           timer_settime(timer, 0, &times, NULL) == 0;
}

bool signals_begin(SporeVM *vm, int64_t every_ns)
{
    atomic_store(&signalled_vm, vm);
    if (atomic_load(&stop_signal) != 0) spore_vm_request(vm, SPORE_REQUEST_STOP);
    if (atomic_load(&is_save_wanted)) spore_vm_request(vm, SPORE_REQUEST_SAVE);
    if (every_ns < 0 || start_timer(every_ns)) return true;
    say("no timer for --every: %s", strerror(errno));
    return false;
}

void signals_end(void)
{
    atomic_store(&signalled_vm, NULL);
}

Wanted signals_take(void)
{
    Wanted wanted;

    wanted.stop_signal = atomic_load(&stop_signal);
    wanted.is_stop = wanted.stop_signal != 0;
    wanted.is_save = atomic_exchange(&is_save_wanted, false);
    wanted.is_from_outside = atomic_exchange(&is_from_outside, false);
    wanted.requested_ns = atomic_exchange(&first_request_ns, 0);
    return wanted;
}

void signals_sleep(SporeVM *vm, int64_t duration_ns)
{
    const struct timespec duration = {.tv_sec = duration_ns / 1000000000,
                                      .tv_nsec = duration_ns % 1000000000};
    sigset_t ours, before;

    sigemptyset(&ours);
    sigaddset(&ours, SIGUSR1);
    sigaddset(&ours, SIGALRM);
    sigaddset(&ours, SIGTERM);
    sigaddset(&ours, SIGINT);
    sigprocmask(SIG_BLOCK, &ours, &before);
    const unsigned requests = spore_vm_take_requests(vm);
    if (requests != 0)
        spore_vm_request(vm, requests);
    else
        ppoll(NULL, 0, &duration, &before);
    sigprocmask(SIG_SETMASK, &before, NULL);
}
