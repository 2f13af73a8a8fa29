/*
 * What the embedding functions keep beside a VM, at vm->host.
 */
#pragma once

#include "arch/stack.h"
#include "base/bytes.h"
#include "base/status.h"
#include "vm/vm.h"

typedef struct Host {
    Report report;   /* of the last failure */
    Bytes error;     /* the whole text of the Lua error, if it was one; ends with 0 */
    Bytes traceback; /* of the error that ended the program; ends with 0 */
    bool is_blank;   /* no globals are set */
    struct HostNative *natives; /* that the host has registered */
    struct HostType *types;
    StackPool stacks;         /* of natives that may call back */
    size_t stack_bytes;       /* of each; 0: as it comes */
    bool has_stacks;          /* the pool is made */
    size_t stack_high_water;  /* of stacks that were looked at, in bytes */
    uint32_t ended_count;     /* calls on such stacks */
    uint32_t in_native_count; /* calls that stand on such a stack while Lua code runs */
} Host;

static inline Host *vm_host(const VM *vm)
{
    return vm->host;
}

/* Where the next failure is to be told; what was told before is forgotten. */
Report *host_report(VM *vm);
/*
 * The program in a file: text, of which a first line that begins with '#' is left out,
 * or bytecode. SPORE_NOT_FOUND, SPORE_IO, SPORE_SYNTAX, SPORE_CORRUPT,
 * SPORE_INCOMPATIBLE, SPORE_NO_MEMORY; told.
 */
SporeStatus host_read_program(VM *vm, const char *path, Proto **out_main);
/* The same from memory; `name` as load() takes it, `path` for the report. */
SporeStatus host_make_program(VM *vm, const void *data, size_t size, const char *name,
                              const char *path, Proto **out_main);
/* Keeps vm->error's text; returns `status`. */
SporeStatus host_keep_error(VM *vm, SporeStatus status);
/* Keeps the text and traceback of the error that ended the program. */
void host_keep_uncaught(VM *vm);

/* tasklet.dump and .load in the library's module; the natives alone, for a load. */
bool pickling_open(VM *vm);
bool pickling_register(VM *vm);

/* Free what was registered; after the VM. */
void host_free_natives(Host *host);
void host_free_types(Host *host);
