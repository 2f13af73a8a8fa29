/*
 * A stream becomes an image in memory. Only when all of it has come and loads, it goes
 * into the store, in one transaction: whatever happens before leaves no trace, and it
 * needs no more memory than the load itself, which comes anyway.
 */
#include "persist/import.h"

#include <stdlib.h>
#include <string.h>

#include "persist/commit.h"
#include "persist/snapshot.h"
#include "persist/stream.h"
#include "persist/unpack.h"

void import_deinit(Import *import)
{
    image_deinit(&import->image);
}

/* ---- head ---- */

/* Text of up to `most` printable characters, which go to people's terminals. */
static void take_text(Cursor *in, char *out, size_t most)
{
    size_t size = 0;
    const uint8_t *text = cursor_take_bytes(in, &size);
    in->has_failed |= size > most;
    for (size_t i = 0; i < size && !in->has_failed; i++) {
        in->has_failed = text[i] < ' ' || text[i] > '~';
        out[i] = (char)text[i];
    }
    out[in->has_failed ? 0 : size] = '\0';
}

static SporeStatus take_head(const StreamReader *stream, Reader payload, Import *out,
                             Report *report)
{
    Image *image = &out->image;
    size_t size = 0;
    Cursor in = cursor_over(payload.at, reader_left(&payload));
    const size_t count = cursor_take_array(&in);
    take_text(&in, out->name, SPORE_JOB_NAME_MAX);
    image->wall_time_ns = cursor_take_integer(&in, 0, INT64_MAX);
    take_text(&in, image->reason, SPORE_REASON_MAX);
    image->tasklet_count = (uint32_t)cursor_take_unsigned(&in, UINT32_MAX);
    image->record_count_live = cursor_take_unsigned(&in, UINT64_MAX);
    image->live_bytes = cursor_take_unsigned(&in, UINT64_MAX);
    image->pause_end_ns = cursor_take_integer(&in, 0, INT64_MAX);
    const uint8_t *roots = cursor_take_bytes(&in, &size);
    if (count != STREAM_HEAD_ITEMS || !cursor_is_done(&in) ||
        job_check_name(out->name, NULL) != SPORE_OK)
        return stream_corrupt(stream, "is not a head", report);
    bytes_put(&image->roots, roots, size);
    return image->roots.has_failed ? report_fail(report, SPORE_NO_MEMORY, "out of memory")
                                   : SPORE_OK;
}

/* ---- code ---- */

static bool reserve_code(Image *image)
{
    if (image->code_count < image->code_capacity) return true;
    const uint32_t capacity = image->code_capacity ? image->code_capacity * 2 : 16;
    CodeBlob *codes = realloc(image->codes, capacity * sizeof *codes);
    if (codes == NULL) return false;
    image->codes = codes;
    uint8_t(*refs)[CODE_HASH_BYTES] = realloc(image->code_refs, capacity * sizeof *refs);
    if (refs == NULL) return false;
    image->code_refs = refs;
    image->code_capacity = capacity;
    return true;
}

/* Its name is the hash that it has, not one that it claims. */
static SporeStatus take_code(const StreamReader *stream, Reader payload, Image *image,
                             Report *report)
{
    if (!reserve_code(image))
        return report_fail(report, SPORE_NO_MEMORY, "out of memory");
    const uint32_t i = image->code_count;
    CodeBlob *code = &image->codes[i];
    *code = (CodeBlob){0};
    hasher_hash(payload.at, reader_left(&payload), code->hash);
    if (i > 0 && memcmp(code[-1].hash, code->hash, CODE_HASH_BYTES) >= 0)
        return stream_corrupt(stream, "has code that is not in order", report);
    memcpy(image->code_refs[i], code->hash, CODE_HASH_BYTES);
    image->code_count++;
    image->code_ref_count++;
    bytes_put(&code->bytes, payload.at, reader_left(&payload));
    return code->bytes.has_failed ? report_fail(report, SPORE_NO_MEMORY, "out of memory")
                                  : SPORE_OK;
}

/* ---- records ---- */

static bool is_after_last(const Run *run, uint64_t id, uint64_t piece)
{
    if (run->count == 0) return true;
    const RunRecord *last = &run->records[run->count - 1];
    return id > last->id || (id == last->id && piece > last->piece);
}

