/*
 * Random object graphs through save and load: chains of incremental saves, the
 * old VM going on or the loaded one taking over, garbage, weak tables, pieces.
 */
#include "persist/graph.h"
#include "vm/channel.h"

Test(snapshot, an_empty_vm_comes_back)
{
    Chain chain = {0};
    VM *vm = open_checked();
    VM *loaded = save_and_load(&chain, vm);
    vm_free(vm);
    chain_free(&chain);
    close_and_check(loaded);
}

Test(snapshot, a_random_graph_comes_back)
{
    for (uint64_t seed = 1; seed <= 20; seed++) {
        Chain chain = {0};
        Random random = {seed};
        VM *vm = open_checked();
        mutate(vm, &random, 600);
        VM *loaded = save_and_load(&chain, vm);
        vm_free(vm);
        chain_free(&chain);
        close_and_check(loaded);
    }
}

Test(snapshot, the_loaded_vm_takes_over_each_time)
{
    for (uint64_t seed = 1; seed <= 10; seed++) {
        Chain chain = {0};
        Random random = {seed};
        VM *vm = open_checked();
        for (int round = 0; round < 12; round++) {
            mutate(vm, &random, 80);
            VM *loaded = save_and_load(&chain, vm);
            vm_free(vm);
            vm = loaded;
        }
        chain_free(&chain);
        close_and_check(vm);
    }
}

Test(snapshot, the_old_vm_goes_on_and_collects)
{
    for (uint64_t seed = 1; seed <= 10; seed++) {
        Chain chain = {0};
        Random random = {seed};
        VM *vm = open_checked();
        for (int round = 0; round < 12; round++) {
            mutate(vm, &random, 80);
            if (round % 3 == 1) heap_collect(vm);
            for (int step = 0; round % 3 == 2 && step < 5; step++)
                heap_step(vm);
            vm_free(save_and_load(&chain, vm));
        }
        chain_free(&chain);
        close_and_check(vm);
    }
}

/*
 * Half-way through a sweep some garbage is gone and has its tombstones, while records
 * that refer to it still stand there; so does what garbage was before it changed.
 */
Test(snapshot, records_of_garbage_may_say_anything)
{
    Chain chain = {0};
    VM *vm = open_checked();
    Table *holder = pool_table(vm, 0);
    for (int64_t i = 1; i <= 60000; i++) {
        Table *table = table_new(vm, 1, 0);
        table_set_integer(vm, holder, i, value_object(TAG_TABLE, table));
        Value channel = value_object(TAG_CHANNEL, channel_new(vm, 0));
        table_set_integer(vm, table, 1, channel);
    }
    vm_free(save_and_load(&chain, vm));
    for (int64_t i = 1; i <= 60000; i++) { /* the array stays, its tables do not */
        Value table = table_get_integer(holder, i);
        if (i % 2) table_set_integer(vm, (Table *)table.as.object, 1, VALUE_TRUE);
        table_set_integer(vm, holder, i, VALUE_FALSE);
    }
    unsigned halves = 0;
    for (int i = 0; i < 1000000 && halves < 2; i++) {
        vm->heap.debt_bytes = 1;
        heap_step(vm);
        if (vm->heap.phase != PHASE_SWEEP || vm->heap.dead_count == 0) continue;
        vm_free(save_and_load(&chain, vm));
        halves++;
    }
    cr_assert_eq(halves, 2, "the sweep was over too soon");
    chain_free(&chain);
    close_and_check(vm);
}

Test(snapshot, what_a_load_leaves_out_ends_with_the_next_save)
{
    Chain chain = {0};
    VM *vm = open_checked();
    Table *holder = pool_table(vm, 0);
    Value lost = value_object(TAG_TABLE, table_new(vm, 0, 0));
    table_set_integer(vm, holder, 1, lost);
    vm_free(save_and_load(&chain, vm));
    table_set_integer(vm, holder, 1, VALUE_FALSE);
    VM *loaded = save_and_load(&chain, vm);
    cr_assert_eq(chain_save(&chain, loaded), SPORE_OK);
    const Run *run = &chain.images[2]->run;
    cr_assert_eq(run->count, 1);
    cr_assert_eq(run->records[0].id, lost.as.object->record_id);
    cr_assert_eq(run->records[0].size, 0, "not a tombstone");
    vm_free(vm);
    chain_free(&chain);
    close_and_check(loaded);
}

