/*
 * A hash of all that a program could observe. Objects are numbered in the order
 * in which a walk from the roots reaches them, and hashed by these numbers, so
 * that neither addresses nor record ids show. Weak references count only if their
 * object is reached otherwise: whether garbage is still there must not matter.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "persist/encode.h"
#include "persist/hash.h"
#include "persist/snapshot.h"
#include "persist/wire.h"
#include "vm/bytecode.h"
#include "vm/channel.h"
#include "vm/hook.h"

enum { FLUSH_BYTES = 1 << 14 };

typedef struct Digest {
    VM *vm;
    Hasher hasher;
    Bytes buffer;
    Object **objects; /* by number; also the worklist */
    uint32_t count;
    uint32_t capacity;
    uint32_t *index; /* hash by address to number + 1 */
    uint32_t mask;
    Table **deferred; /* tables with weak parts */
    uint32_t deferred_count;
    uint32_t deferred_capacity;
    bool has_failed;
} Digest;

/* ---- numbers ---- */

static uint32_t index_slot(const Digest *digest, const Object *object)
{
    uint32_t at = hash_u64((uint64_t)(uintptr_t)object) & digest->mask;
    while (digest->index[at] && digest->objects[digest->index[at] - 1] != object)
        at = (at + 1) & digest->mask;
    return at;
}

static bool grow(Digest *digest)
{
    uint32_t capacity = digest->capacity ? digest->capacity * 2 : 1024;
    Object **objects = realloc(digest->objects, capacity * sizeof *objects);
    if (objects) digest->objects = objects;
    uint32_t *index = calloc((size_t)capacity * 2, sizeof *index);
    if (!objects || !index) {
        free(index);
        digest->has_failed = true;
        return false;
    }
    free(digest->index);
    digest->capacity = capacity;
    digest->index = index;
    digest->mask = capacity * 2 - 1;
    for (uint32_t i = 0; i < digest->count; i++)
        digest->index[index_slot(digest, digest->objects[i])] = i + 1;
    return true;
}

static bool has_number(const Digest *digest, Value value)
{
    if (!value_is_object(value) || value.tag == TAG_STRING) return true;
    return digest->index[index_slot(digest, value.as.object)] != 0;
}

/* From 1 on; the object will be walked. */
static uint64_t number_of(Digest *digest, void *object)
{
    if (!object || digest->has_failed) return 0;
    if (digest->count == digest->capacity && !grow(digest)) return 0;
    uint32_t at = index_slot(digest, object);
    if (!digest->index[at]) {
        digest->objects[digest->count++] = object;
        digest->index[at] = digest->count;
    }
    return digest->index[at];
}

/* ---- what is hashed ---- */

static void put(Digest *digest, uint64_t value)
{
    bytes_put_varint(&digest->buffer, value);
    if (digest->buffer.count < FLUSH_BYTES) return;
    hasher_put(&digest->hasher, digest->buffer.data, digest->buffer.count);
    digest->buffer.count = 0;
}

static void put_bytes(Digest *digest, const void *data, size_t size)
{
    put(digest, size);
    bytes_put(&digest->buffer, data, size);
}

static void put_object(Digest *digest, void *object)
{
    put(digest, number_of(digest, object));
}

static void put_value(Digest *digest, Value value)
{
    if (value.tag == TAG_DEAD) value = VALUE_NIL;
    put(digest, wire_of_tag(value.tag));
    switch ((Tag)value.tag) {
    case TAG_NIL:
    case TAG_DEAD:
    case TAG_FALSE:
    case TAG_TRUE: break;
    case TAG_INTEGER:
    case TAG_FLOAT: put(digest, value.as.bits); break;
    case TAG_NATIVE:
        put_bytes(digest, value.as.native->name, strlen(value.as.native->name));
        break;
    case TAG_STRING:
        if (value_string(value)->is_short) {
            put_bytes(digest, value_string(value)->data, value_string(value)->length);
            break;
        }
        /* fall through */
    default: put_object(digest, value.as.object); break;
    }
}

/* ---- tables ---- */

static uint8_t weak_mode(const VM *vm, const Table *table)
{
    if (!table->metatable) return 0;
    Value mode = table_get_string(table->metatable, vm->names[NAME_MODE]);
    if (mode.tag != TAG_STRING) return 0;
    const char *text = value_string(mode)->data;
    return (uint8_t)((strchr(text, 'k') ? TABLE_WEAK_KEYS : 0) |
                     (strchr(text, 'v') ? TABLE_WEAK_VALUES : 0));
}

