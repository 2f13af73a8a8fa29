/*
 * Resume, yield and schedule without a native's call: the values go straight into
 * the waiting registers of the other fiber. Whatever is unusual (a fiber that has not
 * started, a native frame on top, a metamethod that waits) takes the long way
 * through fiber_deliver(), in the natives of coroutine and tasklet.
 */
#include "vm/channel.h"
#include "vm/machine.h"

enum { NATIVE_ROOM = 6 }; /* slots that a call of a native with an argument needs */

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

/* ---- tasklets ---- */

/*
 * Is there nothing to do but to move some words? Both ways leave the same behind, so
 * what the collector or the last save wants to know of goes the long way, too.
 */
static inline bool is_simple(const VM *vm, const Tasklet *tasklet, const Fiber *fiber)
{
    return !((tasklet->header.flags | fiber->header.flags) & OBJECT_WATCHED) &&
           !vm->hook_mask;
}

/* Nobody is told of switches, and no budget is over. */
static inline bool is_quiet(const VM *vm)
{
    return value_is_nil(vm->callbacks.on_switch) && !vm->callbacks.fiber &&
           !vm->is_budget_over;
}

/* The ring's neighbour is the next: there is one priority only. */
static inline bool is_neighbour_next(const VM *vm, const Tasklet *next)
{
    return vm->priority_counts[next->priority + TASKLET_PRIORITY_MAX] ==
           vm->runnable_count;
}

/* The slots that the call's one value, and nils above it, are put into. */
static inline uint32_t value_room(const Fiber *fiber)
{
    return fiber->wait_want > 1 ? (uint32_t)fiber->wait_want : 1;
}

/* It waits for the value that a Lua frame's ordinary call returns. */
static inline bool can_go_on(const VM *vm, const Tasklet *tasklet)
{
    const Fiber *fiber = tasklet->active;
    return fiber->wait == WAIT_VALUES && !tasklet->is_error &&
           tasklet->reply == REPLY_VALUE && is_plain_wait(fiber) &&
           is_simple(vm, tasklet, fiber) && !fiber->hook &&
           fiber->wait_slot + value_room(fiber) <= fiber->stack_soft_limit;
}

/* The value stands in the call's slot also when nobody wants it: as the long way. */
static inline void go_on(VM *vm, Tasklet *tasklet)
{
    Fiber *fiber = tasklet->active;
    uint32_t room = value_room(fiber);
    Value *to = &fiber->stack[fiber->wait_slot];
    value_copy(to, &tasklet->transfer);
    for (uint32_t i = 1; i < room; i++)
        to[i] = VALUE_NIL;
    if (fiber->wait_want < 0) fiber->top = fiber->wait_slot + 1;
    tasklet->transfer = VALUE_NIL;
    fiber->transfer_count = 0;
    fiber->wait = WAIT_NONE;
    fiber->status = FIBER_RUNNING;
    fiber_lower(fiber);
    vm->fiber = fiber;
}

/* It has not begun; it calls a Lua function without varargs. */
static inline bool can_start(const VM *vm, const Tasklet *tasklet)
{
    const Fiber *fiber = tasklet->active;
    if (fiber->wait != WAIT_START || fiber->frame_count || tasklet->is_error ||
        !is_simple(vm, tasklet, fiber) || fiber->hook)
        return false;
    const Value callee = fiber->stack[fiber->wait_slot];
    if (callee.tag != TAG_CLOSURE) return false;
    const Proto *proto = ((const Closure *)callee.as.object)->proto;
    uint32_t room =
        proto->frame_size + fiber->transfer_count + proto->parameter_count + 2;
    return !proto->is_vararg && fiber->frame_capacity &&
           fiber->wait_slot + room <= fiber->stack_soft_limit;
}

static inline void start(VM *vm, Tasklet *tasklet)
{
    Fiber *fiber = tasklet->active;
    uint32_t slot = fiber->wait_slot;
    const Proto *proto = ((Closure *)fiber->stack[slot].as.object)->proto;
    for (uint32_t i = fiber->transfer_count; i < proto->parameter_count; i++)
        fiber->stack[slot + 1 + i] = VALUE_NIL;
    fiber->frames[0] = (Frame){.pc = proto->code,
                               .base = slot + 1,
                               .size = proto->frame_size,
                               .result = slot,
                               .want = -1};
    fiber_lower(fiber);
    fiber->frame_count = 1;
    fiber->transfer_count = 0;
    fiber->wait = WAIT_NONE;
    fiber->status = FIBER_RUNNING;
    vm->fiber = fiber;
}

Flow switch_to_chosen(VM *vm)
{
    Tasklet *tasklet = vm->tasklet;
    if (!tasklet || !is_quiet(vm)) return FLOW_ENTER;
    if (can_go_on(vm, tasklet)) {
        go_on(vm, tasklet);
        return FLOW_SWITCHED;
    }
    if (!can_start(vm, tasklet)) return FLOW_ENTER;
    start(vm, tasklet);
    return FLOW_CALLED;
}