Test(snapshot, folded_runs_hold_the_same)
{
    Chain chain = {0};
    Random random = {77};
    VM *vm = open_checked();
    for (int round = 0; round < 8; round++) {
        mutate(vm, &random, 100);
        heap_collect(vm);
        cr_assert_eq(chain_save(&chain, vm), SPORE_OK);
    }
    Image *newest = chain.images[chain.count - 1];
    for (uint32_t i = chain.count - 1; i-- > 0;) {
        cr_assert_eq(run_fold(&newest->run, &chain.images[i]->run), SPORE_OK);
        image_deinit(chain.images[i]);
        free(chain.images[i]);
    }
    chain.images[0] = newest;
    chain.count = 1;
    Report report = {0};
    VM *loaded = chain_load(&chain, &report);
    cr_assert_not_null(loaded, "%s", report.text);
    expect_same(vm, loaded);
    vm_free(vm);
    chain_free(&chain);
    close_and_check(loaded);
}

Test(snapshot, a_save_without_change_is_empty)
{
    Chain chain = {0};
    Random random = {5};
    VM *vm = open_checked();
    mutate(vm, &random, 300);
    heap_collect(vm);
    cr_assert_eq(chain_save(&chain, vm), SPORE_OK);
    heap_collect(vm); /* and nothing weak is left that has no record */
    cr_assert_eq(chain_save(&chain, vm), SPORE_OK);
    cr_assert_eq(chain_save(&chain, vm), SPORE_OK);
    cr_assert_eq(chain.images[2]->run.count, 0);
    chain_free(&chain);
    close_and_check(vm);
}

Test(snapshot, one_store_into_a_large_table_rewrites_one_piece)
{
    Chain chain = {0};
    VM *vm = open_checked();
    Table *table = pool_table(vm, 0);
    uint32_t count = TABLE_PIECE_SLOTS * 40;
    for (uint32_t i = 1; i <= count; i++)
        table_set_integer(vm, table, i, value_integer(i));
    for (uint32_t i = 0; i < count; i++) {
        char name[24];
        snprintf(name, sizeof name, "n%u", i);
        table_set_named(vm, table, name, value_integer(i));
    }
    vm_free(save_and_load(&chain, vm));
    table_set_integer(vm, table, count / 2, value_integer(-1));
    vm_free(save_and_load(&chain, vm));
    cr_assert_eq(chain.images[1]->run.count, 2, "%u", chain.images[1]->run.count);
    table_set_named(vm, table, "n7", VALUE_NIL);
    VM *loaded = save_and_load(&chain, vm);
    cr_assert_eq(chain.images[2]->run.count, 2, "%u", chain.images[2]->run.count);
    vm_free(vm);
    /* The loaded one knows the pieces as well. */
    vm = loaded;
    table_set_integer(vm, pool_table(vm, 0), 1, value_integer(-2));
    loaded = save_and_load(&chain, vm);
    cr_assert_eq(chain.images[3]->run.count, 2, "%u", chain.images[3]->run.count);
    vm_free(vm);
    chain_free(&chain);
    close_and_check(loaded);
}

Test(snapshot, a_shrinking_array_loses_its_pieces)
{
    Chain chain = {0};
    VM *vm = open_checked();
    Table *table = pool_table(vm, 0);
    int64_t count = TABLE_PIECE_SLOTS * 5 + 2;
    for (int64_t i = 1; i <= count; i++)
        table_set_integer(vm, table, i, value_integer(i));
    vm_free(save_and_load(&chain, vm));
    /* Holes first, so that the last removal shortens by more than a piece. */
    for (int64_t i = TABLE_PIECE_SLOTS + 2; i < count; i++)
        table_set_integer(vm, table, i, VALUE_NIL);
    vm_free(save_and_load(&chain, vm));
    table_set_integer(vm, table, count, VALUE_NIL);
    cr_assert_eq(table->array_count, TABLE_PIECE_SLOTS + 1);
    vm_free(save_and_load(&chain, vm));
    table_set_integer(vm, table, TABLE_PIECE_SLOTS + 2, VALUE_TRUE);
    VM *loaded = save_and_load(&chain, vm);
    vm_free(vm);
    chain_free(&chain);
    close_and_check(loaded);
}

