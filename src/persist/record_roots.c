/*
 * The VM's own record: the roots of the object graph and the counters. It stands
 * in the manifest and is written whole at each save.
 */
#include <string.h>
#include <time.h>

#include "persist/load.h"
#include "vm/ending.h"

static void put_metatables(Encoder *encoder)
{
    const VM *vm = encoder->vm;
    unsigned count = 0;
    for (int tag = 0; tag < TAG_COUNT; tag++)
        count += vm->metatables[tag] != NULL;
    if (!count) return;
    encode_field(encoder, FIELD_ROOTS_METATABLES);
    pack_map(encoder->out, count);
    for (uint32_t tag = 0; tag < TAG_COUNT; tag++) {
        if (!vm->metatables[tag]) continue;
        pack_unsigned(encoder->out, wire_of_tag(tag));
        pack_unsigned(encoder->out, encode_id(encoder, vm->metatables[tag]));
    }
}

static void put_unsigned(Encoder *encoder, WireField field, uint64_t value)
{
    encode_field(encoder, field);
    pack_unsigned(encoder->out, value);
}

static void put_counters(Encoder *encoder)
{
    const VM *vm = encoder->vm;
    put_unsigned(encoder, FIELD_ROOTS_RUNNABLE_COUNT, vm->runnable_count);
    put_unsigned(encoder, FIELD_ROOTS_TASKLET_COUNT, vm->tasklet_count);
    put_unsigned(encoder, FIELD_ROOTS_NEXT_IDENTITY, vm->next_identity);
    put_unsigned(encoder, FIELD_ROOTS_NEXT_RECORD_ID,
                 encoder->first_id + encoder->work_count);
    put_unsigned(encoder, FIELD_ROOTS_TICKS, vm_ticks(vm));
    encode_field(encoder, FIELD_ROOTS_RANDOM_STATE);
    pack_array(encoder->out, 4);
    for (int i = 0; i < 4; i++)
        pack_unsigned(encoder->out, vm->random_state[i]);
    encode_integer_field(encoder, FIELD_ROOTS_CLOCK_NS, vm_clock_ns(vm), 0);
    put_unsigned(encoder, FIELD_ROOTS_LIVE_BYTES, vm->heap.live_bytes);
    put_unsigned(encoder, FIELD_ROOTS_THRESHOLD_BYTES, vm->heap.threshold_bytes);
    encode_integer_field(encoder, FIELD_ROOTS_DEBT_BYTES, vm->heap.debt_bytes, 0);
    encode_integer_field(encoder, FIELD_ROOTS_IS_STOPPED, vm->heap.is_stopped, 0);
    put_unsigned(encoder, FIELD_ROOTS_RECORD_COUNT,
                 encoder->state->record_count + encoder->work_count -
                     vm->heap.dead_count);
}

/* Finalizers, and how far the program's end has come. */
static void put_end(Encoder *encoder)
{
    VM *vm = encoder->vm;
    encode_id_field(encoder, FIELD_ROOTS_FINALIZERS, vm->finalizers);
    encode_id_field(encoder, FIELD_ROOTS_PENDING, vm->pending);
    encode_integer_field(encoder, FIELD_ROOTS_PENDING_FIRST, vm->pending_first, 1);
    encode_id_field(encoder, FIELD_ROOTS_FINALIZING, vm->finalizing);
    if (!vm->end_phase) return;
    encode_integer_field(encoder, FIELD_ROOTS_END_PHASE, vm->end_phase, 0);
    encode_integer_field(encoder, FIELD_ROOTS_END_STATUS, vm->end_status, RUN_DONE);
    encode_value_field(encoder, FIELD_ROOTS_END_ERROR, vm->end_error);
    encode_integer_field(encoder, FIELD_ROOTS_EXIT_CODE, vm->exit_code, 0);
}

static void put_callbacks(Encoder *encoder, const Callbacks *callbacks)
{
    encode_value_field(encoder, FIELD_ROOTS_ON_SWITCH, callbacks->on_switch);
    encode_value_field(encoder, FIELD_ROOTS_ON_CHANNEL, callbacks->on_channel);
    encode_value_field(encoder, FIELD_ROOTS_ON_ERROR, callbacks->on_error);
    encode_value_field(encoder, FIELD_ROOTS_CALLBACK_RUNNER, callbacks->runner);
    encode_id_field(encoder, FIELD_ROOTS_CALLBACK_FIBER, callbacks->fiber);
    encode_id_field(encoder, FIELD_ROOTS_CALLBACK_ACTIVE, callbacks->active);
    encode_id_field(encoder, FIELD_ROOTS_CALLBACK_LAST, callbacks->last);
}

