/*
 * Loads a snapshot without owning its job and without running anything.
 */
#include "inspect.h"

#include "cli.h"
#include "session.h"

int inspection_open(const char *store, const char *snapshot, Inspection *out)
{
    const SporeOptions options = {.is_blank = true};
    SporeReport report;
    const int code = store_open_for(store, true, &out->store);

    if (code != EXIT_DONE) return code;
    SporeStatus status =
        spore_snapshot_find(out->store, snapshot, out->job, &out->info, &report);
    if (status != SPORE_OK) return say_failure(status, "%s", report.text);
    status = spore_vm_open(&options, &out->vm);
    if (status != SPORE_OK) return say_failure(status, "out of memory");
    const int opened = natives_open(out->vm, out->natives, 0);
    if (opened != EXIT_DONE) return opened;
    status = spore_snapshot_inspect(out->store, out->job, out->info.number, out->vm,
                                    &out->info, &report);
    return status == SPORE_OK ? EXIT_DONE : say_failure(status, "%s", report.text);
}

void inspection_close(Inspection *inspection)
{
    spore_vm_close(inspection->vm);
    spore_store_close(inspection->store);
}