static void defer(Digest *digest, Table *table)
{
    if (digest->deferred_count == digest->deferred_capacity) {
        uint32_t capacity =
            digest->deferred_capacity ? digest->deferred_capacity * 2 : 16;
        Table **grown = realloc(digest->deferred, capacity * sizeof *grown);
        if (!grown) {
            digest->has_failed = true;
            return;
        }
        digest->deferred = grown;
        digest->deferred_capacity = capacity;
    }
    digest->deferred[digest->deferred_count++] = table;
}

/* Of a tombstone: a key that may be collected, or was. */
static bool has_weak_key(const Entry *entry)
{
    return value_is_nil(entry->value) && entry->key.tag >= TAG_DEAD &&
           entry->key.tag != TAG_STRING;
}

static void put_table(Digest *digest, Table *table)
{
    put_object(digest, table->metatable);
    put(digest, table->array_capacity);
    put(digest, table->entry_capacity);
    put(digest, table->entry_count);
    if (weak_mode(digest->vm, table)) {
        defer(digest, table);
        return;
    }
    put(digest, table->array_count);
    for (uint32_t i = 0; i < table->array_count; i++)
        put_value(digest, table->array[i]);
    bool is_deferred = false;
    for (uint32_t i = 0; i < table->entry_count; i++) {
        const Entry *entry = &table->entries[i];
        is_deferred |= has_weak_key(entry);
        put_value(digest, has_weak_key(entry) ? VALUE_NIL : entry->key);
        put_value(digest, entry->value);
    }
    if (is_deferred) defer(digest, table);
}

static void walk_value(Digest *digest, Value value)
{
    bool is_short = value.tag == TAG_STRING && value_string(value)->is_short;
    if (value_is_object(value) && !is_short) number_of(digest, value.as.object);
}

/*
 * What a weak table reaches by now: values of weak keys that are reached, keys of
 * weak values that are.
 */
static void walk_weak(Digest *digest, const Table *table)
{
    uint8_t weak = weak_mode(digest->vm, table);
    if (!weak) return;
    for (uint32_t i = 0; i < table->array_count; i++)
        if (!(weak & TABLE_WEAK_VALUES) || table->array[i].tag == TAG_STRING)
            walk_value(digest, table->array[i]);
    for (uint32_t i = 0; i < table->entry_count; i++) {
        const Entry *entry = &table->entries[i];
        if (value_is_nil(entry->value)) continue;
        bool has_key = !(weak & TABLE_WEAK_KEYS) || has_number(digest, entry->key);
        bool has_value = !(weak & TABLE_WEAK_VALUES) || has_number(digest, entry->value);
        if (!has_key || !has_value) continue;
        walk_value(digest, entry->key);
        walk_value(digest, entry->value);
    }
}

static void put_weak_entry(Digest *digest, const Entry *entry)
{
    bool has_key = has_number(digest, entry->key);
    bool is_empty = value_is_nil(entry->value) || !has_number(digest, entry->value);
    put_value(digest, has_key ? entry->key : VALUE_NIL);
    put_value(digest, has_key && !is_empty ? entry->value : VALUE_NIL);
}

static void put_deferred(Digest *digest, const Table *table)
{
    uint8_t weak = weak_mode(digest->vm, table);
    uint32_t count = weak ? table->array_count : 0;
    while (count && (weak & TABLE_WEAK_VALUES) &&
           (value_is_nil(table->array[count - 1]) ||
            !has_number(digest, table->array[count - 1])))
        count--;
    put(digest, count);
    for (uint32_t i = 0; i < count; i++)
        put_value(digest,
                  has_number(digest, table->array[i]) ? table->array[i] : VALUE_NIL);
    for (uint32_t i = 0; i < table->entry_count; i++)
        if (weak || has_weak_key(&table->entries[i]))
            put_weak_entry(digest, &table->entries[i]);
}

/* ---- the other kinds ---- */

static void put_proto(Digest *digest, const Proto *proto)
{
    Proto *main = proto->main;
    digest->has_failed |= !proto_know_hash(main);
    put_bytes(digest, main->code_hash, sizeof main->code_hash);
    put(digest, proto->index);
}

static void put_frame(Digest *digest, const Fiber *fiber, const Frame *frame)
{
    put(digest, frame->base);
    put(digest, frame_step(fiber, frame));
    put(digest, frame->size);
    put(digest, frame->result);
    put(digest, (uint64_t)frame->want);
    put(digest, frame->extra);
    put(digest, frame->after);
    put(digest, frame->flags & FRAME_SAVED_FLAGS);
    put(digest, frame->aux);
}

