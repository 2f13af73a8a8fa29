/*
 * A run in memory: what one save appends. Records sorted by object id, then piece.
 * An Image is a whole save before it reaches the store. Between encode (VM ->
 * image) and store (image -> LMDB) this is the only thing that is handed over;
 * a RecordSource is its counterpart on the way back.
 */
#pragma once

#include "base/bytes.h"
#include "base/status.h"

enum { CODE_HASH_BYTES = 32 };

/*
 * size 0: a tombstone. In piece 0 it ends the object with all its pieces; in
 * another piece it ends that piece.
 */
typedef struct RunRecord {
    uint64_t id;
    uint32_t piece;
    uint32_t size;
    size_t offset; /* in Run.bytes */
} RunRecord;

typedef struct Run {
    RunRecord *records; /* malloc */
    uint32_t count;
    uint32_t capacity;
    Bytes bytes;
} Run;

/* A chunk's bytecode_write() bytes; the hash is BLAKE2b-256 over them. */
typedef struct CodeBlob {
    uint8_t hash[CODE_HASH_BYTES];
    Bytes bytes;
} CodeBlob;

typedef struct Image {
    Run run;
    CodeBlob *codes; /* chunks that this VM has not handed to a save before */
    uint32_t code_count;
    uint32_t code_capacity;
    uint8_t (*code_refs)[CODE_HASH_BYTES]; /* every chunk the snapshot needs */
    uint32_t code_ref_count;
    Bytes roots;   /* the VM record: root ids and counters, msgpack */
    int *sync_fds; /* dup'ed descriptors of files to fdatasync before commit */
    uint32_t sync_fd_count;
    uint32_t tasklet_count;
    uint64_t live_bytes;        /* of the heap, logical */
    uint64_t record_count_live; /* objects in the whole snapshot */
    int64_t requested_ns;       /* CLOCK_MONOTONIC: request, start and end of the pause */
    int64_t pause_start_ns;
    int64_t pause_end_ns;
    int64_t wall_time_ns; /* CLOCK_REALTIME at the save */
    char reason[16];      /* "every", "signal", "checkpoint", "stop", "end", … */
} Image;

void run_deinit(Run *run);
/* Appends a record with room for its bytes to be put after the call by the caller
 * into run->bytes; run_end_record() fixes its size. */
SporeStatus run_begin_record(Run *run, uint64_t id, uint32_t piece);
void run_end_record(Run *run);
SporeStatus run_put_tombstone(Run *run, uint64_t id, uint32_t piece);
/* Sorts by (id, piece). Ids must be unique. */
void run_sort(Run *run);
/*
 * Folds an older run below a newer one: the newer record of an object wins, a
 * tombstone in piece 0 drops all older pieces. The result replaces `newer`.
 */
SporeStatus run_fold(Run *newer, Run *older);

void image_deinit(Image *image);

/*
 * Where a load takes a snapshot from. Records come in ascending (id, piece), the
 * newest of each, without tombstones. The bytes stay valid until source->end.
 */
typedef struct RecordSource RecordSource;
struct RecordSource {
    /* SPORE_OK with *out_data == NULL at the end. */
    SporeStatus (*next)(RecordSource *source, uint64_t *out_id, uint32_t *out_piece,
                        const uint8_t **out_data, size_t *out_size, Report *report);
    SporeStatus (*get_code)(RecordSource *source, const uint8_t hash[CODE_HASH_BYTES],
                            const uint8_t **out_data, size_t *out_size, Report *report);
    const uint8_t *roots;
    size_t roots_size;
};

/* A source over images in memory, oldest first. Frees with memory_source_free. */
RecordSource *memory_source_new(Image *const *images, uint32_t count);
void memory_source_free(RecordSource *source);