void roots_save(Encoder *encoder)
{
    VM *vm = encoder->vm;
    encoder->id = 0;
    encoder->field_count = 0;
    encoder->place = pack_map_begin(encoder->out);
    put_unsigned(encoder, FIELD_ROOTS_VERSION, SNAPSHOT_FORMAT_VERSION);
    encode_id_field(encoder, FIELD_ROOTS_GLOBALS, vm->globals);
    encode_id_field(encoder, FIELD_ROOTS_REGISTRY, vm->registry);
    put_metatables(encoder);
    encode_id_field(encoder, FIELD_ROOTS_MAIN_TASKLET, vm->main_tasklet);
    encode_id_field(encoder, FIELD_ROOTS_CURRENT, vm->tasklet);
    encode_id_field(encoder, FIELD_ROOTS_SLEEPERS, vm->sleepers);
    encode_value_field(encoder, FIELD_ROOTS_ERROR, vm->error);
    encode_id_field(encoder, FIELD_ROOTS_ERROR_TASKLET, vm->error_tasklet);
    encode_value_field(encoder, FIELD_ROOTS_CHECKPOINT_RESULT, vm->checkpoint_result);
    put_counters(encoder);
    encode_id_field(encoder, FIELD_ROOTS_WATCHERS, vm->watchers);
    encode_integer_field(encoder, FIELD_ROOTS_NEXT_TICKET, (int64_t)vm->next_ticket, 0);
    if (vm->budget_end != UINT64_MAX)
        put_unsigned(encoder, FIELD_ROOTS_BUDGET_END, vm->budget_end);
    encode_integer_field(encoder, FIELD_ROOTS_IS_COLLECT_ASKED, vm->heap.is_collect_asked,
                         0);
    put_end(encoder);
    encode_integer_field(encoder, FIELD_ROOTS_SWITCH_TRAP, vm->switch_trap, 0);
    put_callbacks(encoder, &vm->callbacks);
    encode_id_field(encoder, FIELD_ROOTS_CLOSERS, vm->closers);
    pack_map_end(encoder->out, encoder->place, encoder->field_count);
}

static uint64_t take(Cursor *cursor)
{
    return cursor_take_unsigned(cursor, UINT64_MAX);
}

static void load_metatables(Loader *loader, Cursor *cursor, Roots *roots)
{
    for (size_t left = cursor_take_map(cursor); left > 0 && !cursor->has_failed; left--) {
        uint32_t tag = wire_to_tag(cursor_take_unsigned(cursor, UINT8_MAX));
        uint64_t id = take(cursor);
        if (tag < TAG_COUNT)
            roots->metatables[tag] = id;
        else
            load_corrupt(loader, "a metatable of an unknown type");
    }
}

static void load_random_state(Loader *loader, Cursor *cursor, Roots *roots)
{
    if (cursor_take_array(cursor) != 4)
        load_corrupt(loader, "a random state of another size");
    for (int i = 0; i < 4; i++)
        roots->random_state[i] = take(cursor);
}

/* Values need the objects: only their place is noted. */
static Cursor note_value(Cursor *cursor)
{
    Cursor place = *cursor;
    cursor_skip(cursor);
    return place;
}

static void load_counter(Loader *loader, Cursor *cursor, int field, Roots *roots)
{
    switch (field) {
    case FIELD_ROOTS_RUNNABLE_COUNT: roots->runnable_count = take(cursor); break;
    case FIELD_ROOTS_TASKLET_COUNT: roots->tasklet_count = take(cursor); break;
    case FIELD_ROOTS_NEXT_IDENTITY:
        roots->next_identity = cursor_take_unsigned(cursor, UINT64_C(1) << 48);
        break;
    case FIELD_ROOTS_NEXT_RECORD_ID:
        roots->next_record_id = cursor_take_unsigned(cursor, INT64_MAX);
        break;
    case FIELD_ROOTS_TICKS: roots->ticks = cursor_take_unsigned(cursor, INT64_MAX); break;
    case FIELD_ROOTS_RANDOM_STATE: load_random_state(loader, cursor, roots); break;
    case FIELD_ROOTS_CLOCK_NS:
        roots->clock_ns = cursor_take_integer(cursor, INT64_MIN / 2, INT64_MAX / 2);
        break;
    case FIELD_ROOTS_LIVE_BYTES:
        roots->live_bytes = cursor_take_unsigned(cursor, INT64_MAX);
        break;
    case FIELD_ROOTS_THRESHOLD_BYTES:
        roots->threshold_bytes = cursor_take_unsigned(cursor, INT64_MAX);
        break;
    case FIELD_ROOTS_DEBT_BYTES:
        roots->debt_bytes = cursor_take_integer(cursor, INT64_MIN / 2, INT64_MAX / 2);
        break;
    case FIELD_ROOTS_IS_STOPPED:
        roots->is_stopped = cursor_take_unsigned(cursor, 1);
        break;
    case FIELD_ROOTS_IS_COLLECT_ASKED:
        roots->is_collect_asked = cursor_take_unsigned(cursor, 1);
        break;
    case FIELD_ROOTS_RECORD_COUNT: roots->record_count = take(cursor); break;
    case FIELD_ROOTS_NEXT_TICKET:
        roots->next_ticket = cursor_take_unsigned(cursor, INT64_MAX);
        break;
    case FIELD_ROOTS_BUDGET_END: roots->budget_end = take(cursor); break;
    case FIELD_ROOTS_SWITCH_TRAP:
        roots->switch_trap = cursor_take_integer(cursor, INT64_MIN, INT64_MAX);
        break;
    case FIELD_ROOTS_PENDING_FIRST:
        roots->pending_first = cursor_take_unsigned(cursor, TABLE_MAX_ARRAY);
        break;
    case FIELD_ROOTS_END_PHASE:
        roots->end_phase = (uint8_t)cursor_take_unsigned(cursor, ENDING_PHASE_COUNT - 1);
        break;
    case FIELD_ROOTS_END_STATUS:
        roots->end_status = (uint8_t)cursor_take_unsigned(cursor, RUN_EXIT);
        break;
    case FIELD_ROOTS_EXIT_CODE:
        roots->exit_code = (int)cursor_take_integer(cursor, INT32_MIN, INT32_MAX);
        break;
    default: load_unknown_field(loader); break;
    }
}

