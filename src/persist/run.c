/*
 * Runs in memory: appending, sorting, folding an older one below a newer one.
 */
#include "persist/run.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void run_deinit(Run *run)
{
    free(run->records);
    bytes_deinit(&run->bytes);
    *run = (Run){0};
}

void image_deinit(Image *image)
{
    run_deinit(&image->run);
    for (uint32_t i = 0; i < image->code_count; i++)
        bytes_deinit(&image->codes[i].bytes);
    free(image->codes);
    free(image->code_refs);
    bytes_deinit(&image->roots);
    for (uint32_t i = 0; i < image->sync_fd_count; i++)
        close(image->sync_fds[i]);
    free(image->sync_fds);
    *image = (Image){0};
}

static RunRecord *add_record(Run *run)
{
    if (run->count == run->capacity) {
        if (run->capacity > UINT32_MAX / 2) return NULL;
        uint32_t capacity = run->capacity ? run->capacity * 2 : 64;
        RunRecord *records = realloc(run->records, capacity * sizeof *records);
        if (!records) return NULL;
        run->records = records;
        run->capacity = capacity;
    }
    return &run->records[run->count++];
}

SporeStatus run_begin_record(Run *run, uint64_t id, uint32_t piece)
{
    RunRecord *record = add_record(run);
    if (!record) return SPORE_NO_MEMORY;
    *record = (RunRecord){.id = id, .piece = piece, .offset = run->bytes.count};
    return SPORE_OK;
}

void run_end_record(Run *run)
{
    RunRecord *record = &run->records[run->count - 1];
    size_t size = run->bytes.count - record->offset;
    if (size > UINT32_MAX) {
        run->bytes.has_failed = true; /* nothing of 4 GiB fits one record */
        size = 0;
    }
    record->size = (uint32_t)size;
}

SporeStatus run_put_tombstone(Run *run, uint64_t id, uint32_t piece)
{
    return run_begin_record(run, id, piece);
}

static inline bool is_before(const RunRecord *a, const RunRecord *b)
{
    return a->id < b->id || (a->id == b->id && a->piece < b->piece);
}

/* End of the ascending stretch that starts at `from`. */
static uint32_t stretch_end(const RunRecord *records, uint32_t from, uint32_t count)
{
    uint32_t end = from + 1;
    while (end < count && is_before(&records[end - 1], &records[end]))
        end++;
    return end;
}

static void merge(const RunRecord *a, uint32_t a_count, const RunRecord *b,
                  uint32_t b_count, RunRecord *out)
{
    uint32_t i = 0;
    uint32_t j = 0;
    while (i < a_count && j < b_count)
        *out++ = is_before(&b[j], &a[i]) ? b[j++] : a[i++];
    memcpy(out, a + i, (a_count - i) * sizeof *out);
    memcpy(out + (a_count - i), b + j, (b_count - j) * sizeof *out);
}

/* Natural merge sort: records come in a few ascending stretches. */
void run_sort(Run *run)
{
    if (run->count == 0) return;
    if (stretch_end(run->records, 0, run->count) == run->count) return;
    RunRecord *from = run->records;
    RunRecord *to = malloc(run->capacity * sizeof *to);
    if (!to) {
        run->bytes.has_failed = true;
        return;
    }
    uint32_t passes;
    do {
        passes = 0;
        for (uint32_t at = 0; at < run->count; passes++) {
            uint32_t middle = stretch_end(from, at, run->count);
            uint32_t end =
                middle < run->count ? stretch_end(from, middle, run->count) : middle;
            merge(from + at, middle - at, from + middle, end - middle, to + at);
            at = end;
        }
        RunRecord *swap = from;
        from = to;
        to = swap;
    } while (passes > 1);
    run->records = from;
    free(to);
}

static SporeStatus copy_record(Run *out, const Run *from, const RunRecord *record)
{
    SporeStatus status = run_begin_record(out, record->id, record->piece);
    if (status != SPORE_OK) return status;
    if (record->size)
        bytes_put(&out->bytes, from->bytes.data + record->offset, record->size);
    run_end_record(out);
    return SPORE_OK;
}

/* Index of the first record at or after `from` whose id is not `id`. */
static uint32_t object_end(const Run *run, uint32_t from, uint64_t id)
{
    while (from < run->count && run->records[from].id == id)
        from++;
    return from;
}

SporeStatus run_fold(Run *newer, Run *older)
{
    Run out = {0};
    SporeStatus status = SPORE_OK;
    uint32_t i = 0;
    uint32_t j = 0;

    while (i < newer->count || j < older->count) {
        const RunRecord *a = i < newer->count ? &newer->records[i] : NULL;
        const RunRecord *b = j < older->count ? &older->records[j] : NULL;
        if (a && a->piece == 0 && a->size == 0 && b && b->id == a->id) {
            j = object_end(older, j, a->id);
        } else if (a && (!b || is_before(a, b))) {
            TRY(copy_record(&out, newer, a));
            i++;
        } else if (b && (!a || is_before(b, a))) {
            TRY(copy_record(&out, older, b));
            j++;
        } else {
            j++; /* the same record: the newer one is put by the next round */
        }
    }
    if (out.bytes.has_failed) TRY(SPORE_NO_MEMORY);
    run_deinit(newer);
    *newer = out;
    out = (Run){0};

done:
    run_deinit(&out);
    return status;
}
