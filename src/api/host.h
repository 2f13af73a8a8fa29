/*
 * What the embedding functions keep beside a VM, at vm->host.
 */
#pragma once

#include "base/bytes.h"
#include "base/status.h"
#include "vm/vm.h"

typedef struct Host {
    Report report;   /* of the last failure */
    Bytes error;     /* the whole text of the Lua error, if it was one; ends with 0 */
    Bytes traceback; /* of the error that ended the program; ends with 0 */
} Host;

static inline Host *vm_host(const VM *vm)
{
    return vm->host;
}

/* Where the next failure is to be told; what was told before is forgotten. */
Report *host_report(VM *vm);
/* Keeps vm->error's text; returns `status`. */
SporeStatus host_keep_error(VM *vm, SporeStatus status);
/* Keeps the text and traceback of the error that ended the program. */
void host_keep_uncaught(VM *vm);
