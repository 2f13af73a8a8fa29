/*
 * Fields beyond the hint in their table: see field.h.
 */
#include "vm/field.h"

#include "vm/vm.h"

enum { CHAIN_MAX = 100 }; /* a longer one is left to operate.c */

/* Position of a key, tombstones too, or UINT32_MAX. */
static uint32_t find(const Table *table, const String *key, uint32_t hint)
{
    if (field_is_at(table, key, hint)) return hint;
    return table_may_have(table, key) ? table_find_position(table, key) : UINT32_MAX;
}

bool field_get_slow(const VM *vm, const Table *table, const String *key, uint32_t *hint,
                    Value *out)
{
    for (int i = 0; i < CHAIN_MAX; i++) {
        uint32_t at = find(table, key, *hint);
        if (at != UINT32_MAX && table->entries[at].value.tag != TAG_NIL) {
            *hint = at;
            value_copy(out, &table->entries[at].value);
            return true;
        }
        Table *metatable = table->metatable;
        Value index = metatable ? table_metamethod(vm, metatable, NAME_INDEX) : VALUE_NIL;
        if (value_is_nil(index)) {
            *out = VALUE_NIL;
            return true;
        }
        if (index.tag != TAG_TABLE) return false;
        table = (const Table *)index.as.object;
    }
    return false;
}

bool field_get_method_slow(VM *vm, Tag type, const String *key, uint32_t *hint,
                           Value *out)
{
    const Table *table = vm->metatables[type];
    if (!table || vm->hook_mask || !field_can_be_method(key)) return false;
    uint32_t index_at = find(table, vm->names[NAME_INDEX], vm->index_hints[type]);
    if (index_at == UINT32_MAX || !field_is_method_index(&table->entries[index_at].value))
        return false;
    uint32_t at = find(table, key, *hint);
    if (at == UINT32_MAX || table->entries[at].value.tag == TAG_NIL) return false;
    vm->index_hints[type] = index_at;
    *hint = at;
    value_copy(out, &table->entries[at].value);
    vm->countdown--;
    return true;
}

FieldSet field_set_slow(VM *vm, Table *table, String *key, uint32_t *hint, Value v)
{
    uint32_t at = find(table, key, *hint);
    if (at != UINT32_MAX && table->entries[at].value.tag != TAG_NIL) {
        Entry *entry = &table->entries[at];
        entry->value = v;
        table_barrier(vm, table, &entry->value, v);
        *hint = at;
        return FIELD_SET;
    }
    if (table->metatable &&
        !value_is_nil(table_metamethod(vm, table->metatable, NAME_NEWINDEX)))
        return FIELD_METHOD;
    if (value_is_nil(v)) return FIELD_SET;
    if (at != UINT32_MAX) {
        table_revive(vm, table, at, v);
        *hint = at;
        return FIELD_SET;
    }
    if (!table_add(vm, table, string_value(key), v)) return FIELD_FAILED;
    *hint = table->entry_count - 1;
    return FIELD_SET;
}
