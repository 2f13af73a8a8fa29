/*
 * Calls and returns beyond the interpreter's fast paths: natives in steps,
 * varargs, __call, results to their places, fibers that start or go on.
 */
#include <string.h>

#include "vm/field.h"
#include "vm/hook.h"
#include "vm/scheduler.h"

/* fiber_reserve(), of which there mostly is no need. */
static inline bool reserve(VM *vm, Fiber *fiber, uint32_t from, uint32_t count)
{
    return from + count <= fiber->stack_soft_limit ||
           fiber_reserve(vm, fiber, from, count);
}

static inline Frame *push_frame(VM *vm, Fiber *fiber)
{
    if (fiber->frame_count < fiber->frame_capacity)
        return &fiber->frames[fiber->frame_count++];
    return fiber_push_frame(vm, fiber);
}

/* ---- results ---- */

bool call_place(VM *vm, uint32_t slot, int32_t want, const Value *values, uint32_t count)
{
    Fiber *fiber = vm->fiber;
    uint32_t room = want < 0 ? count : (uint32_t)want;
    if (slot + room > fiber->stack_soft_limit) {
        bool is_inside =
            values >= fiber->stack && values < fiber->stack + fiber->stack_capacity;
        ptrdiff_t at = is_inside ? values - fiber->stack : 0;
        if (!fiber_reserve(vm, fiber, slot, room)) return false;
        if (is_inside) values = fiber->stack + at;
    }
    Value *to = fiber->stack + slot;
    uint32_t moved = count < room ? count : room;
    value_move(to, values, moved);
    for (uint32_t i = moved; i < room; i++)
        to[i] = VALUE_NIL;
    if (want < 0) fiber->top = slot + count;
    return true;
}

void call_keep_values(VM *vm)
{
    Fiber *fiber = vm->fiber;
    fiber->wait = WAIT_READY;
    fiber->wait_want = -1;
    fiber->wait_after = AFTER_NONE;
    fiber->wait_aux = 0;
}

/* Results for a native frame on top: it is entered again with them. */
static Flow hand_to_native(Fiber *fiber, uint32_t slot, uint32_t count)
{
    fiber->wait_slot = slot;
    fiber->transfer_count = count;
    return FLOW_NATIVE;
}

Flow call_deliver(VM *vm, Fiber *to, const Value *values, uint32_t count)
{
    vm->fiber = to;
    if (!fiber_deliver(vm, to, values, count)) fiber_deliver_error(vm, to, vm->error);
    return FLOW_ENTER;
}

/* The fiber's last frame is gone: its values go to whoever waits for its end. */
static Flow end_fiber(VM *vm, Fiber *fiber, uint32_t slot, uint32_t count)
{
    fiber->status = FIBER_DEAD;
    Fiber *resumer = fiber->resumer;
    if (!resumer) {
        if (fiber->owner || fiber == vm->callbacks.fiber) {
            const Value *values = fiber->stack + slot;
            if (count > 0 && fiber->owner && !scheduler_keep_results(vm, values, count))
                return FLOW_UNWIND;
            heap_leave_fiber(vm, &fiber->header);
            scheduler_fiber_ended(vm);
            fiber_shed(vm, fiber);
            return switch_to_chosen(vm);
        }
        return FLOW_ENTER;
    }
    fiber->resumer = NULL;
    heap_leave_fiber(vm, &fiber->header);
    Flow flow = call_deliver(vm, resumer, fiber->stack + slot, count);
    fiber_shed(vm, fiber);
    return flow;
}

/* The hooked frame executes the instruction before its pc, or is a native's. */
static Flow go_on_after_hook(VM *vm)
{
    Frame *frame = fiber_top_frame(vm->fiber);
    hook_end(vm);
    if (frame->flags & FRAME_NATIVE) return FLOW_AGAIN;
    frame->pc--;
    return FLOW_NEXT;
}