static void load_callback(Loader *loader, Cursor *cursor, int field, Roots *roots)
{
    switch (field) {
    case FIELD_ROOTS_ON_SWITCH: roots->on_switch = note_value(cursor); break;
    case FIELD_ROOTS_ON_CHANNEL: roots->on_channel = note_value(cursor); break;
    case FIELD_ROOTS_ON_ERROR: roots->on_error = note_value(cursor); break;
    case FIELD_ROOTS_CALLBACK_RUNNER: roots->callback_runner = note_value(cursor); break;
    case FIELD_ROOTS_CALLBACK_FIBER: roots->callback_fiber = take(cursor); break;
    case FIELD_ROOTS_CALLBACK_ACTIVE: roots->callback_active = take(cursor); break;
    case FIELD_ROOTS_CALLBACK_LAST: roots->callback_last = take(cursor); break;
    case FIELD_ROOTS_CLOSERS: roots->closers = take(cursor); break;
    default: load_counter(loader, cursor, field, roots); break;
    }
}

static void load_root(Loader *loader, Cursor *cursor, int field, Roots *roots)
{
    switch (field) {
    case FIELD_ROOTS_VERSION:
        if (cursor_take_unsigned(cursor, UINT32_MAX) != SNAPSHOT_FORMAT_VERSION)
            load_fail(loader, SPORE_INCOMPATIBLE, "it was written by a newer version");
        break;
    case FIELD_ROOTS_GLOBALS: roots->globals = take(cursor); break;
    case FIELD_ROOTS_REGISTRY: roots->registry = take(cursor); break;
    case FIELD_ROOTS_METATABLES: load_metatables(loader, cursor, roots); break;
    case FIELD_ROOTS_MAIN_TASKLET: roots->main_tasklet = take(cursor); break;
    case FIELD_ROOTS_CURRENT: roots->current = take(cursor); break;
    case FIELD_ROOTS_SLEEPERS: roots->sleepers = take(cursor); break;
    case FIELD_ROOTS_WATCHERS: roots->watchers = take(cursor); break;
    case FIELD_ROOTS_ERROR: roots->error = note_value(cursor); break;
    case FIELD_ROOTS_ERROR_TASKLET: roots->error_tasklet = take(cursor); break;
    case FIELD_ROOTS_CHECKPOINT_RESULT:
        roots->checkpoint_result = note_value(cursor);
        break;
    case FIELD_ROOTS_FINALIZERS: roots->finalizers = take(cursor); break;
    case FIELD_ROOTS_PENDING: roots->pending = take(cursor); break;
    case FIELD_ROOTS_FINALIZING: roots->finalizing = take(cursor); break;
    case FIELD_ROOTS_END_ERROR: roots->end_error = note_value(cursor); break;
    default: load_callback(loader, cursor, field, roots); break;
    }
}

