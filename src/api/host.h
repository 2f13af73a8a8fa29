/*
 * What the embedding functions keep beside a VM, at vm->host.
 */
#pragma once

#include "base/status.h"
#include "vm/vm.h"

typedef struct Host {
    Report report; /* of the last failure */
} Host;

static inline Host *vm_host(const VM *vm)
{
    return vm->host;
}

/* Keeps vm->error's text in the host's report; returns `status`. */
SporeStatus host_keep_error(VM *vm, SporeStatus status);