/* Finishes the caller's instruction after its results were placed. */
static Flow finish(VM *vm, const Target *target, uint32_t count)
{
    Fiber *fiber = vm->fiber;
    switch ((After)target->after) {
    case AFTER_UNWIND: vm->error = fiber->stack[target->slot - 1]; return FLOW_UNWIND;
    case AFTER_HANDLER: vm->error = fiber->stack[target->slot]; return FLOW_UNWIND;
    case AFTER_HOOK: return go_on_after_hook(vm);
    default: break;
    }
    if (fiber->frame_count == 0) return end_fiber(vm, fiber, target->slot, count);
    Frame *frame = fiber_top_frame(fiber);
    if (frame->flags & FRAME_NATIVE) {
        uint32_t placed = target->want < 0 ? count : (uint32_t)target->want;
        return hand_to_native(fiber, target->slot, placed);
    }
    switch ((After)target->after) {
    case AFTER_TEST:
    case AFTER_TEST_NOT: {
        Instruction test = frame->pc[-1].instruction;
        bool is_true = value_is_falsy(fiber->stack[target->slot]) ==
                       (target->after == AFTER_TEST_NOT);
        operate_jump(frame, is_true == (bool)INSTRUCTION_C(test));
        return FLOW_NEXT;
    }
    case AFTER_CONCAT: fiber->transfer_count = target->aux; return FLOW_CONCAT;
    case AFTER_REDO: frame->pc--; return FLOW_NEXT;
    case AFTER_RETURN:
        frame->pc--;
        fiber->top = target->slot;
        return FLOW_NEXT;
    case AFTER_TAIL: return call_return(vm, target->slot, count);
    default: return FLOW_NEXT;
    }
}

static inline Flow give_results(VM *vm, const Target *target, const Value *values,
                                uint32_t count)
{
    Fiber *fiber = vm->fiber;
    bool is_plain = target->after == AFTER_NONE && (uint32_t)target->want <= 1 &&
                    fiber->frame_count && !(fiber_top_frame(fiber)->flags & FRAME_NATIVE);
    if (is_plain) {
        if (target->want) fiber->stack[target->slot] = count ? values[0] : VALUE_NIL;
        return FLOW_NEXT;
    }
    if (!call_place(vm, target->slot, target->want, values, count)) return FLOW_RAISE;
    return finish(vm, target, count);
}

/* ---- natives ---- */

static Frame *frame_for_native(VM *vm, const NativeCall *call, const Target *target)
{
    Fiber *fiber = vm->fiber;
    uint32_t base = (uint32_t)(call->args - fiber->stack);
    Frame *frame = push_frame(vm, fiber);
    if (!frame) return NULL;
    *frame = (Frame){
        .base = base,
        .size = native_frame_size(call->def, call->count),
        .result = target->slot,
        .want = target->want,
        .extra = call->count,
        .after = target->after,
        .aux = target->aux,
        .flags = (uint8_t)(FRAME_NATIVE |
                           (call->def->flags & NATIVE_CATCHES ? FRAME_CATCHES : 0))};
    return frame;
}

static void pop_frame(Fiber *fiber)
{
    fiber->frame_count--;
    if (fiber->frame_count <= fiber->low_water) fiber_lower(fiber);
}

/* The native has changed vm->fiber; the old one will get its results later. */
static Flow park(VM *vm, Fiber *fiber, const Target *target)
{
    fiber->wait_slot = target->slot;
    fiber->wait_want = target->want;
    fiber->wait_after = target->after;
    fiber->wait_aux = target->aux;
    if (fiber->wait == WAIT_NONE) fiber->wait = WAIT_VALUES;
    heap_leave_fiber(vm, &fiber->header);
    return vm->fiber ? FLOW_ENTER : switch_to_chosen(vm);
}

static Flow native_wants_call(VM *vm, NativeCall *call, const Target *target)
{
    Fiber *fiber = vm->fiber;
    uint32_t slot = (uint32_t)(call->callee - fiber->stack);
    if (!call->is_framed && !frame_for_native(vm, call, target)) return FLOW_RAISE;
    fiber_top_frame(fiber)->step = call->step;
    Target inner = {.slot = slot, .want = call->want};
    return call_later(vm, slot, call->callee_count, &inner);
}

