/*
 * The way to what a dump refuses, by names as far as they are known:
 *
 *   tasklet 3 (reader): local 'f' of function 'work' at file.lua:12: .handle: …
 *
 * The encoder notes for each object what led to it first; where in that it stands is
 * looked up here, once something has gone wrong.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "persist/pickling.h"
#include "vm/level.h"

enum { SHOWN_AT_EACH_END = 5 };

typedef struct Text {
    char *data;
    size_t size;
    size_t length;
} Text;

static void put(Text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void put(Text *text, const char *format, ...)
{
    va_list arguments;
    if (text->length + 1 >= text->size) return;
    va_start(arguments, format);
    int length = vsnprintf(text->data + text->length, text->size - text->length, format,
                           arguments);
    va_end(arguments);
    if (length > 0) text->length += (size_t)length;
    if (text->length >= text->size) text->length = text->size - 1;
}

static bool is_at(Value value, const Object *object)
{
    return value_is_object(value) && value.as.object == object;
}

/* ---- tables ---- */

static bool is_name(const String *string)
{
    if (string->length == 0 || string->length > 40) return false;
    if (isdigit((unsigned char)string->data[0])) return false;
    for (size_t i = 0; i < string->length; i++)
        if (!isalnum((unsigned char)string->data[i]) && string->data[i] != '_')
            return false;
    return true;
}

static void put_key(Text *text, Value key)
{
    char number[VALUE_TEXT_MAX];
    if (key.tag == TAG_STRING && is_name(value_string(key)))
        put(text, ".%s: ", value_string(key)->data);
    else if (key.tag == TAG_STRING)
        put(text, "['%.40s']: ", value_string(key)->data);
    else if (value_is_number(key))
        put(text, "[%.*s]: ", (int)value_number_to_text(key, number), number);
    else
        put(text, "[a %s]: ", value_type_name(key));
}

static void put_in_table(Text *text, const Table *table, const Object *object)
{
    Value key, value;
    for (uint64_t at = 0; (at = table_next(table, at, &key, &value)) != 0;) {
        if (is_at(value, object)) {
            put_key(text, key);
            return;
        }
        if (is_at(key, object)) {
            put(text, "a key: ");
            return;
        }
    }
    if (&table->metatable->header == object) put(text, "its metatable: ");
}

/* ---- functions and fibers ---- */

static void put_place(Text *text, const Proto *proto, uint32_t line)
{
    char source[80];
    proto_source_for_messages(proto, source, sizeof source);
    put(text, " at %s:%" PRIu32, source, line);
}

static void put_in_closure(Text *text, const Closure *closure, const Object *object)
{
    const Proto *proto = closure->proto;
    for (uint32_t i = 0; i < closure->upvalue_count; i++) {
        if (!is_at(closure->upvalues[i], object)) continue;
        const String *name = proto->upvalues[i].name;
        put(text, "upvalue '%s' of the function", name ? name->data : "?");
        put_place(text, proto, proto->line_defined);
        put(text, ": ");
        return;
    }
}

/* " of function 'work' at file.lua:12: " */
static void put_level(Text *text, const VM *vm, const Level *level)
{
    const Proto *proto = level_proto(level);
    const char *name = NULL;
    if (!proto) {
        const Value function = level->function;
        put(text, " of %s",
            function.tag == TAG_NATIVE ? function.as.native->name : "a function");
    } else if (proto->line_defined == 0) {
        put(text, " of the main chunk");
    } else if (level_name(vm, level, &name) && name) {
        put(text, " of function '%s'", name);
    } else {
        put(text, " of a function");
    }
    if (proto) put_place(text, proto, level_line(level));
    put(text, ": ");
}

/* What stands in a register of that frame. */
static void put_slot(Text *text, const VM *vm, const Fiber *fiber, uint32_t frame,
                     uint32_t slot)
{
    Level level;
    bool is_found = level_first(vm, fiber, NULL, &level);
    while (is_found && (level.kind != LEVEL_FRAME || level.frame > frame))
        is_found = level_next(vm, &level);
    if (!is_found || level.kind != LEVEL_FRAME) {
        put(text, "a value: ");
        return;
    }
    const uint32_t base = fiber->frames[frame].base;
    const Proto *proto = level.frame == frame ? level_proto(&level) : NULL;
    const char *name = proto && slot >= base
                           ? proto_local_name(proto, slot - base, level_pc(&level))
                           : NULL;
    if (name && name[0] != '(')
        put(text, "local '%s'", name);
    else
        put(text, slot + 1 == base ? "the function itself" : "a value");
    put_level(text, vm, &level);
}

