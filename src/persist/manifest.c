/*
 * Manifests, code, counts and counters.
 *
 * A manifest is one msgpack array of MANIFEST_ITEMS items, in the order of
 * pack_manifest(), cut into parts. Keys of the table `meta`:
 *
 *   'N' counter 1          last number given
 *   'R' run 8              manifests that name the run
 *   'C' hash 32            manifests that name the code
 *   'M' job id 8 | run 8   a merge that no manifest names yet
 */
#include "persist/manifest.h"

#include <stdlib.h>
#include <string.h>

#include "persist/pack.h"
#include "persist/segment.h"
#include "persist/unpack.h"

enum {
    MANIFEST_ITEMS = 14,
    MANIFEST_RUNS_MAX = 1 << 20,
    PART_KEY_MAX = CODE_HASH_BYTES + 4,
    COUNT_KEY_MAX = 1 + CODE_HASH_BYTES,
    PENDING_KEY = 17
};

void manifest_deinit(Manifest *manifest)
{
    free(manifest->runs);
    free(manifest->codes);
    bytes_deinit(&manifest->roots);
    *manifest = (Manifest){0};
}

SporeStatus manifest_add_run(Manifest *manifest, ManifestRun run)
{
    if (manifest->run_count == manifest->run_capacity) {
        const uint32_t capacity = manifest->run_capacity ? manifest->run_capacity * 2 : 8;
        ManifestRun *runs = realloc(manifest->runs, capacity * sizeof *runs);
        if (runs == NULL) return SPORE_NO_MEMORY;
        manifest->runs = runs;
        manifest->run_capacity = capacity;
    }
    manifest->runs[manifest->run_count++] = run;
    return SPORE_OK;
}

SporeStatus manifest_set_codes(Manifest *manifest,
                               const uint8_t (*codes)[CODE_HASH_BYTES], uint32_t count)
{
    uint8_t(*copy)[CODE_HASH_BYTES] = NULL;
    if (count > 0) {
        copy = malloc((size_t)count * CODE_HASH_BYTES);
        if (copy == NULL) return SPORE_NO_MEMORY;
        memcpy(copy, codes, (size_t)count * CODE_HASH_BYTES);
    }
    free(manifest->codes);
    manifest->codes = copy;
    manifest->code_count = count;
    return SPORE_OK;
}

/* ---- things in parts ---- */

static SporeStatus put_parts(StoreTxn *txn, StoreTable table, PageFormat format,
                             const uint8_t *prefix, size_t prefix_size,
                             const Bytes *bytes, uint64_t *added_bytes)
{
    uint8_t key[PART_KEY_MAX];
    uint8_t page[PAGE_MAX];
    SporeStatus status = SPORE_OK;
    const size_t key_size = prefix_size + 4;
    memcpy(key, prefix, prefix_size);
    size_t done = 0;
    for (uint32_t part = 0; done < bytes->count && status == SPORE_OK; part++) {
        const size_t left = bytes->count - done;
        const size_t count = left < PART_BYTES ? left : PART_BYTES;
        key_put_u32(key + prefix_size, part);
        const size_t size = part_seal(page, format, key, key_size, bytes->count,
                                      bytes->data + done, count);
        status = store_put(txn, table, key, key_size, page, size);
        *added_bytes += key_size + size;
        done += count;
    }
    return status;
}

/* NOT_FOUND (without a report): there is not even a first part. */
static SporeStatus get_parts(StoreTxn *txn, StoreTable table, PageFormat format,
                             const uint8_t *prefix, size_t prefix_size, Bytes *out)
{
    uint8_t key[PART_KEY_MAX];
    SporeStatus status = SPORE_OK;
    uint64_t total = 1;
    memcpy(key, prefix, prefix_size);
    for (uint32_t part = 0; out->count < total; part++) {
        StoreItem item;
        uint64_t part_total;
        Reader chunk;
        key_put_u32(key + prefix_size, part);
        status = store_get(txn, table, key, prefix_size + 4, &item);
        if (status == SPORE_NOT_FOUND && part > 0)
            status = report_fail(txn->report, SPORE_CORRUPT, "part %u is missing", part);
        if (status != SPORE_OK) return status;
        status = part_open(&item, format, &chunk, &part_total, txn->report);
        if (status != SPORE_OK) return status;
        if (part == 0) total = part_total;
        bytes_put(out, chunk.at, reader_left(&chunk));
        if (out->has_failed) return SPORE_NO_MEMORY;
        if (part_total != total || out->count > total)
            return report_fail(txn->report, SPORE_CORRUPT, "part %u does not fit", part);
    }
    return SPORE_OK;
}

