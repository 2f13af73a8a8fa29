/*
 * Opening a snapshot to look at it, for ps and stack.
 */
#pragma once

#include <spore/persist.h>

#include "options.h"

typedef struct Inspection {
    SporeStore *store;
    SporeVM *vm;
    SporeSnapshotInfo info;
    char job[SPORE_JOB_NAME_MAX + 1];
    const OptionList *natives; /* libraries to open before; NULL: none */
} Inspection;

/* `snapshot`: "job", "job@7", "job@-1". On failure it is said, and the exit code
 * returned. inspection_close() in any case. */
int inspection_open(const char *store, const char *snapshot, Inspection *out);
void inspection_close(Inspection *inspection);