static void put_in_fiber(Text *text, const VM *vm, const Fiber *fiber,
                         const Object *object)
{
    const uint32_t live = fiber_live_slots(fiber);
    uint32_t slot = 0;
    while (slot < live && !is_at(fiber->stack[slot], object))
        slot++;
    if (slot < live && fiber->frame_count == 0) {
        put(text, slot == 0 ? "its function: " : "an argument: ");
    } else if (slot < live) {
        uint32_t frame = fiber->frame_count - 1;
        while (frame > 0 && fiber->frames[frame].base > slot + 1)
            frame--;
        put_slot(text, vm, fiber, frame, slot);
    } else if (fiber->resumer && &fiber->resumer->header == object) {
        put(text, "what has resumed it: ");
    } else if (is_at(fiber->error, object)) {
        put(text, "its error: ");
    }
}

/* ---- tasklets and channels ---- */

static bool is_object(const void *field, const Object *object)
{
    return field && field == object;
}

static void put_in_tasklet(Text *text, const Tasklet *tasklet, const Object *object)
{
    if (is_at(tasklet_function(tasklet), object))
        put(text, "its function: ");
    else if (is_at(tasklet_results(tasklet), object))
        put(text, "its results: ");
    else if (is_object(tasklet_locals(tasklet), object))
        put(text, "its locals: ");
    else if (is_object(tasklet_done(tasklet), object))
        put(text, "its done: ");
    else if (is_object(tasklet_cases(tasklet), object))
        put(text, "its cases of select: ");
    else if (is_at(tasklet->transfer, object))
        put(text, "what it hands over: ");
    else if (is_at(tasklet->error, object))
        put(text, "its error: ");
    else if (is_object(tasklet->channel, object))
        put(text, "its channel: ");
}

/* ---- the way ---- */

static void put_step(Text *text, const VM *vm, const Object *from, const Object *to)
{
    switch ((ObjectKind)from->kind) {
    case KIND_TABLE: put_in_table(text, (const Table *)from, to); break;
    case KIND_CLOSURE: put_in_closure(text, (const Closure *)from, to); break;
    case KIND_FIBER: put_in_fiber(text, vm, (const Fiber *)from, to); break;
    case KIND_TASKLET: put_in_tasklet(text, (const Tasklet *)from, to); break;
    default: break;
    }
}

static void put_tasklet(Text *text, const Object *object)
{
    char name[120];
    if (object->kind != KIND_TASKLET) return;
    tasklet_describe((const Tasklet *)object, name, sizeof name);
    put(text, "%s: ", name);
}

static size_t count_steps(const Pickle *pickle, uint64_t id)
{
    size_t count = 0;
    for (; id; id = pickle->parents[id - 1])
        count++;
    return count;
}

/* ids[i] are those of the way from the root on; steps in the middle are left out. */
static void put_way(Text *text, const Encoder *encoder, const uint64_t *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const Object *object = encoder->work[ids[i] - 1];
        const bool is_left_out =
            i > SHOWN_AT_EACH_END && i + SHOWN_AT_EACH_END < count - 1;
        if (is_left_out) {
            if (i == SHOWN_AT_EACH_END + 1) put(text, "…: ");
            continue;
        }
        if (i) put_step(text, encoder->vm, encoder->work[ids[i - 1] - 1], object);
        if (i + 1 < count || object != (const Object *)encoder->vm->tasklet)
            put_tasklet(text, object);
    }
}

void pickle_write_path(const Encoder *encoder, uint64_t id, char *out, size_t size)
{
    Text text = {.data = out, .size = size};
    const size_t count = count_steps(encoder->pickle, id);
    uint64_t *ids = malloc((count + 1) * sizeof *ids);
    out[0] = 0;
    if (!ids) return;
    for (size_t i = count; i > 0; id = encoder->pickle->parents[id - 1])
        ids[--i] = id;
    put_way(&text, encoder, ids, count);
    free(ids);
}