/* Puts the place in front of a message. */
static SporeStatus corrupt_in(Report *report, const char *what, uint64_t number)
{
    if (report == NULL) return SPORE_CORRUPT;
    const Report inner = *report;
    return report_fail(report, SPORE_CORRUPT, "%s %llu: %.400s", what,
                       (unsigned long long)number, inner.text);
}

/* ---- counts ---- */

static SporeStatus get_count(StoreTxn *txn, const uint8_t *key, size_t key_size,
                             uint64_t *out_count)
{
    StoreItem item;
    Reader payload;
    SporeStatus status = store_get(txn, STORE_META, key, key_size, &item);
    if (status == SPORE_NOT_FOUND) {
        *out_count = 0;
        return SPORE_OK;
    }
    if (status == SPORE_OK) status = page_open(&item, PAGE_COUNT, &payload, txn->report);
    if (status != SPORE_OK) return status;
    *out_count = reader_take_u64(&payload);
    return payload.has_failed ? report_fail(txn->report, SPORE_CORRUPT, "a bad count")
                              : SPORE_OK;
}

static SporeStatus add_count(StoreTxn *txn, const uint8_t *key, size_t key_size,
                             uint64_t *out_count)
{
    uint8_t page[PAGE_HEADER + 8];
    uint64_t count;
    const SporeStatus status = get_count(txn, key, key_size, &count);
    if (status != SPORE_OK) return status;
    key_put_u64(page + PAGE_HEADER, count + 1);
    page_seal(page, PAGE_COUNT, key, key_size, 8);
    *out_count = count + 1;
    return store_put(txn, STORE_META, key, key_size, page, sizeof page);
}

SporeStatus counter_next(StoreTxn *txn, StoreCounter counter, uint64_t *out_number)
{
    const uint8_t key[2] = {'N', counter == COUNTER_RUN ? 'r' : 'j'};
    return add_count(txn, key, sizeof key, out_number);
}

static SporeStatus count_references(StoreTxn *txn, const Manifest *manifest)
{
    uint8_t key[COUNT_KEY_MAX];
    uint64_t count;
    SporeStatus status = SPORE_OK;
    key[0] = 'R';
    for (uint32_t i = 0; i < manifest->run_count && status == SPORE_OK; i++) {
        key_put_u64(key + 1, manifest->runs[i].id);
        status = add_count(txn, key, 9, &count);
    }
    key[0] = 'C';
    for (uint32_t i = 0; i < manifest->code_count && status == SPORE_OK; i++) {
        uint8_t code_key[CODE_HASH_BYTES + 4] = {0};
        StoreItem item;
        memcpy(code_key, manifest->codes[i], CODE_HASH_BYTES);
        status = store_get(txn, STORE_CODES, code_key, sizeof code_key, &item);
        if (status == SPORE_NOT_FOUND)
            return report_fail(txn->report, SPORE_CORRUPT,
                               "snapshot %llu needs code that is not stored",
                               (unsigned long long)manifest->info.number);
        memcpy(key + 1, manifest->codes[i], CODE_HASH_BYTES);
        if (status == SPORE_OK) status = add_count(txn, key, sizeof key, &count);
    }
    return status;
}

/* ---- manifests ---- */

static void pack_manifest(const Manifest *manifest, Bytes *out)
{
    const SporeSnapshotInfo *info = &manifest->info;
    pack_array(out, MANIFEST_ITEMS);
    pack_unsigned(out, info->number);
    pack_integer(out, info->time_ns);
    pack_str(out, info->reason, strlen(info->reason));
    pack_unsigned(out, info->tasklets);
    pack_unsigned(out, info->objects);
    pack_unsigned(out, info->added_bytes);
    pack_unsigned(out, info->live_bytes);
    pack_integer(out, info->pause_ns);
    pack_integer(out, info->requested_ns);
    pack_integer(out, info->pause_start_ns);
    pack_integer(out, info->committed_ns);
    pack_array(out, (size_t)manifest->run_count * 3);
    for (uint32_t i = 0; i < manifest->run_count; i++) {
        pack_unsigned(out, manifest->runs[i].id);
        pack_unsigned(out, manifest->runs[i].stored_bytes);
        pack_unsigned(out, manifest->runs[i].record_count);
    }
    pack_bin(out, manifest->codes, (size_t)manifest->code_count * CODE_HASH_BYTES);
    pack_bin(out, manifest->roots.data, manifest->roots.count);
}

