/*
 * Segments. A payload is a sequence of msgpack items, so that any msgpack reader
 * can walk it:
 *
 *   records:  (id step * 2 + has piece) uint, [piece uint], bin or nil (tombstone)
 *   part:     size of the whole record uint, bin
 *
 * The first record's step is its id; later ones count from the record before.
 */
#include "persist/segment.h"

#include <string.h>

#include "base/hash.h"

enum {
    MSGPACK_NIL = 0xC0,
    MSGPACK_BIN8 = 0xC4,
    MSGPACK_BIN16 = 0xC5,
    MSGPACK_UINT8 = 0xCC,
    MSGPACK_UINT16 = 0xCD,
    MSGPACK_UINT32 = 0xCE,
    MSGPACK_UINT64 = 0xCF,
    UINT_MAX_BYTES = 9,
    BIN_MAX_HEADER = 3,
    /* of a record in an empty segment: step, piece, header of the bytes */
    RECORD_MAX_HEADER = UINT_MAX_BYTES + 5 + BIN_MAX_HEADER
};

void key_put_u32(uint8_t *at, uint32_t value)
{
    for (int i = 3; i >= 0; i--, value >>= 8)
        at[i] = (uint8_t)value;
}

void key_put_u64(uint8_t *at, uint64_t value)
{
    key_put_u32(at, (uint32_t)(value >> 32));
    key_put_u32(at + 4, (uint32_t)value);
}

