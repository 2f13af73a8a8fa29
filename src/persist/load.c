/*
 * Records -> VM: the index of records, the two passes, field values.
 */
#include "persist/load.h"
#include "vm/abandoned.h"
#include "vm/channel.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "vm/finalize.h"
#include "vm/scheduler.h"

/* ---- failing ---- */

void load_fail(Loader *loader, SporeStatus status, const char *what)
{
    if (loader->status != SPORE_OK) return;
    unsigned long long id = loader->entry ? (unsigned long long)loader->entry->id : 0;
    if (id)
        report_fail(loader->report, status, "%s: record %llu: %s", loader->what, id,
                    what);
    else
        report_fail(loader->report, status, "%s: %s", loader->what, what);
    loader->status = status;
}

void load_corrupt(Loader *loader, const char *what)
{
    load_fail(loader, SPORE_CORRUPT, what);
}

void load_no_memory(Loader *loader)
{
    if (loader->vm->fatal)
        load_fail(loader, SPORE_NO_MEMORY, "out of memory");
    else
        load_fail(loader, SPORE_LIMIT, "it needs more memory than the limit");
}

void *load_block(Loader *loader, size_t count, size_t size)
{
    void *block = heap_new_block(loader->vm, count * size);
    if (!block && count) load_no_memory(loader);
    return block;
}

static void *grow(Loader *loader, void *array, size_t element, uint32_t count,
                  uint32_t *capacity)
{
    if (count < *capacity) return array;
    if (count >= UINT32_MAX / 2) {
        load_fail(loader, SPORE_LIMIT, "too many records");
        return NULL;
    }
    uint32_t grown = *capacity ? *capacity * 2 : 256;
    void *result = realloc(array, (size_t)grown * element);
    if (!result)
        load_fail(loader, SPORE_NO_MEMORY, "out of memory");
    else
        *capacity = grown;
    return result;
}

/* ---- fields ---- */

Fields load_fields(const void *data, size_t size)
{
    Fields fields = {.cursor = cursor_over(data, size), .last = -1};
    fields.left = cursor_take_map(&fields.cursor);
    return fields;
}

static void take_identity(Loader *loader, Cursor *cursor)
{
    uint64_t identity = cursor_take_unsigned(cursor, (UINT64_C(1) << 48) - 1);
    if (identity == 0 || identity >= loader->roots.next_identity) {
        load_corrupt(loader, "an identity that was never given");
        return;
    }
    Object *object = loader->entry->as.object;
    if (!object || loader->entry->wire == WIRE_NATIVE) return;
    object->identity_high = (uint16_t)(identity >> 32);
    object->identity_low = (uint32_t)identity;
}

int load_next_field(Loader *loader, Fields *fields)
{
    while (fields->left > 0 && loader->status == SPORE_OK) {
        fields->left--;
        int field = (int)cursor_take_unsigned(&fields->cursor, FIELD_LIMIT);
        if (fields->cursor.has_failed || field <= fields->last) {
            load_corrupt(loader, "its fields are not in order");
            return -1;
        }
        fields->last = field;
        if (field > FIELD_ANY_IDENTITY) return field;
        if (field == FIELD_ANY_KIND)
            cursor_skip(&fields->cursor);
        else
            take_identity(loader, &fields->cursor);
    }
    return -1;
}

void load_end(Loader *loader, const Fields *fields)
{
    if (!cursor_is_done(&fields->cursor)) load_corrupt(loader, "it is not well-formed");
}

void load_unknown_field(Loader *loader)
{
    load_corrupt(loader, "a field that this version does not know");
}

/* ---- references ---- */

void *load_object(Loader *loader, uint64_t id, uint8_t kind)
{
    LoadEntry *entry = load_find(loader, id);
    if (entry && entry->is_permanent && kind != KIND_TABLE) {
        load_corrupt(loader, "what is not in the dump as a part of it");
        return NULL;
    }
    if (entry && entry->wire == wire_of_kind(kind)) return entry->as.object;
    load_corrupt(loader, entry ? "a reference to an object of another kind"
                               : "a reference to an object that is not there");
    return NULL;
}

void *load_id(Loader *loader, Cursor *cursor, uint8_t kind)
{
    return load_object(loader, cursor_take_unsigned(cursor, UINT64_MAX), kind);
}

