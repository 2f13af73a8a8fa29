/*
 * As much of Criterion as tests/unit uses, for CPUs that Debian has no Criterion for, and
 * where it cannot start its tests (in emulated processes, under ThreadSanitizer) or takes
 * minutes for them (under valgrind). Each test, and each parameter of one, runs in a fork
 * of the runner, whose main is in runner.c.
 */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What may stand behind the names in Test() and TestSuite(). */
typedef struct RunnerOptions {
    bool is_set;
    void (*init)(void);
    void (*fini)(void);
    int signal;       /* that the test must die of */
    int exit_code;    /* that it must end with */
    unsigned timeout; /* in seconds */
} RunnerOptions;

typedef struct RunnerParams {
    size_t size; /* of one, in bytes */
    const void *items;
    size_t count;
} RunnerParams;

typedef struct RunnerTest RunnerTest;
struct RunnerTest {
    const char *suite, *name; /* name NULL: the options are those of the suite */
    void (*function)(void *param);
    RunnerParams (*params)(void); /* NULL: it has none */
    RunnerOptions options;
    RunnerTest *next;
};

/* In the order of the file. */
void runner_add(RunnerTest *test);
/* Both end the process of the test. */
_Noreturn void runner_fail(const char *file, int line, const char *what,
                           const char *format, ...);
_Noreturn void runner_skip(const char *why);

#define RUNNER_ADD(SUITE, NAME, ...)                                                     \
    __attribute__((constructor)) static void add_##SUITE##_##NAME(void)                  \
    {                                                                                    \
        static RunnerTest test = {.suite = #SUITE, __VA_ARGS__};                         \
        runner_add(&test);                                                               \
    }

#define Test(SUITE, NAME, ...)                                                           \
    static void test_##SUITE##_##NAME(void);                                             \
    static void run_##SUITE##_##NAME(void *param)                                        \
    {                                                                                    \
        (void)param;                                                                     \
        test_##SUITE##_##NAME();                                                         \
    }                                                                                    \
    RUNNER_ADD(SUITE, NAME, .name = #NAME, .function = run_##SUITE##_##NAME,             \
               .options = {.is_set = true, __VA_ARGS__})                                 \
    static void test_##SUITE##_##NAME(void)

#define TestSuite(SUITE, ...)                                                            \
    RUNNER_ADD(SUITE, , .options = {.is_set = true, __VA_ARGS__})

#define cr_assert(CONDITION, ...)                                                        \
    ((CONDITION) ? (void)0 : runner_fail(__FILE__, __LINE__, #CONDITION, "" __VA_ARGS__))
#define cr_assert_not(VALUE, ...) cr_assert(!(VALUE), __VA_ARGS__)
#define cr_assert_null(VALUE, ...) cr_assert((VALUE) == NULL, __VA_ARGS__)
#define cr_assert_not_null(VALUE, ...) cr_assert((VALUE) != NULL, __VA_ARGS__)
#define cr_assert_eq(A, B, ...) cr_assert((A) == (B), __VA_ARGS__)
#define cr_assert_neq(A, B, ...) cr_assert((A) != (B), __VA_ARGS__)
#define cr_assert_lt(A, B, ...) cr_assert((A) < (B), __VA_ARGS__)
#define cr_assert_leq(A, B, ...) cr_assert((A) <= (B), __VA_ARGS__)
#define cr_assert_gt(A, B, ...) cr_assert((A) > (B), __VA_ARGS__)
#define cr_assert_geq(A, B, ...) cr_assert((A) >= (B), __VA_ARGS__)
#define cr_assert_arr_eq(A, B, SIZE, ...)                                                \
    cr_assert(memcmp((A), (B), (SIZE)) == 0, __VA_ARGS__)
#define cr_assert_str_eq(A, B, ...) cr_assert(strcmp((A), (B)) == 0, __VA_ARGS__)
#define cr_assert_str_neq(A, B, ...) cr_assert(strcmp((A), (B)) != 0, __VA_ARGS__)
#define cr_assert_str_empty(A, ...) cr_assert(*(A) == 0, __VA_ARGS__)
#define cr_skip_test(WHY) runner_skip(WHY)
#define cr_log_info(...) (fprintf(stderr, __VA_ARGS__), fputc('\n', stderr))