uint32_t key_u32(const uint8_t *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

uint64_t key_u64(const uint8_t *at)
{
    return (uint64_t)key_u32(at) << 32 | key_u32(at + 4);
}

void segment_key(uint8_t key[SEGMENT_KEY], uint64_t run, uint64_t id, uint32_t piece,
                 uint32_t part)
{
    key_put_u64(key, run);
    key_put_u64(key + 8, id);
    key_put_u32(key + 16, piece);
    key_put_u32(key + 20, part);
}

/* ---- pages ---- */

static uint32_t checksum(const uint8_t *key, size_t key_size, const uint8_t *page,
                         size_t size)
{
    uint32_t crc = hash_crc32c(0, key, key_size);
    crc = hash_crc32c(crc, page, 2);
    return hash_crc32c(crc, page + PAGE_HEADER, size - PAGE_HEADER);
}

void page_seal(uint8_t *page, PageFormat format, const uint8_t *key, size_t key_size,
               size_t payload_size)
{
    page[0] = (uint8_t)format;
    page[1] = CODEC_PLAIN;
    key_put_u32(page + 2, checksum(key, key_size, page, PAGE_HEADER + payload_size));
}

SporeStatus page_open(const StoreItem *item, PageFormat format, Reader *out_payload,
                      Report *report)
{
    const uint8_t *page = item->value;
    const size_t size = item->size;
    if (size < PAGE_HEADER || size > PAGE_MAX)
        return report_fail(report, SPORE_CORRUPT, "a stored value has %zu bytes", size);
    if (checksum(item->key, item->key_size, page, size) != key_u32(page + 2))
        return report_fail(report, SPORE_CORRUPT, "the checksum of a value is wrong");
    if (page[0] != format)
        return report_fail(report, SPORE_CORRUPT, "a value has format %d instead of %d",
                           page[0], format);
    if (page[1] != CODEC_PLAIN)
        return report_fail(report, SPORE_INCOMPATIBLE,
                           "a value has the unknown codec %d; use a newer program",
                           page[1]);
    *out_payload = (Reader){page + PAGE_HEADER, page + size, false};
    return SPORE_OK;
}

/* ---- msgpack items ---- */

static size_t put_uint(uint8_t *at, uint64_t value)
{
    if (value < 0x80) {
        at[0] = (uint8_t)value;
        return 1;
    }
    const int log = value <= 0xFF ? 0 : value <= 0xFFFF ? 1 : value <= UINT32_MAX ? 2 : 3;
    at[0] = (uint8_t)(MSGPACK_UINT8 + log);
    for (int i = 1 << log; i > 0; i--, value >>= 8)
        at[i] = (uint8_t)value;
    return 1 + ((size_t)1 << log);
}

static uint64_t take_uint(Reader *reader)
{
    const uint8_t first = reader_take_u8(reader);
    if (first < 0x80) return first;
    if (first < MSGPACK_UINT8 || first > MSGPACK_UINT64) {
        reader->has_failed = true;
        return 0;
    }
    uint64_t value = 0;
    for (int i = 1 << (first - MSGPACK_UINT8); i > 0; i--)
        value = value << 8 | reader_take_u8(reader);
    return value;
}

static size_t put_bin_header(uint8_t *at, size_t size)
{
    if (size <= 0xFF) {
        at[0] = MSGPACK_BIN8;
        at[1] = (uint8_t)size;
        return 2;
    }
    at[0] = MSGPACK_BIN16;
    at[1] = (uint8_t)(size >> 8);
    at[2] = (uint8_t)size;
    return 3;
}

/* NULL with no failure: nil. */
static const uint8_t *take_bin(Reader *reader, size_t *out_size)
{
    const uint8_t first = reader_take_u8(reader);
    size_t size = 0;
    if (first == MSGPACK_BIN8) {
        size = reader_take_u8(reader);
    } else if (first == MSGPACK_BIN16) {
        size = reader_take_u8(reader);
        size = size << 8 | reader_take_u8(reader);
    } else {
        if (first != MSGPACK_NIL) reader->has_failed = true;
        *out_size = 0;
        return NULL;
    }
    *out_size = size;
    return reader_take(reader, size);
}

/* ---- parts ---- */

size_t part_seal(uint8_t *page, PageFormat format, const uint8_t *key, size_t key_size,
                 size_t total, const uint8_t *data, size_t count)
{
    uint8_t *at = page + PAGE_HEADER;
    at += put_uint(at, total);
    at += put_bin_header(at, count);
    memcpy(at, data, count);
    const size_t size = (size_t)(at - page) + count;
    page_seal(page, format, key, key_size, size - PAGE_HEADER);
    return size;
}

SporeStatus part_open(const StoreItem *item, PageFormat format, Reader *out_chunk,
                      uint64_t *out_total, Report *report)
{
    Reader payload;
    const SporeStatus status = page_open(item, format, &payload, report);
    if (status != SPORE_OK) return status;
    *out_total = take_uint(&payload);
    size_t count;
    const uint8_t *data = take_bin(&payload, &count);
    if (payload.has_failed || data == NULL || count == 0 || reader_left(&payload) != 0)
        return report_fail(report, SPORE_CORRUPT, "a part is malformed");
    *out_chunk = (Reader){data, data + count, false};
    return SPORE_OK;
}

/* ---- writing ---- */

static SporeStatus emit(SegmentWriter *writer)
{
    writer->stored_bytes += SEGMENT_KEY + writer->size;
    const size_t size = writer->size;
    writer->size = 0;
    return writer->emit(writer->context, writer->key, writer->page, size);
}

SporeStatus segment_flush(SegmentWriter *writer)
{
    if (writer->size == 0) return SPORE_OK;
    page_seal(writer->page, PAGE_RECORDS, writer->key, SEGMENT_KEY,
              writer->size - PAGE_HEADER);
    return emit(writer);
}

static SporeStatus put_parts(SegmentWriter *writer, uint64_t id, uint32_t piece,
                             const uint8_t *data, size_t size)
{
    SporeStatus status = segment_flush(writer);
    size_t done = 0;
    for (uint32_t part = 0; status == SPORE_OK && done < size; part++) {
        const size_t count = size - done < PART_BYTES ? size - done : PART_BYTES;
        segment_key(writer->key, writer->run, id, piece, part);
        writer->size = part_seal(writer->page, PAGE_PART, writer->key, SEGMENT_KEY, size,
                                 data + done, count);
        done += count;
        status = emit(writer);
    }
    return status;
}

SporeStatus segment_put(SegmentWriter *writer, uint64_t id, uint32_t piece,
                        const uint8_t *data, size_t size)
{
    if (id > INT64_MAX) return SPORE_LIMIT; /* the step takes one bit */
    writer->record_count++;
    if (size > PAGE_PAYLOAD_MAX - RECORD_MAX_HEADER)
        return put_parts(writer, id, piece, data, size);
    if (writer->size + RECORD_MAX_HEADER + size > PAGE_MAX) {
        const SporeStatus status = segment_flush(writer);
        if (status != SPORE_OK) return status;
    }
    if (writer->size == 0) {
        segment_key(writer->key, writer->run, id, piece, 0);
        writer->size = PAGE_HEADER;
        writer->last_id = 0;
    }
    uint8_t *at = writer->page + writer->size;
    at += put_uint(at, (id - writer->last_id) * 2 + (piece != 0));
    if (piece != 0) at += put_uint(at, piece);
    if (data == NULL) {
        *at++ = MSGPACK_NIL;
    } else {
        at += put_bin_header(at, size);
        memcpy(at, data, size);
        at += size;
    }
    writer->size = (size_t)(at - writer->page);
    writer->last_id = id;
    return SPORE_OK;
}

/* ---- reading ---- */

SporeStatus segment_open(SegmentReader *reader, const StoreItem *item, Report *report)
{
    reader->last_id = 0;
    return page_open(item, PAGE_RECORDS, &reader->payload, report);
}

SporeStatus segment_next(SegmentReader *reader, SegmentRecord *out_record,
                         bool *out_is_end)
{
    Reader *payload = &reader->payload;
    *out_is_end = reader_left(payload) == 0;
    if (*out_is_end) return SPORE_OK;

    const uint64_t step = take_uint(payload);
    const uint64_t piece = step & 1 ? take_uint(payload) : 0;
    size_t size;
    const uint8_t *data = take_bin(payload, &size);
    if (payload->has_failed || piece > UINT32_MAX ||
        step / 2 > UINT64_MAX - reader->last_id)
        return SPORE_CORRUPT;
    reader->last_id += step / 2;
    *out_record = (SegmentRecord){reader->last_id, (uint32_t)piece, data, size};
    return SPORE_OK;
}
