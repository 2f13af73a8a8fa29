/*
 * Lua's standard library and Spore's modules. Each open function registers its
 * natives and sets its globals; all return false when out of memory.
 */
#pragma once

#include "vm/vm.h"

/* All of them, in order. The natives alone suffice for a VM that is loaded. */
bool lib_open(VM *vm);
/* Registers natives and handle types but sets no globals: before a load. */
bool lib_register(VM *vm);

bool lib_open_base(VM *vm);
bool lib_open_coroutine(VM *vm);
bool lib_open_table(VM *vm);
bool lib_open_string(VM *vm);
bool lib_open_math(VM *vm);
bool lib_open_io(VM *vm);
bool lib_open_os(VM *vm);
bool lib_open_tasklet(VM *vm); /* tasklet and channel */
bool lib_open_job(VM *vm);
bool lib_open_prelude(VM *vm); /* the parts written in Lua, src/lib/<name>.lua */

/* The rows of native definitions, for lib_register. */
extern const NativeDef LIB_BASE[], LIB_COROUTINE[], LIB_TABLE[], LIB_STRING[],
    LIB_MATH[], LIB_IO[], LIB_OS[], LIB_TASKLET[], LIB_CHANNEL[], LIB_JOB[];
extern const HandleType LIB_FILE_TYPE;
