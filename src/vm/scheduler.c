/*
 * Who runs: the ring, blocking and waking, run() and its budgets, and what happens
 * when a tasklet ends or fails. The orders are Stackless Python's.
 */
#include "vm/scheduler.h"

#include "vm/callback.h"
#include "vm/channel.h"
#include "vm/priority.h"
#include "vm/sleepers.h"
#include "vm/uncaught.h"

/* ---- the ring ---- */

Tasklet *scheduler_budget_owner(const VM *vm)
{
    Tasklet *owner = NULL;
    for (Tasklet *t = vm->watchers; t; t = t->next)
        if (t->budget > 0 || t->budget_end > 0) owner = t;
    return owner;
}

void scheduler_begin_slice(VM *vm)
{
    const Tasklet *owner = vm->tasklet ? scheduler_budget_owner(vm) : NULL;
    const uint64_t now = vm_ticks(vm);
    if (owner && owner->is_soft && now >= vm->budget_end) vm->is_budget_over = true;
    vm->budget_end = UINT64_MAX;
    if (!owner) return;
    if (owner->budget > 0) vm->budget_end = now + (uint64_t)owner->budget;
    if (owner->budget_end > 0 && owner->budget_end < vm->budget_end)
        vm->budget_end = owner->budget_end;
    vm_poke(vm);
}

static void set_state(VM *vm, Tasklet *tasklet, TaskletState state)
{
    tasklet->state = (uint8_t)state;
    heap_touch(vm, tasklet);
}

static void insert_before(VM *vm, Tasklet *place, Tasklet *tasklet)
{
    Tasklet *prev = place->prev;
    scheduler_link(vm, tasklet, &tasklet->prev, prev);
    scheduler_link(vm, tasklet, &tasklet->next, place);
    scheduler_link(vm, prev, &prev->next, tasklet);
    scheduler_link(vm, place, &place->prev, tasklet);
}

/* Into the ring, before `place`; into an empty one as the current tasklet. */
static void ring_insert(VM *vm, Tasklet *place, Tasklet *tasklet)
{
    set_state(vm, tasklet, TASKLET_RUNNABLE);
    vm->runnable_count++;
    ++*priority_count(vm, tasklet);
    if (place) {
        insert_before(vm, place, tasklet);
        return;
    }
    scheduler_link(vm, tasklet, &tasklet->next, tasklet);
    scheduler_link(vm, tasklet, &tasklet->prev, tasklet);
    vm->tasklet = tasklet;
    scheduler_begin_slice(vm);
}

/* Out of the ring; if it was the current one, the next is. */
static void ring_remove(VM *vm, Tasklet *tasklet)
{
    Tasklet *next = tasklet->next;
    Tasklet *prev = tasklet->prev;
    vm->runnable_count--;
    --*priority_count(vm, tasklet);
    Tasklet *heir = vm->tasklet == tasklet && next != tasklet
                        ? priority_next_after(vm, tasklet)
                        : NULL;
    scheduler_link(vm, prev, &prev->next, next);
    scheduler_link(vm, next, &next->prev, prev);
    scheduler_link(vm, tasklet, &tasklet->next, NULL);
    scheduler_link(vm, tasklet, &tasklet->prev, NULL);
    set_state(vm, tasklet, TASKLET_PAUSED);
    if (vm->tasklet != tasklet) return;
    vm->tasklet = heir;
    scheduler_begin_slice(vm);
}

void scheduler_insert(VM *vm, Tasklet *tasklet)
{
    ring_insert(vm, vm->tasklet, tasklet);
}

void scheduler_insert_next(VM *vm, Tasklet *tasklet)
{
    ring_insert(vm, vm->tasklet ? vm->tasklet->next : NULL, tasklet);
}

void scheduler_remove(VM *vm, Tasklet *tasklet)
{
    ring_remove(vm, tasklet);
}

void scheduler_set_transfer(VM *vm, Tasklet *tasklet, Value value, bool is_error)
{
    tasklet->transfer = value;
    tasklet->is_error = is_error;
    tasklet->reply = REPLY_VALUE;
    heap_barrier(vm, tasklet, value);
}

void scheduler_set_reply(VM *vm, Tasklet *tasklet, TaskletReply reply,
                         uint32_t case_number)
{
    tasklet->reply = (uint8_t)reply;
    tasklet->case_number = (uint16_t)case_number;
    heap_touch(vm, tasklet);
}

/* ---- switching ---- */

