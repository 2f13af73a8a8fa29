/*
 * Dump -> a value. What a snapshot's load does with an empty VM is done beside the
 * objects that are there: those of the dump are new ones, not saved yet; they come into
 * sight when all has been checked, and are emptied garbage when something is wrong.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "persist/load.h"
#include "persist/pickle.h"
#include "persist/pickling.h"
#include "vm/abandoned.h"
#include "vm/channel.h"
#include "vm/finalize.h"
#include "vm/scheduler.h"
#include "vm/sleepers.h"

/* ---- where the records come from ---- */

typedef struct DumpCode {
    const uint8_t *hash;
    const uint8_t *data;
    size_t size;
} DumpCode;

typedef struct DumpSource {
    RecordSource source;
    Cursor value; /* what it is a dump of */
    Cursor finalizers;
    DumpCode *codes; /* malloc, by ascending hash */
    size_t code_count;
    Cursor records;
    uint64_t record_count;
    uint64_t record_next;
} DumpSource;

static SporeStatus fail(Report *report, const char *what)
{
    return report_fail(report, SPORE_CORRUPT, "dump: %s", what);
}

/* Ids count from 1; there are no pieces. */
static SporeStatus next_record(RecordSource *source, uint64_t *out_id,
                               uint32_t *out_piece, const uint8_t **out_data,
                               size_t *out_size, Report *report)
{
    DumpSource *dump = (DumpSource *)source;
    *out_data = NULL;
    *out_piece = 0;
    if (dump->record_next == dump->record_count)
        return cursor_is_done(&dump->records)
                   ? SPORE_OK
                   : fail(report, "something behind its records");
    *out_id = ++dump->record_next;
    *out_data = cursor_take_bytes(&dump->records, out_size);
    return *out_data ? SPORE_OK : fail(report, "it is cut off");
}

static SporeStatus get_code(RecordSource *source, const uint8_t hash[CODE_HASH_BYTES],
                            const uint8_t **out_data, size_t *out_size, Report *report)
{
    const DumpSource *dump = (const DumpSource *)source;
    size_t low = 0, high = dump->code_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (memcmp(dump->codes[middle].hash, hash, CODE_HASH_BYTES) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == dump->code_count ||
        memcmp(dump->codes[low].hash, hash, CODE_HASH_BYTES) != 0)
        return fail(report, "code that is not there");
    *out_data = dump->codes[low].data;
    *out_size = dump->codes[low].size;
    return SPORE_OK;
}

static SporeStatus take_roots(DumpSource *dump, Cursor *cursor, Report *report)
{
    uint64_t last = 0;
    for (size_t left = cursor_take_map(cursor); left > 0 && !cursor->has_failed; left--) {
        const uint64_t field = cursor_take_unsigned(cursor, FIELD_LIMIT);
        if (field <= last) return fail(report, "its roots are not in order");
        last = field;
        if (field == FIELD_DUMP_VALUE)
            dump->value = *cursor;
        else if (field == FIELD_DUMP_FINALIZERS)
            dump->finalizers = *cursor;
        else
            return fail(report, "a field that this version does not know");
        cursor_skip(cursor);
    }
    return dump->value.at ? SPORE_OK : fail(report, "it has no value");
}

static SporeStatus take_codes(DumpSource *dump, Cursor *cursor, Report *report)
{
    const size_t count = cursor_take_array(cursor) / 2;
    dump->codes = malloc((count + 1) * sizeof *dump->codes);
    if (!dump->codes) return report_fail(report, SPORE_NO_MEMORY, "not enough memory");
    for (; dump->code_count < count; dump->code_count++) {
        DumpCode *code = &dump->codes[dump->code_count];
        size_t hash_size = 0;
        code->hash = cursor_take_bytes(cursor, &hash_size);
        code->data = cursor_take_bytes(cursor, &code->size);
        if (!code->data || hash_size != CODE_HASH_BYTES)
            return fail(report, "code that is not well-formed");
        if (dump->code_count && memcmp(code[-1].hash, code->hash, hash_size) >= 0)
            return fail(report, "code that is not in order");
    }
    return SPORE_OK;
}

static uint32_t checksum(const uint8_t *data, size_t size)
{
    const uint32_t crc = hash_crc32c(0, data, DUMP_CRC_AT);
    return hash_crc32c(crc, data + DUMP_CRC_AT + 4, size - DUMP_CRC_AT - 4);
}

static SporeStatus check_header(const uint8_t *data, size_t size, Report *report)
{
    Reader reader = {.at = data, .end = data + size};
    const uint8_t *magic = reader_take(&reader, DUMP_MAGIC_BYTES);
    if (!magic || memcmp(magic, DUMP_MAGIC, DUMP_MAGIC_BYTES) != 0)
        return report_fail(report, SPORE_CORRUPT, "it is not a dump");
    const uint8_t version = reader_take_u8(&reader);
    const uint32_t crc = reader_take_u32(&reader);
    if (reader.has_failed || crc != checksum(data, size))
        return fail(report, "its checksum is wrong");
    if (version == DUMP_VERSION) return SPORE_OK;
    return report_fail(report, SPORE_INCOMPATIBLE,
                       "dump: version %u, this Spore reads %u", version, DUMP_VERSION);
}

