/*
 * For tests: a VM with a random object graph, its saves in memory, its reloads.
 */
#pragma once

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "checked_vm.h"
#include "persist/snapshot.h"
#include "vm/channel.h"
#include "vm/limits.h"

enum { CHAIN_MAX = 64 };

/* The saves of one line of VMs, oldest first. */
typedef struct Chain {
    Image *images[CHAIN_MAX];
    uint32_t count;
} Chain;

static inline SporeStatus chain_save(Chain *chain, VM *vm)
{
    Report report = {0};
    Image *image = calloc(1, sizeof *image);
    SporeStatus status = snapshot_encode(vm, image, &report);
    if (status == SPORE_OK)
        chain->images[chain->count++] = image;
    else
        free(image);
    return status;
}

static inline void chain_free(Chain *chain)
{
    for (uint32_t i = 0; i < chain->count; i++) {
        image_deinit(chain->images[i]);
        free(chain->images[i]);
    }
    chain->count = 0;
}

/* The newest snapshot in a fresh VM. NULL: refused, see `report`. */
static inline VM *chain_load(const Chain *chain, Report *report)
{
    VM *vm = open_checked();
    RecordSource *source = memory_source_new(chain->images, chain->count);
    SporeStatus status = snapshot_load(vm, source, NULL, report);
    memory_source_free(source);
    if (status == SPORE_OK) return vm;
    vm_free(vm);
    return NULL;
}

static inline void expect_same(VM *a, VM *b)
{
    uint8_t left[CODE_HASH_BYTES], right[CODE_HASH_BYTES];
    cr_assert_eq(snapshot_digest(a, left), SPORE_OK);
    cr_assert_eq(snapshot_digest(b, right), SPORE_OK);
    cr_assert_arr_eq(left, right, sizeof left, "the digests differ");
}

/* Saves, loads and compares; gives the loaded VM, the old one lives on. */
static inline VM *save_and_load(Chain *chain, VM *vm)
{
    Report report = {0};
    cr_assert_eq(chain_save(chain, vm), SPORE_OK);
    VM *loaded = chain_load(chain, &report);
    cr_assert_not_null(loaded, "%s", report.text);
    expect_same(vm, loaded);
    return loaded;
}

/* Bytes of the newest save. */
static inline size_t last_bytes(const Chain *chain)
{
    return chain->images[chain->count - 1]->run.bytes.count;
}

/* ---- a random graph ---- */

typedef struct Random {
    uint64_t state;
} Random;

static inline uint32_t random_below(Random *random, uint32_t limit)
{
    random->state = random->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(random->state >> 33) % limit;
}

enum { POOL = 24 };

/* The n-th table of the pool in the globals. */
static inline Table *pool_table(VM *vm, uint32_t n)
{
    Value found = table_get_integer(vm->globals, (int64_t)n + 1);
    if (found.tag == TAG_TABLE) return (Table *)found.as.object;
    Table *table = table_new(vm, 0, 0);
    cr_assert(table_set_integer(vm, vm->globals, (int64_t)n + 1,
                                value_object(TAG_TABLE, table)));
    return table;
}

static inline Value random_value(VM *vm, Random *random, bool may_be_nil)
{
    char text[100];
    switch (random_below(random, may_be_nil ? 12 : 10)) {
    case 0: return value_integer((int64_t)random_below(random, 40));
    case 1: return value_integer(INT64_MIN + random_below(random, 9));
    case 2: return value_float(random_below(random, 1000) / 7.0 + 0.01);
    case 3: return value_bool(random_below(random, 2));
    case 4:
    case 5:
        snprintf(text, sizeof text, "k%u", random_below(random, 60));
        return string_value(string_from(vm, text));
    case 6:
        memset(text, 'a' + (int)random_below(random, 4), sizeof text);
        return string_value(
            string_new(vm, text, STRING_SHORT_MAX + 1 + random_below(random, 5)));
    case 7: return value_object(TAG_TABLE, table_new(vm, random_below(random, 3), 2));
    case 8: return value_object(TAG_CHANNEL, channel_new(vm, 0));
    case 9: return value_object(TAG_TABLE, pool_table(vm, random_below(random, POOL)));
    default: return VALUE_NIL;
    }
}

static inline void set_weak(VM *vm, Table *table, const char *mode)
{
    Table *metatable = table_new(vm, 0, 1);
    table_set_named(vm, metatable, "__mode", string_value(string_from(vm, mode)));
    table_set_metatable(vm, table, metatable);
}

static inline void mutate_once(VM *vm, Random *random)
{
    static const char *const MODES[] = {"k", "v", "kv"};
    Table *table = pool_table(vm, random_below(random, POOL));
    uint32_t kind = random_below(random, 60);
    if (kind == 0) {
        set_weak(vm, table, MODES[random_below(random, 3)]);
    } else if (kind == 1) {
        table_set_metatable(vm, table, NULL);
    } else if (kind == 2) { /* drop a whole subgraph */
        uint32_t n = random_below(random, POOL);
        table_set_integer(vm, vm->globals, (int64_t)n + 1,
                          value_object(TAG_TABLE, table_new(vm, 0, 0)));
    } else if (kind < 12) {
        int64_t key = table_length(table) + (kind % 2);
        table_set_integer(vm, table, key ? key : 1, random_value(vm, random, kind < 6));
    } else {
        Value key = random_value(vm, random, false);
        table_set(vm, table, key, random_value(vm, random, true));
    }
}

static inline void mutate(VM *vm, Random *random, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        mutate_once(vm, random);
}
