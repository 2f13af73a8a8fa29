/*
 * Tables: lookup, insertion, growth, iteration. See the pictures in table.h.
 */
#include "vm/table.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "vm/finalize.h"
#include "vm/vm.h"

static uint32_t hash_key(VM *vm, Value key)
{
    switch ((Tag)key.tag) {
    case TAG_STRING: return string_hash(value_string(key));
    case TAG_INTEGER: return hash_u64((uint64_t)key.as.integer);
    case TAG_FLOAT: return hash_u64(key.as.bits);
    case TAG_FALSE:
    case TAG_TRUE: return key.tag;
    case TAG_NATIVE: return hash_bytes(key.as.native->name, strlen(key.as.native->name));
    default:
        /* Given at the first use as a key; a key that never had one is absent. */
        if (vm) return hash_u64(object_identity(vm, key.as.object));
        return hash_u64((uint64_t)key.as.object->identity_high << 32 |
                        key.as.object->identity_low);
    }
}

/* Keys are equal as raw values; floats with integer values were normalized. */
static inline bool is_same_key(Value a, Value b)
{
    if (a.tag != b.tag) return false;
    if (a.tag == TAG_STRING)
        return a.as.object == b.as.object ||
               string_equals(value_string(a), value_string(b));
    if (a.tag == TAG_FALSE || a.tag == TAG_TRUE) return true;
    if (a.tag == TAG_FLOAT) return a.as.number == b.as.number;
    return a.as.bits == b.as.bits;
}

static inline Value normalize(Value key)
{
    int64_t integer;
    if (key.tag == TAG_FLOAT && value_to_integer_exact(key, &integer))
        return value_integer(integer);
    return key;
}

enum { ABSENT = UINT32_MAX };

static uint32_t find_position(const Table *table, Value key)
{
    if (!table->index) {
        for (uint32_t i = 0; i < table->entry_count; i++)
            if (is_same_key(table->entries[i].key, key)) return i;
        return ABSENT;
    }
    uint32_t at = hash_key(NULL, key) & table->index_mask;
    for (uint32_t position; (position = table->index[at]) != 0;) {
        if (is_same_key(table->entries[position - 1].key, key)) return position - 1;
        at = (at + 1) & table->index_mask;
    }
    return ABSENT;
}

uint32_t table_find_position(const Table *table, const String *key)
{
    const Object *object = &key->header;
    if (!table->index) {
        for (uint32_t i = 0; i < table->entry_count; i++)
            if (table->entries[i].key.as.object == object &&
                table->entries[i].key.tag == TAG_STRING)
                return i;
        return ABSENT;
    }
    uint32_t at = key->hash & table->index_mask;
    for (uint32_t position; (position = table->index[at]) != 0;) {
        const Value *found = &table->entries[position - 1].key;
        if (found->as.object == object && found->tag == TAG_STRING) return position - 1;
        at = (at + 1) & table->index_mask;
    }
    return ABSENT;
}

Value table_metamethod(const VM *vm, Table *metatable, uint32_t event)
{
    if (metatable->absent_events >> event & 1) return VALUE_NIL;
    Value method = table_get_string(metatable, vm->names[event]);
    if (value_is_nil(method)) metatable->absent_events |= 1u << event;
    return method;
}

/* ---- life ---- */

static size_t index_bytes(uint32_t mask)
{
    return ((size_t)mask + 1) * sizeof(uint32_t);
}

Table *table_new(VM *vm, uint32_t array_hint, uint32_t entry_hint)
{
    Table *table = heap_new_object(vm, KIND_TABLE, sizeof *table);
    if (!table) return NULL;
    if (array_hint) {
        table->array = heap_new_block(vm, array_hint * sizeof(Value));
        if (!table->array) return NULL;
        table->array_capacity = array_hint;
    }
    /* A larger hint is reached by growing: it may be a forged one. */
    if (entry_hint > TABLE_LINEAR_MAX) entry_hint = TABLE_LINEAR_MAX;
    if (entry_hint) {
        table->entries = heap_new_block(vm, entry_hint * sizeof(Entry));
        if (!table->entries) return NULL;
        table->entry_capacity = entry_hint;
    }
    return table;
}

void table_free(VM *vm, Table *table)
{
    heap_free_block(vm, table->array, table->array_capacity * sizeof(Value));
    heap_free_block(vm, table->entries, table->entry_capacity * sizeof(Entry));
    if (table->index) heap_free_block(vm, table->index, index_bytes(table->index_mask));
    pieces_free(vm, table->pieces);
    heap_free_object(vm, &table->header, sizeof *table);
}

