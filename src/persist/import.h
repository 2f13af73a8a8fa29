/*
 * Exported jobs on their way back. Reading believes nothing and touches no store.
 */
#pragma once

#include "persist/run.h"
#include "spore/persist.h"
#include "vm/vm.h"

typedef struct Import {
    char name[SPORE_JOB_NAME_MAX + 1]; /* that the job had */
    Image image;                       /* the whole snapshot */
} Import;

/*
 * Reads a stream into an empty `out` and loads it into `vm`, which holds nothing yet, to
 * see that it is a snapshot. CORRUPT, INCOMPATIBLE: the report goes on after the
 * stream's name. import_deinit() in any case.
 */
SporeStatus import_read(Import *out, VM *vm, SporeRead read, void *context,
                        Report *report);
void import_deinit(Import *import);

/*
 * Makes the job, in one transaction; `name` NULL: the one that it had. USAGE, EXISTS,
 * BUSY, IO, LIMIT, NO_MEMORY: nothing has changed.
 */
SporeStatus import_commit(const Import *import, SporeStore *store, const char *name,
                          SporeJobInfo *out_info, Report *report);
