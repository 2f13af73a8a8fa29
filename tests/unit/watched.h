/*
 * Who watches a test: some of what is counted here is then not as it is, or takes long.
 */
#pragma once

#include "arch/watch.h"

#include <stdlib.h>

#if defined(__has_include)
#if __has_include(<valgrind/valgrind.h>)
#include <valgrind/valgrind.h>
#endif
#endif

static inline bool is_under_valgrind(void)
{
#ifdef RUNNING_ON_VALGRIND
    return RUNNING_ON_VALGRIND != 0;
#else
    return false;
#endif
}

/* By qemu-user: see tools/cross. */
static inline bool is_emulated(void)
{
    return getenv("EMULATED") != NULL;
}
