/*
 * Many runs read as one: their records in ascending (id, piece), the newest of
 * each, without those that a tombstone ended. For loads and for compaction.
 *
 *   rank   run                     merged
 *    2     . . C . x       ->      A . C . x      (x: a tombstone)
 *    1     A . c D .               a tombstone in piece 0 ends all pieces of
 *    0     a b c d e               its object in runs of lower rank
 */
#pragma once

#include "persist/manifest.h"
#include "persist/segment.h"

typedef struct RunCursor {
    StoreCursor cursor;
    StoreItem segment; /* that is being read */
    SegmentReader reader;
    SegmentRecord record;
    ManifestRun run;
    uint64_t read_count;
    Bytes joined;    /* a record of several parts */
    bool has_record; /* one was read before: the next must be greater */
    bool is_whole;   /* read from its first record on: the count must come out */
} RunCursor;

/* Where a merge goes on in a later transaction; zeroed: at the start. */
typedef struct MergePosition {
    uint64_t id;
    uint32_t piece;
    bool is_set; /* all records up to this one are done */
    bool has_dead;
    uint64_t dead_id;   /* object whose tombstone was seen */
    uint32_t dead_rank; /* in the run of this rank */
} MergePosition;

typedef struct Merge {
    StoreTxn *txn;
    RunCursor *runs; /* by rank */
    uint32_t run_count;
    uint32_t *heap; /* ranks; the least (id, piece), then the highest rank, on top */
    uint32_t heap_count;
    bool is_given; /* the record on top was given out: go on before the next one */
    MergePosition position;
    Bytes *kept; /* joined records whose bytes were given out */
    uint32_t kept_count;
    uint32_t kept_capacity;
    bool keeps; /* bytes stay valid until merge_close, not only until the next one */
} Merge;

/*
 * Over runs, oldest first, from `position` (NULL: the start). Close it in any case,
 * before the transaction ends.
 */
SporeStatus merge_open(Merge *merge, StoreTxn *txn, const ManifestRun *runs,
                       uint32_t count, const MergePosition *position);
void merge_close(Merge *merge);
/*
 * OK with *out_is_end at the end. Tombstones come too (data NULL). CORRUPT names
 * run and segment.
 */
SporeStatus merge_next(Merge *merge, SegmentRecord *out_record, bool *out_is_end);

/* A stored snapshot as the source of a load. */
typedef struct StoreSource {
    RecordSource source; /* first: the functions of it get a pointer to this */
    StoreTxn txn;
    Manifest manifest;
    Merge merge;
    Bytes *codes; /* given out */
    uint32_t code_count;
    uint32_t code_capacity;
} StoreSource;

/* Holds a read transaction until it is closed. Close it in any case. */
SporeStatus store_source_open(StoreSource *source, SporeStore *store, uint64_t job_id,
                              uint64_t number, Report *report);
void store_source_close(StoreSource *source);
