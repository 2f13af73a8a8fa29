/*
 * Tables: order, tombstones, the array part, and that removing, collecting and
 * growing never lose or double a key.
 */
#include <criterion/criterion.h>

#include "checked_vm.h"
#include "vm/table.h"

static Table *rooted_table(VM *vm)
{
    Table *table = table_new(vm, 0, 0);
    table_set_named(vm, vm->registry, "test", value_object(TAG_TABLE, table));
    return table;
}

Test(table, iterates_in_order_of_first_insertion)
{
    VM *vm = open_checked();
    Table *table = rooted_table(vm);
    const int64_t keys[] = {100, -5, 77, 3, 1000000, 12, 0, 64, 65, 66, 67};
    const size_t count = sizeof keys / sizeof *keys;
    for (size_t i = 0; i < count; i++)
        cr_assert(table_set_integer(vm, table, keys[i], value_integer((int64_t)i)));
    table_set_integer(vm, table, 77, VALUE_NIL);
    table_set_integer(vm, table, 77, value_integer(2)); /* keeps its place */
    uint64_t position = 0;
    Value key, value;
    size_t seen = 0;
    while ((position = table_next(table, position, &key, &value)) != 0) {
        cr_assert_eq(key.as.integer, keys[seen]);
        cr_assert_eq(value.as.integer, (int64_t)seen);
        seen++;
    }
    cr_assert_eq(seen, count);
    close_and_check(vm);
}

Test(table, removing_all_while_iterating_visits_each_key_once)
{
    VM *vm = open_checked();
    Table *table = rooted_table(vm);
    for (int64_t i = 1; i <= 100; i++) {
        table_set_integer(vm, table, i, value_integer(i));
        table_set_integer(vm, table, -i, value_integer(-i));
    }
    Value key = VALUE_NIL, value;
    uint64_t position;
    int seen = 0;
    for (;;) {
        cr_assert(table_position_after(table, key, &position));
        if (table_next(table, position, &key, &value) == 0) break;
        seen++;
        table_set(vm, table, key, VALUE_NIL);
        heap_collect(vm);
    }
    cr_assert_eq(seen, 200);
    cr_assert_eq(table_length(table), 0);
    close_and_check(vm);
}

Test(table, numbers_above_a_gap_move_into_the_array_when_it_closes)
{
    VM *vm = open_checked();
    Table *table = rooted_table(vm);
    for (int64_t i = 50; i >= 1; i--)
        table_set_integer(vm, table, i, value_integer(i * i));
    cr_assert_eq(table_length(table), 50);
    cr_assert_eq(table->array_count, 50u);
    for (int64_t i = 1; i <= 50; i++)
        cr_assert_eq(table_get_integer(table, i).as.integer, i * i);
    close_and_check(vm);
}

Test(table, float_keys_with_integer_values_are_integers)
{
    VM *vm = open_checked();
    Table *table = rooted_table(vm);
    table_set(vm, table, value_float(2.0), VALUE_TRUE);
    cr_assert_eq(table_get_integer(table, 2).tag, (uint32_t)TAG_TRUE);
    cr_assert_not(table_set(vm, table, VALUE_NIL, VALUE_TRUE));
    cr_assert_not(table_set(vm, table, value_float(0.0 / 0.0), VALUE_TRUE));
    close_and_check(vm);
}

/* Against a plain array as the model. */
Test(table, random_stores_agree_with_a_model)
{
    enum { RANGE = 300 };
    int64_t model[RANGE] = {0};
    VM *vm = open_checked();
    Table *table = rooted_table(vm);
    uint64_t state = 42;
    for (int n = 0; n < 60000; n++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        int64_t key = (int64_t)(state >> 33) % RANGE;
        int64_t v = (int64_t)(state >> 40) % 3;
        model[key] = v;
        table_set_integer(vm, table, key, v ? value_integer(v) : VALUE_NIL);
        if (n % 10000 == 0) heap_collect(vm);
    }
    size_t live = 0;
    for (int64_t key = 0; key < RANGE; key++) {
        Value v = table_get_integer(table, key);
        cr_assert_eq(v.tag == TAG_NIL ? 0 : v.as.integer, model[key]);
        live += model[key] != 0;
    }
    Value key, value;
    uint64_t position = 0;
    while ((position = table_next(table, position, &key, &value)) != 0)
        live--;
    cr_assert_eq(live, 0u);
    close_and_check(vm);
}