/* The callee takes the native's place: it is moved down to its slot. */
static Flow native_wants_tail(VM *vm, NativeCall *call, const Target *target)
{
    Fiber *fiber = vm->fiber;
    uint32_t to = (uint32_t)(call->args - fiber->stack) - 1;
    value_move(fiber->stack + to, call->callee, call->callee_count + 1);
    if (call->is_framed) pop_frame(fiber);
    return call_later(vm, to, call->callee_count, target);
}

/* The results wait in the frame's registers while the hook is told. */
static Flow tell_return(VM *vm, const NativeCall *call)
{
    uint32_t base = fiber_top_frame(vm->fiber)->base;
    uint32_t count = call->result_count;
    if (!call_place(vm, base, (int32_t)count, call->results, count)) return FLOW_RAISE;
    /* A native may give its results in its own slot. */
    vm->fiber->stack[base - 1] = value_native(call->def);
    Frame *frame = fiber_top_frame(vm->fiber);
    frame->flags |= FRAME_RETURNED;
    frame->flags &= (uint8_t)~FRAME_CATCHES;
    frame->size = frame->extra = count;
    return hook_native(vm, "return");
}

static Flow return_told(VM *vm, const Frame *frame)
{
    Target target = {frame->result, frame->want, frame->after, frame->aux};
    uint32_t base = frame->base;
    uint32_t count = frame->extra;
    pop_frame(vm->fiber);
    return give_results(vm, &target, vm->fiber->stack + base, count);
}

/* A native that failed is seen by message handlers; it does not catch its own error. */
static void leave_for_traceback(VM *vm, const NativeCall *call, const Target *target)
{
    const Value error = vm->error;
    uint32_t slot = (uint32_t)(call->args - vm->fiber->stack) - 1;
    if (call->is_framed || frame_for_native(vm, call, target)) {
        fiber_top_frame(vm->fiber)->flags &= (uint8_t)~FRAME_CATCHES;
        vm->fiber->stack[slot] = value_native(call->def);
    }
    vm->error = error;
}

static Flow native_done(VM *vm, NativeCall *call, NativeStatus status, Fiber *fiber,
                        const Target *target)
{
    switch (status) {
    case NATIVE_RETURN:
        if (call->is_framed) {
            if (vm->hook_mask & HOOK_RETURN) return tell_return(vm, call);
            pop_frame(fiber);
        }
        return give_results(vm, target, call->results, call->result_count);
    case NATIVE_CALL: return native_wants_call(vm, call, target);
    case NATIVE_TAIL: return native_wants_tail(vm, call, target);
    case NATIVE_AGAIN:
        if (!call->is_framed && !frame_for_native(vm, call, target)) return FLOW_RAISE;
        fiber_top_frame(fiber)->step = call->step;
        return FLOW_AGAIN;
    case NATIVE_SWITCH:
        if (call->is_framed) pop_frame(fiber);
        return park(vm, fiber, target);
    case NATIVE_ERROR: break;
    }
    leave_for_traceback(vm, call, target);
    return FLOW_RAISE;
}

/* Missing arguments are nil up to def->registers; room for a small callee. */
static bool prepare_registers(VM *vm, Fiber *fiber, const NativeDef *def, uint32_t first,
                              uint32_t count)
{
    uint32_t size = native_frame_size(def, count);
    if (!reserve(vm, fiber, first, size + 4)) return false;
    for (uint32_t i = count; i < size; i++)
        fiber->stack[first + i] = VALUE_NIL;
    return true;
}

/* The native gets a frame before it runs, and its call is told. */
static Flow call_hooked_native(VM *vm, const NativeCall *call, const Target *target)
{
    Frame *frame = frame_for_native(vm, call, target);
    if (!frame) return FLOW_RAISE;
    frame->flags |= FRAME_HOOKED;
    if (vm->hook_mask & HOOK_CALL) return hook_native(vm, "call");
    return call_native_again(vm, 0, 0, false);
}

