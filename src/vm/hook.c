/*
 * Telling a hook's function of events: see hook.h.
 */
#include "vm/hook.h"

#include "vm/bytecode.h"

/* ---- setting ---- */

void hook_refresh(VM *vm)
{
    const Hook *hook = vm->fiber ? vm->fiber->hook : NULL;
    vm->hook_mask = hook && !hook->is_running ? hook->mask : 0;
}

void hook_free(VM *vm, Fiber *fiber)
{
    heap_free_block(vm, fiber->hook, sizeof *fiber->hook);
    fiber->hook = NULL;
}

bool hook_set(VM *vm, Fiber *fiber, Value function, uint8_t mask, int64_t count)
{
    bool is_running = fiber->hook && fiber->hook->is_running;
    if (!mask && !is_running) {
        hook_free(vm, fiber);
    } else {
        if (!fiber->hook) {
            fiber->hook = heap_new_block(vm, sizeof *fiber->hook);
            if (!fiber->hook) return false;
            *fiber->hook = (Hook){.line_depth = UINT32_MAX};
        }
        Hook *hook = fiber->hook;
        hook->function = function;
        hook->mask = mask;
        hook->count = hook->left = count;
        heap_barrier(vm, fiber, function);
        /* What is called already tells no call. */
        for (uint32_t i = 0; i < fiber->frame_count; i++)
            fiber->frames[i].flags |= FRAME_HOOKED;
        fiber->saved_frames = 0;
    }
    heap_touch(vm, fiber);
    hook_refresh(vm);
    return true;
}

/* ---- calling the function ---- */

static Flow call_hook(VM *vm, const char *event, int64_t line, uint32_t slot)
{
    Fiber *fiber = vm->fiber;
    Hook *hook = fiber->hook;
    String *name = string_from(vm, event);
    if (!name || !fiber_reserve(vm, fiber, slot, 3)) return FLOW_RAISE;
    Value *callee = &fiber->stack[slot];
    callee[0] = hook->function;
    callee[1] = string_value(name);
    callee[2] = line ? value_integer(line) : VALUE_NIL;
    hook->is_running = true;
    hook->depth = fiber->frame_count;
    hook->top = fiber->top;
    vm->hook_mask = 0;
    return call_slot(vm, slot, 2, &(Target){.slot = slot, .after = AFTER_HOOK});
}

void hook_end(VM *vm)
{
    Hook *hook = vm->fiber->hook;
    if (!hook) return;
    hook->is_running = false;
    vm->fiber->top = hook->top;
    if (hook->mask)
        hook_refresh(vm);
    else
        hook_free(vm, vm->fiber); /* it took itself away */
}

void hook_drop_frames(VM *vm, Fiber *fiber, uint32_t count)
{
    Hook *hook = fiber->hook;
    if (!hook || !hook->is_running || count > hook->depth) return;
    hook->is_running = false;
    hook->stage = 0;
    hook_refresh(vm);
}

/* ---- events ---- */

/* A new function, a backward jump, or another line than before. */
static bool is_new_line(Hook *hook, const Fiber *fiber, const Proto *proto, uint32_t pc)
{
    bool is_same_frame = hook->line_depth == fiber->frame_count;
    uint32_t before = is_same_frame ? hook->line_pc : pc ? pc - 1 : 0;
    hook->line_depth = fiber->frame_count;
    hook->line_pc = pc;
    if (!proto->lines) return false;
    return pc == 0 || (is_same_frame && pc <= before) ||
           proto_line(proto, before) != proto_line(proto, pc);
}

static bool is_return(Opcode op)
{
    return op == OP_RETURN || op == OP_RETURN0 || op == OP_RETURN1;
}

/* Whether the event is to be told now; notes that it was. */
static bool is_due(Hook *hook, const Fiber *fiber, Frame *frame, uint32_t pc, int event)
{
    const Proto *proto = frame_closure(fiber, frame)->proto;
    switch (hook->mask & event) {
    case HOOK_CALL:
        if (pc > 0 || (frame->flags & FRAME_HOOKED)) return false;
        frame->flags |= FRAME_HOOKED;
        return true;
    case HOOK_COUNT:
        if (--hook->left > 0) return false;
        hook->left = hook->count;
        return true;
    case HOOK_LINE: return is_new_line(hook, fiber, proto, pc);
    case HOOK_RETURN: return is_return(INSTRUCTION_OP(frame->pc[-1].instruction));
    default: return false;
    }
}

static Flow tell(VM *vm, const Frame *frame, uint32_t pc, int event)
{
    const Fiber *fiber = vm->fiber;
    const Proto *proto = frame_closure(fiber, frame)->proto;
    uint32_t slot = fiber_free_slot(fiber);
    uint32_t first;
    /* Open results stay where they are. */
    if (bytecode_uses_top(proto, pc, &first) && fiber->top > slot) slot = fiber->top;
    switch (event) {
    case HOOK_CALL:
        return call_hook(vm, frame->flags & FRAME_TAIL ? "tail call" : "call", 0, slot);
    case HOOK_COUNT: return call_hook(vm, "count", 0, slot);
    case HOOK_LINE: return call_hook(vm, "line", proto_line(proto, pc), slot);
    default: return call_hook(vm, "return", 0, slot);
    }
}

Flow hook_instruction(VM *vm)
{
    static const uint8_t STAGES[HOOK_STAGES] = {HOOK_CALL, HOOK_COUNT, HOOK_LINE,
                                                HOOK_RETURN};
    Fiber *fiber = vm->fiber;
    Hook *hook = fiber->hook;
    Frame *frame = fiber_top_frame(fiber);
    uint32_t pc = frame_pc(fiber, frame) - 1;
    while (hook->stage < HOOK_STAGES) {
        int event = STAGES[hook->stage++];
        if (is_due(hook, fiber, frame, pc, event)) return tell(vm, frame, pc, event);
    }
    hook->stage = 0;
    return FLOW_NEXT;
}

Flow hook_native(VM *vm, const char *event)
{
    return call_hook(vm, event, 0, fiber_free_slot(vm->fiber));
}