void scheduler_leave(VM *vm)
{
    if (vm->fiber && callback_leave(vm)) return;
    Tasklet *tasklet = vm->tasklet;
    Fiber *fiber = vm->fiber;
    vm->fiber = NULL;
    if (fiber) heap_leave_fiber(vm, &fiber->header);
    if (!tasklet || !fiber || tasklet->active == fiber) return;
    tasklet->active = fiber;
    heap_barrier(vm, tasklet, value_object(TAG_COROUTINE, fiber));
}

static void make_current(VM *vm, Tasklet *tasklet)
{
    vm->tasklet = tasklet;
    scheduler_begin_slice(vm);
}

bool scheduler_may_switch(VM *vm)
{
    if (vm->switch_trap == 0) return true;
    native_error(vm, "switch_trap: this would switch to another tasklet");
    return false;
}

void scheduler_switch(VM *vm, Tasklet *target)
{
    scheduler_leave(vm);
    make_current(vm, target);
}

void scheduler_block(VM *vm, TaskletState state)
{
    Tasklet *tasklet = vm->tasklet;
    scheduler_leave(vm);
    ring_remove(vm, tasklet);
    set_state(vm, tasklet, state);
}

/* Makes `tasklet`, which is in the ring or in no chain, the current one. */
static void run_now(VM *vm, Tasklet *tasklet)
{
    if (tasklet->state != TASKLET_RUNNABLE) scheduler_insert(vm, tasklet);
    if (vm->tasklet != tasklet) make_current(vm, tasklet);
}

/* ---- waiting ---- */

/* A watcher is woken: those inside of it do not wait any longer either. */
static void unwatch(VM *vm, Tasklet *tasklet)
{
    Tasklet *woken;
    do {
        woken = vm->watchers;
        vm->watchers = woken->next;
        woken->budget = 0;
        woken->budget_end = 0;
        woken->is_soft = false;
        woken->lets_nest = false;
        scheduler_link(vm, woken, &woken->next, NULL);
        set_state(vm, woken, TASKLET_PAUSED);
        if (woken != tasklet) scheduler_insert(vm, woken);
    } while (woken != tasklet);
    if (!scheduler_budget_owner(vm)) vm->budget_end = UINT64_MAX;
}

void scheduler_unblock(VM *vm, Tasklet *tasklet)
{
    switch (tasklet->state) {
    case TASKLET_SENDING:
    case TASKLET_RECEIVING: channel_remove(vm, tasklet); break;
    case TASKLET_SELECTING: channel_unselect(vm, tasklet); break;
    case TASKLET_SLEEPING: scheduler_end_wait(vm, tasklet); break;
    case TASKLET_WATCHING: unwatch(vm, tasklet); return; /* it returns its tempval */
    default: return;
    }
    scheduler_set_transfer(vm, tasklet, VALUE_NIL, false);
}

void scheduler_wait(VM *vm, TaskletState state, int64_t wake_ns)
{
    Tasklet *tasklet = vm->tasklet;
    scheduler_block(vm, state);
    tasklet->ticket = vm->next_ticket++;
    tasklet->since_ns = vm->slice_ns;
    if (wake_ns == SCHEDULER_FOR_EVER) return;
    tasklet->is_timed = true;
    tasklet->wake_ns = wake_ns;
    sleepers_add(vm, tasklet);
}

void scheduler_end_wait(VM *vm, Tasklet *tasklet)
{
    if (tasklet->is_timed) sleepers_remove(vm, tasklet);
    tasklet->is_timed = false;
    tasklet->ticket = 0;
    set_state(vm, tasklet, TASKLET_PAUSED);
}

void scheduler_wake_sleepers(VM *vm, int64_t now_ns)
{
    while (vm->sleepers && vm->sleepers->wake_ns <= now_ns) {
        Tasklet *tasklet = vm->sleepers;
        const bool is_late = tasklet->state != TASKLET_SLEEPING;
        scheduler_unblock(vm, tasklet);
        if (is_late) scheduler_set_reply(vm, tasklet, REPLY_TIMEOUT, 0);
        scheduler_insert(vm, tasklet);
    }
}

void scheduler_watch(VM *vm, const WatchOptions *options)
{
    Tasklet *tasklet = vm->tasklet;
    const uint64_t now = vm_ticks(vm), total = (uint64_t)options->total_budget;
    scheduler_set_transfer(vm, tasklet, VALUE_NIL, false);
    tasklet->budget = options->budget;
    tasklet->budget_end = total == 0 ? 0 : now + total;
    tasklet->is_soft = options->is_soft;
    tasklet->lets_nest = options->ignores_nesting;
    scheduler_block(vm, TASKLET_WATCHING);
    scheduler_link(vm, tasklet, &tasklet->next, vm->watchers);
    vm->watchers = tasklet;
    scheduler_begin_slice(vm);
}