static SporeStatus open_source(DumpSource *dump, const uint8_t *data, size_t size,
                               Report *report)
{
    SporeStatus status = SPORE_OK;
    dump->source = (RecordSource){.next = next_record, .get_code = get_code};
    TRY(check_header(data, size, report));
    Cursor cursor = cursor_over(data + DUMP_CRC_AT + 4, size - DUMP_CRC_AT - 4);
    if (cursor_take_array(&cursor) != 3) return fail(report, "it is not well-formed");
    TRY(take_roots(dump, &cursor, report));
    TRY(take_codes(dump, &cursor, report));
    dump->record_count = cursor_take_array(&cursor);
    dump->records = cursor;

done:
    return status;
}

/* ---- permanents ---- */

uint8_t permanent_wire(const uint8_t *data, size_t size)
{
    Fields fields = load_fields(data, size);
    for (; fields.left > 0 && !fields.cursor.has_failed; fields.left--) {
        uint64_t field = cursor_take_unsigned(&fields.cursor, FIELD_LIMIT);
        if (field == FIELD_PERMANENT_OBJECT)
            return (uint8_t)cursor_take_unsigned(&fields.cursor, WIRE_LIMIT - 1);
        cursor_skip(&fields.cursor);
    }
    return 0;
}

static void permanent_missing(Loader *loader, const uint8_t *scope, size_t scope_size,
                              const uint8_t *name, size_t size, bool is_there)
{
    loader->status = report_fail(
        loader->report, SPORE_INCOMPATIBLE, "dump: permanent '%.*s%s%.*s' is %s",
        (int)(scope_size > 60 ? 60 : scope_size), scope ? (const char *)scope : "",
        scope ? "." : "", (int)(size > 200 ? 200 : size), (const char *)name,
        is_there ? "of another type" : "not there");
}

Object *permanent_create(Loader *loader)
{
    const LoadEntry *entry = loader->entry;
    const uint8_t kind = wire_to_kind(entry->wire);
    const uint8_t *scope = NULL, *name = NULL;
    size_t scope_size = 0, size = 0;
    Fields fields = load_fields(entry->data, entry->size);
    for (int field; (field = load_next_field(loader, &fields)) >= 0;) {
        if (field == FIELD_PERMANENT_SCOPE)
            scope = cursor_take_bytes(&fields.cursor, &scope_size);
        else if (field == FIELD_PERMANENT_NAME)
            name = cursor_take_bytes(&fields.cursor, &size);
        else if (field == FIELD_PERMANENT_OBJECT)
            cursor_skip(&fields.cursor);
        else
            load_unknown_field(loader);
    }
    load_end(loader, &fields);
    if (!name || kind == KIND_STRING || kind == KIND_UPVALUE || kind == KIND_PROTO)
        load_corrupt(loader, "a permanent that is none");
    if (loader->status != SPORE_OK) return NULL;
    Object *object = permanents_get(loader->vm, loader->permanents, (const char *)scope,
                                    scope_size, (const char *)name, size);
    if (object && object->kind == kind) return object;
    permanent_missing(loader, scope, scope_size, name, size, object != NULL);
    return NULL;
}

/* ---- finalizers ---- */

/* Once before the objects are filled, which makes them; once when all is right. */
static void load_finalizers(Loader *loader, Cursor cursor, bool is_checked)
{
    if (!cursor.at) return;
    for (size_t left = cursor_take_array(&cursor); left > 0; left--) {
        const uint64_t id = cursor_take_unsigned(&cursor, UINT64_MAX);
        LoadEntry *entry = load_find(loader, id);
        if (!entry || entry->is_permanent || entry->wire != WIRE_TABLE) {
            load_corrupt(loader, "a finalizer of what has none");
            return;
        }
        if (is_checked) finalize_note(loader->vm, entry->as.object);
    }
}

/* ---- the whole ---- */

static void check_tasklets(Loader *loader)
{
    SchedulerCheck check = {.vm = loader->vm, .is_addition = true};
    for (uint32_t i = 0; i < loader->queue_count; i++)
        scheduler_check_object(&check, load_made(loader, i)->as.object);
    loader->entry = NULL;
    const char *reason = scheduler_check_addition(&check);
    if (reason) load_corrupt(loader, reason);
}

