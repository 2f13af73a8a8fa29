/*
 * Resume and yield without a native's call: the values go straight into the
 * waiting registers of the other fiber. Whatever is unusual (a fiber that has not
 * started, a native frame on top, a metamethod that waits) takes the long way
 * through fiber_deliver(), in the natives of coroutine.
 */
#include "vm/machine.h"

/* A Lua frame waits for the results of an ordinary call. */
static inline bool is_plain_wait(const Fiber *fiber)
{
    return fiber->wait_after == AFTER_NONE && fiber->frame_count > 0 &&
           !(fiber_top_frame(fiber)->flags & FRAME_NATIVE);
}

/*
 * Puts what a waiting instruction gets into its registers. Whether this way is taken
 * must not depend on how large the stack happens to be, for there are safepoints on
 * it that the long way does not have. false: no memory.
 */
static inline bool hand_over(VM *vm, Fiber *fiber, bool has_true, const Value *values,
                             uint32_t count)
{
    uint32_t total = count + has_true;
    uint32_t room = fiber->wait_want < 0 ? total : (uint32_t)fiber->wait_want;
    if (fiber->wait_slot + room + 1 > fiber->stack_soft_limit &&
        !fiber_reserve(vm, fiber, fiber->wait_slot, room + 1))
        return false;
    Value *to = fiber->stack + fiber->wait_slot;
    Value *end = to + room;
    if (has_true && to < end) *to++ = VALUE_TRUE;
    for (uint32_t i = 0; i < count && to < end; i++)
        value_copy(to++, &values[i]);
    while (to < end)
        *to++ = VALUE_NIL;
    if (fiber->wait_want < 0) fiber->top = fiber->wait_slot + total;
    return true;
}

static inline void park(VM *vm, Fiber *fiber, FiberWait wait, uint32_t slot, int32_t want)
{
    fiber->wait = (uint8_t)wait;
    fiber->wait_slot = slot;
    fiber->wait_want = want;
    fiber->wait_after = AFTER_NONE;
    heap_leave_fiber(vm, &fiber->header);
}

static inline void enter(VM *vm, Fiber *fiber)
{
    fiber->wait = WAIT_NONE;
    vm->fiber = fiber;
    fiber_enter(vm, fiber);
}

bool switch_resume(VM *vm, Fiber *target, const Value *args, uint32_t count,
                   FiberWait wait, uint32_t slot, int32_t want)
{
    Fiber *fiber = vm->fiber;
    if (target->status != FIBER_SUSPENDED || target->wait != WAIT_VALUES ||
        target->owner || fiber_is_too_deep(fiber) || !is_plain_wait(target) ||
        !hand_over(vm, target, false, args, count))
        return false;
    fiber_set_resumer(vm, target, fiber);
    fiber->status = FIBER_NORMAL;
    park(vm, fiber, wait, slot, want);
    enter(vm, target);
    return true;
}

bool switch_yield(VM *vm, const Value *args, uint32_t count, uint32_t slot, int32_t want)
{
    Fiber *fiber = vm->fiber;
    Fiber *resumer = fiber->resumer;
    if (!resumer || (fiber->is_unwinding & FIBER_CANNOT_YIELD) ||
        (resumer->wait != WAIT_WRAP && resumer->wait != WAIT_RESUME) ||
        !is_plain_wait(resumer) ||
        !hand_over(vm, resumer, resumer->wait == WAIT_RESUME, args, count))
        return false;
    fiber->resumer = NULL;
    fiber->status = FIBER_SUSPENDED;
    park(vm, fiber, WAIT_VALUES, slot, want);
    enter(vm, resumer);
    return true;
}
