/*
 * Texts about values and frames. Reads a suspended machine; trusts its structure,
 * which the loader has checked.
 */
#include "api/describe.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "vm/channel.h"
#include "vm/debuginfo.h"

/* Appends one byte of a Lua string, escaped if need be. Returns the new length. */
static size_t put_byte(char *out, size_t size, size_t length, unsigned char byte)
{
    char text[8];
    const int count = byte < 32 || byte == 127
                          ? snprintf(text, sizeof text, "\\x%02x", byte)
                          : snprintf(text, sizeof text, "%c", byte);

    if (length + (size_t)count + 4 > size) return size;
    memcpy(out + length, text, (size_t)count);
    return length + (size_t)count;
}

/* Cuts a UTF-8 sequence at the end, which may not be complete. */
static size_t whole_characters(const char *text, size_t length)
{
    while (length > 0 && ((unsigned char)text[length - 1] & 0xc0) == 0x80)
        length--;
    if (length > 0 && ((unsigned char)text[length - 1] & 0xc0) == 0xc0) length--;
    return length;
}

/* The text between `quote`s ("" for none); "…" where it was cut. */
static void put_text(const char *text, uint64_t count, const char *quote, char *out,
                     size_t size)
{
    const size_t room = size - strlen(quote);
    size_t length = strlen(quote);
    size_t end = length;

    memcpy(out, quote, length);
    for (uint64_t i = 0; i < count && length < room; i++) {
        length = put_byte(out, room, length, (unsigned char)text[i]);
        if (length < room) end = length;
    }
    if (length >= room) end = whole_characters(out, end);
    snprintf(out + end, size - end, "%s%s", length >= room ? "…" : "", quote);
}

static void put_string(const String *string, const char *quote, char *out, size_t size)
{
    put_text(string->data, string->length, quote, out, size);
}

void describe_bytes(const char *text, char *out, size_t size)
{
    put_text(text, strlen(text), "", out, size);
}

void describe_text(const String *string, char *out, size_t size)
{
    put_string(string, "", out, size);
}

static void describe_table(const Table *table, char *out, size_t size)
{
    uint64_t present = 0;

    for (uint32_t i = 0; i < table->entry_count; i++)
        present += !value_is_nil(table->entries[i].value);
    if (table->array_count == 0 && present == 0)
        snprintf(out, size, "{}");
    else if (present == 0)
        snprintf(out, size, "{%" PRIu32 " in sequence}", table->array_count);
    else if (table->array_count == 0)
        snprintf(out, size, "{%" PRIu64 " fields}", present);
    else
        snprintf(out, size, "{%" PRIu32 " in sequence, %" PRIu64 " fields}",
                 table->array_count, present);
}

static void describe_source(const Proto *proto, char *out, size_t size)
{
    char source[SPORE_TEXT_MAX + 1];

    proto_source_for_messages(proto, source, sizeof source);
    describe_bytes(source, out, size);
}

static void describe_closure(const Closure *closure, char *out, size_t size)
{
    char source[SPORE_TEXT_MAX + 1];

    describe_source(closure->proto, source, sizeof source);
    if (closure->proto->line_defined == 0)
        snprintf(out, size, "main chunk of %.80s", source);
    else
        snprintf(out, size, "function %.80s:%" PRIu32, source,
                 closure->proto->line_defined);
}

static void describe_native(const NativeDef *native, char *out, size_t size)
{
    const size_t length = (size_t)snprintf(out, size, "function ");

    describe_bytes(native->name, out + length, size - length);
}

void describe_value(VM *vm, Value value, char *out, size_t size)
{
    char number[VALUE_TEXT_MAX];

    switch (value.tag) {
    case TAG_NIL: snprintf(out, size, "nil"); break;
    case TAG_FALSE: snprintf(out, size, "false"); break;
    case TAG_TRUE: snprintf(out, size, "true"); break;
    case TAG_INTEGER:
    case TAG_FLOAT:
        snprintf(out, size, "%.*s", (int)value_number_to_text(value, number), number);
        break;
    case TAG_STRING: put_string(value_string(value), "\"", out, size); break;
    case TAG_NATIVE: describe_native(value.as.native, out, size); break;
    case TAG_TABLE: describe_table((const Table *)value.as.object, out, size); break;
    case TAG_CLOSURE:
        describe_closure((const Closure *)value.as.object, out, size);
        break;
    case TAG_TASKLET:
        tasklet_describe((const Tasklet *)value.as.object, out, size);
        break;
    case TAG_CHANNEL:
        snprintf(out, size, "channel %" PRIu64, object_identity(vm, value.as.object));
        break;
    case TAG_HANDLE:
        snprintf(out, size, "%s", ((const Handle *)value.as.object)->type->name);
        break;
    default: snprintf(out, size, "%s", value_type_name(value)); break;
    }
}