static void unpack_info(Cursor *in, SporeSnapshotInfo *info)
{
    size_t size;
    info->number = cursor_take_unsigned(in, UINT64_MAX);
    info->time_ns = cursor_take_integer(in, INT64_MIN, INT64_MAX);
    const uint8_t *reason = cursor_take_bytes(in, &size);
    if (reason != NULL && size > 0 && size <= SPORE_REASON_MAX)
        memcpy(info->reason, reason, size);
    info->tasklets = cursor_take_unsigned(in, UINT64_MAX);
    info->objects = cursor_take_unsigned(in, UINT64_MAX);
    info->added_bytes = cursor_take_unsigned(in, UINT64_MAX);
    info->live_bytes = cursor_take_unsigned(in, UINT64_MAX);
    info->pause_ns = cursor_take_integer(in, INT64_MIN, INT64_MAX);
    info->requested_ns = cursor_take_integer(in, INT64_MIN, INT64_MAX);
    info->pause_start_ns = cursor_take_integer(in, INT64_MIN, INT64_MAX);
    info->committed_ns = cursor_take_integer(in, INT64_MIN, INT64_MAX);
    info->is_imported = info->committed_ns == 0;
}

static SporeStatus unpack_manifest(const Bytes *bytes, Manifest *manifest)
{
    SporeStatus status = SPORE_OK;
    Cursor in = cursor_over(bytes->data, bytes->count);
    size_t size;
    if (cursor_take_array(&in) != MANIFEST_ITEMS) return SPORE_CORRUPT;
    unpack_info(&in, &manifest->info);

    const size_t count = cursor_take_array(&in);
    if (count % 3 != 0 || count / 3 > MANIFEST_RUNS_MAX) return SPORE_CORRUPT;
    for (size_t i = 0; i < count && !in.has_failed; i += 3) {
        ManifestRun run;
        run.id = cursor_take_unsigned(&in, UINT64_MAX);
        run.stored_bytes = cursor_take_unsigned(&in, UINT64_MAX);
        run.record_count = cursor_take_unsigned(&in, UINT64_MAX);
        TRY(manifest_add_run(manifest, run));
        manifest->info.stored_bytes += run.stored_bytes;
    }
    manifest->info.runs = manifest->run_count;

    const uint8_t *codes = cursor_take_bytes(&in, &size);
    if (in.has_failed || size % CODE_HASH_BYTES != 0) return SPORE_CORRUPT;
    TRY(manifest_set_codes(manifest, (const uint8_t(*)[CODE_HASH_BYTES])codes,
                           (uint32_t)(size / CODE_HASH_BYTES)));
    const uint8_t *roots = cursor_take_bytes(&in, &size);
    if (!cursor_is_done(&in)) return SPORE_CORRUPT;
    bytes_put(&manifest->roots, roots, size);
    if (manifest->roots.has_failed) return SPORE_NO_MEMORY;

done:
    return status;
}

static void manifest_key(uint8_t key[16], uint64_t job_id, uint64_t number)
{
    key_put_u64(key, job_id);
    key_put_u64(key + 8, number);
}

/* What bytes in parts take in the store, heads rounded up. */
static uint64_t parts_size(size_t count, size_t key_size)
{
    const size_t parts = (count + PART_BYTES - 1) / PART_BYTES;
    return count + parts * (key_size + PAGE_MAX - PART_BYTES);
}

SporeStatus manifest_put(StoreTxn *txn, uint64_t job_id, Manifest *manifest)
{
    SporeStatus status = SPORE_OK;
    SporeSnapshotInfo *info = &manifest->info;
    Bytes bytes = {0};
    uint8_t key[16];
    manifest_key(key, job_id, info->number);

    /* It tells what was added, itself included; that number may lengthen it. */
    const uint64_t others = info->added_bytes;
    uint64_t total = others;
    do {
        info->added_bytes = total;
        bytes_clear(&bytes);
        pack_manifest(manifest, &bytes);
        if (bytes.has_failed) TRY(SPORE_NO_MEMORY);
        total = others + parts_size(bytes.count, sizeof key + 4);
    } while (total > info->added_bytes);
    uint64_t written = 0;
    TRY(put_parts(txn, STORE_MANIFESTS, PAGE_MANIFEST, key, sizeof key, &bytes,
                  &written));
    TRY(count_references(txn, manifest));

done:
    bytes_deinit(&bytes);
    return status;
}

