/*
 * The growable buffer and the bounded reader. Fixed integers are big-endian and
 * built byte by byte, so that no CPU's order shows.
 */
#include "base/bytes.h"

#include <stdlib.h>
#include <string.h>

void bytes_deinit(Bytes *bytes)
{
    free(bytes->data);
    *bytes = (Bytes){0};
}

void bytes_clear(Bytes *bytes)
{
    bytes->count = 0;
    bytes->has_failed = false;
}

static bool grow(Bytes *bytes, size_t size)
{
    if (bytes->has_failed || size > SIZE_MAX / 2 - bytes->count) {
        bytes->has_failed = true;
        return false;
    }
    size_t capacity = bytes->capacity < 64 ? 64 : bytes->capacity * 2;
    if (capacity < bytes->count + size) capacity = bytes->count + size;
    uint8_t *data = realloc(bytes->data, capacity);
    if (data == NULL) {
        bytes->has_failed = true;
        return false;
    }
    bytes->data = data;
    bytes->capacity = capacity;
    return true;
}

uint8_t *bytes_reserve(Bytes *bytes, size_t size)
{
    if (bytes->has_failed) return NULL;
    bool has_room = bytes->data != NULL && size <= bytes->capacity - bytes->count;
    if (!has_room && !grow(bytes, size)) return NULL;
    return bytes->data + bytes->count;
}

void bytes_put(Bytes *bytes, const void *data, size_t size)
{
    uint8_t *at = bytes_reserve(bytes, size);
    if (at == NULL || size == 0) return;
    memcpy(at, data, size);
    bytes->count += size;
}

void bytes_put_u8(Bytes *bytes, uint8_t value)
{
    uint8_t *at = bytes_reserve(bytes, 1);
    if (at == NULL) return;
    *at = value;
    bytes->count++;
}

static void put_big_endian(Bytes *bytes, uint64_t value, unsigned size)
{
    uint8_t *at = bytes_reserve(bytes, size);
    if (at == NULL) return;
    for (unsigned i = 0; i < size; i++)
        at[i] = (uint8_t)(value >> (8 * (size - 1 - i)));
    bytes->count += size;
}

void bytes_put_u32(Bytes *bytes, uint32_t value)
{
    put_big_endian(bytes, value, 4);
}

void bytes_put_u64(Bytes *bytes, uint64_t value)
{
    put_big_endian(bytes, value, 8);
}

void bytes_put_varint(Bytes *bytes, uint64_t value)
{
    uint8_t *at = bytes_reserve(bytes, 10);
    if (at == NULL) return;
    size_t size = 0;
    while (value >= 0x80) {
        at[size++] = (uint8_t)(value | 0x80);
        value >>= 7;
    }
    at[size++] = (uint8_t)value;
    bytes->count += size;
}

const uint8_t *reader_take(Reader *reader, size_t size)
{
    if (reader->has_failed || size > (size_t)(reader->end - reader->at)) {
        reader->has_failed = true;
        return NULL;
    }
    const uint8_t *at = reader->at;
    reader->at += size;
    return at;
}

static uint64_t take_big_endian(Reader *reader, unsigned size)
{
    const uint8_t *at = reader_take(reader, size);
    if (at == NULL) return 0;
    uint64_t value = 0;
    for (unsigned i = 0; i < size; i++)
        value = value << 8 | at[i];
    return value;
}

uint8_t reader_take_u8(Reader *reader)
{
    return (uint8_t)take_big_endian(reader, 1);
}

uint32_t reader_take_u32(Reader *reader)
{
    return (uint32_t)take_big_endian(reader, 4);
}

uint64_t reader_take_u64(Reader *reader)
{
    return take_big_endian(reader, 8);
}

/* Only the shortest form is read: a number has one encoding. */
uint64_t reader_take_varint(Reader *reader)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        const uint8_t *at = reader_take(reader, 1);
        if (at == NULL) return 0;
        uint64_t bits = *at & 0x7f;
        if (shift == 63 && bits > 1) break;
        value |= bits << shift;
        if (*at < 0x80) {
            if (*at == 0 && shift > 0) break;
            return value;
        }
    }
    reader->has_failed = true;
    return 0;
}

uint64_t reader_take_count(Reader *reader, size_t unit_bytes, uint64_t limit)
{
    uint64_t count = reader_take_varint(reader);
    if (reader->has_failed) return 0;
    if (unit_bytes > 0 && count > reader_left(reader) / unit_bytes)
        reader->has_failed = true;
    if (count > limit) reader->has_failed = true;
    return reader->has_failed ? 0 : count;
}