Test(snapshot, a_tombstone_keeps_its_place)
{
    Chain chain = {0};
    VM *vm = open_checked();
    Table *table = pool_table(vm, 0);
    Value key = value_object(TAG_TABLE, table_new(vm, 0, 0));
    table_set_named(vm, vm->globals, "key", key);
    table_set(vm, table, key, VALUE_TRUE);
    table_set_named(vm, table, "after", VALUE_TRUE);
    table_set(vm, table, key, VALUE_NIL);
    VM *loaded = save_and_load(&chain, vm);
    Table *again = pool_table(loaded, 0);
    Value loaded_key = table_get_string(loaded->globals, string_from(loaded, "key"));
    uint64_t position = 0;
    cr_assert(table_position_after(again, loaded_key, &position));
    cr_assert_eq(position, again->array_capacity + 1);
    vm_free(vm);
    chain_free(&chain);
    close_and_check(loaded);
}

Test(snapshot, a_weak_target_without_record_is_left_out_until_it_has_one)
{
    Chain chain = {0};
    VM *vm = open_checked();
    Table *weak = pool_table(vm, 0);
    set_weak(vm, weak, "v");
    Value target = value_object(TAG_TABLE, table_new(vm, 0, 0));
    table_set_named(vm, weak, "target", target);
    VM *loaded = save_and_load(&chain, vm);
    String *name = string_from(loaded, "target");
    cr_assert_eq(table_get_string(pool_table(loaded, 0), name).tag, TAG_NIL);
    vm_free(loaded);
    /* Now it is held: the weak table has stayed dirty and is written again. */
    table_set_named(vm, vm->globals, "strong", target);
    loaded = save_and_load(&chain, vm);
    name = string_from(loaded, "target");
    cr_assert_eq(table_get_string(pool_table(loaded, 0), name).tag, TAG_TABLE);
    vm_free(vm);
    chain_free(&chain);
    close_and_check(loaded);
}

Test(snapshot, an_ephemeron_holds_its_value_by_its_key)
{
    Chain chain = {0};
    VM *vm = open_checked();
    Table *weak = pool_table(vm, 0);
    set_weak(vm, weak, "k");
    Value keys[4];
    for (int i = 0; i < 4; i++)
        keys[i] = value_object(TAG_TABLE, table_new(vm, 0, 0));
    /* A chain of ephemerons, back to front. */
    for (int i = 2; i >= 0; i--)
        table_set(vm, weak, keys[i], keys[i + 1]);
    table_set_named(vm, vm->globals, "first", keys[0]);
    VM *loaded = save_and_load(&chain, vm);
    uint32_t count = 0;
    Value key, value;
    for (uint64_t at = 0; (at = table_next(pool_table(loaded, 0), at, &key, &value));)
        count++;
    cr_assert_eq(count, 3);
    vm_free(vm);
    chain_free(&chain);
    close_and_check(loaded);
}

Test(snapshot, a_deep_list_needs_no_recursion)
{
    Chain chain = {0};
    VM *vm = open_checked();
    Value list = VALUE_NIL;
    for (int i = 0; i < 200000; i++) {
        Table *node = table_new(vm, 1, 0);
        table_set_integer(vm, node, 1, list);
        list = value_object(TAG_TABLE, node);
    }
    table_set_named(vm, vm->globals, "list", list);
    VM *loaded = save_and_load(&chain, vm);
    vm_free(vm);
    chain_free(&chain);
    close_and_check(loaded);
}

/* ---- failing saves ---- */

static bool is_disk_full;

static SporeStatus save_probe(VM *vm, Handle *handle, Bytes *out, Report *report)
{
    (void)vm;
    if (is_disk_full) return report_fail(report, SPORE_IO, "probe: disk full");
    bytes_put(out, handle->data, handle->data_size);
    return SPORE_OK;
}

