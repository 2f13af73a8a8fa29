/*
 * A growable byte buffer and a bounded reader. Both are sticky: after the first
 * failure later calls do nothing; ask once at the end.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Bytes {
    uint8_t *data; /* from malloc */
    size_t count;
    size_t capacity;
    bool has_failed; /* out of memory */
} Bytes;

void bytes_deinit(Bytes *bytes);
void bytes_clear(Bytes *bytes); /* keeps the memory */
void bytes_put(Bytes *bytes, const void *data, size_t size);
void bytes_put_u8(Bytes *bytes, uint8_t value);
void bytes_put_u32(Bytes *bytes, uint32_t value);    /* big-endian */
void bytes_put_u64(Bytes *bytes, uint64_t value);    /* big-endian */
void bytes_put_varint(Bytes *bytes, uint64_t value); /* LEB128 */
/* Room for `size` more bytes; the address where they go, or NULL. `count` stays:
 * add to it what was written. */
uint8_t *bytes_reserve(Bytes *bytes, size_t size);

typedef struct Reader {
    const uint8_t *at;
    const uint8_t *end;
    bool has_failed;
} Reader;

static inline size_t reader_left(const Reader *reader)
{
    return reader->has_failed ? 0 : (size_t)(reader->end - reader->at);
}

/* Past the end these return 0 (or NULL) and the reader has failed. */
uint8_t reader_take_u8(Reader *reader);
uint32_t reader_take_u32(Reader *reader);
uint64_t reader_take_u64(Reader *reader);
uint64_t reader_take_varint(Reader *reader);
const uint8_t *reader_take(Reader *reader, size_t size);
/*
 * A count of things of at least `unit_bytes` each: fails when more are claimed
 * than the bytes that are left can hold, or than `limit`.
 */
uint64_t reader_take_count(Reader *reader, size_t unit_bytes, uint64_t limit);