/* ---- the index ---- */

static void index_put(Table *table, uint32_t hash, uint32_t position)
{
    uint32_t at = hash & table->index_mask;
    while (table->index[at] != 0)
        at = (at + 1) & table->index_mask;
    table->index[at] = position + 1;
}

static void note_name(Table *table, Value key)
{
    if (key.tag == TAG_STRING && value_string(key)->is_short)
        table->names |= table_name_bit(value_string(key));
}

static void note_names(Table *table)
{
    table->names = 0;
    for (uint32_t i = 0; i < table->entry_count; i++)
        note_name(table, table->entries[i].key);
}

/* A fresh index with at least half as many free places as entries fit. */
static bool new_index(VM *vm, Table *table)
{
    if (table->index) heap_free_block(vm, table->index, index_bytes(table->index_mask));
    table->index = NULL;
    table->index_mask = 0;
    if (table->entry_capacity <= TABLE_LINEAR_MAX) return true;
    uint32_t size = 16;
    while (size < table->entry_capacity + table->entry_capacity / 2)
        size *= 2;
    table->index = heap_new_block(vm, size * sizeof(uint32_t));
    if (!table->index) return false;
    memset(table->index, 0, size * sizeof(uint32_t));
    table->index_mask = size - 1;
    for (uint32_t i = 0; i < table->entry_count; i++)
        if (table->entries[i].key.tag != TAG_DEAD)
            index_put(table, hash_key(vm, table->entries[i].key), i);
    return true;
}

bool table_rebuild_index(VM *vm, Table *table)
{
    if (!new_index(vm, table)) return false;
    note_names(table);
    for (uint32_t i = 0; i < table->entry_count; i++) {
        Value key = table->entries[i].key;
        if (key.tag != TAG_DEAD && find_position(table, key) != i) return false;
    }
    return true;
}

/* ---- growth ---- */

static void drop_piece_knowledge(Table *table)
{
    if (table->pieces) pieces_set_all(&table->pieces->entries);
}

/* Drops tombstones. Positions change: hints and the collector's place, too. */
static void compact(VM *vm, Table *table)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < table->entry_count; i++)
        if (!value_is_nil(table->entries[i].value))
            table->entries[kept++] = table->entries[i];
    table->entry_count = kept;
    table->scanned_entries = 0;
    note_names(table);
    drop_piece_knowledge(table);
    heap_touch(vm, table);
}

static uint32_t count_live(const Table *table)
{
    uint32_t live = 0;
    for (uint32_t i = 0; i < table->entry_count; i++)
        live += !value_is_nil(table->entries[i].value);
    return live;
}

static bool resize_entries(VM *vm, Table *table, uint32_t capacity)
{
    Entry *entries =
        heap_resize_block(vm, table->entries, table->entry_capacity * sizeof(Entry),
                          capacity * sizeof(Entry));
    if (!entries) return false;
    table->entries = entries;
    table->entry_capacity = capacity;
    return true;
}

/* Room for one more entry: by compaction when a quarter is tombstones. */
static bool make_room(VM *vm, Table *table)
{
    uint32_t live = count_live(table);
    bool has_garbage = live < table->entry_count;
    if (has_garbage) compact(vm, table);
    if (live >= table->entry_capacity - table->entry_capacity / 4) {
        if (table->entry_capacity >= TABLE_MAX_ENTRIES)
            return vm_fail(vm, "table overflow");
        uint32_t capacity = table->entry_capacity ? table->entry_capacity * 2 : 4;
        if (!resize_entries(vm, table, capacity)) return false;
    }
    return new_index(vm, table);
}

bool table_reserve_array(VM *vm, Table *table, uint32_t count)
{
    if (count <= table->array_capacity) return true;
    if (count > TABLE_MAX_ARRAY) return vm_fail(vm, "table overflow");
    Value *array =
        heap_resize_block(vm, table->array, table->array_capacity * sizeof(Value),
                          (size_t)count * sizeof(Value));
    if (!array) return false;
    table->array = array;
    table->array_capacity = count;
    heap_touch(vm, table);
    return true;
}

/* Moves keys that follow the array part out of the entries. */
static void migrate(VM *vm, Table *table)
{
    for (;;) {
        uint32_t position =
            find_position(table, value_integer((int64_t)table->array_count + 1));
        if (position == ABSENT) return;
        Entry *entry = &table->entries[position];
        if (value_is_nil(entry->value)) return;
        if (table->array_count == table->array_capacity &&
            !table_reserve_array(vm, table, table->array_capacity * 2))
            return; /* it stays where it is; nothing is lost */
        Value *slot = &table->array[table->array_count++];
        *slot = entry->value;
        entry->value = VALUE_NIL;
        table_barrier(vm, table, slot, *slot);
        table_barrier(vm, table, &entry->value, VALUE_NIL);
    }
}