static void put_hook(Digest *digest, const Hook *hook)
{
    put_value(digest, hook->function);
    put(digest, (uint64_t)hook->count);
    put(digest, (uint64_t)hook->left);
    put(digest, hook->depth);
    put(digest, hook->line_depth);
    put(digest, hook->line_pc);
    put(digest, hook->mask);
    put(digest, hook->stage);
    put(digest, hook->is_running);
}

static void put_fiber(Digest *digest, const Fiber *fiber)
{
    put(digest, fiber->status);
    put(digest, fiber->wait);
    put(digest, fiber->is_unwinding);
    if (fiber->wait != WAIT_NONE) {
        put(digest, fiber->wait_slot);
        put(digest, (uint64_t)fiber->wait_want);
        put(digest, fiber->wait_after);
        put(digest, fiber->wait_aux);
        put(digest, fiber->transfer_count);
    }
    put_value(digest, fiber->error);
    put_object(digest, fiber->resumer);
    put_object(digest, fiber->owner);
    put(digest, fiber->closing_count);
    for (uint32_t i = 0; i < fiber->closing_count; i++)
        put(digest, fiber->closing->slots[i]);
    if (fiber->hook) put_hook(digest, fiber->hook);
    put(digest, fiber->frame_count);
    for (uint32_t i = 0; i < fiber->frame_count; i++)
        put_frame(digest, fiber, &fiber->frames[i]);
    uint32_t live = fiber_live_slots(fiber);
    put(digest, live);
    for (uint32_t i = 0; i < live; i++)
        put_value(digest, fiber->stack[i]);
}

static void put_string(Digest *digest, String *string)
{
    put_value(digest, string ? value_object(TAG_STRING, string) : VALUE_NIL);
}

static void put_tasklet(Digest *digest, const Tasklet *tasklet)
{
    put_object(digest, tasklet->root);
    put_object(digest, tasklet->active);
    put_object(digest, tasklet->next);
    put_object(digest, tasklet->prev);
    if (tasklet->is_timed) {
        put_object(digest, tasklet->left);
        put_object(digest, tasklet->right);
        put_object(digest, tasklet->up);
    }
    put_object(digest, tasklet_cases(tasklet));
    put_object(digest, tasklet_locals(tasklet));
    put(digest, (uint64_t)tasklet->priority);
    put_object(digest, tasklet->channel);
    put_string(digest, tasklet_name(tasklet));
    put_value(digest, tasklet_function(tasklet));
    put_value(digest, tasklet->transfer);
    put_value(digest, tasklet->error);
    put_value(digest, tasklet_results(tasklet));
    put_object(digest, tasklet_done(tasklet));
    put_string(digest, tasklet_traceback(tasklet));
    put(digest, tasklet->is_timed ? (uint64_t)tasklet->wake_ns : 0);
    put(digest, tasklet_is_blocked(tasklet) ? (uint64_t)tasklet->since_ns : 0);
    put(digest, tasklet->ticket);
    put(digest, tasklet->reply);
    put(digest, tasklet->reply == REPLY_VALUE ? 0 : tasklet->case_number);
    put(digest, tasklet->is_timed);
    put(digest, tasklet->flags);
    put(digest, tasklet->number);
    if (tasklet->state == TASKLET_WATCHING) {
        put(digest, (uint64_t)tasklet->budget);
        put(digest, tasklet->budget_end);
        put(digest, tasklet->is_soft);
        put(digest, tasklet->lets_nest);
    }
    put(digest, tasklet->state);
    put(digest, tasklet->is_main);
    put(digest, tasklet->is_iterating);
    put(digest, tasklet->is_error);
    put(digest, tasklet->is_handed);
}

static void put_channel(Digest *digest, const Channel *channel)
{
    put_object(digest, channel->first);
    put_object(digest, channel->last);
    put(digest, (uint64_t)channel->balance);
    put(digest, (uint64_t)channel->preference);
    put(digest, channel->is_closing);
    put(digest, channel->schedule_all);
    put_object(digest, channel->selecting);
    put(digest, channel->selecting_count);
    put_object(digest, channel->buffer);
    put(digest, channel->capacity);
    put(digest, channel->buffer_first);
    put(digest, channel->buffer_count);
}

static void put_closure(Digest *digest, const Closure *closure)
{
    put_object(digest, closure->proto);
    put(digest, closure->upvalue_count);
    for (uint32_t i = 0; i < closure->upvalue_count; i++)
        put_value(digest, closure->upvalues[i]);
}