/* One record; *id: of the one before it in this part. */
static SporeStatus take_record(const StreamReader *stream, Cursor *in, uint64_t *id,
                               Run *run, Report *report)
{
    size_t size = 0;
    const uint64_t step = cursor_take_unsigned(in, UINT64_MAX);
    const uint64_t piece = step & 1 ? cursor_take_unsigned(in, UINT32_MAX) : 0;
    const uint8_t *data = cursor_take_bytes(in, &size);
    /* Two ids of 63 bits at most: the sum does not overflow. */
    *id += step / 2;
    if (in->has_failed || size == 0 || size > UINT32_MAX || *id == 0 || *id > INT64_MAX ||
        !is_after_last(run, *id, piece))
        return stream_corrupt(stream, "has a malformed record", report);
    if (run_begin_record(run, *id, (uint32_t)piece) != SPORE_OK)
        return report_fail(report, SPORE_NO_MEMORY, "out of memory");
    bytes_put(&run->bytes, data, size);
    run_end_record(run);
    return run->bytes.has_failed ? report_fail(report, SPORE_NO_MEMORY, "out of memory")
                                 : SPORE_OK;
}

static SporeStatus take_records(const StreamReader *stream, Reader payload, Run *run,
                                Report *report)
{
    SporeStatus status = SPORE_OK;
    uint64_t id = 0;
    Cursor in = cursor_over(payload.at, reader_left(&payload));
    while (cursor_left(&in) > 0 && status == SPORE_OK)
        status = take_record(stream, &in, &id, run, report);
    return status;
}

/* ---- the whole ---- */

/* Kinds come in the order of their numbers. */
static SporeStatus take_parts(StreamReader *stream, Import *out, Report *report)
{
    SporeStatus status = SPORE_OK;
    StreamKind last = 0;
    StreamKind kind = 0;
    while (kind != STREAM_END) {
        Reader payload;
        TRY(stream_next(stream, &kind, &payload, report));
        if ((last == 0) != (kind == STREAM_HEAD) || kind < last)
            TRY(stream_corrupt(stream, "is not in its place", report));
        last = kind;
        switch (kind) {
        case STREAM_HEAD: TRY(take_head(stream, payload, out, report)); break;
        case STREAM_CODE: TRY(take_code(stream, payload, &out->image, report)); break;
        case STREAM_RECORDS:
            TRY(take_records(stream, payload, &out->image.run, report));
            break;
        case STREAM_END: break;
        }
    }

done:
    return status;
}

static SporeStatus look_at(Image *image, VM *vm, Report *report)
{
    const LoadOptions options = {.is_inspection = true};
    RecordSource *source = memory_source_new(&image, 1);
    if (source == NULL) return report_fail(report, SPORE_NO_MEMORY, "out of memory");
    const SporeStatus status = snapshot_load(vm, source, &options, report);
    memory_source_free(source);
    return status;
}

SporeStatus import_read(Import *out, VM *vm, SporeRead read, void *context,
                        Report *report)
{
    SporeStatus status = SPORE_OK;
    Report inner = {{0}};
    StreamReader *stream = calloc(1, sizeof *stream);
    if (stream == NULL) return report_fail(report, SPORE_NO_MEMORY, "out of memory");
    TRY(stream_open(stream, read, context, report));
    TRY(take_parts(stream, out, report));
    status = look_at(&out->image, vm, &inner);
    if (status == SPORE_CORRUPT || status == SPORE_INCOMPATIBLE)
        TRY(report_fail(report, status, "cannot be loaded: %.480s", inner.text));
    if (status != SPORE_OK) TRY(report_fail(report, status, "%.500s", inner.text));

done:
    stream_close(stream);
    free(stream);
    return status;
}

SporeStatus import_commit(const Import *import, SporeStore *store, const char *name,
                          SporeJobInfo *out_info, Report *report)
{
    JobRecord record = {0};
    if (name == NULL) name = import->name;
    SporeStatus status = job_check_name(name, report);
    if (status == SPORE_OK)
        status = commit_import(store, name, &import->image, &record, report);
    if (status == SPORE_OK && out_info != NULL)
        job_describe(store, name, &record, out_info);
    return status;
}
