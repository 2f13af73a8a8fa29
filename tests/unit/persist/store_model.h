/*
 * A stand-in for a VM: objects of random pieces, saved incrementally as encode
 * does it. It takes the place of snapshot_encode() and snapshot_load() in the
 * tests of the store, which are thus independent of what a heap looks like.
 *
 * Each image's roots hold a digest of the whole model, and loading compares it
 * with what the records add up to: a snapshot that loads is whole.
 */
#pragma once

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "persist/hash.h"
#include "persist/job.h"
#include "persist/snapshot.h"
#include "spore/persist.h"

enum { MODEL_OBJECTS = 300, MODEL_PIECES = 5, MODEL_CODES = 4 };

typedef struct ModelPiece {
    uint64_t seed; /* of its bytes; 0: there is none */
    uint32_t size;
    bool is_dirty;
    bool is_saved;
} ModelPiece;

typedef struct Model {
    ModelPiece pieces[MODEL_OBJECTS][MODEL_PIECES]; /* object's id: index + first_id */
    uint64_t random;
    uint64_t changes;     /* made since it was new */
    uint32_t large_bytes; /* upper limit of sizes */
    uint32_t code_count;  /* chunks known so far */
    uint32_t saved_codes;
    int sync_fd; /* given to each image; 0: none */
} Model;

static inline uint64_t model_random(Model *model)
{
    model->random ^= model->random << 13;
    model->random ^= model->random >> 7;
    model->random ^= model->random << 17;
    return model->random;
}

static inline void model_init(Model *model, uint64_t seed)
{
    memset(model, 0, sizeof *model);
    model->random = seed * 0x9E3779B97F4A7C15u + 1;
    model->large_bytes = 9000;
}

/* The bytes of a piece: seed and size in front, so that a load can know it again. */
static inline void model_put_bytes(const ModelPiece *piece, Bytes *out)
{
    uint64_t state = piece->seed;
    bytes_put_u64(out, piece->seed);
    bytes_put_u32(out, piece->size);
    for (uint32_t i = 12; i < piece->size; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        bytes_put_u8(out, (uint8_t)(state >> 56));
    }
}

static inline uint64_t model_hash(uint64_t id, uint32_t piece, const void *data,
                                  size_t size)
{
    uint64_t hash = id * 0x9E3779B97F4A7C15u + piece * 0xC2B2AE3D27D4EB4Fu + size;
    hash ^= (uint64_t)hash_crc32c(0, data, size) << 20;
    hash *= 0xD6E8FEB86659FD93u;
    return hash ^ hash >> 29;
}

static inline uint64_t model_id(uint32_t object)
{
    return 1 + (uint64_t)object * 7;
}

static inline uint64_t model_digest(const Model *model)
{
    uint64_t digest = 0;
    Bytes bytes = {0};
    for (uint32_t o = 0; o < MODEL_OBJECTS; o++)
        for (uint32_t p = 0; p < MODEL_PIECES; p++) {
            if (model->pieces[o][p].seed == 0) continue;
            bytes_clear(&bytes);
            model_put_bytes(&model->pieces[o][p], &bytes);
            digest += model_hash(model_id(o), p, bytes.data, bytes.count);
        }
    bytes_deinit(&bytes);
    return digest;
}

/* A random change of one object: a new one, a changed piece, an end. */
static inline void model_change(Model *model)
{
    ModelPiece *pieces = model->pieces[model_random(model) % MODEL_OBJECTS];
    const uint64_t what = model_random(model) % 10;
    model->changes++;
    /* An id is never used again: an object that ended stays ended. */
    const bool has_ended = pieces[0].seed == 0 && pieces[0].is_saved;
    if (has_ended) return;
    if (pieces[0].seed != 0 && what == 0) {
        for (uint32_t p = 0; p < MODEL_PIECES; p++)
            pieces[p].seed = 0;
        pieces[0].is_dirty = pieces[0].is_saved;
        return;
    }
    const uint32_t p = pieces[0].seed == 0 ? 0 : model_random(model) % MODEL_PIECES;
    if (p != 0 && what < 3) {
        pieces[p].seed = 0;
        pieces[p].is_dirty = pieces[p].is_saved;
        return;
    }
    const bool is_large = model_random(model) % 16 == 0;
    pieces[p].seed = model_random(model) | 1;
    pieces[p].size =
        12 + (uint32_t)(model_random(model) % (is_large ? model->large_bytes : 200));
    pieces[p].is_dirty = true;
    if (model->code_count < MODEL_CODES && what == 9) model->code_count++;
}