void *load_near(Loader *loader, Cursor *cursor, uint8_t kind)
{
    int64_t distance = cursor_take_integer(cursor, INT64_MIN, INT64_MAX);
    return load_object(loader, loader->entry->id + (uint64_t)distance, kind);
}

/* ---- values ---- */

static uint64_t take_big_endian(const uint8_t *data, size_t size)
{
    uint64_t value = 0;
    for (size_t i = 0; i < size; i++)
        value = value << 8 | data[i];
    return value;
}

static uint64_t referred_id(const Loader *loader, const Token *token, int *out_wire)
{
    size_t size = token->as.size;
    uint64_t id = take_big_endian(token->data, size);
    *out_wire = (uint8_t)token->ext_type; /* of a reference: not negative */
    if (*out_wire < WIRE_RELATIVE) return id;
    *out_wire -= WIRE_RELATIVE;
    unsigned unused = 64 - 8 * (unsigned)size;
    return (loader->entry ? loader->entry->id : 0) +
           (uint64_t)((int64_t)(id << unused) >> unused);
}

static bool is_reference(const Token *token)
{
    size_t size = token->as.size;
    return token->ext_type >= 0 && (size == 1 || size == 2 || size == 4 || size == 8);
}

/* The entry that an ext token refers to; NULL: failed, or absent when weak. */
static LoadEntry *resolve(Loader *loader, const Token *token, bool is_weak)
{
    if (!is_reference(token)) {
        load_corrupt(loader, "a reference that is not well-formed");
        return NULL;
    }
    int wire;
    LoadEntry *entry = load_find(loader, referred_id(loader, token, &wire));
    if (!entry) {
        if (!is_weak) load_corrupt(loader, "a reference to an object that is not there");
        return NULL;
    }
    bool is_wrap = wire == WIRE_WRAP && entry->wire == WIRE_FIBER;
    if (entry->wire != wire && !is_wrap) {
        load_corrupt(loader, "a reference to an object of another kind");
        return NULL;
    }
    return entry;
}

static Value value_of_string(Loader *loader, const Token *token)
{
    const String *last = loader->last_string;
    if (last && last->length == token->as.size &&
        memcmp(last->data, token->data, token->as.size) == 0)
        return string_value(loader->last_string);
    if (token->as.size > STRING_SHORT_MAX) {
        load_corrupt(loader, "a long string inside a record");
        return VALUE_NIL;
    }
    String *string = string_new(loader->vm, (const char *)token->data, token->as.size);
    loader->last_string = string;
    if (string) return string_value(string);
    load_no_memory(loader);
    return VALUE_NIL;
}

typedef enum Taking { TAKE_STRONG, TAKE_WEAK, TAKE_UPVALUE } Taking;

static Value value_of_reference(Loader *loader, const Token *token, Taking taking,
                                bool *out_is_absent)
{
    const LoadEntry *entry = resolve(loader, token, taking == TAKE_WEAK);
    if (!entry) {
        *out_is_absent = true;
        return VALUE_NIL;
    }
    if (entry->wire == WIRE_NATIVE) return value_native(entry->as.native);
    if (entry->wire == WIRE_PROTO ||
        (entry->wire == WIRE_UPVALUE && taking != TAKE_UPVALUE)) {
        load_corrupt(loader, "a reference to what is not a value");
        return VALUE_NIL;
    }
    bool is_wrap = token->ext_type % WIRE_RELATIVE == WIRE_WRAP;
    if (is_wrap) return value_object(TAG_WRAP, entry->as.object);
    return object_value(entry->as.object);
}

static Value value_of_token(Loader *loader, const Token *token, Taking taking,
                            bool *out_is_absent)
{
    switch ((TokenKind)token->kind) {
    case TOKEN_NIL: return VALUE_NIL;
    case TOKEN_FALSE: return VALUE_FALSE;
    case TOKEN_TRUE: return VALUE_TRUE;
    case TOKEN_INTEGER: return value_integer(token->as.integer);
    case TOKEN_FLOAT: return value_float(token->as.number);
    case TOKEN_STR: return value_of_string(loader, token);
    case TOKEN_EXT: return value_of_reference(loader, token, taking, out_is_absent);
    case TOKEN_NONE:
    case TOKEN_UNSIGNED:
    case TOKEN_BIN:
    case TOKEN_ARRAY:
    case TOKEN_MAP: break;
    }
    load_corrupt(loader, "a value that is not well-formed");
    return VALUE_NIL;
}