static bool may_schedule(VM *vm)
{
    if (!vm->finalizing && !vm->callbacks.fiber) return true;
    vm_fail_here(vm, "a %s cannot change the tasklet that runs",
                 vm->finalizing ? "finalizer" : "schedule callback");
    return false;
}

static Flow call_native(VM *vm, const NativeDef *def, uint32_t slot, uint32_t count,
                        const Target *target)
{
    Fiber *fiber = vm->fiber;
    if (!prepare_registers(vm, fiber, def, slot + 1, count)) return FLOW_RAISE;
    NativeCall call = {.def = def, .args = fiber->stack + slot + 1, .count = count};
    vm->countdown--;
    vm->is_native_framed = false;
    if (__builtin_expect(def->flags & NATIVE_SCHEDULES, 0) && !may_schedule(vm))
        return FLOW_RAISE;
    if (__builtin_expect(vm->hook_mask & (HOOK_CALL | HOOK_RETURN), 0))
        return call_hooked_native(vm, &call, target);
    NativeStatus status = def->function(vm, &call);
    return native_done(vm, &call, status, fiber, target);
}

Flow call_native_again(VM *vm, uint32_t values_slot, uint32_t value_count,
                       bool has_failed)
{
    Fiber *fiber = vm->fiber;
    Frame *frame = fiber_top_frame(fiber);
    if (frame->flags & FRAME_RETURNED) return return_told(vm, frame);
    const NativeDef *def = fiber->stack[frame->base - 1].as.native;
    Target target = {frame->result, frame->want, frame->after, frame->aux};
    if (!fiber_reserve(vm, fiber, frame->base, frame->size + 4)) return FLOW_RAISE;
    NativeCall call = {.def = def,
                       .args = fiber->stack + frame->base,
                       .count = frame->extra,
                       .step = (uint32_t)frame->step,
                       .is_framed = true,
                       .has_failed = has_failed,
                       .values = fiber->stack + values_slot,
                       .value_count = value_count};
    vm->is_native_framed = true;
    NativeStatus status = def->function(vm, &call);
    return native_done(vm, &call, status, fiber, &target);
}

/* ---- Lua functions ---- */

/*
 * Callee and fixed parameters go above the varargs:
 *   | f | a1 … ap | v1 … vn |   ->   | f | . | v1 … vn | f | a1 … ap |
 */
static uint32_t move_above_varargs(Fiber *fiber, const Proto *proto, uint32_t slot,
                                   uint32_t count)
{
    Value *from = fiber->stack + slot;
    uint32_t fixed = proto->parameter_count;
    Value *to = from + 1 + count;
    value_copy(&to[0], &from[0]);
    for (uint32_t i = 0; i < fixed; i++) {
        value_copy(&to[1 + i], &from[1 + i]);
        from[1 + i] = VALUE_NIL;
    }
    return slot + 1 + count;
}

/* The top frame, which calls, is a Lua one. */
static inline bool is_called_by_lua(const Fiber *fiber)
{
    return fiber->frame_count && !(fiber_top_frame(fiber)->flags & FRAME_NATIVE);
}

static Flow call_lua(VM *vm, Closure *closure, uint32_t slot, uint32_t count,
                     const Target *target)
{
    Fiber *fiber = vm->fiber;
    const Proto *proto = closure->proto;
    uint32_t fixed = proto->parameter_count;
    uint32_t room = proto->frame_size + count + fixed + 2;
    if (!reserve(vm, fiber, slot, room)) return FLOW_RAISE;
    for (uint32_t i = count; i < fixed; i++)
        fiber->stack[slot + 1 + i] = VALUE_NIL;
    uint32_t extra = 0;
    if (proto->is_vararg) {
        if (count < fixed) count = fixed;
        extra = count - fixed;
        slot = move_above_varargs(fiber, proto, slot, count);
    }
    bool is_plain = target->after == AFTER_NONE && is_called_by_lua(fiber);
    Frame *frame = push_frame(vm, fiber);
    if (!frame) return FLOW_RAISE;
    *frame = (Frame){.pc = proto->code,
                     .base = slot + 1,
                     .size = proto->frame_size,
                     .result = target->slot,
                     .want = target->want,
                     .extra = extra,
                     .after = target->after,
                     .flags = is_plain ? FRAME_PLAIN : 0,
                     .aux = target->aux};
    return FLOW_CALLED;
}

