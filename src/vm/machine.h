/*
 * Inside the interpreter: what its loop (interpret.c) and its slow paths (call.c,
 * raise.c, operate.c) share. A slow path changes the fiber's data and says how to
 * go on; it never calls the loop.
 */
#pragma once

#include "vm/interpret.h"
#include "vm/opcode.h"

typedef enum Flow {
    FLOW_NEXT,     /* go on at the pc of the top frame, a Lua one */
    FLOW_SWITCHED, /* the same, but vm->fiber is another one */
    FLOW_CALLED,   /* the same as FLOW_NEXT, in a frame just pushed: a safepoint is due */
    FLOW_CALL,     /* call what call_later() has noted */
    FLOW_CONCAT,   /* go on with the top frame's CONCAT: fiber->transfer_count
                      operands are left */
    FLOW_NATIVE,   /* the top frame is a native whose callee has returned: the values
                      are at fiber->wait_slot, fiber->transfer_count of them */
    FLOW_AGAIN,    /* the top frame is a native that asked for a safepoint */
    FLOW_ENTER,    /* vm->fiber has changed, or the scheduler decides (NULL) */
    FLOW_RAISE,    /* vm->error is to be raised */
    FLOW_UNWIND,   /* the same, but its message handler has run */
    FLOW_STOP      /* leave the loop with vm->run_status */
} Flow;

/* What becomes of a call's results. */
typedef struct Target {
    uint32_t slot; /* of the first result */
    int32_t want;  /* how many; -1: all, and fiber->top is set */
    uint8_t after; /* After */
    uint16_t aux;
} Target;

/* See hook.h. */
void hook_refresh(VM *vm);

/* First slot above the registers of the top frame: free for a call. */
static inline uint32_t fiber_free_slot(const Fiber *fiber)
{
    if (fiber->frame_count == 0) return 0;
    const Frame *frame = fiber_top_frame(fiber);
    return frame->base + frame->size;
}

/* The interpreter goes on in this fiber: it becomes dirty, its top frame changes. */
static inline void fiber_enter(VM *vm, Fiber *fiber)
{
    fiber->status = FIBER_RUNNING;
    fiber_lower(fiber);
    heap_touch(vm, fiber);
    if (fiber->hook || vm->hook_mask) hook_refresh(vm);
}

/* ---- call.c ---- */

/*
 * Calls the value in `slot` with `count` arguments above it. Lua: a frame is
 * pushed. Native: it runs, at once or in steps. Else __call.
 */
Flow call_slot(VM *vm, uint32_t slot, uint32_t count, const Target *target);
/*
 * The same, but from the loop: a native that calls natives must not nest in C.
 * (A callee that is no native is called at once.)
 */
Flow call_later(VM *vm, uint32_t slot, uint32_t count, const Target *target);
Flow call_noted(VM *vm);
/* Calls `function` with up to 3 arguments above the top frame's registers. */
Flow call_function(VM *vm, Value function, const Value *args, uint32_t count,
                   const Target *target);
/*
 * TAILCALL. A Lua function takes the place of the top frame; a native runs above
 * it, and then the frame returns its results.
 */
Flow call_tail(VM *vm, uint32_t slot, uint32_t count);
/* The top frame returns `count` values from `slot` on. */
Flow call_return(VM *vm, uint32_t slot, uint32_t count);
/* Enters the native in the top frame again (FLOW_NATIVE, FLOW_AGAIN). */
Flow call_native_again(VM *vm, uint32_t values_slot, uint32_t value_count,
                       bool has_failed);
/*
 * FLOW_NATIVE, but a safepoint comes first: the values wait in the fiber, until it
 * is entered again.
 */
void call_keep_values(VM *vm);
/* `to` runs next, with these values as what it waits for. */
Flow call_deliver(VM *vm, Fiber *to, const Value *values, uint32_t count);
/* Starts or goes on in vm->fiber as its `wait` says. */
Flow call_enter_fiber(VM *vm);
/* Copies results to their target's slots. false: error set. */
bool call_place(VM *vm, uint32_t slot, int32_t want, const Value *values, uint32_t count);

/* ---- raise.c ---- */

/* Index + 1 of the topmost frame that catches; 0: none. */
uint32_t raise_find_catcher(const Fiber *fiber);
/* vm->error was raised: its message handler is called, if there is one. */
Flow raise_error(VM *vm);
/* vm->error is on its way: to a catching frame, the resumer or the scheduler. */
Flow raise_unwind(VM *vm);
/*
 * Closes the last of the to-be-closed variables in slots >= from: its __close is
 * called with `error` in free_slot, or above the variable if that is higher; what
 * follows the call is `after`. FLOW_NEXT: there is none.
 */
Flow close_variables(VM *vm, uint32_t from, Value error, uint8_t after,
                     uint32_t free_slot);
/* Notes that the variable in `slot` is to be closed; false: error set. */
bool close_note(VM *vm, uint32_t slot);

/* ---- switch.c: soft switches by the shortest way ---- */

/*
 * Resumes `target` with these arguments; the call's results go to `slot`. `wait`:
 * WAIT_RESUME or WAIT_WRAP. false: nothing was done, take the native's way.
 */
bool switch_resume(VM *vm, Fiber *target, const Value *args, uint32_t count,
                   FiberWait wait, uint32_t slot, int32_t want);
bool switch_yield(VM *vm, const Value *args, uint32_t count, uint32_t slot, int32_t want);
/*
 * A native with one of the flags NATIVE_IS_SCHEDULE, _SEND, _RECEIVE is called in `slot`:
 * another tasklet goes on or starts, or this one with its value. FLOW_ENTER: nothing was
 * done, take the native's way.
 */
Flow switch_tasklet(VM *vm, uint32_t flags, uint32_t slot, uint32_t count, int32_t want);
/*
 * The scheduler has chosen vm->tasklet. Goes on in it, if it waits in a plain call or
 * starts with a plain function. FLOW_ENTER: nothing was done, take the long way.
 */
Flow switch_to_chosen(VM *vm);

/* ---- operate.c: operators beyond their fast paths ---- */

Flow operate_index(VM *vm, Value object, Value key, uint32_t slot);
Flow operate_set_index(VM *vm, Value object, Value key, Value value);
Flow operate_arith(VM *vm, Arith op, Value a, Value b, uint32_t slot);
Flow operate_concat(VM *vm, uint32_t slot, uint32_t count);
Flow operate_length(VM *vm, Value v, uint32_t slot);
/* The comparison before the top frame's pc; AFTER_TEST or the jump is done. */
Flow operate_equal(VM *vm, Value a, Value b);
Flow operate_less(VM *vm, Value a, Value b);
Flow operate_less_equal(VM *vm, Value a, Value b);
/* Steps over or takes the jump at the top frame's pc. */
void operate_jump(Frame *frame, bool is_taken);
/* Prepares a numeric loop at `registers`; false: error set. */
bool operate_for_prepare(VM *vm, Value *registers, bool *out_runs);

/* "attempt to call a nil value (global 'f')" and the like; sets vm->error. */
Flow operate_call_error(VM *vm, Value callee);
