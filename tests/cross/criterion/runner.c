/*
 * Runs the tests of one file: see criterion.h.
 *
 *     test_x [PART]      those whose "suite/name" has PART in it
 *
 * Prints what failed and a line at the end; exits 1 if anything failed or nothing ran.
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    TIMEOUT_S = 60,
    SLOWNESS = 20, /* an emulated CPU's, or that of a sanitizer */
    FAILED = 97,   /* exit codes of a test's process */
    SKIPPED = 98
};

static RunnerTest *first, **end = &first;
static unsigned passed, failed, skipped;

void runner_add(RunnerTest *test)
{
    *end = test;
    end = &test->next;
}

void runner_fail(const char *file, int line, const char *what, const char *format, ...)
{
    va_list arguments;

    fprintf(stderr, "%s:%d: %s", file, line, what);
    if (*format) fprintf(stderr, ": ");
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fprintf(stderr, "\n");
    fflush(NULL);
    _exit(FAILED);
}

void runner_skip(const char *why)
{
    fprintf(stderr, "skipped: %s\n", why);
    fflush(NULL);
    _exit(SKIPPED);
}

/* ---- one process ---- */

static const RunnerOptions *suite_options(const RunnerTest *test)
{
    static const RunnerOptions none;

    for (const RunnerTest *suite = first; suite; suite = suite->next)
        if (!suite->name && strcmp(suite->suite, test->suite) == 0)
            return &suite->options;
    return &none;
}

static _Noreturn void run_here(const RunnerTest *test, void *param)
{
    const RunnerOptions *suite = suite_options(test);

    if (suite->init) suite->init();
    if (test->options.init) test->options.init();
    test->function(param);
    if (test->options.fini) test->options.fini();
    if (suite->fini) suite->fini();
    exit(EXIT_SUCCESS);
}

static void stop_waiting(int number)
{
    (void)number;
}

/* How it ended; it is killed when its time is over. */
static int wait_for(pid_t pid, unsigned timeout_s)
{
    const struct sigaction action = {.sa_handler = stop_waiting}; /* no SA_RESTART */
    int status;

    sigaction(SIGALRM, &action, NULL);
    alarm((timeout_s ? timeout_s : TIMEOUT_S) * SLOWNESS);
    while (waitpid(pid, &status, 0) == -1)
        if (errno == EINTR) kill(pid, SIGKILL);
    alarm(0);
    return status;
}

static bool is_as_wanted(const RunnerOptions *options, int status)
{
    return options->signal
               ? WIFSIGNALED(status) && WTERMSIG(status) == options->signal
               : WIFEXITED(status) && WEXITSTATUS(status) == options->exit_code;
}

static void run(const RunnerTest *test, void *param, size_t number)
{
    fflush(NULL);
    const pid_t pid = fork();
    if (pid == -1) {
        perror("fork");
        exit(EXIT_FAILURE);
    }
    if (pid == 0) {
        setpgid(0, 0);
        run_here(test, param);
    }
    const int status = wait_for(pid, test->options.timeout);
    kill(-pid, SIGKILL); /* what it has left behind */
    if (is_as_wanted(&test->options, status)) {
        passed++;
    } else if (WIFEXITED(status) && WEXITSTATUS(status) == SKIPPED) {
        skipped++;
    } else {
        failed++;
        fprintf(stderr, "FAILED: %s/%s, parameter %zu: wait status %#x\n", test->suite,
                test->name, number, (unsigned)status);
    }
}

/* ---- all ---- */

static bool is_chosen(const RunnerTest *test, const char *part)
{
    char name[256];

    if (!test->name) return false;
    snprintf(name, sizeof name, "%s/%s", test->suite, test->name);
    return !part || strstr(name, part);
}

int main(int argc, char **argv)
{
    signal(SIGCHLD, SIG_DFL); /* inherited as ignored, it hides how tests end */
    for (const RunnerTest *test = first; test; test = test->next) {
        if (!is_chosen(test, argc > 1 ? argv[1] : NULL)) continue;
        const RunnerParams params =
            test->params ? test->params() : (RunnerParams){.count = 1};
        for (size_t i = 0; i < params.count; i++)
            run(test, (char *)(uintptr_t)params.items + i * params.size, i);
    }
    fprintf(stderr, "Tested: %u | Passing: %u | Failing: %u | Skipped: %u\n",
            passed + failed + skipped, passed, failed, skipped);
    return failed > 0 || passed + skipped == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
