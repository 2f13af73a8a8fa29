/*
 * What the tasklet and the channel module share: installing their natives by the
 * separator in the registered names, and the fields of their handles.
 */
#pragma once

#include "vm/vm.h"

/*
 * Registers `defs` and makes the module `name` known to require:
 *   "name.f"  module.f      "name:m"  metatable of all values of `tag`
 *   "name!e"  metatable of the module
 * NULL: out of memory.
 */
Table *microthread_open(VM *vm, const char *name, Tag tag, const NativeDef *defs);

/* table[rest of the name] for each row whose first separator is `separator`. */
bool microthread_install(VM *vm, Table *table, const NativeDef *defs, char separator);

/* ---- parts of the two modules in files of their own ---- */

/* The tasklet that a method is called on. NULL: the error is set. */
Tasklet *microthread_take_tasklet(VM *vm, NativeCall *call);
/* TASKLET_IS_…; a budget that is over by then counts from now on. */
void tasklet_set_flag(VM *vm, Tasklet *tasklet, uint8_t flag, bool is_set);
/* All living tasklets by number. NULL: out of memory. */
Table *tasklet_list(VM *vm);

/* *slot = args[0], a function or nil; returns the old one. */
NativeStatus microthread_set_callback(VM *vm, NativeCall *call, Value *slot);

NativeStatus tasklet_index(VM *vm, NativeCall *call);
NativeStatus tasklet_newindex(VM *vm, NativeCall *call);
NativeStatus channel_select_native(VM *vm, NativeCall *call);

/* The method of that name (not an event), or nil. */
Value microthread_method(const VM *vm, Tag tag, const String *key);

/*
 * The time at which waiting ends, on the job clock, for the seconds in args[index]:
 * SCHEDULER_FOR_EVER if none are given; MICROTHREAD_NOW: nobody is to wait. false: the
 * error is set.
 */
#define MICROTHREAD_NOW INT64_MIN
bool microthread_take_timeout(VM *vm, NativeCall *call, uint32_t index,
                              int64_t *out_wake_ns);

bool microthread_is_key(Value key, const char *name);

/* The error for a field that cannot be set: args[1]. */
NativeStatus microthread_no_field(VM *vm, NativeCall *call, const char *type);

/* ---- how a tasklet ends: outcome.c ---- */

Value tasklet_get_done(VM *vm, Tasklet *tasklet);
Value tasklet_get_results(VM *vm, Tasklet *tasklet);
NativeStatus tasklet_join(VM *vm, NativeCall *call);
/* Puts what tasklet.lua, scope.lua and locks.lua need into the prelude. */
bool tasklet_open_classes(VM *vm);