SporeStatus manifest_get(StoreTxn *txn, uint64_t job_id, uint64_t number,
                         Manifest *out_manifest)
{
    SporeStatus status = SPORE_OK;
    Bytes bytes = {0};
    uint8_t key[16];
    manifest_key(key, job_id, number);
    status = get_parts(txn, STORE_MANIFESTS, PAGE_MANIFEST, key, sizeof key, &bytes);
    if (status == SPORE_NOT_FOUND)
        TRY(report_fail(txn->report, status, "there is no snapshot %llu",
                        (unsigned long long)number));
    if (status == SPORE_CORRUPT) corrupt_in(txn->report, "snapshot", number);
    if (status != SPORE_OK) goto done;
    status = unpack_manifest(&bytes, out_manifest);
    if (status == SPORE_OK && out_manifest->info.number != number) status = SPORE_CORRUPT;
    if (status == SPORE_CORRUPT)
        report_fail(txn->report, status, "snapshot %llu: its manifest is malformed",
                    (unsigned long long)number);

done:
    if (status != SPORE_OK) manifest_deinit(out_manifest);
    bytes_deinit(&bytes);
    return status;
}

/* ---- code ---- */

SporeStatus code_put(StoreTxn *txn, const CodeBlob *code, uint64_t *added_bytes)
{
    uint8_t first_key[CODE_HASH_BYTES + 4] = {0};
    StoreItem item;
    memcpy(first_key, code->hash, CODE_HASH_BYTES);
    const SporeStatus status =
        store_get(txn, STORE_CODES, first_key, sizeof first_key, &item);
    if (status != SPORE_NOT_FOUND) return status;
    return put_parts(txn, STORE_CODES, PAGE_CODE, code->hash, CODE_HASH_BYTES,
                     &code->bytes, added_bytes);
}

SporeStatus code_get(StoreTxn *txn, const uint8_t hash[CODE_HASH_BYTES], Bytes *out)
{
    SporeStatus status =
        get_parts(txn, STORE_CODES, PAGE_CODE, hash, CODE_HASH_BYTES, out);
    if (status == SPORE_NOT_FOUND)
        status = report_fail(txn->report, SPORE_CORRUPT, "it is not stored");
    if (status == SPORE_CORRUPT) corrupt_in(txn->report, "code", key_u64(hash));
    if (status != SPORE_OK) bytes_deinit(out);
    return status;
}

/* ---- merges ---- */

static void pending_key(uint8_t key[PENDING_KEY], uint64_t job_id, uint64_t run)
{
    key[0] = 'M';
    key_put_u64(key + 1, job_id);
    key_put_u64(key + 9, run);
}

SporeStatus pending_put(StoreTxn *txn, uint64_t job_id, uint64_t run)
{
    uint8_t key[PENDING_KEY];
    uint8_t page[PAGE_HEADER];
    pending_key(key, job_id, run);
    page_seal(page, PAGE_MERGE, key, sizeof key, 0);
    return store_put(txn, STORE_META, key, sizeof key, page, sizeof page);
}

SporeStatus pending_remove(StoreTxn *txn, uint64_t job_id, uint64_t run)
{
    uint8_t key[PENDING_KEY];
    pending_key(key, job_id, run);
    return store_remove(txn, STORE_META, key, sizeof key);
}

SporeStatus pending_clean(StoreTxn *txn, uint64_t job_id)
{
    uint8_t first[PENDING_KEY];
    SporeStatus status = SPORE_OK;
    pending_key(first, job_id, 0);
    for (;;) {
        StoreCursor cursor = {0};
        StoreItem item;
        uint8_t key[PENDING_KEY];
        Reader nothing;
        status = store_cursor_open(txn, STORE_META, &cursor);
        if (status != SPORE_OK) return status;
        status = store_cursor_seek(&cursor, first, sizeof first, &item);
        const bool is_one = status == SPORE_OK && item.key_size == PENDING_KEY &&
                            memcmp(item.key, first, 9) == 0;
        /* A forged record must not have a run removed that snapshots need. */
        if (is_one) status = page_open(&item, PAGE_MERGE, &nothing, txn->report);
        if (is_one) memcpy(key, item.key, PENDING_KEY);
        store_cursor_close(&cursor);
        if (!is_one) return status == SPORE_NOT_FOUND ? SPORE_OK : status;
        TRY(status);
        TRY(store_remove_prefix(txn, STORE_RUNS, key + 9, 8));
        TRY(store_remove(txn, STORE_META, key, sizeof key));
    }

done:
    return status;
}