static SporeStatus load_probe(VM *vm, Handle *handle, Reader *in, Report *report)
{
    (void)vm;
    (void)report;
    const uint8_t *data = reader_take(in, handle->data_size);
    if (data) memcpy(handle->data, data, handle->data_size);
    return SPORE_OK;
}

static const HandleType PROBE = {
    .name = "probe", .data_size = 4, .save = save_probe, .load = load_probe};

Test(snapshot, a_failed_save_loses_nothing)
{
    Chain chain = {0};
    Random random = {9};
    VM *vm = open_checked();
    handle_register_type(vm, &PROBE);
    mutate(vm, &random, 200);
    Handle *handle = handle_new(vm, &PROBE, PROBE.data_size, NULL);
    memcpy(handle->data, "abcd", 4);
    table_set_named(vm, vm->globals, "handle", value_object(TAG_HANDLE, handle));
    for (int round = 0; round < 6; round++) {
        is_disk_full = true;
        uint64_t next_id = vm->next_record_id;
        handle_touch(vm, handle);
        cr_assert_eq(chain_save(&chain, vm), SPORE_IO);
        cr_assert_eq(vm->next_record_id, next_id);
        mutate(vm, &random, 60);
        if (round % 2) heap_collect(vm);
        is_disk_full = false;
        cr_assert_eq(chain_save(&chain, vm), SPORE_OK);
        VM *loaded = open_checked();
        Report report = {0};
        handle_register_type(loaded, &PROBE);
        RecordSource *source = memory_source_new(chain.images, chain.count);
        cr_assert_eq(snapshot_load(loaded, source, NULL, &report), SPORE_OK, "%s",
                     report.text);
        memory_source_free(source);
        expect_same(vm, loaded);
        vm_free(loaded);
    }
    chain_free(&chain);
    close_and_check(vm);
}

Test(snapshot, missing_types_and_natives_are_named_at_once)
{
    static const NativeDef NATIVES[] = {
        {.name = "probe.one"}, {.name = "probe.two"}, {0}};
    Chain chain = {0};
    Report report = {0};
    VM *vm = open_checked();
    handle_register_type(vm, &PROBE);
    native_register(vm, NATIVES);
    Handle *handle = handle_new(vm, &PROBE, PROBE.data_size, NULL);
    table_set_named(vm, vm->globals, "handle", value_object(TAG_HANDLE, handle));
    table_set_named(vm, vm->globals, "one", value_native(&NATIVES[0]));
    table_set_named(vm, vm->globals, "two", value_native(&NATIVES[1]));
    cr_assert_eq(chain_save(&chain, vm), SPORE_OK);
    cr_assert_null(chain_load(&chain, &report));
    cr_assert(strstr(report.text, "probe.one") && strstr(report.text, "probe.two"));
    cr_assert(strstr(report.text, ", probe") || strstr(report.text, "probe,"), "%s",
              report.text);
    /* A look at it needs none of them. */
    VM *inspected = open_checked();
    const LoadOptions options = {.is_inspection = true};
    RecordSource *source = memory_source_new(chain.images, chain.count);
    cr_assert_eq(snapshot_load(inspected, source, &options, &report), SPORE_OK, "%s",
                 report.text);
    memory_source_free(source);
    vm_free(vm);
    chain_free(&chain);
    close_and_check(inspected);
}

static void count_newer(void *context, const NativeDef *native, uint32_t version,
                        bool is_missing)
{
    cr_assert_not(is_missing);
    cr_assert_str_eq(native->name, "probe.new");
    cr_assert_eq(version, 2);
    ++*(unsigned *)context;
}

static unsigned newer_natives(const VM *vm)
{
    unsigned count = 0;
    snapshot_each_changed_native(vm, count_newer, &count);
    return count;
}

/* The newest snapshot in a VM with these natives. */
static SporeStatus load_with(const Chain *chain, const NativeDef *natives, VM **out,
                             Report *report)
{
    VM *vm = open_checked();
    handle_register_type(vm, &PROBE);
    native_register(vm, natives);
    RecordSource *source = memory_source_new(chain->images, chain->count);
    SporeStatus status = snapshot_load(vm, source, NULL, report);
    memory_source_free(source);
    *out = vm;
    return status;
}

