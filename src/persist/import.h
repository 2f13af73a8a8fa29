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

/* spore_job_import(), with the VM that the snapshot is looked at in. */
SporeStatus import_job(SporeStore *store, VM *vm, SporeRead read, void *context,
                       const char *name, SporeJobInfo *out_info, Report *report);
