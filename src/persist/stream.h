/*
 * The stream of an exported job, as parts. What is in them is export.c's and import.c's.
 *
 *   | 1d "Spore" 6 | version 1 | head | code … | records … | end |
 *
 *   part:  | kind 1 | size of the payload 8 | payload … | CRC-32C 4 |
 *
 * The checksum covers all of the part before it. The end's payload is a hash of all
 * bytes before the end. Integers are big-endian. docs/snapshot-format.md is normative.
 */
#pragma once

#include "persist/hash.h"
#include "persist/run.h"
#include "spore/persist.h"

enum {
    STREAM_VERSION = 1,
    STREAM_MAGIC_BYTES = 6,
    STREAM_PART_HEADER = 9,
    STREAM_PART_CRC = 4,
    STREAM_RECORDS_BYTES = 64 << 10, /* a part of records that is as large is full */
    STREAM_HEAD_ITEMS = 8,
    STREAM_BLOCK = 16 << 10
};
extern const uint8_t STREAM_MAGIC[STREAM_MAGIC_BYTES];

/* Stored: never renumber. */
typedef enum StreamKind {
    STREAM_HEAD = 1,    /* what the manifest says, and the roots */
    STREAM_CODE = 2,    /* one chunk's bytes */
    STREAM_RECORDS = 3, /* records, one after the other, as in a segment */
    STREAM_END = 4
} StreamKind;

/* ---- writing: parts are collected, and handed on by a flush ---- */

typedef struct StreamWriter {
    Hasher hasher; /* over all that was handed on */
    SporeWrite write;
    void *context;
    Bytes waiting; /* sticky */
} StreamWriter;

void stream_begin(StreamWriter *writer, SporeWrite write, void *context);
void stream_put(StreamWriter *writer, StreamKind kind, const Bytes *payload);
SporeStatus stream_flush(StreamWriter *writer, Report *report);
/* Puts the end and flushes. */
SporeStatus stream_end(StreamWriter *writer, Report *report);
void stream_deinit(StreamWriter *writer);

/* ---- reading: nothing is believed, and no memory taken for what has not come ---- */

typedef struct StreamReader {
    Hasher hasher;
    SporeRead read;
    void *context;
    uint64_t part; /* number of the one that is being read, from 1; for reports */
    size_t at;     /* in block */
    size_t count;
    Bytes bytes; /* of the part */
    uint8_t block[STREAM_BLOCK];
} StreamReader;

/*
 * Reads magic and version. CORRUPT; INCOMPATIBLE: a newer version wrote it. Close it in
 * any case.
 */
SporeStatus stream_open(StreamReader *reader, SporeRead read, void *context,
                        Report *report);
void stream_close(StreamReader *reader);
/*
 * The next part; its payload is valid until the next call. The end is checked before it
 * is given: nothing comes after it. CORRUPT names the part.
 */
SporeStatus stream_next(StreamReader *reader, StreamKind *out_kind, Reader *out_payload,
                        Report *report);
/* "is damaged: part N " and `what`. */
SporeStatus stream_corrupt(const StreamReader *reader, const char *what, Report *report);