/* A hundred objects of one type, and more natives than a report has room for. */
Test(snapshot, what_is_missing_is_named_once_and_whole)
{
    enum { COUNT = 40 };
    static const NativeDef NONE[] = {{0}};
    static const char PLENTY[] =
        ", … (spore doctor lists all); register it, or give its library by --native";
    char names[COUNT][32];
    NativeDef natives[COUNT + 1] = {{0}};
    Chain chain = {0};
    Report report = {0};
    VM *vm = open_checked();
    handle_register_type(vm, &PROBE);
    for (int i = 0; i < 100; i++) {
        Handle *handle = handle_new(vm, &PROBE, PROBE.data_size, NULL);
        table_set_integer(vm, vm->globals, i + 1, value_object(TAG_HANDLE, handle));
    }
    cr_assert_eq(chain_save(&chain, vm), SPORE_OK);
    VM *loaded = open_checked();
    RecordSource *source = memory_source_new(chain.images, chain.count);
    cr_assert_eq(snapshot_load(loaded, source, NULL, &report), SPORE_INCOMPATIBLE);
    memory_source_free(source);
    vm_free(loaded);
    cr_assert_str_eq(
        report.text,
        "snapshot: not here: probe; register it, or give its library by --native");

    for (int i = 0; i < COUNT; i++) {
        snprintf(names[i], sizeof names[i], "native_number_%02d", i);
        natives[i] = (NativeDef){.name = names[i]};
    }
    native_register(vm, natives);
    for (int i = 0; i < COUNT; i++)
        table_set_named(vm, vm->globals, names[i], value_native(&natives[i]));
    cr_assert_eq(chain_save(&chain, vm), SPORE_OK);
    cr_assert_eq(load_with(&chain, NONE, &loaded, &report), SPORE_INCOMPATIBLE);
    vm_free(loaded);
    const char *end = strstr(report.text, ", …");
    cr_assert(end && strcmp(end, PLENTY) == 0, "%s", report.text);
    cr_assert_eq(strncmp(end - 16, "native_number_", 14), 0, "%s", report.text);
    chain_free(&chain);
    close_and_check(vm);
}

/* The newer one has another name, too; and the first save after it fails. */
Test(snapshot, a_native_that_is_newer_is_saved_anew)
{
    static const NativeDef OLD[] = {{.name = "probe.old", .version = 2}, {0}};
    static const NativeDef NEW[] = {
        {.name = "probe.new", .version = 3},
        {.name = "probe.old", .version = 3, .alias_of = &NEW[0]},
        {0}};
    Chain chain = {0};
    Report report = {0};
    VM *new;
    VM *old = open_checked();
    native_register(old, OLD);
    table_set_named(old, old->globals, "native", value_native(&OLD[0]));
    cr_assert_eq(chain_save(&chain, old), SPORE_OK);
    cr_assert_eq(newer_natives(old), 0);
    vm_free(old);

    cr_assert_eq(load_with(&chain, NEW, &new, &report), SPORE_OK, "%s", report.text);
    cr_assert_eq(newer_natives(new), 1);
    Handle *handle = handle_new(new, &PROBE, PROBE.data_size, NULL);
    table_set_named(new, new->globals, "handle", value_object(TAG_HANDLE, handle));
    is_disk_full = true;
    cr_assert_eq(chain_save(&chain, new), SPORE_IO);
    is_disk_full = false;
    cr_assert_eq(newer_natives(new), 1);
    cr_assert_eq(chain_save(&chain, new), SPORE_OK);
    cr_assert_eq(newer_natives(new), 0);
    cr_assert_eq(chain_save(&chain, new), SPORE_OK);
    cr_assert_eq(chain.images[2]->run.count, 0);
    vm_free(new);

    cr_assert_eq(load_with(&chain, OLD, &old, &report), SPORE_INCOMPATIBLE);
    cr_assert(strstr(report.text, "not here: probe.new;"), "%s", report.text);
    vm_free(old);
    cr_assert_eq(load_with(&chain, NEW, &new, &report), SPORE_OK, "%s", report.text);
    cr_assert_eq(newer_natives(new), 0);
    chain_free(&chain);
    close_and_check(new);
}