enum { CALL_CHAIN_MAX = 200 };

/* `function` is put before the called value, which becomes the first argument. */
static bool put_callee(VM *vm, uint32_t slot, uint32_t *count, Value function,
                       Value first)
{
    Fiber *fiber = vm->fiber;
    if (!reserve(vm, fiber, slot, *count + 2)) return false;
    Value *values = fiber->stack + slot;
    value_move(values + 1, values, *count + 1);
    values[0] = function;
    values[1] = first;
    ++*count;
    return true;
}

/* Where a type's values had their __call last is where they mostly have it. */
static inline Value find_call(VM *vm, Value callee)
{
    const Table *metatable = vm_metatable(vm, callee);
    const String *name = vm->names[NAME_CALL];
    if (!metatable) return VALUE_NIL;
    uint32_t at = vm->call_hints[callee.tag];
    if (!field_is_at(metatable, name, at)) {
        at = table_find_position(metatable, name);
        if (at == UINT32_MAX) return VALUE_NIL;
        vm->call_hints[callee.tag] = at;
    }
    return metatable->entries[at].value;
}

/*
 * The function to call is put into `slot`: for another value its __call, with the
 * value as the first argument. false: error set.
 */
static bool resolve_callee(VM *vm, uint32_t slot, uint32_t *count)
{
    for (int i = 0; i < CALL_CHAIN_MAX; i++) {
        Value callee = vm->fiber->stack[slot];
        Value function;
        if (callee.tag == TAG_CLOSURE || callee.tag == TAG_NATIVE) return true;
        if (callee.tag == TAG_WRAP && vm->wrap_step) {
            function = value_native(vm->wrap_step);
            callee.tag = TAG_COROUTINE;
        } else {
            function = find_call(vm, callee);
        }
        if (value_is_nil(function)) {
            operate_call_error(vm, callee);
            return false;
        }
        if (!put_callee(vm, slot, count, function, callee)) return false;
    }
    return vm_fail_here(vm, "'__call' chain too long");
}

Flow call_slot(VM *vm, uint32_t slot, uint32_t count, const Target *target)
{
    const Value *callee = &vm->fiber->stack[slot];
    if (callee->tag != TAG_CLOSURE && callee->tag != TAG_NATIVE) {
        if (!resolve_callee(vm, slot, &count)) return FLOW_RAISE;
        callee = &vm->fiber->stack[slot];
    }
    if (callee->tag == TAG_NATIVE)
        return call_native(vm, callee->as.native, slot, count, target);
    return call_lua(vm, (Closure *)callee->as.object, slot, count, target);
}

Flow call_later(VM *vm, uint32_t slot, uint32_t count, const Target *target)
{
    Fiber *fiber = vm->fiber;
    if (!resolve_callee(vm, slot, &count)) return FLOW_RAISE;
    Value callee = fiber->stack[slot];
    if (callee.tag == TAG_CLOSURE)
        return call_lua(vm, (Closure *)callee.as.object, slot, count, target);
    fiber->top = slot;
    fiber->transfer_count = count;
    fiber->wait_slot = target->slot;
    fiber->wait_want = target->want;
    fiber->wait_after = target->after;
    fiber->wait_aux = target->aux;
    return FLOW_CALL;
}

/* Where the results of what was noted or waited for go; forgets it. */
static Target take_target(Fiber *fiber)
{
    Target target = {fiber->wait_slot, fiber->wait_want, fiber->wait_after,
                     fiber->wait_aux};
    fiber->wait_after = AFTER_NONE;
    return target;
}

