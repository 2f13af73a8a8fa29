/*
 * Tests that run once for each parameter: see criterion.h.
 */
#pragma once

#include <criterion/criterion.h>

#define ParameterizedTestParameters(SUITE, NAME)                                         \
    static RunnerParams params_##SUITE##_##NAME(void)

#define cr_make_param_array(TYPE, ITEMS, COUNT)                                          \
    (RunnerParams)                                                                       \
    {                                                                                    \
        sizeof(TYPE), (ITEMS), (COUNT)                                                   \
    }

#define ParameterizedTest(PARAM, SUITE, NAME, ...)                                       \
    static void test_##SUITE##_##NAME(PARAM);                                            \
    static void run_##SUITE##_##NAME(void *param)                                        \
    {                                                                                    \
        test_##SUITE##_##NAME(param);                                                    \
    }                                                                                    \
    RUNNER_ADD(SUITE, NAME, .name = #NAME, .function = run_##SUITE##_##NAME,             \
               .params = params_##SUITE##_##NAME,                                        \
               .options = {.is_set = true, __VA_ARGS__})                                 \
    static void test_##SUITE##_##NAME(PARAM)
