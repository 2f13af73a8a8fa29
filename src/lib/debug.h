/*
 * The natives of the debug library, by file: debug.c (information, registry,
 * metatables, tracebacks), debug_variables.c (locals and upvalues), debug_hook.c.
 */
#pragma once

#include "vm/level.h"
#include "vm/vm.h"

NativeStatus debug_getlocal(VM *vm, NativeCall *call);
NativeStatus debug_setlocal(VM *vm, NativeCall *call);
NativeStatus debug_getupvalue(VM *vm, NativeCall *call);
NativeStatus debug_setupvalue(VM *vm, NativeCall *call);
NativeStatus debug_upvalueid(VM *vm, NativeCall *call);
NativeStatus debug_upvaluejoin(VM *vm, NativeCall *call);
NativeStatus debug_sethook(VM *vm, NativeCall *call);
NativeStatus debug_gethook(VM *vm, NativeCall *call);

/*
 * Most functions may be given another coroutine, or tasklet, first: its fiber, and the
 * index of the argument behind it. Else the running fiber and 0.
 */
const Fiber *debug_take_fiber(const VM *vm, const NativeCall *call, uint32_t *out_next);
