/*
 * Compaction: neighbouring runs of a job's newest manifest are merged into one
 * that later manifests name in their place. It goes in slices on the writer
 * thread, between saves. Until a manifest names it the new run is listed as
 * pending, and whoever owns the job next removes it.
 *
 *   base | d | d | d | d            deltas weigh as much as the base:
 *   [-------------------]  -> base  all are merged, tombstones are dropped
 *
 *   base (large) | d | d | … 8 d    many small ones at the end:
 *                [------------] -> d  merged, tombstones stay
 */
#pragma once

#include "persist/job.h"
#include "persist/merge.h"

typedef struct Compaction {
    ManifestRun *inputs; /* NULL: not active */
    uint32_t input_count;
    bool has_base; /* the first input is the manifest's oldest run */
    bool is_done;  /* `output` is complete: the next manifest takes it */
    ManifestRun output;
    MergePosition position;
    uint32_t quiet_until; /* after a failure: not before there are so many runs */
} Compaction;

void compaction_deinit(Compaction *compaction);
/* Both in the transaction of a save, on its manifest. */
/* Lets the done run take the place of its inputs; nothing when they are not there. */
SporeStatus compaction_apply(const Compaction *compaction, StoreTxn *txn, uint64_t job_id,
                             Manifest *manifest);
/* The runs that are due to be merged: *out_count 0: none. */
void compaction_choose(const Manifest *manifest, uint32_t *out_first,
                       uint32_t *out_count);
/* Begins to merge these runs into `output_run`, which is listed as pending. */
SporeStatus compaction_begin(Compaction *compaction, const ManifestRun *runs,
                             uint32_t count, bool has_base, uint64_t output_run);
/*
 * Merges one slice into the store. On failure the compaction is given up. LOST, IO,
 * CORRUPT (a run that a snapshot needs is damaged), NO_MEMORY.
 */
SporeStatus compaction_step(SporeJob *job, Compaction *compaction, Report *report);