/* ---- frames ---- */

/*
 * The instruction a frame stands at. Inside a call pc is the one after it; a fiber that
 * was interrupted at a safepoint is about to execute pc.
 */
static uint32_t current_pc(const Fiber *fiber, uint32_t index)
{
    const uint32_t pc = frame_step(fiber, &fiber->frames[index]);
    const bool is_interrupted =
        index == fiber->frame_count - 1 && fiber->wait == WAIT_NONE;

    return pc > 0 && !is_interrupted ? pc - 1 : pc;
}

static const Proto *frame_proto(const Fiber *fiber, const Frame *frame)
{
    const Value callee = fiber->stack[frame->base - 1];

    if ((frame->flags & FRAME_NATIVE) || callee.tag != TAG_CLOSURE) return NULL;
    return ((const Closure *)callee.as.object)->proto;
}

/* What the function is called, by the instruction that called it. */
static void name_function(const Fiber *fiber, uint32_t index, char *out, size_t size)
{
    const Proto *proto = frame_proto(fiber, &fiber->frames[index]);
    const Proto *caller =
        index > 0 ? frame_proto(fiber, &fiber->frames[index - 1]) : NULL;
    const char *name = NULL;

    if (proto && proto->line_defined == 0) {
        snprintf(out, size, "main chunk");
        return;
    }
    if (caller && !(fiber->frames[index].flags & FRAME_TAIL) &&
        debug_call_name(caller, current_pc(fiber, index - 1), &name) && name)
        describe_bytes(name, out, size);
    else if (proto)
        snprintf(out, size, "function at line %" PRIu32, proto->line_defined);
}

void describe_frame(const Fiber *fiber, uint32_t index, SporeFrameInfo *info)
{
    const Frame *frame = &fiber->frames[index];
    const Value callee = fiber->stack[frame->base - 1];
    const Proto *proto = frame_proto(fiber, frame);

    info->function[0] = info->source[0] = '\0';
    info->line = 0;
    info->is_native = proto == NULL;
    if (callee.tag == TAG_NATIVE) {
        describe_bytes(callee.as.native->name, info->function, sizeof info->function);
        return;
    }
    name_function(fiber, index, info->function, sizeof info->function);
    if (!proto) return;
    if (proto_is_library(proto)) {
        info->is_native = true;
        return;
    }
    describe_source(proto, info->source, sizeof info->source);
    info->line = (int)proto_line(proto, current_pc(fiber, index));
}

static void describe_locals(VM *vm, const Fiber *fiber, uint32_t index,
                            const SporeStackVisitor *visitor)
{
    const Frame *frame = &fiber->frames[index];
    const Proto *proto = frame_proto(fiber, frame);
    const uint32_t pc = current_pc(fiber, index);
    SporeLocalInfo info;

    for (uint32_t i = 0; proto && i < proto->local_count; i++) {
        const LocalDesc *local = &proto->locals[i];
        if (pc < local->start_pc || pc >= local->end_pc) continue;
        if (local->reg >= frame->size || local->name->data[0] == '(') continue;
        const Value value = fiber->stack[frame->base + local->reg];
        describe_text(local->name, info.name, sizeof info.name);
        info.type = value_type_name(value);
        describe_value(vm, value, info.text, sizeof info.text);
        visitor->local(visitor->context, &info);
    }
}

void describe_stack(VM *vm, const Tasklet *tasklet, const SporeStackVisitor *visitor)
{
    const Fiber *fiber = tasklet->active ? tasklet->active : tasklet->root;
    SporeFrameInfo info = {0};

    for (; fiber; fiber = fiber->resumer, info.coroutine++) {
        for (uint32_t i = fiber->frame_count; i-- > 0; info.level++) {
            describe_frame(fiber, i, &info);
            visitor->frame(visitor->context, &info);
            if (visitor->local) describe_locals(vm, fiber, i, visitor);
        }
    }
}

void describe_wait(VM *vm, const Tasklet *tasklet, char *out, size_t size)
{
    enum { SHOWN = 3 };
    const Table *cases = tasklet_cases(tasklet);
    ChannelCase item;
    int length = 0;

    out[0] = '\0';
    if (tasklet->channel)
        snprintf(out, size, "channel %" PRIu64,
                 object_identity(vm, &tasklet->channel->header));
    for (uint32_t i = 1; cases && channel_case(cases, i, &item); i++) {
        if (i > SHOWN) {
            snprintf(out + length, size - (size_t)length, ", …");
            return;
        }
        length += snprintf(out + length, size - (size_t)length, "%s%s %" PRIu64,
                           i > 1 ? ", " : "", item.direction > 0 ? "send" : "receive",
                           object_identity(vm, &item.channel->header));
    }
}
