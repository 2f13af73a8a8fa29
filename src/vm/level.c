/*
 * Walking over the levels of a fiber: see level.h.
 */
#include "vm/level.h"

#include <stdio.h>

#include "vm/debuginfo.h"
#include "vm/opcode.h"
#include "vm/vm.h"

/* The native that runs pending finalizers stands between two levels. */
static bool is_hidden(const VM *vm, const Fiber *fiber, uint32_t frame)
{
    Value function = fiber->stack[fiber->frames[frame].base - 1];
    return function.tag == TAG_NATIVE && function.as.native == vm->finalize;
}

static bool has_host(const VM *vm, const Fiber *fiber)
{
    return fiber->owner && fiber->owner == &vm->main_tasklet->header;
}

static bool is_lua_frame(const Fiber *fiber, uint32_t frame)
{
    return !(fiber->frames[frame].flags & FRAME_NATIVE) &&
           fiber->stack[fiber->frames[frame].base - 1].tag == TAG_CLOSURE;
}

static bool is_library_frame(const Fiber *fiber, uint32_t frame)
{
    return is_lua_frame(fiber, frame) &&
           proto_is_library(frame_closure(fiber, &fiber->frames[frame])->proto);
}

/* A library function in Lua that goes on for a native has it as its first argument. */
static Value function_of(const Fiber *fiber, uint32_t frame)
{
    const Value *registers = fiber->stack + fiber->frames[frame].base;
    bool stands_in = is_library_frame(fiber, frame) && fiber->frames[frame].size > 0 &&
                     registers[0].tag == TAG_NATIVE;
    return stands_in ? registers[0] : registers[-1];
}

/* The topmost of the `count` lowest frames that is a level. */
static bool take_frame(const VM *vm, uint32_t count, Level *level)
{
    const Fiber *fiber = level->fiber;
    while (count > 0 && is_hidden(vm, fiber, count - 1))
        count--;
    if (count > 0) {
        level->kind = LEVEL_FRAME;
        level->frame = count - 1;
        level->function = function_of(fiber, count - 1);
        return true;
    }
    level->kind = LEVEL_HOST;
    level->function = VALUE_NIL;
    return has_host(vm, fiber);
}

/*
 * The native that a fiber waits in: what the call instruction in the top frame has
 * called stands there until the results come.
 */
static Value waiting_native(const Fiber *fiber)
{
    const Frame *frame = fiber->frame_count ? fiber_top_frame(fiber) : NULL;
    bool is_waiting =
        fiber->wait >= WAIT_VALUES && fiber->wait <= WAIT_WRAP && frame != NULL;
    if (!is_waiting || (frame->flags & FRAME_NATIVE) || frame_pc(fiber, frame) == 0)
        return VALUE_NIL;
    Instruction call = frame->pc[-1].instruction;
    if (INSTRUCTION_OP(call) != OP_CALL && INSTRUCTION_OP(call) != OP_TAILCALL)
        return VALUE_NIL;
    Value callee = fiber->stack[frame->base + INSTRUCTION_A(call)];
    return callee.tag == TAG_NATIVE || callee.tag == TAG_WRAP ? callee : VALUE_NIL;
}

bool level_first(const VM *vm, const Fiber *fiber, const NativeCall *call, Level *out)
{
    *out = (Level){.fiber = fiber, .kind = LEVEL_NATIVE, .frame = fiber->frame_count};
    if (call && !call->is_framed)
        out->function = value_native(call->def);
    else if (fiber != vm->fiber)
        out->function = waiting_native(fiber);
    if (!value_is_nil(out->function)) return true;
    return fiber->frame_count > 0 && take_frame(vm, fiber->frame_count, out);
}

bool level_next(const VM *vm, Level *level)
{
    return level->kind != LEVEL_HOST && take_frame(vm, level->frame, level);
}

