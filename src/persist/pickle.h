/*
 * Dumps: one value with all that it leads to as a string of bytes, and back. The
 * records are those of snapshots, with ids of their own; see
 * docs/snapshot-format.md. Both work in one go, between two safepoints.
 */
#pragma once

#include "persist/run.h"
#include "vm/vm.h"

/*
 * Appends the dump of a value; `permanents` maps names to objects that are only named
 * in it, or is NULL. SPORE_NOT_RESTORABLE: the report says what cannot go and where it
 * stands. SPORE_NO_MEMORY. Nothing of the VM changes.
 */
SporeStatus pickle_save(VM *vm, Value value, const Table *permanents, Bytes *out,
                        Report *report);

/*
 * The value of a dump, whose objects come to those of the VM. Trusts nothing:
 * SPORE_CORRUPT, SPORE_INCOMPATIBLE (another version; natives or permanents that are not
 * there), SPORE_LIMIT, SPORE_NO_MEMORY; then it leaves nothing but garbage.
 */
SporeStatus pickle_load(VM *vm, const void *data, size_t size, const Table *permanents,
                        Value *out_value, Report *report);
