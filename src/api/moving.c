/*
 * Importing a job: what comes in is looked at in a VM before the store sees it.
 */
#include "persist/import.h"

#include "base/status.h"

SporeStatus spore_job_import(SporeStore *store, SporeRead read, void *context,
                             const char *name, SporeJobInfo *out_info,
                             SporeReport *report)
{
    const SporeOptions options = {.is_blank = true};
    SporeVM *vm = NULL;
    SporeStatus status = spore_vm_open(&options, &vm);

    if (status != SPORE_OK) return report_fail(report, status, "out of memory");
    status = import_job(store, vm, read, context, name, out_info, report);
    spore_vm_close(vm);
    return status;
}
