/*
 * The collector: what is reachable stays, what is not goes, whatever the program
 * does between two slices; weak references; the dirty list.
 */
#include <criterion/criterion.h>

#include "checked_vm.h"
#include "vm/heap.h"
#include "vm/table.h"

static Table *rooted_table(VM *vm)
{
    Table *table = table_new(vm, 0, 0);
    table_set_named(vm, vm->registry, "test", value_object(TAG_TABLE, table));
    return table;
}

static Value boxed(VM *vm, int64_t n)
{
    Table *box = table_new(vm, 0, 0);
    table_set_integer(vm, box, 1, value_integer(n));
    return value_object(TAG_TABLE, box);
}

Test(heap, a_full_cycle_frees_what_nobody_reaches)
{
    VM *vm = open_checked();
    heap_collect(vm);
    size_t before = vm->heap.live_bytes;
    for (int i = 0; i < 10000; i++)
        boxed(vm, i);
    cr_assert(vm->heap.live_bytes > before + 10000 * sizeof(Table));
    heap_collect(vm);
    cr_assert_eq(vm->heap.live_bytes, before);
    close_and_check(vm);
}

/* Objects wander from table to table while the collector is at work. */
Test(heap, no_slice_loses_an_object_that_moves)
{
    enum { COUNT = 500 };
    VM *vm = open_checked();
    Table *left = rooted_table(vm);
    Table *right = table_new(vm, 0, 0);
    table_set_named(vm, vm->registry, "right", value_object(TAG_TABLE, right));
    for (int64_t i = 0; i < COUNT; i++)
        table_set_integer(vm, left, i, boxed(vm, i));
    uint64_t state = 7;
    for (int n = 0; n < 200000; n++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        int64_t i = (int64_t)(state >> 33) % COUNT;
        Table *from = state >> 63 ? left : right;
        Table *to = from == left ? right : left;
        Value v = table_get_integer(from, i);
        if (value_is_nil(v)) continue;
        table_set_integer(vm, from, i, VALUE_NIL);
        table_set_integer(vm, to, i, v);
        boxed(vm, n); /* garbage that keeps the collector going */
        if (vm->heap.debt_bytes > 0) heap_step(vm);
    }
    cr_assert(vm->heap.cycle_count > 3);
    for (int64_t i = 0; i < COUNT; i++) {
        Value v = table_get_integer(left, i);
        if (value_is_nil(v)) v = table_get_integer(right, i);
        cr_assert_eq(v.tag, (uint32_t)TAG_TABLE);
        cr_assert_eq(table_get_integer((Table *)v.as.object, 1).as.integer, i);
    }
    close_and_check(vm);
}

Test(heap, weak_values_and_keys_are_cleared)
{
    VM *vm = open_checked();
    Table *weak = rooted_table(vm);
    Table *meta = table_new(vm, 0, 0);
    table_set_named(vm, meta, "__mode", string_value(string_from(vm, "kv")));
    table_set_metatable(vm, weak, meta);
    table_set_integer(vm, weak, 1, boxed(vm, 1));
    table_set_named(vm, weak, "kept", VALUE_TRUE);
    table_set(vm, weak, boxed(vm, 2), VALUE_TRUE);
    heap_collect(vm);
    Value key, value;
    uint64_t position = table_next(weak, 0, &key, &value);
    cr_assert(position != 0 && key.tag == TAG_STRING);
    cr_assert_eq(table_next(weak, position, &key, &value), 0u);
    close_and_check(vm);
}

Test(heap, an_ephemeron_does_not_keep_its_own_key)
{
    VM *vm = open_checked();
    Table *weak = rooted_table(vm);
    Table *meta = table_new(vm, 0, 0);
    table_set_named(vm, meta, "__mode", string_value(string_from(vm, "k")));
    table_set_metatable(vm, weak, meta);
    Value key = boxed(vm, 1);
    Table *value = table_new(vm, 0, 0);
    table_set_integer(vm, value, 1, key);
    table_set(vm, weak, key, value_object(TAG_TABLE, value));
    heap_collect(vm);
    Value found_key, found;
    cr_assert_eq(table_next(weak, 0, &found_key, &found), 0u);
    close_and_check(vm);
}

Test(heap, a_tombstone_keeps_its_key_weakly)
{
    VM *vm = open_checked();
    Table *table = rooted_table(vm);
    Value key = boxed(vm, 1);
    table_set(vm, table, key, VALUE_TRUE);
    table_set(vm, table, key, VALUE_NIL);
    heap_collect(vm);
    cr_assert_eq(table->entry_count, 1u);
    cr_assert_eq(table->entries[0].key.tag, (uint32_t)TAG_DEAD);
    close_and_check(vm);
}

Test(heap, only_saved_objects_get_dirty_and_only_once)
{
    VM *vm = open_checked();
    Table *table = rooted_table(vm);
    table_set_integer(vm, table, 1, VALUE_TRUE);
    cr_assert_eq(vm->heap.dirty.count, 0u);
    table->header.record_id = 9;
    heap_set_clean(&table->header);
    for (int i = 1; i <= 3; i++)
        table_set_integer(vm, table, i, value_integer(i));
    cr_assert_eq(vm->heap.dirty.count, 1u);
    cr_assert(vm->heap.dirty.items[0] == &table->header);
    close_and_check(vm);
}

Test(heap, a_freed_saved_object_queues_its_tombstone)
{
    VM *vm = open_checked();
    Value v = boxed(vm, 1);
    v.as.object->record_id = 77;
    heap_set_clean(v.as.object);
    heap_touch(vm, v.as.object);
    heap_collect(vm);
    cr_assert_eq(vm->heap.dead_count, 1u);
    cr_assert_eq(vm->heap.dead[0].record_id, 77u);
    cr_assert_eq(vm->heap.dirty.count, 0u);
    close_and_check(vm);
}
