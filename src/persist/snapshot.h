/*
 * A VM's state as records, and back. See docs/snapshot-format.md.
 */
#pragma once

#include "persist/run.h"
#include "vm/vm.h"

/*
 * Encodes what changed since the last encode of this VM (all of it the first
 * time) into `image`, and marks it clean. The VM must be at a safepoint (vm_run
 * has returned). Dirty objects, objects first reached from those, and tombstones of
 * freed ones. Must not fail half-way with marks changed: on failure (NO_MEMORY,
 * NOT_RESTORABLE with a report) nothing is lost, the next encode has it all.
 */
SporeStatus snapshot_encode(VM *vm, Image *image, Report *report);

typedef struct LoadOptions {
    bool is_inspection; /* missing natives and handle types get placeholders */
    /* CLOCK_REALTIME of the save: the job clock goes on by what has passed since;
     * 0: it stands where it stood. */
    int64_t saved_at_ns;
} LoadOptions;

/*
 * Fills a fresh VM (vm_new, lib_register) from a snapshot. Trusts nothing. All
 * missing natives are named in the report (SPORE_INCOMPATIBLE). On failure the VM
 * can only be freed. After success every object is clean: the next encode is
 * incremental onto this snapshot.
 */
SporeStatus snapshot_load(VM *vm, RecordSource *source, const LoadOptions *options,
                          Report *report);

/* `version`: that the native's record has. */
typedef void NativeVisitor(void *context, const NativeDef *native, uint32_t version,
                           bool is_missing);
/*
 * Natives that have another version here than in their records. The next encode writes
 * the record of a newer one anew; older and missing ones are only in an inspected VM.
 */
void snapshot_each_changed_native(const VM *vm, NativeVisitor *visit, void *context);

/*
 * A hash of everything observable that is reachable from the roots, independent of
 * addresses, ids, capacities that do not matter, and saves. Equal before and after
 * a save and load.
 */
SporeStatus snapshot_digest(VM *vm, uint8_t out_digest[CODE_HASH_BYTES]);
