/*
 * The scheduler: the ring of runnable tasklets, blocking and waking, sleepers,
 * tasklet.run() and its budgets, errors that leave a tasklet, deadlock.
 *
 *        vm->tasklet (current)
 *             v
 *     ... <-> A <-> B <-> C <-> (A)     B runs next; the tail is before A
 *
 * B runs next if no runnable tasklet has a higher priority; else the nearest one of the
 * highest does. A priority decides who is next, it interrupts nobody; who is named by
 * the program (t:run(), a channel's preference) runs whatever it is.
 *
 * The current tasklet is a member of the ring. A switch moves vm->tasklet and
 * sets vm->fiber to NULL: "the scheduler decides". What the native call in which
 * a tasklet stands is to return waits in tasklet->transfer and is delivered when
 * the tasklet is entered again.
 */
#pragma once

#include "vm/vm.h"

/* ---- what the interpreter and vm_run() call ---- */

/*
 * Called at the start of vm_run(), and wherever vm->fiber became NULL: after a
 * NATIVE_SWITCH (when the bookkeeping of the old fiber is done: its wait is no
 * longer WAIT_NONE unless it was interrupted at a safepoint), after
 * scheduler_fiber_ended() and scheduler_fiber_failed(), after
 * scheduler_expired_budget().
 * true: run vm->fiber; its `wait` is NONE, START, READY or ERROR (ERROR may come
 * without any frame: the tasklet was killed before it started).
 * false: return *out_status (RUN_DONE, RUN_IDLE) to the host.
 */
bool scheduler_enter(VM *vm, RunStatus *out_status);

/*
 * Called when vm_run() returns to its host: notes the fiber in which the current
 * tasklet stands and sets vm->fiber to NULL. Nothing observable happens.
 */
void scheduler_leave(VM *vm);

/* The current tasklet's root fiber has returned. Then scheduler_enter(). */
void scheduler_fiber_ended(VM *vm);

/*
 * What it has returned is kept: before scheduler_fiber_ended(), if there are any
 * values. false: the error is set, and the tasklet fails of it.
 */
bool scheduler_keep_results(VM *vm, const Value *values, uint32_t count);

/*
 * vm->error has left the current tasklet's root fiber (main's too). true:
 * scheduler_enter(); false: nobody is there to take it, the run has failed (RUN_FAILED;
 * vm->error_tasklet is set).
 */
bool scheduler_fiber_failed(VM *vm);

/*
 * At a safepoint's slow path, with exact ticks. true: the current tasklet has used
 * up its slice and was taken out of the ring; store its pc, then scheduler_enter().
 */
bool scheduler_expired_budget(VM *vm);

/* The outermost run{budget=…} owns the slices of everybody. NULL: there is none. */
Tasklet *scheduler_budget_owner(const VM *vm);

/* vm->tasklet has changed: its slice begins. */
void scheduler_begin_slice(VM *vm);

/* Ticks until scheduler_expired_budget() may be true; a slice must not be longer. */
uint64_t scheduler_ticks_left(const VM *vm);

/*
 * Makes sleepers whose time has come runnable, at the tail. At a safepoint's slow
 * path when vm->sleepers is not NULL, with vm_clock_ns().
 */
void scheduler_wake_sleepers(VM *vm, int64_t now_ns);

/* ---- setting up ---- */

/* Makes the main tasklet (number 1) and the tasklet.exit value. false: no memory. */
bool scheduler_init(VM *vm);

/*
 * Gives a tasklet that is not alive a fiber that will call `function` (anything
 * callable). It is PAUSED then. false: no memory, or the error is set in vm.
 */
bool scheduler_set_up(VM *vm, Tasklet *tasklet, Value function, const Value *args,
                      uint32_t count);

/*
 * After a load: are ring, queues, sleepers, watchers and the states of all tasklets
 * what this module would have made? `out_reason` says what is not.
 */
bool scheduler_check(VM *vm, const char **out_reason);

/*
 * The same for tasklets and channels that come to those that are there: paused, dead,
 * new, or waiting in the queues of channels among them; without numbers yet. Each of
 * them is given to scheduler_check_object() with a zeroed SchedulerCheck that has `vm`
 * and `is_addition`; scheduler_check_addition() then says what is wrong, or NULL.
 */
typedef struct SchedulerCheck {
    VM *vm;
    bool is_addition;
    const char *reason;                    /* the first thing found wrong, or NULL */
    uint64_t claimed[TASKLET_STATE_COUNT]; /* tasklets by the state they say */
    uint64_t timed;                        /* tasklets that say they wake up */
    uint64_t waiting;                      /* found in the queues of channels */
    uint64_t selecting;                    /* places in the channels of cases … */
    uint64_t selected;                     /* … and those that the tasklets say */
} SchedulerCheck;

/* A ticket in a dump is less; so no dump can use up the tickets of a job. */
#define SCHEDULER_MAX_ADDED_TICKET (UINT64_C(1) << 48)

void scheduler_check_object(void *context, Object *object);
const char *scheduler_check_addition(SchedulerCheck *check);

/* ---- for the natives of tasklet and channel ---- */