/*
 * Not inside finalizers, whose ticks are given back (lib/collector.c), and not what
 * the program has protected: as soon as it has not, the budget counts again.
 */
static bool can_interrupt(const VM *vm, const Tasklet *owner)
{
    const Tasklet *tasklet = vm->tasklet;
    if (vm->finalizing || vm->callbacks.fiber || vm->switch_trap != 0 || owner->is_soft)
        return false;
    if (tasklet->flags & TASKLET_IS_ATOMIC) return false;
    return owner->lets_nest || (tasklet->flags & TASKLET_IGNORES_NESTING) ||
           tasklet_nesting_level(vm, tasklet) == 0;
}

uint64_t scheduler_ticks_left(const VM *vm)
{
    if (vm->budget_end == UINT64_MAX) return UINT64_MAX;
    const uint64_t now = vm_ticks(vm);
    if (!can_interrupt(vm, scheduler_budget_owner(vm))) return UINT64_MAX;
    return vm->budget_end > now ? vm->budget_end - now : 0;
}

bool scheduler_expired_budget(VM *vm)
{
    if (vm->budget_end == UINT64_MAX || vm_ticks(vm) < vm->budget_end) return false;
    Tasklet *owner = scheduler_budget_owner(vm);
    Tasklet *victim = vm->tasklet;
    if (!can_interrupt(vm, owner)) return false;
    scheduler_block(vm, TASKLET_PAUSED);
    scheduler_unblock(vm, owner);
    scheduler_set_transfer(vm, owner, value_object(TAG_TASKLET, victim), false);
    run_now(vm, owner);
    return true;
}

bool scheduler_can_block(const VM *vm)
{
    const Tasklet *main_tasklet = vm->main_tasklet;
    if (vm->runnable_count > 1 || vm->sleepers || vm->watchers) return true;
    if (!tasklet_is_alive(main_tasklet)) return true;
    return main_tasklet != vm->tasklet && !tasklet_is_blocked(main_tasklet);
}

/* ---- ends and errors ---- */

void scheduler_post(VM *vm, Tasklet *tasklet, Value error, bool is_pending)
{
    scheduler_unblock(vm, tasklet);
    scheduler_set_transfer(vm, tasklet, error, true);
    if (is_pending) {
        if (tasklet->state != TASKLET_RUNNABLE) scheduler_insert(vm, tasklet);
        return;
    }
    if (tasklet->state == TASKLET_RUNNABLE) ring_remove(vm, tasklet);
    scheduler_set_transfer(vm, vm->tasklet, VALUE_NIL, false);
    scheduler_leave(vm);
    run_now(vm, tasklet);
}

void scheduler_drop_fibers(VM *vm, Tasklet *tasklet)
{
    for (Fiber *fiber = tasklet->active, *outer; fiber; fiber = outer) {
        outer = fiber->resumer;
        if (fiber->status != FIBER_DEAD) fiber->error = scheduler_exit_value(vm);
        fiber->resumer = NULL;
        fiber->status = FIBER_DEAD;
        fiber->is_unwinding = 0;
        heap_barrier(vm, fiber, fiber->error);
    }
    vm->living_count -= tasklet->root != NULL;
    tasklet->root = NULL;
    tasklet->active = NULL;
    scheduler_set_transfer(vm, tasklet, VALUE_NIL, false);
}

/* The current tasklet is over; the next one is current. */
static void bury(VM *vm)
{
    Tasklet *tasklet = vm->tasklet;
    vm->fiber = NULL;
    ring_remove(vm, tasklet);
    scheduler_drop_fibers(vm, tasklet);
    set_state(vm, tasklet, TASKLET_DEAD);
    if (tasklet == vm->awaited) vm_request(vm, REQUEST_AWAITED);
}

/* The current tasklet has ended for good. */
static void end_tasklet(VM *vm)
{
    Tasklet *tasklet = vm->tasklet;
    bury(vm);
    if (tasklet_done(tasklet)) channel_close(vm, tasklet_done(tasklet));
}

bool scheduler_keep_results(VM *vm, const Value *values, uint32_t count)
{
    Tasklet *tasklet = vm->tasklet;
    if (tasklet->flags & TASKLET_HANDLES_ERROR) return true; /* they are the handler's */
    Table *results = table_new(vm, count, 1);
    if (!results) return false;
    for (uint32_t i = 0; i < count; i++)
        if (!table_set_integer(vm, results, (int64_t)i + 1, values[i])) return false;
    if (!table_set_named(vm, results, "n", value_integer(count))) return false;
    tasklet->results = value_object(TAG_TABLE, results);
    heap_barrier(vm, tasklet, tasklet->results);
    return true;
}