static Value take_value(Loader *loader, Cursor *cursor, Taking taking,
                        bool *out_is_absent)
{
    Token token;
    cursor_take(cursor, &token);
    return value_of_token(loader, &token, taking, out_is_absent);
}

Value load_value(Loader *loader, Cursor *cursor)
{
    bool is_absent;
    return take_value(loader, cursor, TAKE_STRONG, &is_absent);
}

Value load_upvalue_slot(Loader *loader, Cursor *cursor)
{
    bool is_absent;
    return take_value(loader, cursor, TAKE_UPVALUE, &is_absent);
}

Value load_weak_value(Loader *loader, Cursor *cursor, bool *out_is_absent)
{
    *out_is_absent = false;
    return take_value(loader, cursor, TAKE_WEAK, out_is_absent);
}

Value load_weak_token(Loader *loader, const Token *token, bool *out_is_absent)
{
    *out_is_absent = false;
    return value_of_token(loader, token, TAKE_WEAK, out_is_absent);
}

void load_weak_key(Loader *loader, const Token *token, Table *table, uint32_t position)
{
    if (!is_reference(token)) {
        load_corrupt(loader, "a reference that is not well-formed");
        return;
    }
    int wire;
    uint32_t at = idmap_find(&loader->ids, referred_id(loader, token, &wire));
    if (at == ID_ABSENT) return;
    uint8_t actual = loader->entries[at].wire;
    if (actual == WIRE_STRING || actual == WIRE_NATIVE) { /* these are not weak */
        bool is_absent;
        table->entries[position].key = load_weak_token(loader, token, &is_absent);
        return;
    }
    WeakKey *keys = grow(loader, loader->weak_keys, sizeof *keys, loader->weak_key_count,
                         &loader->weak_key_capacity);
    if (!keys) return;
    loader->weak_keys = keys;
    keys[loader->weak_key_count++] =
        (WeakKey){.table = table,
                  .position = position,
                  .from = (uint32_t)(loader->entry - loader->entries),
                  .to = at,
                  .token = *token};
}

/* ---- the index of records ---- */

static uint8_t take_wire(const uint8_t *data, size_t size)
{
    Fields fields = load_fields(data, size);
    uint64_t field = cursor_take_unsigned(&fields.cursor, FIELD_LIMIT);
    uint64_t wire = cursor_take_unsigned(&fields.cursor, WIRE_LIMIT - 1);
    if (fields.cursor.has_failed || fields.left == 0 || field != FIELD_ANY_KIND) return 0;
    return (uint8_t)wire;
}

static void add_object(Loader *loader, uint64_t id, const uint8_t *data, uint32_t size)
{
    LoadEntry *entries = grow(loader, loader->entries, sizeof *entries,
                              loader->entry_count, &loader->entry_capacity);
    if (!entries) return;
    loader->entries = entries;
    LoadEntry *entry = &entries[loader->entry_count++];
    *entry = (LoadEntry){.id = id,
                         .data = data,
                         .size = size,
                         .piece_start = loader->piece_count,
                         .wire = take_wire(data, size)};
    loader->entry = entry;
    entry->is_permanent = loader->permanents && entry->wire == WIRE_PERMANENT;
    if (entry->is_permanent) entry->wire = permanent_wire(data, size);
    loader->wire_counts[entry->wire]++;
    if (!idmap_push(&loader->ids, id))
        load_fail(loader, SPORE_NO_MEMORY, "out of memory");
    if (entry->wire != WIRE_NATIVE && wire_to_kind(entry->wire) == KIND_FREE)
        load_corrupt(loader, "it is of no kind that this version knows");
}

static void add_piece(Loader *loader, uint64_t id, uint32_t piece, const uint8_t *data,
                      uint32_t size)
{
    LoadEntry *entry =
        loader->entry_count ? &loader->entries[loader->entry_count - 1] : NULL;
    loader->entry = entry;
    if (!entry || entry->id != id) {
        load_corrupt(loader, "a piece without its object");
        return;
    }
    if (entry->piece_count && loader->pieces[loader->piece_count - 1].piece >= piece) {
        load_corrupt(loader, "its pieces are not in order");
        return;
    }
    LoadPiece *pieces = grow(loader, loader->pieces, sizeof *pieces, loader->piece_count,
                             &loader->piece_capacity);
    if (!pieces) return;
    loader->pieces = pieces;
    pieces[loader->piece_count++] =
        (LoadPiece){.data = data, .size = size, .piece = piece};
    entry->piece_count++;
}

