/*
 * Faults in child processes: which are told as overflows, and what becomes of others.
 */
#include "arch/stack.h"
#include "watched.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { OF_PREVIOUS_HANDLER = 42 };

static int report_pipe[2];

/* The report is the owner's first character. */
static void report(Stack *stack)
{
    if (write(report_pipe[1], stack->owner, 1) != 1) _exit(1);
}

/* The status of a child that does this, and what it reported, "" if nothing. */
static int status_of(void (*act)(void), char out_report[8])
{
    cr_assert_eq(pipe(report_pipe), 0);
    const pid_t child = fork();
    if (child == 0) {
        const struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        act();
        _exit(0);
    }
    close(report_pipe[1]);
    int status = 0;
    cr_assert_eq(waitpid(child, &status, 0), child);
    const ssize_t size = read(report_pipe[0], out_report, 7);
    out_report[size > 0 ? size : 0] = '\0';
    close(report_pipe[0]);
    return status;
}

static void check(void (*act)(void), int signal, const char *wanted)
{
    char told[8];
    const int status = status_of(act, told);
    cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == signal, "status %x", status);
    cr_assert_str_eq(told, wanted);
}

static int recurse(volatile int *depth)
{
    volatile int next = *depth + 1;
    return next < 0 ? 0 : recurse(&next) + next;
}

static void overflow(void *value)
{
    volatile int depth = 0;
    stack_finish(value, recurse(&depth) ? value : NULL);
}

static void *run_overflow(void *owner)
{
    StackPool pool = {0};
    stack_catch_overflow(report);
    Stack *stack = stack_take(&pool, overflow);
    stack->owner = owner;
    stack_enter(stack, stack);
    return NULL;
}

static void overflow_in_main(void)
{
    run_overflow("m");
}

static void overflow_in_thread(void)
{
    pthread_t thread;
    stack_catch_overflow(report);
    pthread_create(&thread, NULL, run_overflow, "t");
    pthread_join(thread, NULL);
}

Test(stack_fault, overflow_is_reported)
{
    check(overflow_in_main, SIGSEGV, "m");
}

Test(stack_fault, overflow_in_another_thread_is_reported)
{
    check(overflow_in_thread, SIGSEGV, "t");
}

/* An entry that runs another stack over, so that two of them run. */
static void enter_overflow(void *value)
{
    run_overflow("i");
    stack_finish(value, NULL);
}

static void overflow_inside(void)
{
    StackPool pool = {0};
    Stack *stack = stack_take(&pool, enter_overflow);
    stack->owner = "o";
    stack_enter(stack, stack);
}

Test(stack_fault, overflow_of_an_inner_stack_is_reported)
{
    check(overflow_inside, SIGSEGV, "i");
}

static void fault(void *value)
{
    char *nothing = mmap(NULL, 1 << 16, PROT_NONE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    *(volatile char *)nothing = 1;
    stack_finish(value, NULL);
}

static void run_fault(void)
{
    StackPool pool = {0};
    stack_catch_overflow(report);
    stack_catch_overflow(report);
    Stack *stack = stack_take(&pool, fault);
    stack->owner = "f";
    stack_enter(stack, stack);
}

static void exit_of_handler(int signal)
{
    _exit(OF_PREVIOUS_HANDLER + (signal != SIGSEGV));
}

static void exit_of_action(int signal, siginfo_t *info, void *machine)
{
    _exit(OF_PREVIOUS_HANDLER + (signal != SIGSEGV || !info->si_addr || !machine));
}

static void fault_by_default(void)
{
    signal(SIGSEGV, SIG_DFL);
    run_fault();
}

static void fault_ignored(void)
{
    signal(SIGSEGV, SIG_IGN);
    run_fault();
}

static void fault_with_handler(void)
{
    signal(SIGSEGV, exit_of_handler);
    run_fault();
}

static void fault_with_action(void)
{
    const struct sigaction action = {.sa_sigaction = exit_of_action,
                                     .sa_flags = SA_SIGINFO};
    sigaction(SIGSEGV, &action, NULL);
    run_fault();
}

static void sent_signal(void)
{
    signal(SIGSEGV, SIG_DFL);
    stack_catch_overflow(report);
    kill(getpid(), SIGSEGV);
}

Test(stack_fault, other_faults_kill)
{
    if (is_under_valgrind()) cr_skip_test("valgrind ends with the first fault");
    check(fault_by_default, SIGSEGV, "");
    check(fault_ignored, SIGSEGV, "");
    check(sent_signal, SIGSEGV, "");
}

Test(stack_fault, other_faults_go_to_the_previous_handler)
{
    if (is_under_valgrind()) cr_skip_test("valgrind ends with the first fault");
    void (*const acts[])(void) = {fault_with_handler, fault_with_action};
    for (int i = 0; i < 2; i++) {
        char told[8];
        const int status = status_of(acts[i], told);
        cr_assert(WIFEXITED(status), "status %x", status);
        cr_assert_eq(WEXITSTATUS(status), OF_PREVIOUS_HANDLER);
        cr_assert_str_empty(told);
    }
}