void roots_load(Loader *loader)
{
    Roots *roots = &loader->roots;
    roots->budget_end = UINT64_MAX;
    roots->pending_first = 1;
    Fields fields = load_fields(loader->source->roots, loader->source->roots_size);
    while (fields.left-- > 0 && loader->status == SPORE_OK) {
        int field = (int)cursor_take_unsigned(&fields.cursor, FIELD_LIMIT);
        if (fields.cursor.has_failed || field <= fields.last) break;
        fields.last = field;
        load_root(loader, &fields.cursor, field, roots);
        if (fields.cursor.has_failed) break;
    }
    if (loader->status == SPORE_OK && !cursor_is_done(&fields.cursor))
        load_corrupt(loader, "its roots are not well-formed");
    if (!roots->next_identity || !roots->next_record_id)
        load_corrupt(loader, "its roots have no counters");
    /* What the saved heap held bounds what its tables may claim. */
    loader->room_bytes = roots->live_bytes;
}

static void *root(Loader *loader, uint64_t id, uint8_t kind, bool is_needed)
{
    if (!id && !is_needed) return NULL;
    return load_object(loader, id, kind);
}

static Value root_value(Loader *loader, Cursor place)
{
    return place.at ? load_value(loader, &place) : VALUE_NIL;
}

static int64_t monotonic_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void apply_counters(VM *vm, const Roots *roots)
{
    vm->runnable_count = (uint32_t)roots->runnable_count;
    vm->tasklet_count = roots->tasklet_count;
    vm->next_ticket = roots->next_ticket;
    vm->budget_end = roots->budget_end;
    vm->switch_trap = roots->switch_trap;
    vm->pending_first = (uint32_t)roots->pending_first;
    vm->end_phase = roots->end_phase;
    vm->end_status = roots->end_status;
    vm->exit_code = roots->exit_code;
    vm->next_identity = roots->next_identity;
    vm->next_record_id = roots->next_record_id;
    vm->ticks = roots->ticks;
    vm->slice = vm->countdown = 0;
    memcpy(vm->random_state, roots->random_state, sizeof vm->random_state);
    vm->clock_base_ns = roots->clock_ns;
    vm->clock_origin_ns = monotonic_ns();
    vm->heap.threshold_bytes = roots->threshold_bytes;
    vm->heap.debt_bytes = roots->debt_bytes;
    vm->heap.is_stopped = roots->is_stopped;
    vm->heap.is_collect_asked = roots->is_collect_asked;
}

void roots_apply(Loader *loader)
{
    VM *vm = loader->vm;
    const Roots *roots = &loader->roots;
    Table *globals = root(loader, roots->globals, KIND_TABLE, true);
    Table *registry = root(loader, roots->registry, KIND_TABLE, true);
    Tasklet *main_tasklet = root(loader, roots->main_tasklet, KIND_TASKLET, true);
    Tasklet *current = root(loader, roots->current, KIND_TASKLET, false);
    Tasklet *sleepers = root(loader, roots->sleepers, KIND_TASKLET, false);
    Tasklet *watchers = root(loader, roots->watchers, KIND_TASKLET, false);
    Tasklet *error_tasklet = root(loader, roots->error_tasklet, KIND_TASKLET, false);
    Table *finalizers = root(loader, roots->finalizers, KIND_TABLE, true);
    Table *closers = root(loader, roots->closers, KIND_TABLE, true);
    Table *pending = root(loader, roots->pending, KIND_TABLE, true);
    Fiber *finalizing = root(loader, roots->finalizing, KIND_FIBER, false);
    Value end_error = root_value(loader, roots->end_error);
    Value error = root_value(loader, roots->error);
    Value checkpoint_result = root_value(loader, roots->checkpoint_result);
    const Callbacks callbacks = {
        .on_switch = root_value(loader, roots->on_switch),
        .on_channel = root_value(loader, roots->on_channel),
        .on_error = root_value(loader, roots->on_error),
        .runner = root_value(loader, roots->callback_runner),
        .fiber = root(loader, roots->callback_fiber, KIND_FIBER, false),
        .active = root(loader, roots->callback_active, KIND_FIBER, false),
        .last = root(loader, roots->callback_last, KIND_TASKLET, false)};
    Table *metatables[TAG_COUNT] = {0};
    for (int tag = 0; tag < TAG_COUNT; tag++)
        metatables[tag] = root(loader, roots->metatables[tag], KIND_TABLE, false);
    if (loader->status != SPORE_OK) return;
    vm->main_tasklet->is_main = false; /* the fresh VM's own one is garbage now */
    vm->globals = globals;
    vm->registry = registry;
    vm->main_tasklet = main_tasklet;
    vm->tasklet = current;
    vm->sleepers = sleepers;
    vm->watchers = watchers;
    vm->error_tasklet = error_tasklet;
    vm->error = error;
    vm->checkpoint_result = checkpoint_result;
    vm->finalizers = finalizers;
    vm->pending = pending;
    vm->closers = closers;
    vm->finalizing = finalizing;
    vm->end_error = end_error;
    vm->callbacks = callbacks;
    memcpy(vm->metatables, metatables, sizeof metatables);
    vm->fiber = NULL;
    apply_counters(vm, roots);
}
