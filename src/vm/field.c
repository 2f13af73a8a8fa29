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

/* The methods of a type whose __index is the library's own, or NULL. */
static const Table *methods_of(VM *vm, Value object)
{
    Table *table = vm->metatables[object.tag];
    if (!table) return NULL;
    uint32_t *at = &vm->index_hints[object.tag];
    const String *name = vm->names[NAME_INDEX];
    if (!field_is_at(table, name, *at)) *at = find(table, name, *at);
    if (*at == UINT32_MAX) return NULL;
    const Value index = table->entries[*at].value;
    bool is_ours =
        index.tag == TAG_NATIVE && (index.as.native->flags & NATIVE_IS_METHODS);
    return is_ours ? table : NULL;
}

bool field_get_method(VM *vm, Value object, const String *key, uint32_t *hint, Value *out)
{
    bool is_hidden = key->data[0] == '_' && key->data[1] == '_';
    if (vm->hook_mask || is_hidden || !key->is_short) return false;
    const Table *table = methods_of(vm, object);
    uint32_t at = table ? find(table, key, *hint) : UINT32_MAX;
    if (at == UINT32_MAX || table->entries[at].value.tag == TAG_NIL) return false;
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