/* It waits from now on, with the time that was left. */
static void admit_tasklet(VM *vm, Tasklet *tasklet)
{
    const int64_t now = vm_clock_ns(vm);
    tasklet->number = ++vm->tasklet_count;
    if (!tasklet_is_blocked(tasklet)) return;
    tasklet->since_ns = now;
    if (tasklet->ticket >= vm->next_ticket) vm->next_ticket = tasklet->ticket + 1;
    if (!tasklet->is_timed) return;
    const bool is_far = tasklet->wake_ns >= SCHEDULER_FOR_EVER - now;
    tasklet->wake_ns = is_far ? SCHEDULER_FOR_EVER - 1 : now + tasklet->wake_ns;
    sleepers_add(vm, tasklet);
}

/* From here on nothing fails. */
static void admit(Loader *loader)
{
    VM *vm = loader->vm;
    for (uint32_t i = 0; i < loader->queue_count; i++) {
        Object *object = load_made(loader, i)->as.object;
        if (object->kind == KIND_TASKLET) admit_tasklet(vm, (Tasklet *)object);
        if (object->kind == KIND_FIBER && ((Fiber *)object)->closing_count)
            abandoned_note(vm, (Fiber *)object);
    }
    vm->living_count += loader->living_count;
}

static void empty_tasklet(Tasklet *tasklet)
{
    const Object header = tasklet->header;
    TaskletMore *more = tasklet->more;
    if (more) *more = (TaskletMore){0};
    /* Any number that is given: nobody sees this one. */
    *tasklet =
        (Tasklet){.header = header, .more = more, .state = TASKLET_NEW, .number = 1};
}

static void empty_fiber(Fiber *fiber)
{
    fiber->status = FIBER_DEAD;
    fiber->wait = WAIT_NONE;
    fiber->frame_count = fiber->open_count = fiber->closing_count = 0;
    fiber->stack_soft_limit = 0;
    fiber->resumer = NULL;
    fiber->owner = NULL;
}

/* The collector may look at it before it takes it: nothing half-made may be there. */
static void empty_object(Object *object)
{
    switch ((ObjectKind)object->kind) {
    case KIND_TABLE: {
        Table *table = (Table *)object;
        table->array_count = table->entry_count = 0;
        table->metatable = NULL;
        break;
    }
    case KIND_UPVALUE: {
        Upvalue *upvalue = (Upvalue *)object;
        upvalue->fiber = NULL;
        upvalue->location = &upvalue->closed;
        break;
    }
    case KIND_FIBER: empty_fiber((Fiber *)object); break;
    case KIND_TASKLET: empty_tasklet((Tasklet *)object); break;
    case KIND_CHANNEL: {
        Channel *channel = (Channel *)object;
        channel->first = channel->last = NULL;
        channel->selecting = channel->buffer = NULL;
        channel->selecting_count = channel->buffer_count = 0;
        channel->balance = 0;
        break;
    }
    default: break;
    }
}

static void abandon(Loader *loader)
{
    for (uint32_t i = 0; i < loader->queue_count; i++)
        empty_object(load_made(loader, i)->as.object);
    loader->entry = NULL;
}

static Value load_all(Loader *loader, const DumpSource *dump)
{
    Cursor cursor = dump->value;
    load_index(loader);
    if (loader->status != SPORE_OK) return VALUE_NIL;
    const Value value = load_value(loader, &cursor);
    load_finalizers(loader, dump->finalizers, false);
    if (loader->status == SPORE_OK) load_fill(loader);
    if (loader->status == SPORE_OK) load_link(loader);
    if (loader->status == SPORE_OK) load_check_code(loader);
    if (loader->status == SPORE_OK) check_tasklets(loader);
    if (loader->status == SPORE_OK) load_check_chains(loader, NULL);
    if (loader->status == SPORE_OK) load_finalizers(loader, dump->finalizers, true);
    if (loader->vm->fatal) load_no_memory(loader);
    if (loader->status == SPORE_OK)
        admit(loader);
    else
        abandon(loader);
    return value;
}

SporeStatus pickle_load(VM *vm, const void *data, size_t size, const Table *permanents,
                        Value *out_value, Report *report)
{
    DumpSource dump = {0};
    SaveState state = {0};
    Permanents known;
    SporeStatus status = SPORE_OK;
    if (!permanents_init(&known, vm, permanents))
        status = report_fail(report, SPORE_NO_MEMORY, "not enough memory");
    if (status == SPORE_OK) status = open_source(&dump, data, size, report);
    if (status == SPORE_OK) {
        Loader loader = {.vm = vm,
                         .state = &state,
                         .source = &dump.source,
                         .report = report,
                         .what = "dump",
                         .permanents = &known};
        loader.roots.next_identity = 1;
        loader.roots.next_record_id = dump.record_count + 1;
        const Value value = load_all(&loader, &dump);
        status = loader.status;
        if (status == SPORE_OK) *out_value = value;
        load_deinit(&loader);
    }
    free(dump.codes);
    permanents_deinit(&known);
    save_state_deinit(vm, &state);
    return status;
}