static inline void model_change_many(Model *model, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        model_change(model);
}

static inline void model_code(uint32_t index, CodeBlob *out)
{
    memset(out, 0, sizeof *out);
    for (uint32_t i = 0; i < 3000 * (index + 1); i++)
        bytes_put_u8(&out->bytes, (uint8_t)(i * (index + 3)));
    hasher_hash(out->bytes.data, out->bytes.count, out->hash);
}

static inline void model_put_object(Model *model, uint32_t object, Run *run)
{
    ModelPiece *pieces = model->pieces[object];
    const bool has_ended = pieces[0].seed == 0;
    for (uint32_t p = 0; p < MODEL_PIECES; p++) {
        if (!pieces[p].is_dirty) continue;
        pieces[p].is_dirty = false;
        if (pieces[p].seed == 0) {
            if (p == 0 || !has_ended) run_put_tombstone(run, model_id(object), p);
            pieces[p].is_saved = p == 0; /* remembers the end */
            continue;
        }
        run_begin_record(run, model_id(object), p);
        model_put_bytes(&pieces[p], &run->bytes);
        run_end_record(run);
        pieces[p].is_saved = true;
    }
}

SporeStatus snapshot_encode(VM *vm, Image *image, Report *report)
{
    Model *model = (Model *)vm;
    (void)report;
    for (uint32_t o = 0; o < MODEL_OBJECTS; o++)
        model_put_object(model, o, &image->run);
    bytes_put_u64(&image->roots, model_digest(model));
    bytes_put_u64(&image->roots, model->changes);
    for (uint32_t o = 0; o < MODEL_OBJECTS; o++)
        bytes_put_u8(&image->roots, model->pieces[o][0].is_saved);
    image->codes = calloc(MODEL_CODES, sizeof *image->codes);
    image->code_refs = calloc(MODEL_CODES, CODE_HASH_BYTES);
    for (uint32_t i = 0; i < model->code_count; i++) {
        CodeBlob code;
        model_code(i, &code);
        memcpy(image->code_refs[image->code_ref_count++], code.hash, CODE_HASH_BYTES);
        if (i >= model->saved_codes)
            image->codes[image->code_count++] = code;
        else
            bytes_deinit(&code.bytes);
    }
    model->saved_codes = model->code_count;
    if (model->sync_fd != 0) {
        image->sync_fds = malloc(sizeof *image->sync_fds);
        image->sync_fds[0] = dup(model->sync_fd);
        image->sync_fd_count = 1;
    }
    return SPORE_OK;
}

SporeStatus snapshot_load(VM *vm, RecordSource *source, const LoadOptions *options,
                          Report *report)
{
    Model *model = (Model *)vm;
    uint64_t digest = 0;
    uint64_t last_id = 0;
    uint32_t last_piece = 0;
    (void)options;
    Reader roots = {source->roots, source->roots + source->roots_size, false};
    const uint64_t wanted = reader_take_u64(&roots);
    model->changes = reader_take_u64(&roots);
    for (uint32_t o = 0; o < MODEL_OBJECTS; o++)
        model->pieces[o][0].is_saved = reader_take_u8(&roots);
    for (;;) {
        uint64_t id;
        uint32_t piece;
        const uint8_t *data;
        size_t size;
        SporeStatus status = source->next(source, &id, &piece, &data, &size, report);
        if (status != SPORE_OK) return status;
        if (data == NULL) break;
        if (id < last_id || (id == last_id && piece <= last_piece && last_id != 0))
            return report_fail(report, SPORE_CORRUPT, "records are not in order");
        last_id = id;
        last_piece = piece;
        digest += model_hash(id, piece, data, size);
        const uint64_t object = (id - 1) / 7;
        if (object >= MODEL_OBJECTS || piece >= MODEL_PIECES || size < 12)
            return report_fail(report, SPORE_CORRUPT, "a record that nobody wrote");
        Reader in = {data, data + size, false};
        ModelPiece *known = &model->pieces[object][piece];
        known->seed = reader_take_u64(&in);
        known->size = reader_take_u32(&in);
        known->is_saved = true;
    }
    if (roots.has_failed || digest != wanted || digest != model_digest(model))
        return report_fail(report, SPORE_CORRUPT, "the digest is wrong");
    for (uint32_t i = 0; i < MODEL_CODES; i++) {
        const uint8_t *data;
        size_t size;
        CodeBlob code;
        Report ignored;
        model_code(i, &code);
        const bool is_there =
            source->get_code(source, code.hash, &data, &size, &ignored) == SPORE_OK;
        const bool is_same = is_there && size == code.bytes.count &&
                             memcmp(data, code.bytes.data, size) == 0;
        bytes_deinit(&code.bytes);
        if (!is_there) break;
        if (!is_same) return report_fail(report, SPORE_CORRUPT, "code is not the same");
        model->code_count = model->saved_codes = i + 1;
    }
    return SPORE_OK;
}