Flow call_noted(VM *vm)
{
    Fiber *fiber = vm->fiber;
    Target target = take_target(fiber);
    return call_slot(vm, fiber->top, fiber->transfer_count, &target);
}

Flow call_function(VM *vm, Value function, const Value *args, uint32_t count,
                   const Target *target)
{
    Fiber *fiber = vm->fiber;
    uint32_t slot = fiber_free_slot(fiber);
    if (!reserve(vm, fiber, slot, count + 1)) return FLOW_RAISE;
    fiber->stack[slot] = function;
    value_move(fiber->stack + slot + 1, args, count);
    return call_slot(vm, slot, count, target);
}

Flow call_tail(VM *vm, uint32_t slot, uint32_t count)
{
    Fiber *fiber = vm->fiber;
    if (!resolve_callee(vm, slot, &count)) return FLOW_RAISE;
    Value callee = fiber->stack[slot];
    if (callee.tag == TAG_NATIVE)
        return call_native(vm, callee.as.native, slot, count,
                           &(Target){slot, -1, AFTER_TAIL, 0});
    Frame *frame = fiber_top_frame(fiber);
    Target target = {frame->result, frame->want, frame->after, frame->aux};
    const Proto *proto = frame_closure(fiber, frame)->proto;
    uint32_t to = frame->base - 1;
    if (proto->is_vararg) to = frame->base - 2 - proto->parameter_count - frame->extra;
    value_move(fiber->stack + to, fiber->stack + slot, count + 1);
    pop_frame(fiber);
    Flow flow = call_lua(vm, (Closure *)callee.as.object, to, count, &target);
    if (flow == FLOW_CALLED) fiber_top_frame(fiber)->flags |= FRAME_TAIL;
    return flow;
}

/* ---- returns ---- */

Flow call_return(VM *vm, uint32_t slot, uint32_t count)
{
    Fiber *fiber = vm->fiber;
    Frame *frame = fiber_top_frame(fiber);
    Target target = {frame->result, frame->want, frame->after, frame->aux};
    pop_frame(fiber);
    if (fiber->frame_count == 0 && target.after == AFTER_NONE && target.want < 0)
        return end_fiber(vm, fiber, slot, count);
    return give_results(vm, &target, fiber->stack + slot, count);
}

/* ---- entering a fiber ---- */

static Flow start_fiber(VM *vm, Fiber *fiber)
{
    uint32_t count = fiber->transfer_count;
    fiber->wait = WAIT_NONE;
    fiber->transfer_count = 0;
    Target target = {.slot = fiber->wait_slot, .want = -1};
    return call_slot(vm, fiber->wait_slot, count, &target);
}

Flow call_enter_fiber(VM *vm)
{
    Fiber *fiber = vm->fiber;
    fiber_enter(vm, fiber);
    switch ((FiberWait)fiber->wait) {
    case WAIT_START: return start_fiber(vm, fiber);
    case WAIT_READY: {
        Target target = take_target(fiber);
        uint32_t count = fiber->transfer_count;
        /* A forged snapshot may deliver nothing at the very end of the stack. */
        if (!fiber_reserve(vm, fiber, target.slot, 1)) return FLOW_RAISE;
        fiber->wait = WAIT_NONE;
        fiber->transfer_count = 0;
        return give_results(vm, &target, fiber->stack + target.slot, count);
    }
    case WAIT_ERROR:
        fiber->wait = WAIT_NONE;
        fiber->wait_after = AFTER_NONE;
        vm->error = fiber->error;
        fiber->error = VALUE_NIL;
        return FLOW_RAISE;
    default: break;
    }
    if (fiber->frame_count == 0) return end_fiber(vm, fiber, 0, 0);
    if (fiber_top_frame(fiber)->flags & FRAME_NATIVE) return FLOW_AGAIN;
    return FLOW_NEXT;
}