static Flow switch_schedule(VM *vm, uint32_t slot, uint32_t count, int32_t want)
{
    Tasklet *tasklet = vm->tasklet;
    Tasklet *next = tasklet->next;
    Fiber *fiber = vm->fiber;
    if (next == tasklet || vm->budget_end != UINT64_MAX || vm->finalizing || count > 1 ||
        !is_simple(vm, tasklet, fiber) || slot + NATIVE_ROOM > fiber->stack_soft_limit)
        return FLOW_ENTER;
    if (!is_quiet(vm) || vm->switch_trap != 0 || !is_neighbour_next(vm, next))
        return FLOW_ENTER;
    bool goes_on = can_go_on(vm, next);
    if (!goes_on && !can_start(vm, next)) return FLOW_ENTER;
    Value *argument = &fiber->stack[slot + 1];
    if (!count) *argument = VALUE_NIL; /* as the native's register */
    tasklet->transfer = count ? *argument : value_object(TAG_TASKLET, tasklet);
    tasklet->is_error = false;
    tasklet->reply = REPLY_VALUE;
    tasklet->active = fiber;
    fiber->wait = WAIT_VALUES;
    fiber->wait_slot = slot;
    fiber->wait_want = want;
    fiber->wait_after = AFTER_NONE;
    fiber->wait_aux = 0;
    vm->tasklet = next;
    vm->countdown--;
    if (goes_on)
        go_on(vm, next);
    else
        start(vm, next);
    return goes_on ? FLOW_SWITCHED : FLOW_CALLED;
}

/* ---- channels ---- */

/*
 * What lib/meeting.c does in its simplest case: nobody is told, nothing is buffered, no
 * select and no time-out, the receiver runs first. The objects whose links change must
 * all be unwatched: then no barrier is needed.
 */
static inline bool is_watched(const void *object)
{
    return object && (((const Object *)object)->flags & OBJECT_WATCHED);
}

static bool is_plain_channel(const VM *vm, const Channel *channel)
{
    return channel->preference == -1 && !channel->schedule_all && !channel->capacity &&
           !channel->selecting && !channel->is_closing && !is_watched(channel) &&
           value_is_nil(vm->callbacks.on_channel);
}

/* The current tasklet may act on a channel, or wait there, in this way. */
static bool may_act(const VM *vm, uint32_t slot)
{
    const Tasklet *tasklet = vm->tasklet;
    return vm->budget_end == UINT64_MAX && !vm->finalizing && vm->switch_trap == 0 &&
           is_quiet(vm) && is_neighbour_next(vm, tasklet) &&
           is_simple(vm, tasklet, vm->fiber) && !tasklet->flags &&
           slot + NATIVE_ROOM <= vm->fiber->stack_soft_limit;
}

/* The native's call stands in `slot`; its value will be put there. */
static inline void wait_in_call(Fiber *fiber, uint32_t slot, int32_t want)
{
    fiber->wait = WAIT_VALUES;
    fiber->wait_slot = slot;
    fiber->wait_want = want;
    fiber->wait_after = AFTER_NONE;
    fiber->wait_aux = 0;
}

/* Out of the queue, of which it is the first. */
static inline void dequeue(Channel *channel, Tasklet *tasklet)
{
    Tasklet *next = tasklet->next;
    channel->first = next;
    if (next)
        next->prev = NULL;
    else
        channel->last = NULL;
    channel->balance -= tasklet->state == TASKLET_SENDING ? 1 : -1;
    tasklet->channel = NULL;
    tasklet->is_iterating = false;
    tasklet->ticket = 0;
}

static inline void link_before(VM *vm, Tasklet *place, Tasklet *tasklet)
{
    Tasklet *prev = place->prev;
    tasklet->prev = prev;
    tasklet->next = place;
    prev->next = tasklet;
    place->prev = tasklet;
    tasklet->state = TASKLET_RUNNABLE;
    vm->runnable_count++;
    vm->priority_counts[tasklet->priority + TASKLET_PRIORITY_MAX]++;
}

/* The first that waits, if it and its neighbours can be handled in this way. */
static Tasklet *plain_partner(const VM *vm, const Channel *channel, const Tasklet *place)
{
    Tasklet *partner = channel->first;
    const bool is_plain = !partner->is_timed && !partner->is_error &&
                          partner->priority == vm->tasklet->priority &&
                          !is_watched(partner) && !is_watched(partner->next) &&
                          !is_watched(place) && !is_watched(place->prev);
    return is_plain ? partner : NULL;
}