void scheduler_fiber_ended(VM *vm)
{
    if (!callback_end(vm)) end_tasklet(vm);
}

Value scheduler_exit_value(VM *vm)
{
    String *name = string_from(vm, "tasklet.exit");
    return name ? table_get_string(vm->registry, name) : VALUE_NIL;
}

bool scheduler_is_exit(VM *vm, Value error)
{
    const Value exit_value = scheduler_exit_value(vm);
    return error.tag == TAG_TABLE && exit_value.tag == TAG_TABLE &&
           error.as.object == exit_value.as.object;
}

/* Who waits for its end, or its scope, learns of the error: it is not lost. */
static bool is_error_taken(const Tasklet *tasklet)
{
    const Channel *done = tasklet_done(tasklet);
    return (tasklet->flags & TASKLET_IS_KEPT) ||
           (done && (done->first || done->selecting_count > 0));
}

/*
 * The dead tasklet lives again, where it stood in the ring, to call the error handler
 * with the error and its traceback. false: nothing has happened.
 */
static bool call_error_handler(VM *vm, Tasklet *tasklet)
{
    const Value error = tasklet->error;
    String *traceback = tasklet_traceback(tasklet);
    const Value arguments[2] = {error, traceback ? string_value(traceback) : VALUE_NIL};
    const bool is_handled = tasklet->flags & TASKLET_HANDLES_ERROR;
    if (tasklet->is_main || is_handled || value_is_nil(vm->callbacks.on_error))
        return false;
    if (!scheduler_set_up(vm, tasklet, vm->callbacks.on_error, arguments, 2)) {
        vm->error = error;
        return false;
    }
    tasklet->error = error;
    tasklet->results = VALUE_FALSE;
    tasklet->flags |= TASKLET_HANDLES_ERROR;
    run_now(vm, tasklet);
    return true;
}

/* The error of a dead tasklet goes to the innermost run(), or to main. */
static bool raise_elsewhere(VM *vm, Tasklet *tasklet)
{
    Tasklet *taker = vm->watchers ? vm->watchers : vm->main_tasklet;
    if (tasklet->is_main || !tasklet_is_alive(taker)) {
        vm->error_tasklet = tasklet;
        return false;
    }
    scheduler_unblock(vm, taker);
    scheduler_set_transfer(vm, taker, tasklet->error, true);
    uncaught_hand_over(vm, tasklet, taker);
    run_now(vm, taker);
    return true;
}

bool scheduler_fiber_failed(VM *vm)
{
    const Value error = vm->error;
    Tasklet *tasklet = vm->tasklet;
    if (callback_end(vm)) {
        vm->error = VALUE_NIL;
        return true;
    }
    const bool is_taken = is_error_taken(tasklet) || scheduler_is_exit(vm, error);
    const bool is_silent = is_taken && !tasklet->is_main;
    bury(vm);
    tasklet->results = VALUE_FALSE;
    tasklet->error = error;
    heap_barrier(vm, tasklet, error);
    bool goes_on = !is_silent && call_error_handler(vm, tasklet);
    if (!goes_on) {
        if (tasklet_done(tasklet)) channel_close(vm, tasklet_done(tasklet));
        goes_on = is_silent || raise_elsewhere(vm, tasklet);
    }
    if (goes_on) vm->error = VALUE_NIL;
    return goes_on;
}

/* ---- entering ---- */

/*
 * The ring is empty. Sleepers come first: while one may still wake up, nothing is
 * over. Then the innermost run() returns, and at last main goes on.
 */
static bool refill(VM *vm, RunStatus *out_status)
{
    Tasklet *main_tasklet = vm->main_tasklet;
    if (vm->sleepers) {
        scheduler_wake_sleepers(vm, vm_clock_ns(vm));
        *out_status = atomic_load(&vm->requests) ? RUN_REQUEST : RUN_IDLE;
        return vm->tasklet != NULL;
    }
    if (vm->watchers) {
        Tasklet *watcher = vm->watchers;
        scheduler_unblock(vm, watcher);
        scheduler_insert(vm, watcher);
        return true;
    }
    if (vm->awaited) {
        *out_status = RUN_REQUEST;
        return false;
    }
    if (!tasklet_is_alive(main_tasklet)) {
        *out_status = RUN_DONE;
        return false;
    }
    if (tasklet_is_blocked(main_tasklet)) {
        const Value error = scheduler_deadlock_of(vm, main_tasklet);
        scheduler_unblock(vm, main_tasklet);
        scheduler_set_transfer(vm, main_tasklet, error, true);
    }
    scheduler_insert(vm, main_tasklet);
    return true;
}

