/*
 * The handler of faults that knows guard pages. A thread's alternate stack lives until
 * the thread ends. What is set here belongs to the process, as signal handlers do.
 */
#include "arch/stack.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/mman.h>

enum {
    ALTERNATE_BYTES = 64 << 10, /* vector registers alone may be 11 KiB */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static bool is_installed; /* under the lock */
static struct sigaction previous_segv, previous_bus;
static pthread_key_t alternate_key;
static void (*_Atomic report_overflow)(Stack *stack);

/* The fault happens again when the handler returns; a signal that was sent does not. */
static void leave_to(const struct sigaction *action, int signal, const siginfo_t *info)
{
    sigaction(signal, action, NULL);
    if (info->si_code <= 0) raise(signal);
}

static void handle_fault(int signal, siginfo_t *info, void *machine)
{
    const int error = errno;
    const struct sigaction *previous = signal == SIGBUS ? &previous_bus : &previous_segv;
    Stack *stack = info->si_code > 0 ? stack_at_guard(info->si_addr) : NULL;
    if (stack) {
        const struct sigaction by_default = {.sa_handler = SIG_DFL};
        report_overflow(stack);
        leave_to(&by_default, signal, info);
    } else if (previous->sa_flags & SA_SIGINFO) {
        previous->sa_sigaction(signal, info, machine);
    } else if (previous->sa_handler == SIG_DFL || previous->sa_handler == SIG_IGN) {
        leave_to(previous, signal, info);
    } else {
        previous->sa_handler(signal);
    }
    errno = error;
}

static void drop_alternate(void *memory)
{
    const stack_t none = {.ss_flags = SS_DISABLE};
    sigaltstack(&none, NULL);
    munmap(memory, ALTERNATE_BYTES);
}

/* One that the thread has already is used. */
static bool set_alternate(void)
{
    stack_t now;
    if (sigaltstack(NULL, &now) == 0 && !(now.ss_flags & SS_DISABLE)) return true;
    void *memory = mmap(NULL, ALTERNATE_BYTES, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return false;
    const stack_t wanted = {.ss_sp = memory, .ss_size = ALTERNATE_BYTES};
    if (pthread_setspecific(alternate_key, memory) == 0 &&
        sigaltstack(&wanted, NULL) == 0)
        return true;
    pthread_setspecific(alternate_key, NULL);
    munmap(memory, ALTERNATE_BYTES);
    return false;
}

static void install(int signal, struct sigaction *previous)
{
    sigaction(signal, NULL, previous);
    struct sigaction action = {
        .sa_sigaction = handle_fault,
        .sa_mask = previous->sa_mask,
        .sa_flags = SA_SIGINFO | SA_ONSTACK | (previous->sa_flags & SA_NODEFER),
    };
    sigaction(signal, &action, NULL);
}

bool stack_catch_overflow(void (*report)(Stack *stack))
{
    pthread_mutex_lock(&lock);
    bool is_ready =
        is_installed || pthread_key_create(&alternate_key, drop_alternate) == 0;
    if (is_ready && !set_alternate()) {
        is_ready = false;
        if (!is_installed) pthread_key_delete(alternate_key);
    }
    if (is_ready) {
        report_overflow = report;
        if (!is_installed) {
            install(SIGSEGV, &previous_segv);
            install(SIGBUS, &previous_bus);
        }
        is_installed = true;
    }
    pthread_mutex_unlock(&lock);
    return is_ready;
}
