/*
 * The two lists of objects with finalizers: see finalize.h.
 */
#include "vm/finalize.h"

#include "vm/ending.h"

enum { COMPACT_AT_LEAST = 64 };

void finalize_note(VM *vm, Object *object)
{
    if (object->flags & OBJECT_FINALIZER || vm->end_phase == ENDING_FINALIZES) return;
    int64_t next = (int64_t)vm->finalizers->array_count + 1;
    if (!table_set_integer(vm, vm->finalizers, next, object_value(object))) return;
    object->flags |= OBJECT_FINALIZER;
}

static void set_slot(VM *vm, Table *table, uint32_t index, Value value)
{
    table->array[index] = value;
    table_barrier(vm, table, &table->array[index], value);
}

/* A piece that was saved may hold what is cut off now: it must hold nils, or change. */
static void cut(VM *vm, Table *list, uint32_t count)
{
    for (uint32_t i = count; i < list->array_count; i++)
        set_slot(vm, list, i, VALUE_NIL);
    list->array_count = count;
    heap_touch(vm, list);
}

/* Holes at the end go at once, others when they are most of the list. */
static void drop_holes(VM *vm, Table *list)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list->array_count; i++)
        kept += value_is_object(list->array[i]);
    uint32_t count = list->array_count;
    if (kept * 2 < count || count < COMPACT_AT_LEAST) {
        kept = 0;
        for (uint32_t i = 0; i < count; i++)
            if (value_is_object(list->array[i])) {
                if (kept != i) set_slot(vm, list, kept, list->array[i]);
                kept++;
            }
        count = kept;
    }
    while (count && !value_is_object(list->array[count - 1]))
        count--;
    cut(vm, list, count);
}

static void make_pending(VM *vm, uint32_t index)
{
    Value value = vm->finalizers->array[index];
    int64_t next = (int64_t)vm->pending->array_count + 1;
    if (!table_set_integer(vm, vm->pending, next, value)) return;
    value.as.object->flags &= (uint8_t)~OBJECT_FINALIZER;
    set_slot(vm, vm->finalizers, index, VALUE_FALSE);
}

static bool is_unmarked(Value value)
{
    return value_is_object(value) && (value.as.object->flags & OBJECT_WHITES);
}

bool finalize_has_unmarked(const VM *vm)
{
    for (uint32_t i = 0; i < vm->finalizers->array_count; i++)
        if (is_unmarked(vm->finalizers->array[i])) return true;
    return false;
}

void finalize_separate(VM *vm)
{
    for (uint32_t i = vm->finalizers->array_count; i-- > 0;) {
        Value value = vm->finalizers->array[i];
        if (!is_unmarked(value)) continue;
        make_pending(vm, i);
        heap_mark_value(vm, value);
    }
    drop_holes(vm, vm->finalizers);
}

void finalize_all(VM *vm)
{
    for (uint32_t i = vm->finalizers->array_count; i-- > 0;)
        if (value_is_object(vm->finalizers->array[i])) make_pending(vm, i);
    drop_holes(vm, vm->finalizers);
}

Value finalize_take(VM *vm)
{
    Table *pending = vm->pending;
    if (vm->pending_first > pending->array_count) return VALUE_NIL;
    uint32_t index = vm->pending_first++ - 1;
    Value value = pending->array[index];
    set_slot(vm, pending, index, VALUE_FALSE);
    if (vm->pending_first > pending->array_count) {
        cut(vm, pending, 0);
        vm->pending_first = 1;
    }
    return value;
}

/* Objects from pending_first on; what is before, and the rest of the tables, is not. */
static bool is_list(const Table *table, uint32_t first)
{
    if (table->entry_count || table->metatable || first == 0) return false;
    for (uint32_t i = first - 1; i < table->array_count; i++) {
        Value value = table->array[i];
        if (value.tag != TAG_TABLE && value.tag != TAG_HANDLE && value.tag != TAG_FALSE)
            return false;
    }
    return true;
}

bool finalize_check(VM *vm)
{
    if (!is_list(vm->finalizers, 1) || !is_list(vm->pending, vm->pending_first) ||
        vm->pending_first > vm->pending->array_count + 1)
        return false;
    for (uint32_t i = 0; i < vm->finalizers->array_count; i++) {
        Value value = vm->finalizers->array[i];
        if (!value_is_object(value)) continue;
        if (value.as.object->flags & OBJECT_FINALIZER) return false; /* twice */
        value.as.object->flags |= OBJECT_FINALIZER;
    }
    return true;
}
