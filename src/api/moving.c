/*
 * Importing a job: what comes in is looked at in a VM before the store sees it.
 */
#include "base/status.h"
#include "persist/import.h"
#include "persist/job.h"

SporeStatus spore_job_import(SporeStore *store, SporeRead read, void *context,
                             const char *name, SporeJobInfo *out_info,
                             SporeReport *report)
{
    const SporeOptions options = {.is_blank = true};
    SporeStatus status = SPORE_OK;
    Import import = {.name = ""};
    SporeVM *vm = NULL;

    if (name != NULL) TRY(job_check_name(name, report)); /* before all is read */
    if (spore_vm_open(&options, &vm) != SPORE_OK)
        TRY(report_fail(report, SPORE_NO_MEMORY, "out of memory"));
    TRY(import_read(&import, vm, read, context, report));
    spore_vm_close(vm); /* the commit needs memory of its own */
    vm = NULL;
    TRY(import_commit(&import, store, name, out_info, report));

done:
    spore_vm_close(vm);
    import_deinit(&import);
    return status;
}
