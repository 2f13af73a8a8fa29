/*
 * A table: a dense array part for keys 1 … array_count and an insertion-ordered
 * hash part. Entries stand in the order of first insertion; an index over them
 * (open addressing, positions + 1, 0 = empty) is built once there are more than
 * TABLE_LINEAR_MAX of them and never stored.
 *
 *   array:   | t[1] | t[2] | … | t[array_count] | room … array_capacity |
 *   entries: | key,value | key,value | …  entry_count | room |   index: u32[]
 *
 * A removed entry keeps its key and position with a nil value (a tombstone). Only
 * inserting an absent key may compact; removing, collecting, saving and loading
 * never do. So iteration order is deterministic and a position is a stable hint.
 */
#pragma once

#include "vm/object.h"
#include "vm/pieces.h"
#include "vm/str.h"

typedef struct Table Table;

typedef struct Entry {
    Value key;   /* TAG_DEAD: its object was collected */
    Value value; /* nil: a tombstone */
} Entry;

struct Table {
    Object header;
    Table *metatable;
    Value *array;
    Entry *entries;
    uint32_t *index;         /* NULL up to TABLE_LINEAR_MAX entries */
    Pieces *pieces;          /* NULL: saved whole, or not yet */
    uint32_t array_count;    /* t[array_count] is not nil, unless it is 0 */
    uint32_t array_capacity; /* saved: `next` accepts keys up to it */
    uint32_t entry_count;    /* positions used, tombstones included */
    uint32_t entry_capacity;
    uint32_t index_mask;
    uint32_t absent_events; /* bit e: metamethod e is known to be absent */
    uint64_t names;         /* bits of its short string keys: table_may_have() */
    uint32_t scanned_array; /* the collector's place in a large table */
    uint32_t scanned_entries;
    uint8_t weak_mode; /* as seen by the running mark; TABLE_WEAK_… */
};

enum {
    TABLE_LINEAR_MAX = 8,
    TABLE_WEAK_KEYS = 1,
    TABLE_WEAK_VALUES = 2,
    TABLE_MAX_ARRAY = 1 << 30,
    TABLE_MAX_ENTRIES = 1 << 28
};

/* An empty table with room for so many. NULL: out of memory. */
Table *table_new(VM *vm, uint32_t array_hint, uint32_t entry_hint);
void table_free(VM *vm, Table *table);

/* Raw access. `get` of an absent key is nil. */
Value table_get(const Table *table, Value key);
Value table_get_integer(const Table *table, int64_t key);
Value table_get_string(const Table *table, const String *key); /* short ones */

/*
 * The slot of a present, non-nil value, or NULL. Stable until the next insert
 * or removal. A caller that stores into it calls table_barrier().
 */
Value *table_find(const Table *table, Value key);
Value *table_find_string(const Table *table, const String *key);
/* Position of a string key's entry (tombstones too), or UINT32_MAX: a hint. */
uint32_t table_find_position(const Table *table, const String *key);

static inline uint64_t table_name_bit(const String *key)
{
    return UINT64_C(1) << (key->hash >> 26);
}

/*
 * false: this short string is no key, also not of a tombstone. (A filter of one
 * hash: Bloom, "Space/time trade-offs in hash coding", CACM 1970.)
 */
static inline bool table_may_have(const Table *table, const String *key)
{
    return table->names & table_name_bit(key);
}

/* The metamethod in a metatable, or nil. */
Value table_metamethod(const VM *vm, Table *metatable, uint32_t event);

/* Adds a key that is not there, nor as a tombstone. false: as table_set(). */
bool table_add(VM *vm, Table *table, Value key, Value value);
/* Stores a value into the tombstone at `position`. */
void table_revive(VM *vm, Table *table, uint32_t position, Value value);

/*
 * Raw set, with the barrier. A nil value removes. false: key is nil or NaN, the
 * table is too large, or out of memory; the error is set in vm.
 */
bool table_set(VM *vm, Table *table, Value key, Value value);
bool table_set_integer(VM *vm, Table *table, int64_t key, Value value);
bool table_set_string(VM *vm, Table *table, String *key, Value value);
/* Key given as a C string; for setting up libraries. */
bool table_set_named(VM *vm, Table *table, const char *name, Value value);

/*
 * t[first + 1], … := values, for constructors: they all go into the array part, nils
 * between them too, so that the border is the last value's.
 */
bool table_set_list(VM *vm, Table *table, uint32_t first, const Value *values,
                    uint32_t count);
/* Makes room in the array part for keys up to `count`. */
bool table_reserve_array(VM *vm, Table *table, uint32_t count);

/* With __gc in it, the table gets a finalizer. */
void table_set_metatable(VM *vm, Table *table, Table *metatable);

/* A border (#t without metamethods). */
int64_t table_length(const Table *table);

/*
 * Iteration. Position 0 is the start; the call finds the first present entry at
 * or after `position`, stores key and value, and returns the position after it;
 * 0 at the end. Positions: 1 … array_capacity for the array, then the entries.
 */
uint64_t table_next(const Table *table, uint64_t position, Value *out_key,
                    Value *out_value);
/* The position after `key` (nil: 0). false: not a key of this table. */
bool table_position_after(const Table *table, Value key, uint64_t *out);

/* Rebuilds the index after a load. false: out of memory or a doubled key. */
bool table_rebuild_index(VM *vm, Table *table);
