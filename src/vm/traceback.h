/*
 * Tracebacks, as stock Lua writes them.
 */
#pragma once

#include "base/bytes.h"
#include "vm/level.h"

/*
 * Appends "stack traceback:" and a line for each level of `fiber` from `first` on; of
 * many levels those in the middle are left out. `call`: see level_first().
 */
void traceback_write(VM *vm, const Fiber *fiber, const NativeCall *call, int64_t first,
                     Bytes *out);
/* The lines alone, each with a newline before it. */
void traceback_write_levels(VM *vm, const Fiber *fiber, const NativeCall *call,
                            int64_t first, Bytes *out);