static void put_upvalue(Digest *digest, const Upvalue *upvalue)
{
    put_object(digest, upvalue->fiber);
    if (upvalue->fiber)
        put(digest, upvalue->slot);
    else
        put_value(digest, upvalue->closed);
}

static void put_handle(Digest *digest, const Handle *handle)
{
    put_bytes(digest, handle->type->name, strlen(handle->type->name));
    put_object(digest, handle->metatable);
}

static void put_content(Digest *digest, Object *object)
{
    put(digest, wire_of_kind(object->kind));
    put(digest, (uint64_t)object->identity_high << 32 | object->identity_low);
    switch ((ObjectKind)object->kind) {
    case KIND_STRING:
        put_bytes(digest, ((String *)object)->data, ((String *)object)->length);
        break;
    case KIND_TABLE: put_table(digest, (Table *)object); break;
    case KIND_CLOSURE: put_closure(digest, (Closure *)object); break;
    case KIND_UPVALUE: put_upvalue(digest, (Upvalue *)object); break;
    case KIND_PROTO: put_proto(digest, (Proto *)object); break;
    case KIND_FIBER: put_fiber(digest, (Fiber *)object); break;
    case KIND_TASKLET: put_tasklet(digest, (Tasklet *)object); break;
    case KIND_CHANNEL: put_channel(digest, (Channel *)object); break;
    case KIND_HANDLE: put_handle(digest, (Handle *)object); break;
    case KIND_FREE:
    case KIND_COUNT: break;
    }
}

/* ---- all of it ---- */

static void put_roots(Digest *digest)
{
    const VM *vm = digest->vm;
    put_object(digest, vm->globals);
    put_object(digest, vm->registry);
    for (int tag = 0; tag < TAG_COUNT; tag++)
        put_object(digest, vm->metatables[tag]);
    put_object(digest, vm->main_tasklet);
    put_object(digest, vm->tasklet);
    put_object(digest, vm->sleepers);
    put_object(digest, vm->watchers);
    put_value(digest, vm->error);
    put_object(digest, vm->error_tasklet);
    put_value(digest, vm->checkpoint_result);
    put_object(digest, vm->finalizers);
    put_object(digest, vm->closers);
    put_object(digest, vm->pending);
    put(digest, vm->pending_first);
    put_object(digest, vm->finalizing);
    put(digest, vm->end_phase);
    put(digest, vm->end_status);
    put_value(digest, vm->end_error);
    put(digest, vm->runnable_count);
    put(digest, vm->tasklet_count);
    put(digest, vm->next_ticket);
    put(digest, vm->budget_end);
    put(digest, (uint64_t)vm->switch_trap);
    put_value(digest, vm->callbacks.on_switch);
    put_value(digest, vm->callbacks.on_channel);
    put_value(digest, vm->callbacks.on_error);
    put_value(digest, vm->callbacks.runner);
    put_object(digest, vm->callbacks.fiber);
    put_object(digest, vm->callbacks.active);
    put_object(digest, vm->callbacks.last);
    put(digest, vm->next_identity);
    put(digest, vm_ticks(vm));
    for (int i = 0; i < 4; i++)
        put(digest, vm->random_state[i]);
}

static void walk_all(Digest *digest)
{
    uint32_t next = 0;
    uint32_t before;
    do {
        while (next < digest->count && !digest->has_failed)
            put_content(digest, digest->objects[next++]);
        before = digest->count;
        for (uint32_t i = 0; i < digest->deferred_count; i++)
            walk_weak(digest, digest->deferred[i]);
    } while (digest->count != before && !digest->has_failed);
    for (uint32_t i = 0; i < digest->deferred_count; i++)
        put_deferred(digest, digest->deferred[i]);
}

SporeStatus snapshot_digest(VM *vm, uint8_t out_digest[CODE_HASH_BYTES])
{
    Digest digest = {.vm = vm};
    hasher_init(&digest.hasher);
    if (grow(&digest)) {
        put_roots(&digest);
        walk_all(&digest);
    }
    hasher_put(&digest.hasher, digest.buffer.data, digest.buffer.count);
    hasher_end(&digest.hasher, out_digest);
    bool has_failed = digest.has_failed || digest.buffer.has_failed;
    bytes_deinit(&digest.buffer);
    free(digest.objects);
    free(digest.index);
    free(digest.deferred);
    return has_failed ? SPORE_NO_MEMORY : SPORE_OK;
}