/* A sender waits: its value is the call's, and it goes to the ring's tail. */
static bool receive_now(VM *vm, Channel *channel, uint32_t slot, int32_t want)
{
    Fiber *fiber = vm->fiber;
    Tasklet *sender = plain_partner(vm, channel, vm->tasklet);
    const uint32_t room = want > 1 ? (uint32_t)want : 1;
    if (!sender || slot + room > fiber->stack_soft_limit) return false;
    value_copy(&fiber->stack[slot], &sender->transfer);
    for (uint32_t i = 1; i < room; i++)
        fiber->stack[slot + i] = VALUE_NIL;
    if (want < 0) fiber->top = slot + 1;
    dequeue(channel, sender);
    sender->transfer = VALUE_NIL;
    sender->reply = REPLY_VALUE;
    sender->case_number = 0;
    link_before(vm, vm->tasklet, sender);
    return true;
}

/* A receiver waits: it goes on with the value, before the current one. */
static bool send_now(VM *vm, Channel *channel, uint32_t slot, int32_t want)
{
    Tasklet *tasklet = vm->tasklet;
    Tasklet *receiver = plain_partner(vm, channel, tasklet->next);
    if (!receiver || !can_go_on(vm, receiver)) return false;
    dequeue(channel, receiver);
    link_before(vm, tasklet->next, receiver);
    value_copy(&receiver->transfer, &vm->fiber->stack[slot + 2]);
    receiver->case_number = 0;
    tasklet->transfer = VALUE_NIL;
    tasklet->is_error = false;
    tasklet->reply = REPLY_VALUE;
    tasklet->case_number = 0;
    tasklet->active = vm->fiber;
    wait_in_call(vm->fiber, slot, want);
    vm->tasklet = receiver;
    go_on(vm, receiver);
    return true;
}

static inline void unlink_current(VM *vm)
{
    Tasklet *tasklet = vm->tasklet;
    tasklet->prev->next = tasklet->next;
    tasklet->next->prev = tasklet->prev;
    vm->runnable_count--;
    vm->priority_counts[tasklet->priority + TASKLET_PRIORITY_MAX]--;
}

/* Nobody is there: the current tasklet waits, and its neighbour goes on. */
static bool wait_there(VM *vm, Channel *channel, TaskletState state, uint32_t slot,
                       int32_t want)
{
    Tasklet *tasklet = vm->tasklet;
    Tasklet *heir = tasklet->next;
    if (heir == tasklet || is_watched(tasklet->prev) || is_watched(channel->last) ||
        !can_go_on(vm, heir))
        return false;
    unlink_current(vm);
    tasklet->state = (uint8_t)state;
    tasklet->channel = channel;
    tasklet->ticket = vm->next_ticket++;
    tasklet->since_ns = vm->slice_ns;
    tasklet->transfer = VALUE_NIL;
    if (state == TASKLET_SENDING)
        value_copy(&tasklet->transfer, &vm->fiber->stack[slot + 2]);
    tasklet->is_error = false;
    tasklet->reply = REPLY_VALUE;
    tasklet->prev = channel->last;
    tasklet->next = NULL;
    if (channel->last)
        channel->last->next = tasklet;
    else
        channel->first = tasklet;
    channel->last = tasklet;
    channel->balance += state == TASKLET_SENDING ? 1 : -1;
    tasklet->active = vm->fiber;
    wait_in_call(vm->fiber, slot, want);
    vm->tasklet = heir;
    go_on(vm, heir);
    return true;
}

static bool receive(VM *vm, uint32_t slot, uint32_t count, int32_t want)
{
    Value *args = &vm->fiber->stack[slot + 1];
    if (count != 1 || args[0].tag != TAG_CHANNEL || !may_act(vm, slot)) return false;
    Channel *channel = (Channel *)args[0].as.object;
    if (!is_plain_channel(vm, channel)) return false;
    args[1] = VALUE_NIL; /* as the native's register */
    return channel->balance > 0 ? receive_now(vm, channel, slot, want)
                                : wait_there(vm, channel, TASKLET_RECEIVING, slot, want);
}

static bool send(VM *vm, uint32_t slot, uint32_t count, int32_t want)
{
    Value *args = &vm->fiber->stack[slot + 1];
    if (count != 2 || args[0].tag != TAG_CHANNEL || !may_act(vm, slot)) return false;
    Channel *channel = (Channel *)args[0].as.object;
    if (!is_plain_channel(vm, channel)) return false;
    args[2] = VALUE_NIL; /* as the native's register */
    return channel->balance < 0 ? send_now(vm, channel, slot, want)
                                : wait_there(vm, channel, TASKLET_SENDING, slot, want);
}

Flow switch_tasklet(VM *vm, uint32_t flags, uint32_t slot, uint32_t count, int32_t want)
{
    if (flags & NATIVE_IS_SCHEDULE) return switch_schedule(vm, slot, count, want);
    const bool is_done = flags & NATIVE_IS_SEND ? send(vm, slot, count, want)
                                                : receive(vm, slot, count, want);
    if (!is_done) return FLOW_ENTER;
    vm->countdown--;
    return FLOW_SWITCHED;
}