/*
 * A tasklet that is not the current one loses its fibers, as they stand: nothing of
 * them runs any more. Who still knows its coroutines sees dead ones.
 */
void scheduler_drop_fibers(VM *vm, Tasklet *tasklet);

/* Puts a PAUSED tasklet at the ring's tail, or right after the current one. */
void scheduler_insert(VM *vm, Tasklet *tasklet);
void scheduler_insert_next(VM *vm, Tasklet *tasklet);
/* Takes a RUNNABLE tasklet that is not the current one out of the ring. */
void scheduler_remove(VM *vm, Tasklet *tasklet);

/* The one in the ring that runs after the current one. */
Tasklet *scheduler_next(const VM *vm);

/* A priority within the limits, for a tasklet in any state. */
void scheduler_set_priority(VM *vm, Tasklet *tasklet, int priority);
/* After a load: counts the runnable tasklets of each priority. */
void scheduler_count_priorities(VM *vm);

/*
 * May a native give up control now? false: a switch trap is set; the error is set.
 * To be asked before anything is changed.
 */
bool scheduler_may_switch(VM *vm);

/*
 * The current tasklet stays where it is in the ring and `target`, another member,
 * runs now. The native has set the transfer and returns NATIVE_SWITCH.
 */
void scheduler_switch(VM *vm, Tasklet *target);

/*
 * Takes the current tasklet out of the ring into `state`; the next one runs. The
 * caller has asked scheduler_can_block() and puts it into the chain of that state.
 */
void scheduler_block(VM *vm, TaskletState state);

/*
 * May the current tasklet leave the ring? false: nobody would be left to run, and
 * nobody could wake main: a deadlock. No error is set.
 */
bool scheduler_can_block(const VM *vm);

/*
 * Sets vm->error to a text that says who waits on whom: the current tasklet was
 * about to wait on `channel` (NULL: to leave the ring), dir +1: to send.
 */
NativeStatus scheduler_deadlock(VM *vm, Channel *channel, int dir);
/* The same, about to wait in select. */
NativeStatus scheduler_deadlock_in_select(VM *vm);
/* The error for one that waits on a channel, or in select, while nobody is left to run.
 */
Value scheduler_deadlock_of(VM *vm, const Tasklet *tasklet);

/*
 * Takes a tasklet that waits (on a channel, on time, inside run()) out of its
 * chain: PAUSED then. One inside run() takes the watchers inside of it along: these
 * become runnable.
 */
void scheduler_unblock(VM *vm, Tasklet *tasklet);

/* What a waiting or runnable tasklet's native call will return, or raise. */
void scheduler_set_transfer(VM *vm, Tasklet *tasklet, Value value, bool is_error);

/* What comes with the transfer, which is set before. */
void scheduler_set_reply(VM *vm, Tasklet *tasklet, TaskletReply reply,
                         uint32_t case_number);
enum { SCHEDULER_REPLY_MAX = 3 };
/* The values that a reply is; how many are in out[SCHEDULER_REPLY_MAX]. */
uint32_t scheduler_reply(VM *vm, TaskletReply reply, uint32_t case_number, Value value,
                         Value *out);

/*
 * Raises `error` in a living tasklet that is not the current one: at its next
 * turn (`is_pending`), or now: it is put before the current one, which goes on
 * right after it, and NATIVE_SWITCH is to be returned.
 */
void scheduler_post(VM *vm, Tasklet *tasklet, Value error, bool is_pending);

/*
 * As scheduler_block(), into a state of one that is blocked, until `wake_ns` at the
 * latest (job clock). It gets its ticket; the caller puts it into the chain.
 */
#define SCHEDULER_FOR_EVER INT64_MAX
void scheduler_wait(VM *vm, TaskletState state, int64_t wake_ns);
/* The part of waking a blocked tasklet that is the same in all states: PAUSED then. */
void scheduler_end_wait(VM *vm, Tasklet *tasklet);

typedef struct WatchOptions {
    int64_t budget;       /* ticks that a tasklet may run without a switch; 0: any */
    int64_t total_budget; /* ticks of the whole run; 0: any */
    bool is_soft;         /* nobody is interrupted: at the next switch run() returns */
    bool ignores_nesting; /* interrupt inside natives too */
} WatchOptions;

/* The current tasklet waits inside run(). */
void scheduler_watch(VM *vm, const WatchOptions *options);

/* The value that ends a tasklet silently: tasklet.exit. */
Value scheduler_exit_value(VM *vm);
bool scheduler_is_exit(VM *vm, Value error);

/*
 * An error text with "file:line: " of the place where a waiting tasklet stands, as
 * a string value; vm->error is left alone. nil: out of memory.
 */
Value scheduler_error_at(VM *vm, const Tasklet *tasklet, const char *message);

/* ---- links between tasklets ---- */

/* *field = target, a field of `owner`, with the barrier. */
static inline void scheduler_link(VM *vm, void *owner, Tasklet **field, Tasklet *target)
{
    *field = target;
    heap_barrier(vm, owner, target ? value_object(TAG_TASKLET, target) : VALUE_NIL);
}