static Value text_value(VM *vm, const char *text)
{
    String *string = string_from(vm, text);
    return string ? string_value(string) : VALUE_NIL;
}

uint32_t scheduler_reply(VM *vm, TaskletReply reply, uint32_t case_number, Value value,
                         Value *out)
{
    const bool has_number = reply == REPLY_SELECTED || reply == REPLY_CLOSED;
    const bool is_done = reply == REPLY_RECEIVED || reply == REPLY_SENT;
    uint32_t count = 0;
    if (has_number) out[count++] = value_integer(case_number);
    if (is_done) out[count++] = VALUE_TRUE;
    if (reply == REPLY_TIMEOUT || reply == REPLY_CLOSED) {
        out[count++] = VALUE_NIL;
        out[count++] = text_value(vm, reply == REPLY_TIMEOUT ? "timeout" : "closed");
    } else if (reply != REPLY_SENT) {
        out[count++] = value;
    }
    return count;
}

/* Hands over what the native call in which the tasklet stands is to return. */
static void deliver(VM *vm, Tasklet *tasklet, Fiber *fiber)
{
    if (tasklet->is_error) {
        fiber_deliver_error(vm, fiber, tasklet->transfer);
    } else if (fiber->wait == WAIT_VALUES) {
        Value values[SCHEDULER_REPLY_MAX];
        const uint32_t count =
            scheduler_reply(vm, (TaskletReply)tasklet->reply, tasklet->case_number,
                            tasklet->transfer, values);
        if (!fiber_deliver(vm, fiber, values, count))
            fiber_deliver_error(vm, fiber, vm->error);
    } else {
        return;
    }
    scheduler_set_transfer(vm, tasklet, VALUE_NIL, false);
}

/* A soft budget is over: its run() returns instead of who would run now. */
static void end_soft_run(VM *vm)
{
    Tasklet *owner = scheduler_budget_owner(vm);
    vm->is_budget_over = false;
    if (!owner || !vm->tasklet) return;
    scheduler_unblock(vm, owner);
    run_now(vm, owner);
}

bool scheduler_enter(VM *vm, RunStatus *out_status)
{
    if (vm->is_budget_over) end_soft_run(vm);
    if (!vm->tasklet && !refill(vm, out_status)) return false;
    if (callback_enter(vm)) return true;
    Fiber *fiber = vm->tasklet->active;
    deliver(vm, vm->tasklet, fiber);
    fiber->status = FIBER_RUNNING;
    vm->fiber = fiber;
    return true;
}

/* ---- setting up ---- */

bool scheduler_init(VM *vm)
{
    vm->budget_end = UINT64_MAX;
    callback_stop(vm);
    vm->main_tasklet = tasklet_new(vm);
    if (!vm->main_tasklet) return false;
    vm->main_tasklet->is_main = true;
    return true;
}

/* A fiber that calls a value's __call with the value before the arguments. */
static Fiber *fiber_for_callable(VM *vm, Value callable, const Value *args,
                                 uint32_t count)
{
    const Value function = vm_metamethod(vm, callable, NAME_CALL);
    if (!value_is_function(function)) {
        vm_fail(vm, "attempt to call a %s value", value_type_name(callable));
        return NULL;
    }
    Fiber *fiber = fiber_new(vm, function, &callable, 1);
    if (fiber && !fiber_deliver(vm, fiber, args, count)) return NULL;
    return fiber;
}

bool scheduler_set_up(VM *vm, Tasklet *tasklet, Value function, const Value *args,
                      uint32_t count)
{
    Fiber *fiber = value_is_function(function)
                       ? fiber_new(vm, function, args, count)
                       : fiber_for_callable(vm, function, args, count);
    if (!fiber) return false;
    const Value reference = value_object(TAG_COROUTINE, fiber);
    fiber->owner = &tasklet->header;
    heap_barrier(vm, fiber, value_object(TAG_TASKLET, tasklet));
    vm->living_count += tasklet->root == NULL;
    tasklet->root = fiber;
    tasklet->active = fiber;
    heap_barrier(vm, tasklet, reference);
    tasklet->function = VALUE_NIL;
    tasklet->error = VALUE_NIL;
    tasklet->results = VALUE_NIL;
    tasklet->flags &= (uint8_t) ~(TASKLET_HANDLES_ERROR | TASKLET_IN_CALLBACK);
    scheduler_set_transfer(vm, tasklet, VALUE_NIL, false);
    set_state(vm, tasklet, TASKLET_PAUSED);
    return true;
}