static bool append(VM *vm, Table *table, Value value)
{
    if (table->array_count == table->array_capacity) {
        uint32_t capacity = table->array_capacity ? table->array_capacity * 2 : 4;
        if (!table_reserve_array(vm, table, capacity)) return false;
    }
    Value *slot = &table->array[table->array_count++];
    *slot = value;
    table_barrier(vm, table, slot, value);
    if (table->entry_count) migrate(vm, table);
    return true;
}

/* ---- access ---- */

Value table_get_integer(const Table *table, int64_t key)
{
    if ((uint64_t)key - 1 < table->array_count) return table->array[key - 1];
    if (table->entry_count == 0) return VALUE_NIL;
    uint32_t position = find_position(table, value_integer(key));
    return position == ABSENT ? VALUE_NIL : table->entries[position].value;
}

Value table_get_string(const Table *table, const String *key)
{
    uint32_t position = table_find_position(table, key);
    return position == ABSENT ? VALUE_NIL : table->entries[position].value;
}

Value *table_find_string(const Table *table, const String *key)
{
    uint32_t position = table_find_position(table, key);
    if (position == ABSENT || value_is_nil(table->entries[position].value)) return NULL;
    return &table->entries[position].value;
}

Value *table_find(const Table *table, Value key)
{
    key = normalize(key);
    if (key.tag == TAG_INTEGER && (uint64_t)key.as.integer - 1 < table->array_count) {
        Value *slot = &table->array[key.as.integer - 1];
        return value_is_nil(*slot) ? NULL : slot;
    }
    if (table->entry_count == 0 || key.tag == TAG_NIL) return NULL;
    uint32_t position = find_position(table, key);
    if (position == ABSENT || value_is_nil(table->entries[position].value)) return NULL;
    return &table->entries[position].value;
}

Value table_get(const Table *table, Value key)
{
    const Value *slot = table_find(table, key);
    return slot ? *slot : VALUE_NIL;
}

/* A store at the end of the array part of nil shortens it. */
static void shorten(VM *vm, Table *table)
{
    while (table->array_count > 0 && value_is_nil(table->array[table->array_count - 1]))
        table->array_count--;
    heap_touch(vm, table);
}

void table_revive(VM *vm, Table *table, uint32_t position, Value value)
{
    Entry *entry = &table->entries[position];
    entry->value = value;
    table->absent_events = 0;
    heap_barrier(vm, table, entry->key); /* it is strong again */
    table_barrier(vm, table, &entry->value, value);
}

bool table_add(VM *vm, Table *table, Value key, Value value)
{
    if (table->entry_count == table->entry_capacity && !make_room(vm, table))
        return false;
    uint32_t hash = hash_key(vm, key);
    uint32_t position = table->entry_count++;
    table->entries[position] = (Entry){key, value};
    if (table->index) index_put(table, hash, position);
    note_name(table, key);
    table->absent_events = 0;
    table_barrier(vm, table, &table->entries[position].value, value);
    heap_barrier(vm, table, key);
    return true;
}

bool table_set_integer(VM *vm, Table *table, int64_t key, Value value)
{
    if ((uint64_t)key - 1 < table->array_count) {
        Value *slot = &table->array[key - 1];
        *slot = value;
        table_barrier(vm, table, slot, value);
        if (value_is_nil(value) && (uint64_t)key == table->array_count)
            shorten(vm, table);
        return true;
    }
    if ((uint64_t)key - 1 == table->array_count) {
        if (!value_is_nil(value)) {
            /* A tombstone of this key would be found twice by iteration. */
            if (table->entry_count == 0) return append(vm, table, value);
            uint32_t position = find_position(table, value_integer(key));
            if (position == ABSENT || value_is_nil(table->entries[position].value))
                return append(vm, table, value);
            table->entries[position].value = value;
            table_barrier(vm, table, &table->entries[position].value, value);
            return true;
        }
    }
    return table_set(vm, table, value_integer(key), value);
}