void load_index(Loader *loader)
{
    uint64_t last = 0;
    while (loader->status == SPORE_OK) {
        uint64_t id = 0;
        uint32_t piece = 0;
        const uint8_t *data = NULL;
        size_t size = 0;
        SporeStatus status = loader->source->next(loader->source, &id, &piece, &data,
                                                  &size, loader->report);
        if (status != SPORE_OK) {
            loader->status = status;
            return;
        }
        if (!data) break;
        loader->entry = NULL;
        if (id == 0 || id >= loader->roots.next_record_id || size > UINT32_MAX)
            load_corrupt(loader, "a record whose id was never given");
        else if (piece == 0 && id <= last)
            load_corrupt(loader, "records are not in order");
        else if (piece == 0)
            add_object(loader, id, data, (uint32_t)size);
        else
            add_piece(loader, id, piece, data, (uint32_t)size);
        last = id;
    }
    loader->entry = NULL;
    if (loader->status != SPORE_OK) return;
    loader->queue = malloc((loader->entry_count + 1) * sizeof *loader->queue);
    if (!loader->queue || !idmap_finish(&loader->ids))
        load_fail(loader, SPORE_NO_MEMORY, "out of memory");
}

/* ---- making objects ---- */

static Object *create_object(Loader *loader, uint8_t kind)
{
    VM *vm = loader->vm;
    switch ((ObjectKind)kind) {
    case KIND_STRING: return string_create(loader);
    case KIND_CLOSURE: return closure_create(loader);
    case KIND_HANDLE: return handle_create(loader);
    case KIND_PROTO: return proto_create(loader);
    case KIND_TABLE: return heap_new_object(vm, kind, sizeof(Table));
    case KIND_UPVALUE: return heap_new_object(vm, kind, sizeof(Upvalue));
    case KIND_FIBER: return heap_new_object(vm, kind, sizeof(Fiber));
    case KIND_TASKLET: return heap_new_object(vm, kind, sizeof(Tasklet));
    case KIND_CHANNEL: return heap_new_object(vm, kind, sizeof(Channel));
    case KIND_FREE:
    case KIND_COUNT: break;
    }
    return NULL;
}

/* Makes the object of loader->entry and queues it to be filled. */
static void make_object(Loader *loader)
{
    LoadEntry *entry = loader->entry;
    uint8_t kind = wire_to_kind(entry->wire);
    if (entry->piece_count && kind != KIND_TABLE && kind != KIND_FIBER)
        load_corrupt(loader, "pieces of an object that has none");
    Object *object = create_object(loader, kind);
    if (!object) {
        if (loader->status == SPORE_OK) load_no_memory(loader);
        return;
    }
    entry->as.object = object;
    if (!loader->permanents) {
        object->record_id = entry->id;
        heap_set_clean(object);
    }
    loader->queue[loader->queue_count++] = (uint32_t)(entry - loader->entries);
}

LoadEntry *load_find(Loader *loader, uint64_t id)
{
    uint32_t at = idmap_find(&loader->ids, id);
    if (at == ID_ABSENT || loader->status != SPORE_OK) return NULL;
    LoadEntry *entry = &loader->entries[at];
    if (entry->as.object) return entry;
    /* Nests once at most: a prototype's main one is made with it. */
    LoadEntry *reading = loader->entry;
    loader->entry = entry;
    if (entry->is_permanent)
        entry->as.object = permanent_create(loader);
    else if (entry->wire == WIRE_NATIVE)
        entry->as.native = native_create(loader);
    else
        make_object(loader);
    loader->entry = reading;
    return loader->status == SPORE_OK ? entry : NULL;
}

/* ---- filling them ---- */

static void fill_object(Loader *loader, Object *object)
{
    switch ((ObjectKind)object->kind) {
    case KIND_TABLE: table_load(loader, (Table *)object); break;
    case KIND_CLOSURE: closure_load(loader, (Closure *)object); break;
    case KIND_UPVALUE: upvalue_load(loader, (Upvalue *)object); break;
    case KIND_FIBER: fiber_load(loader, (Fiber *)object); break;
    case KIND_TASKLET: tasklet_load(loader, (Tasklet *)object); break;
    case KIND_CHANNEL: channel_load(loader, (Channel *)object); break;
    case KIND_HANDLE: handle_load(loader, (Handle *)object); break;
    case KIND_STRING: /* was filled when it was made */
    case KIND_PROTO:
    case KIND_FREE:
    case KIND_COUNT: break;
    }
}

