/*
 * A record source over images in memory: all their records in one list, sorted
 * by id, piece and age, from which the newest ones are given out.
 */
#include <stdlib.h>
#include <string.h>

#include "persist/run.h"

typedef struct Candidate {
    const RunRecord *record;
    uint32_t image; /* a higher one is newer */
} Candidate;

typedef struct MemorySource {
    RecordSource source;
    Image *const *images;
    uint32_t image_count;
    Candidate *list;
    size_t count;
    size_t at;
    uint64_t id;  /* of the records that are being given out */
    bool is_dead; /* the object's end was seen; older records are void */
    uint32_t dead_image;
} MemorySource;

static int compare(const void *left, const void *right)
{
    const Candidate *a = left;
    const Candidate *b = right;
    if (a->record->id != b->record->id) return a->record->id < b->record->id ? -1 : 1;
    if (a->record->piece != b->record->piece)
        return a->record->piece < b->record->piece ? -1 : 1;
    return a->image > b->image ? -1 : a->image < b->image;
}

/* Notes the newest tombstone of the object whose records start at `at`. */
static void enter_object(MemorySource *memory, size_t at)
{
    memory->id = memory->list[at].record->id;
    memory->is_dead = false;
    for (; at < memory->count; at++) {
        const Candidate *candidate = &memory->list[at];
        if (candidate->record->id != memory->id || candidate->record->piece != 0) return;
        if (candidate->record->size != 0) continue;
        memory->is_dead = true;
        memory->dead_image = candidate->image;
        return;
    }
}

static SporeStatus next_record(RecordSource *source, uint64_t *out_id,
                               uint32_t *out_piece, const uint8_t **out_data,
                               size_t *out_size, Report *report)
{
    (void)report;
    MemorySource *memory = (MemorySource *)source;
    *out_data = NULL;
    while (memory->at < memory->count) {
        size_t at = memory->at;
        const Candidate *candidate = &memory->list[at];
        const RunRecord *record = candidate->record;
        if (at == 0 || record->id != memory->id) enter_object(memory, at);
        do
            memory->at++;
        while (memory->at < memory->count &&
               memory->list[memory->at].record->id == record->id &&
               memory->list[memory->at].record->piece == record->piece);
        if (record->size == 0) continue;
        if (memory->is_dead && candidate->image <= memory->dead_image) continue;
        *out_id = record->id;
        *out_piece = record->piece;
        *out_data = memory->images[candidate->image]->run.bytes.data + record->offset;
        *out_size = record->size;
        return SPORE_OK;
    }
    return SPORE_OK;
}

static SporeStatus get_code(RecordSource *source, const uint8_t hash[CODE_HASH_BYTES],
                            const uint8_t **out_data, size_t *out_size, Report *report)
{
    MemorySource *memory = (MemorySource *)source;
    for (uint32_t i = 0; i < memory->image_count; i++) {
        const Image *image = memory->images[i];
        for (uint32_t c = 0; c < image->code_count; c++) {
            if (memcmp(image->codes[c].hash, hash, CODE_HASH_BYTES) != 0) continue;
            *out_data = image->codes[c].bytes.data;
            *out_size = image->codes[c].bytes.count;
            return SPORE_OK;
        }
    }
    return report_fail(report, SPORE_CORRUPT, "snapshot: code is missing");
}

RecordSource *memory_source_new(Image *const *images, uint32_t count)
{
    MemorySource *memory = calloc(1, sizeof *memory);
    if (!memory) return NULL;
    size_t total = 0;
    for (uint32_t i = 0; i < count; i++)
        total += images[i]->run.count;
    memory->list = malloc((total ? total : 1) * sizeof *memory->list);
    if (!memory->list) {
        free(memory);
        return NULL;
    }
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t r = 0; r < images[i]->run.count; r++)
            memory->list[memory->count++] =
                (Candidate){.record = &images[i]->run.records[r], .image = i};
    /* One save alone is sorted. */
    if (count > 1) qsort(memory->list, memory->count, sizeof *memory->list, compare);
    memory->images = images;
    memory->image_count = count;
    memory->source.next = next_record;
    memory->source.get_code = get_code;
    if (count) {
        memory->source.roots = images[count - 1]->roots.data;
        memory->source.roots_size = images[count - 1]->roots.count;
    }
    return &memory->source;
}

void memory_source_free(RecordSource *source)
{
    if (!source) return;
    free(((MemorySource *)source)->list);
    free(source);
}