bool table_set(VM *vm, Table *table, Value key, Value value)
{
    key = normalize(key);
    if (key.tag == TAG_INTEGER && (uint64_t)key.as.integer - 1 <= table->array_count &&
        ((uint64_t)key.as.integer - 1 < table->array_count || !value_is_nil(value)))
        return table_set_integer(vm, table, key.as.integer, value);
    if (key.tag == TAG_NIL) return vm_fail_here(vm, "table index is nil");
    if (key.tag == TAG_FLOAT && isnan(key.as.number))
        return vm_fail_here(vm, "table index is NaN");
    uint32_t position = table->entry_count ? find_position(table, key) : ABSENT;
    if (position != ABSENT) {
        Value *slot = &table->entries[position].value;
        if (value_is_nil(*slot)) {
            table_revive(vm, table, position, value);
            return true;
        }
        *slot = value;
        table_barrier(vm, table, slot, value);
        return true;
    }
    return value_is_nil(value) || table_add(vm, table, key, value);
}

static bool has_integer_entry(const Table *table)
{
    for (uint32_t i = 0; i < table->entry_count; i++)
        if (table->entries[i].key.tag == TAG_INTEGER) return true;
    return false;
}

bool table_set_list(VM *vm, Table *table, uint32_t first, const Value *values,
                    uint32_t count)
{
    bool is_one_by_one = table->array_count > first || has_integer_entry(table);
    while (!is_one_by_one && count > 0 && value_is_nil(values[count - 1]))
        count--;
    if (count == 0) return true;
    if (first > TABLE_MAX_ARRAY || count > TABLE_MAX_ARRAY - first)
        return vm_fail(vm, "table overflow");
    if (!table_reserve_array(vm, table, first + count)) return false;
    if (is_one_by_one) {
        for (uint32_t i = 0; i < count; i++)
            if (!table_set_integer(vm, table, (int64_t)first + i + 1, values[i]))
                return false;
        return true;
    }
    for (uint32_t i = table->array_count; i < first; i++)
        table->array[i] = VALUE_NIL;
    table->array_count = first + count;
    for (uint32_t i = 0; i < count; i++) {
        table->array[first + i] = values[i];
        table_barrier(vm, table, &table->array[first + i], values[i]);
    }
    return true;
}

bool table_set_string(VM *vm, Table *table, String *key, Value value)
{
    return table_set(vm, table, string_value(key), value);
}

bool table_set_named(VM *vm, Table *table, const char *name, Value value)
{
    String *key = string_from(vm, name);
    return key && table_set_string(vm, table, key, value);
}

void table_set_metatable(VM *vm, Table *table, Table *metatable)
{
    table->metatable = metatable;
    heap_barrier(vm, table, metatable ? value_object(TAG_TABLE, metatable) : VALUE_NIL);
    if (metatable && !value_is_nil(table_metamethod(vm, metatable, NAME_GC)))
        finalize_note(vm, &table->header);
}

int64_t table_length(const Table *table)
{
    /* t[array_count] is not nil, and array_count + 1 is in no entry (migrate). */
    if (table->array_count > 0 || table->entry_count == 0) return table->array_count;
    int64_t low = 0;
    int64_t high = 1;
    while (table_find(table, value_integer(high))) {
        low = high;
        if (high > INT64_MAX / 2) return low;
        high *= 2;
    }
    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (table_find(table, value_integer(middle)))
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* ---- iteration ---- */

uint64_t table_next(const Table *table, uint64_t position, Value *out_key,
                    Value *out_value)
{
    for (; position < table->array_count; position++) {
        if (value_is_nil(table->array[position])) continue;
        *out_key = value_integer((int64_t)position + 1);
        *out_value = table->array[position];
        return position + 1;
    }
    if (position < table->array_capacity) position = table->array_capacity;
    for (uint64_t i = position - table->array_capacity; i < table->entry_count; i++) {
        const Entry *entry = &table->entries[i];
        if (value_is_nil(entry->value)) continue;
        *out_key = entry->key;
        *out_value = entry->value;
        return table->array_capacity + i + 1;
    }
    return 0;
}

bool table_position_after(const Table *table, Value key, uint64_t *out)
{
    if (key.tag == TAG_NIL) {
        *out = 0;
        return true;
    }
    key = normalize(key);
    if (key.tag == TAG_INTEGER && (uint64_t)key.as.integer - 1 < table->array_count) {
        *out = (uint64_t)key.as.integer;
        return true;
    }
    uint32_t position = table->entry_count ? find_position(table, key) : ABSENT;
    if (position != ABSENT) {
        *out = (uint64_t)table->array_capacity + position + 1;
        return true;
    }
    /* A key whose removal shortened the array part: it stood before the entries. */
    if (key.tag == TAG_INTEGER && (uint64_t)key.as.integer - 1 < table->array_capacity) {
        *out = table->array_capacity;
        return true;
    }
    return false;
}
