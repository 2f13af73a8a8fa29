/*
 * String fields of tables, as the instructions GETFIELD, SELF, SETFIELD and their
 * kin reach them. Each instruction keeps a hint, the position where it last found
 * its field; what the hint says is checked, never believed. A name that a table
 * does not have is mostly seen in one word, the table's `names`, so that a method
 * is found in its class without a search in the object first.
 */
#pragma once

#include "vm/native.h"
#include "vm/table.h"
#include "vm/vm.h"

/*
 * The field's value, through metatables whose __index is a table. false: a
 * metamethod has to be called, nothing was done. *hint becomes the position of the
 * field in the table that has it.
 */
bool field_get_slow(const VM *vm, const Table *table, const String *key, uint32_t *hint,
                    Value *out);

typedef enum FieldSet {
    FIELD_SET,
    FIELD_METHOD, /* a metamethod has to be called, or not a plain store */
    FIELD_FAILED  /* the error is set in vm */
} FieldSet;

/* Stores into a field, a new one too. */
FieldSet field_set_slow(VM *vm, Table *table, String *key, uint32_t *hint, Value v);

static inline bool field_is_at(const Table *table, const String *key, uint32_t at)
{
    return at < table->entry_count && table->entries[at].key.as.object == &key->header &&
           table->entries[at].key.tag == TAG_STRING;
}

static inline bool field_get(const VM *vm, const Table *table, const String *key,
                             uint32_t *hint, Value *out)
{
    if (__builtin_expect(field_is_at(table, key, *hint), 1)) {
        const Value *value = &table->entries[*hint].value;
        if (__builtin_expect(value->tag != TAG_NIL, 1)) {
            value_copy(out, value);
            return true;
        }
    }
    return field_get_slow(vm, table, key, hint, out);
}

/* ---- methods of types (tasklets, channels) ---- */

static inline bool field_is_method_index(const Value *index)
{
    return index->tag == TAG_NATIVE && (index->as.native->flags & NATIVE_IS_METHODS);
}

/* Names like __name are no methods. */
static inline bool field_can_be_method(const String *key)
{
    return key->is_short && !(key->data[0] == '_' && key->data[1] == '_');
}

bool field_get_method_slow(VM *vm, Tag type, const String *key, uint32_t *hint,
                           Value *out);

/*
 * A method as the type's native __index would find it, which takes a tick. false: that
 * has to be called, nothing was done.
 */
static inline bool field_get_method(VM *vm, Tag type, const String *key, uint32_t *hint,
                                    Value *out)
{
    const Table *table = vm->metatables[type];
    const uint32_t index_at = vm->index_hints[type];
    const bool is_known = table && !vm->hook_mask && field_is_at(table, key, *hint) &&
                          field_is_at(table, vm->names[NAME_INDEX], index_at) &&
                          field_is_method_index(&table->entries[index_at].value) &&
                          field_can_be_method(key);
    if (!is_known || table->entries[*hint].value.tag == TAG_NIL)
        return field_get_method_slow(vm, type, key, hint, out);
    value_copy(out, &table->entries[*hint].value);
    vm->countdown--;
    return true;
}