static void fill_all(Loader *loader)
{
    for (uint32_t i = 0; i < loader->queue_count && loader->status == SPORE_OK; i++)
        fill_object(loader, load_made(loader, i)->as.object);
    loader->entry = NULL;
}

/* Now it is known which keys of tombstones still stand for something. */
static void settle_weak_keys(Loader *loader)
{
    for (uint32_t i = 0; i < loader->weak_key_count; i++) {
        const WeakKey *weak = &loader->weak_keys[i];
        if (!loader->entries[weak->to].as.object) continue;
        bool is_absent;
        loader->entry = &loader->entries[weak->from];
        weak->table->entries[weak->position].key =
            load_weak_token(loader, &weak->token, &is_absent);
    }
    loader->entry = NULL;
}

/*
 * Objects were made clean; what was touched while they were filled is so again. The
 * next save ends the records of garbage.
 */
static void set_all_clean(Loader *loader)
{
    ObjectList *dirty = &loader->vm->heap.dirty;
    while (dirty->count > 0)
        heap_set_clean(dirty->items[--dirty->count]);
    heap_clear_dead(loader->vm);
    for (uint32_t i = 0; i < loader->entry_count; i++)
        if (!loader->entries[i].as.object)
            heap_queue_dead(loader->vm, loader->entries[i].id);
    if (loader->vm->fatal) load_no_memory(loader);
    loader->state->record_count = loader->entry_count;
}

/*
 * Wake-up times are points in real time: the job clock goes on while the job is in
 * no process. It never goes back, whatever was done to the wall clock.
 */
static void pass_time_away(VM *vm, int64_t saved_at_ns)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    const int64_t now_ns = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
    if (saved_at_ns <= 0 || saved_at_ns >= now_ns) return;
    const int64_t away_ns = now_ns - saved_at_ns;
    if (vm->clock_base_ns < INT64_MAX / 2 - away_ns) vm->clock_base_ns += away_ns;
}

void load_fill(Loader *loader)
{
    fill_all(loader);
    load_report_missing(loader);
    if (loader->status == SPORE_OK) settle_weak_keys(loader);
}

/* The state of the whole VM, which is what was loaded. */
static void check_machine(Loader *loader)
{
    const char *reason = NULL;
    load_check_code(loader);
    if (loader->status != SPORE_OK) return;
    loader->vm->living_count = loader->living_count;
    if (!finalize_check(loader->vm))
        load_corrupt(loader, "a list of finalizers that is none");
    else if (!abandoned_check(loader->vm))
        load_corrupt(loader, "a list of fibers to be closed that is none");
    else if (!scheduler_check(loader->vm, &reason))
        load_corrupt(loader, reason);
    else
        load_check_chains(loader, &loader->vm->callbacks);
    if (loader->status == SPORE_OK) scheduler_count_priorities(loader->vm);
}

void load_deinit(Loader *loader)
{
    free(loader->entries);
    free(loader->pieces);
    free(loader->queue);
    free(loader->weak_keys);
    idmap_deinit(&loader->ids);
    bytes_deinit(&loader->missing);
}

SporeStatus snapshot_load(VM *vm, RecordSource *source, const LoadOptions *options,
                          Report *report)
{
    Loader loader = {.vm = vm, .source = source, .report = report, .what = "snapshot"};
    loader.is_inspection = options && options->is_inspection;
    loader.state = save_state_get(vm);
    if (!loader.state) load_fail(&loader, SPORE_NO_MEMORY, "out of memory");
    if (loader.status == SPORE_OK) roots_load(&loader);
    if (loader.status == SPORE_OK) load_index(&loader);
    if (loader.status == SPORE_OK) roots_apply(&loader);
    if (loader.status == SPORE_OK) load_fill(&loader);
    if (loader.status == SPORE_OK) load_link(&loader);
    if (loader.status == SPORE_OK) check_machine(&loader);
    if (loader.status == SPORE_OK) set_all_clean(&loader);
    if (loader.status == SPORE_OK && options) pass_time_away(vm, options->saved_at_ns);
    vm->must_settle = vm->has_hard_natives;
    load_deinit(&loader);
    return loader.status;
}