/* ---- what most tests need ---- */

/* In memory where that is possible: a process can be killed there as well as on a
 * disk, and nobody waits for it. */
static inline void model_make_directory(char out_path[64])
{
    strcpy(out_path, "/dev/shm/spore-test-XXXXXX");
    if (mkdtemp(out_path) != NULL) return;
    strcpy(out_path, "/tmp/spore-test-XXXXXX");
    if (mkdtemp(out_path) == NULL) abort();
}

static inline void model_remove_directory(const char *path)
{
    char command[160];
    snprintf(command, sizeof command, "rm -rf %s", path);
    if (system(command) != 0) abort();
}

static inline SporeVM *model_vm(Model *model)
{
    return (SporeVM *)model;
}

/* Every snapshot of the job can be loaded; false: the report tells of the first
 * that cannot. */
static inline bool model_check_all(SporeStore *store, const char *name, uint64_t newest,
                                   Report *report)
{
    for (uint64_t n = 1; n <= newest; n++) {
        Model *loaded = malloc(sizeof *loaded);
        model_init(loaded, 1);
        const SporeStatus status =
            spore_snapshot_inspect(store, name, n, model_vm(loaded), NULL, report);
        free(loaded);
        if (status != SPORE_OK) return false;
    }
    return true;
}

enum { MODEL_RUNS = 4096 };

/* How many manifests of the only job "a" name each run. */
static inline SporeStatus model_count_runs(StoreTxn *txn, uint64_t counts[MODEL_RUNS])
{
    JobRecord record;
    SporeStatus status = job_record_get(txn, "a", &record);
    for (uint64_t n = 1; status == SPORE_OK && n <= record.newest; n++) {
        Manifest manifest = {0};
        status = manifest_get(txn, record.id, n, &manifest);
        for (uint32_t i = 0; i < manifest.run_count; i++)
            counts[manifest.runs[i].id % MODEL_RUNS]++;
        manifest_deinit(&manifest);
    }
    return status;
}

/*
 * In a store whose only job is "a", which nobody runs: the counts of references are
 * those of the manifests, no run is there that none names, no merge is pending.
 */
static inline bool model_check_counts(SporeStore *store, Report *report)
{
    static uint64_t counts[MODEL_RUNS];
    StoreTxn txn;
    StoreCursor cursor = {0};
    StoreItem item;
    const uint8_t first[1] = {0};
    memset(counts, 0, sizeof counts);
    if (store_begin_read(store, &txn, report) != SPORE_OK) return false;
    SporeStatus status = model_count_runs(&txn, counts);
    bool is_right = status == SPORE_OK;

    store_cursor_open(&txn, STORE_RUNS, &cursor);
    status = store_cursor_seek(&cursor, first, 1, &item);
    for (; status == SPORE_OK; status = store_cursor_next(&cursor, &item)) {
        if (counts[key_u64(item.key) % MODEL_RUNS] != 0) continue;
        report_fail(report, SPORE_CORRUPT, "run %d has no manifest",
                    (int)key_u64(item.key));
        is_right = false;
    }
    store_cursor_close(&cursor);

    store_cursor_open(&txn, STORE_META, &cursor);
    status = store_cursor_seek(&cursor, first, 1, &item);
    for (; status == SPORE_OK; status = store_cursor_next(&cursor, &item)) {
        if (item.key[0] == 'M') is_right = false;
        if (item.key[0] != 'R') continue;
        uint64_t *count = &counts[key_u64(item.key + 1) % MODEL_RUNS];
        if (*count != key_u64(item.value + PAGE_HEADER)) is_right = false;
        *count = 0;
    }
    store_cursor_close(&cursor);
    for (int i = 0; i < MODEL_RUNS; i++)
        if (counts[i] != 0) is_right = false;
    store_end_read(&txn);
    return is_right;
}
