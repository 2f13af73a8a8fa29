/*
 * The program's open files, as far as the host has to do something about them around
 * saves, loads and the end.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "api/host.h"
#include "lib/file.h"
#include "lib/lib.h"

_Static_assert((int)SPORE_FILES_STRICT == (int)FILES_STRICT &&
                   (int)SPORE_FILES_IGNORE == (int)FILES_IGNORE,
               "file policies");

SporeStatus spore_vm_set_job_name(SporeVM *vm, const char *name)
{
    return lib_set_job_name(vm, name) ? SPORE_OK : SPORE_NO_MEMORY;
}

SporeStatus spore_vm_flush_files(SporeVM *vm, SporeReport *report)
{
    return file_flush_all(vm, report);
}

SporeStatus spore_vm_open_files(SporeVM *vm, SporeFiles policy, SporeReport *report)
{
    const SporeStatus status = file_check_all(vm, (FilePolicy)policy, report);

    return status == SPORE_OK ? file_reopen_all(vm, (FilePolicy)policy, report) : status;
}

/* What is recorded as done has its output on the disk. */
static SporeStatus sync_closed_files(VM *vm, SporeReport *report)
{
    for (; vm->closed_fd_count > 0; vm->closed_fd_count--) {
        const int fd = vm->closed_fds[vm->closed_fd_count - 1];

        if (fdatasync(fd) != 0 && errno != EINVAL && errno != EROFS)
            return report_fail(report, SPORE_IO, "cannot sync a file of the job: %s",
                               strerror(errno));
        close(fd);
    }
    return SPORE_OK;
}

SporeStatus spore_vm_end_files(SporeVM *vm, SporeReport *report)
{
    const SporeStatus status = file_end_all(vm, report);

    return status == SPORE_OK ? sync_closed_files(vm, report) : status;
}
