/*
 * Manifests: what makes up a snapshot. Beside them the things that they share,
 * runs and code, with their counts of references, and the store's counters.
 * A run or chunk of code whose count reaches 0 is no longer needed.
 */
#pragma once

#include "persist/run.h"
#include "persist/store.h"

typedef struct ManifestRun {
    uint64_t id;
    uint64_t stored_bytes;
    uint64_t record_count;
} ManifestRun;

typedef struct Manifest {
    SporeSnapshotInfo info;
    ManifestRun *runs; /* oldest first; the first one is the base */
    uint32_t run_count;
    uint32_t run_capacity;
    uint8_t (*codes)[CODE_HASH_BYTES];
    uint32_t code_count;
    Bytes roots;
} Manifest;

void manifest_deinit(Manifest *manifest);
SporeStatus manifest_add_run(Manifest *manifest, ManifestRun run);
SporeStatus manifest_set_codes(Manifest *manifest,
                               const uint8_t (*codes)[CODE_HASH_BYTES], uint32_t count);

/*
 * Stores it as job's snapshot info.number, which must be new, and counts its
 * references. Adds its own size to info.added_bytes. Code that is referred to and
 * not stored: CORRUPT.
 */
SporeStatus manifest_put(StoreTxn *txn, uint64_t job_id, Manifest *manifest);
/* Into an empty manifest. NOT_FOUND (with a report), CORRUPT. */
SporeStatus manifest_get(StoreTxn *txn, uint64_t job_id, uint64_t number,
                         Manifest *out_manifest);

/* Stores a chunk unless the store has it; adds the bytes written to *added_bytes. */
SporeStatus code_put(StoreTxn *txn, const CodeBlob *code, uint64_t *added_bytes);
/* Appends its bytes to an empty `out`. CORRUPT: it is not there. */
SporeStatus code_get(StoreTxn *txn, const uint8_t hash[CODE_HASH_BYTES], Bytes *out);

typedef enum StoreCounter { COUNTER_RUN, COUNTER_JOB } StoreCounter;
/* The next number of a kind, from 1; never given twice once committed. */
SporeStatus counter_next(StoreTxn *txn, StoreCounter counter, uint64_t *out_number);

/* ---- merged runs that no manifest names yet ---- */

/* Lists run as being made for a job. */
SporeStatus pending_put(StoreTxn *txn, uint64_t job_id, uint64_t run);
/* A manifest names it now. */
SporeStatus pending_remove(StoreTxn *txn, uint64_t job_id, uint64_t run);
/* Removes all such runs of a job with their segments. */
SporeStatus pending_clean(StoreTxn *txn, uint64_t job_id);
