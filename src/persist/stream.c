/*
 * Parts of an exported job: sealing them, and checking them on the way in.
 */
#include "persist/stream.h"

#include <string.h>

#include "base/hash.h"
#include "persist/segment.h"

const uint8_t STREAM_MAGIC[STREAM_MAGIC_BYTES] = {0x1d, 'S', 'p', 'o', 'r', 'e'};

/* The largest record there can be, with others before it. */
static const uint64_t PAYLOAD_MAX = UINT32_MAX + UINT64_C(2) * STREAM_RECORDS_BYTES;

/* ---- writing ---- */

void stream_begin(StreamWriter *writer, SporeWrite write, void *context)
{
    *writer = (StreamWriter){.write = write, .context = context};
    hasher_init(&writer->hasher);
    bytes_put(&writer->waiting, STREAM_MAGIC, sizeof STREAM_MAGIC);
    bytes_put_u8(&writer->waiting, STREAM_VERSION);
}

void stream_put(StreamWriter *writer, StreamKind kind, const Bytes *payload)
{
    Bytes *out = &writer->waiting;
    const size_t start = out->count;
    out->has_failed |= payload->has_failed;
    bytes_put_u8(out, (uint8_t)kind);
    bytes_put_u64(out, payload->count);
    bytes_put(out, payload->data, payload->count);
    if (out->has_failed) return;
    bytes_put_u32(out, hash_crc32c(0, out->data + start, out->count - start));
}

SporeStatus stream_flush(StreamWriter *writer, Report *report)
{
    Bytes *out = &writer->waiting;
    if (out->has_failed) return report_fail(report, SPORE_NO_MEMORY, "out of memory");
    hasher_put(&writer->hasher, out->data, out->count);
    const SporeStatus status =
        out->count > 0 ? writer->write(writer->context, out->data, out->count, report)
                       : SPORE_OK;
    bytes_clear(out);
    return status;
}

SporeStatus stream_end(StreamWriter *writer, Report *report)
{
    uint8_t hash[HASHER_BYTES];
    const SporeStatus status = stream_flush(writer, report);
    if (status != SPORE_OK) return status;
    hasher_end(&writer->hasher, hash);
    stream_put(writer, STREAM_END, &(Bytes){.data = hash, .count = sizeof hash});
    return stream_flush(writer, report);
}

void stream_deinit(StreamWriter *writer)
{
    bytes_deinit(&writer->waiting);
}

/* ---- reading ---- */

SporeStatus stream_corrupt(const StreamReader *reader, const char *what, Report *report)
{
    return report_fail(report, SPORE_CORRUPT, "is damaged: part %llu %s",
                       (unsigned long long)reader->part, what);
}

/* At least one byte waits in the block, unless the stream is over. */
static SporeStatus fill_block(StreamReader *reader, Report *report)
{
    if (reader->at < reader->count) return SPORE_OK;
    reader->at = 0;
    reader->count = 0;
    return reader->read(reader->context, reader->block, sizeof reader->block,
                        &reader->count, report);
}

/* Appends exactly `size` bytes to the part's. */
static SporeStatus take(StreamReader *reader, uint64_t size, Report *report)
{
    SporeStatus status = SPORE_OK;
    while (size > 0) {
        TRY(fill_block(reader, report));
        size_t count = reader->count - reader->at;
        if (count == 0) TRY(stream_corrupt(reader, "is not all there", report));
        if (count > size) count = (size_t)size;
        bytes_put(&reader->bytes, reader->block + reader->at, count);
        reader->at += count;
        size -= count;
        if (reader->bytes.has_failed)
            TRY(report_fail(report, SPORE_NO_MEMORY, "out of memory"));
    }

done:
    return status;
}

SporeStatus stream_open(StreamReader *reader, SporeRead read, void *context,
                        Report *report)
{
    SporeStatus status = SPORE_OK;
    *reader = (StreamReader){.read = read, .context = context};
    hasher_init(&reader->hasher);
    status = take(reader, STREAM_MAGIC_BYTES + 1, report);
    if (status != SPORE_OK && status != SPORE_CORRUPT) goto done;
    const uint8_t *start = reader->bytes.data;
    if (status == SPORE_CORRUPT || memcmp(start, STREAM_MAGIC, STREAM_MAGIC_BYTES) != 0)
        TRY(report_fail(report, SPORE_CORRUPT, "is not an exported job"));
    const int version = start[STREAM_MAGIC_BYTES];
    if (version == 0) TRY(report_fail(report, SPORE_CORRUPT, "is damaged: version 0"));
    if (version > STREAM_VERSION)
        TRY(report_fail(report, SPORE_INCOMPATIBLE,
                        "was exported by a newer version (format %d, this program knows "
                        "%d); use a newer one",
                        version, STREAM_VERSION));
    hasher_put(&reader->hasher, start, reader->bytes.count);

done:
    return status;
}

void stream_close(StreamReader *reader)
{
    bytes_deinit(&reader->bytes);
}

/* The end's payload is the hash of what came before, and nothing comes after. */
static SporeStatus check_end(StreamReader *reader, const Reader *payload, Report *report)
{
    uint8_t hash[HASHER_BYTES];
    hasher_end(&reader->hasher, hash);
    if (reader_left(payload) != sizeof hash ||
        memcmp(payload->at, hash, sizeof hash) != 0)
        return stream_corrupt(reader, "does not have the hash of the whole", report);
    const SporeStatus status = fill_block(reader, report);
    if (status == SPORE_OK && reader->count > 0)
        return stream_corrupt(reader, "is the end, but something follows", report);
    return status;
}

SporeStatus stream_next(StreamReader *reader, StreamKind *out_kind, Reader *out_payload,
                        Report *report)
{
    SporeStatus status = SPORE_OK;
    Bytes *bytes = &reader->bytes;
    bytes_clear(bytes);
    reader->part++;
    TRY(take(reader, STREAM_PART_HEADER, report));
    const uint8_t kind = bytes->data[0];
    const uint64_t size = key_u64(bytes->data + 1);
    if (size > PAYLOAD_MAX) TRY(stream_corrupt(reader, "is too large", report));
    TRY(take(reader, size + STREAM_PART_CRC, report));
    const uint8_t *end = bytes->data + STREAM_PART_HEADER + size;
    if (hash_crc32c(0, bytes->data, (size_t)(end - bytes->data)) != key_u32(end))
        TRY(stream_corrupt(reader, "has a wrong checksum", report));
    if (kind < STREAM_HEAD || kind > STREAM_END)
        TRY(stream_corrupt(reader, "is of an unknown kind", report));
    const Reader payload = {bytes->data + STREAM_PART_HEADER, end, false};
    if (kind == STREAM_END)
        TRY(check_end(reader, &payload, report));
    else
        hasher_put(&reader->hasher, bytes->data, bytes->count);
    *out_kind = (StreamKind)kind;
    *out_payload = payload;

done:
    return status;
}