bool level_find(const VM *vm, const Fiber *fiber, const NativeCall *call, int64_t number,
                Level *out)
{
    if (number < 0 || !level_first(vm, fiber, call, out)) return false;
    /* No frame is hidden: straight to the one that is wanted. */
    if (number > 1 && !vm->finalizing && level_next(vm, out)) {
        int64_t below = number - 1;
        if (below > (int64_t)out->frame + (out->kind == LEVEL_FRAME)) return false;
        return out->kind == LEVEL_FRAME &&
               take_frame(vm, (uint32_t)((int64_t)out->frame + 1 - below), out);
    }
    while (number-- > 0)
        if (!level_next(vm, out)) return false;
    return true;
}

const Proto *level_proto(const Level *level)
{
    if (level->function.tag != TAG_CLOSURE) return NULL;
    const Proto *proto = ((const Closure *)level->function.as.object)->proto;
    return proto_is_library(proto) ? NULL : proto;
}

/* Inside a call pc is after it; a fiber that was pre-empted is about to execute it. */
static uint32_t pc_of(const Fiber *fiber, uint32_t frame)
{
    const Frame *it = &fiber->frames[frame];
    bool is_preempted = frame + 1 == fiber->frame_count && fiber->wait == WAIT_NONE &&
                        fiber->status != FIBER_RUNNING && fiber->status != FIBER_DEAD;
    return is_preempted ? frame_pc(fiber, it) : frame_current_pc(fiber, it);
}

uint32_t level_pc(const Level *level)
{
    return pc_of(level->fiber, level->frame);
}

uint32_t level_line(const Level *level)
{
    const Proto *proto = level_proto(level);
    return proto && level->kind == LEVEL_FRAME ? proto_line(proto, level_pc(level)) : 0;
}

const char *level_name(const VM *vm, const Level *level, const char **out_name)
{
    const Fiber *fiber = level->fiber;
    uint32_t frame = level->frame; /* the caller is the one below */
    *out_name = NULL;
    if (level->kind == LEVEL_HOST || frame == 0) return NULL;
    if (level->kind == LEVEL_FRAME && (fiber->frames[frame].flags & FRAME_TAIL))
        return NULL;
    if (is_hidden(vm, fiber, frame - 1)) {
        *out_name = "__gc";
        return "metamethod";
    }
    if (level->kind == LEVEL_FRAME && fiber->frames[frame].after == AFTER_HOOK) {
        *out_name = "?";
        return "hook";
    }
    /* What the library calls has no name, in whatever language it is written. */
    if (!is_lua_frame(fiber, frame - 1) || is_library_frame(fiber, frame - 1))
        return NULL;
    const Proto *proto = frame_closure(fiber, &fiber->frames[frame - 1])->proto;
    return debug_call_name(proto, pc_of(fiber, frame - 1), out_name);
}

/* "file:line" of a Lua level, and `end`. */
static int put_place(const Level *level, const char *end, char *out, size_t size)
{
    char source[80];
    const uint32_t line = level_line(level);
    proto_source_for_messages(level_proto(level), source, sizeof source);
    return line ? snprintf(out, size, "%s:%u%s", source, line, end)
                : snprintf(out, size, "%s:?%s", source, end);
}

size_t level_place(const VM *vm, const NativeCall *call, int64_t level, char *out,
                   size_t size)
{
    Level found;
    out[0] = 0;
    if (!level_find(vm, vm->fiber, call, level, &found)) return 0;
    if (!level_proto(&found)) return 0;
    int length = put_place(&found, ": ", out, size);
    return length < 0 ? 0 : (size_t)length;
}

void level_caller(const VM *vm, char out[LEVEL_PLACE_MAX])
{
    Level level;
    bool is_there = vm->fiber && level_first(vm, vm->fiber, NULL, &level);
    while (is_there && !level_proto(&level))
        is_there = level_next(vm, &level);
    out[0] = 0;
    if (is_there) put_place(&level, "", out, LEVEL_PLACE_MAX);
}
