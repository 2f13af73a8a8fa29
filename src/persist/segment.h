/*
 * The bytes of one stored value, and how a run is cut into them. Nothing here
 * knows the store. Every value of the store begins with the same header:
 *
 *   | format 1 | codec 1 | CRC-32C 4 | payload … |      at most 4080 bytes: one page
 *
 * The checksum covers the key, format, codec and payload. docs/snapshot-format.md
 * is normative.
 */
#pragma once

#include "persist/run.h"

enum {
    PAGE_MAX = 4080,
    PAGE_HEADER = 6,
    PAGE_PAYLOAD_MAX = PAGE_MAX - PAGE_HEADER,
    SEGMENT_KEY = 24, /* run 8 | record id 8 | piece 4 | part 4, big-endian */
    PART_BYTES = PAGE_PAYLOAD_MAX - 9 - 3, /* beside the longest msgpack heads */
    CODEC_PLAIN = 0
};

/* Stored: never renumber. */
typedef enum PageFormat {
    PAGE_RECORDS = 1,  /* records of a run, one after the other */
    PAGE_PART = 2,     /* one part of a record that is larger than a page */
    PAGE_MANIFEST = 3, /* one part of a manifest */
    PAGE_CODE = 4,     /* one part of a chunk's code */
    PAGE_JOB = 5,      /* a job's record */
    PAGE_COUNT = 6,    /* a counter or count of references */
    PAGE_MERGE = 7     /* a merge that no manifest names yet */
} PageFormat;

/* A key with its value. */
typedef struct StoreItem {
    const uint8_t *key;
    size_t key_size;
    const uint8_t *value;
    size_t size;
} StoreItem;

/* Fills the header of `page`, whose payload stands behind it already. */
void page_seal(uint8_t *page, PageFormat format, const uint8_t *key, size_t key_size,
               size_t payload_size);
/* Checks header and checksum. CORRUPT: not such a page. The payload is in the value. */
SporeStatus page_open(const StoreItem *item, PageFormat format, Reader *out_payload,
                      Report *report);

/*
 * One part of something larger than a page: a record, a manifest, code. Fills and
 * seals `page`; its size. count: at most PART_BYTES.
 */
size_t part_seal(uint8_t *page, PageFormat format, const uint8_t *key, size_t key_size,
                 size_t total, const uint8_t *data, size_t count);
/* Its bytes, and the size of the whole (not believed before all parts are there). */
SporeStatus part_open(const StoreItem *item, PageFormat format, Reader *out_chunk,
                      uint64_t *out_total, Report *report);

void key_put_u32(uint8_t *at, uint32_t value); /* big-endian */
void key_put_u64(uint8_t *at, uint64_t value);
uint32_t key_u32(const uint8_t *at);
uint64_t key_u64(const uint8_t *at);

void segment_key(uint8_t key[SEGMENT_KEY], uint64_t run, uint64_t id, uint32_t piece,
                 uint32_t part);

/*
 * Cuts records, which must come in ascending (id, piece), into segments and gives
 * each to `emit`.
 */
typedef struct SegmentWriter {
    SporeStatus (*emit)(void *context, const uint8_t key[SEGMENT_KEY],
                        const uint8_t *page, size_t size);
    void *context;
    uint64_t run;
    uint64_t last_id;      /* in the open segment */
    uint64_t stored_bytes; /* keys and values */
    uint64_t record_count;
    size_t size; /* of page; 0: no segment is open */
    uint8_t key[SEGMENT_KEY];
    uint8_t page[PAGE_MAX];
} SegmentWriter;

/* data NULL: a tombstone. LIMIT: id above INT64_MAX. */
SporeStatus segment_put(SegmentWriter *writer, uint64_t id, uint32_t piece,
                        const uint8_t *data, size_t size);
/* Gives away what is open. */
SporeStatus segment_flush(SegmentWriter *writer);

/* A record as it lies in a segment. */
typedef struct SegmentRecord {
    uint64_t id;
    uint32_t piece;
    const uint8_t *data; /* NULL: tombstone */
    size_t size;
} SegmentRecord;

/* Reads the records of one PAGE_RECORDS segment. */
typedef struct SegmentReader {
    Reader payload;
    uint64_t last_id;
} SegmentReader;

/* item: its key has SEGMENT_KEY bytes. */
SporeStatus segment_open(SegmentReader *reader, const StoreItem *item, Report *report);
/* OK with *out_is_end at the end; CORRUPT (the caller names the place). */
SporeStatus segment_next(SegmentReader *reader, SegmentRecord *out_record,
                         bool *out_is_end);
