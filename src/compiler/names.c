/*
 * The hash of names. Entries are never removed: what they refer to is.
 */
#include "compiler/names.h"

#include <string.h>

enum { FIRST_BUCKETS = 64 };

void names_init(NameTable *table, Arena *arena)
{
    memset(table, 0, sizeof *table);
    table->arena = arena;
}

void names_deinit(NameTable *table)
{
    memory_free(table->arena->memory, table->buckets,
                table->capacity * sizeof *table->buckets);
}

static NameEntry **find_bucket(const NameTable *table, String *name)
{
    return &table->buckets[string_hash(name) & (table->capacity - 1)];
}

/* Long names are not interned; `wanted` is looked at only, not each other one. */
static inline bool is_same(const String *wanted, const String *name)
{
    return wanted == name || (!wanted->is_short && string_equals(wanted, name));
}

NameEntry *names_find(const NameTable *table, String *name)
{
    if (table->count == 0) return NULL;
    NameEntry *entry = *find_bucket(table, name);
    while (entry && !is_same(name, entry->name))
        entry = entry->next;
    return entry;
}

static void put(NameTable *table, NameEntry *entry)
{
    NameEntry **bucket = find_bucket(table, entry->name);
    entry->next = *bucket;
    *bucket = entry;
}

static bool grow(NameTable *table)
{
    Memory *memory = table->arena->memory;
    const NameTable old = *table;
    const unsigned capacity = old.capacity ? old.capacity * 2 : FIRST_BUCKETS;
    NameEntry **buckets = memory_new(memory, capacity * sizeof *buckets);
    if (!buckets) return false;
    table->buckets = buckets;
    table->capacity = capacity;
    for (unsigned i = 0; i < old.capacity; i++) {
        for (NameEntry *entry = old.buckets[i], *next; entry; entry = next) {
            next = entry->next;
            put(table, entry);
        }
    }
    memory_free(memory, old.buckets, old.capacity * sizeof *old.buckets);
    return true;
}

NameEntry *names_get(NameTable *table, String *name)
{
    NameEntry *entry = names_find(table, name);
    if (entry) return entry;
    if (table->count >= table->capacity && !grow(table)) return NULL;
    entry = arena_new(table->arena, sizeof *entry);
    if (table->arena->has_failed) return NULL;
    entry->name = name;
    put(table, entry);
    table->count++;
    return entry;
}
