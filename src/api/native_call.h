/*
 * Calls of a host's natives: what SporeCall is, inside.
 *
 * Slot 0 is the first argument; slots follow upwards, all of them registers of the
 * native's frame (vm/native.h):
 *
 *   soft  | arguments | slots … |
 *           ^slot 0
 *   hard  | arguments | stack | error | arguments | slots … |
 *                                       ^slot 0
 *
 * A *hard* native may call back. It runs on a C stack of its own, and what it asks for
 * goes over to the interpreter's stack as a request, exactly as any other native in steps
 * returns one; so the interpreter never stands below it. `stack` is a handle that holds
 * the C stack while Lua code runs above the native, and is closed as a to-be-closed
 * variable if that does not come back.
 */
#pragma once

#include "api/host.h"
#include "arch/stack.h"

typedef struct HostNative {
    NativeDef def;     /* first: found again by its address */
    NativeDef no_more; /* zeros: ends the list of one */
    SporeNative function;
    void *context;
    unsigned flags; /* SPORE_MAY_CALL, … */
    SporeLost lost; /* what becomes of its calls in a resume */
    bool is_decided;
    struct HostNative *next;
} HostNative;

typedef enum CallRequest {
    CALL_RETURN = 0, /* with what spore_return() was told */
    CALL_SLOT,       /* call what is in `slot` with `count` arguments */
    CALL_OWN,        /* the same with own[0] */
    CALL_LATER       /* let others run, then enter again at `step` */
} CallRequest;

enum { CALL_OWN_VALUES = 3 };

struct SporeCall {
    VM *vm;
    NativeCall *native; /* of the entry that goes on */
    const HostNative *host;
    uint32_t argument_count;
    uint32_t first;      /* slot 0, as an index into native->args */
    uint32_t slot_count; /* arguments included */
    CallRequest request;
    uint32_t slot;
    uint32_t count;
    int32_t want;
    uint32_t step; /* resumable: this one, then the next one */
    uint32_t result_slot;
    uint32_t result_count;
    Value own[CALL_OWN_VALUES];
    bool has_error;
    bool is_parked; /* hard: it has called, its handle is made */
    bool is_host;   /* no native's: the host's own, between two runs */
    bool is_over;   /* hard: nothing is wanted of it but its end */
    bool has_finished;
    SporeStatus status; /* hard: what the native, or what it has called, returned */
    Stack *stack;       /* hard: else NULL */
    const Fiber *fiber; /* hard: where its frame stands, … */
    uint32_t base;      /* … and its first register */
};

static inline bool call_is_hard(const SporeCall *call)
{
    return call->stack != NULL;
}

/* The register of a slot that there is. */
static inline Value *call_slot_at(const SporeCall *call, unsigned slot)
{
    return &call->native->args[call->first + slot];
}

/*
 * Are these slots there, and does the native still live? false: the error is set, return
 * SPORE_USAGE.
 */
bool call_has_slots(SporeCall *call, unsigned slot, uint64_t count);
/* vm->error becomes what the native fails with; returns `status`. */
SporeStatus call_fail(SporeCall *call, SporeStatus status);
/* The same after something could not be made: there is no memory, or over the limit. */
SporeStatus call_fail_memory(SporeCall *call);
/* "bad argument #2 to 'f' (message)"; of a slot above the arguments "slot 5: …". */
SporeStatus call_fail_argument(SporeCall *call, unsigned slot, const char *message);
SporeStatus call_fail_type(SporeCall *call, unsigned slot, const char *expected);
/* The value that the native fails with. */
Value call_error(const SporeCall *call);

/* natives.c: its slots are the registers of this entry. */
void call_init(SporeCall *call, VM *vm, NativeCall *native);
/* natives.c: asks the interpreter for the call that is requested. */
NativeStatus call_ask(SporeCall *call, NativeCall *native);
/* natives.c: what the native has returned, for the interpreter. */
NativeStatus call_finish(SporeCall *call, NativeCall *native, SporeStatus status);

/* calls.c: makes own[] a call of a channel's method with `more` arguments to come. false:
 * as call_has_slots(), or there is no channel in the slot. */
bool call_method(SporeCall *call, const char *name, unsigned channel, uint32_t more);
void call_sleep(SporeCall *call, double seconds);

/* host_call.c: a call of the host's own is made by a tasklet. */
SporeStatus host_request(SporeCall *call);

/* hard.c: the entry of a native that may call back. */
NativeStatus hard_native(VM *vm, NativeCall *native);
/* hard.c: does a native that may call back stand in C, or did when it was saved, in this
 * frame? The native need not be known here. */
bool hard_is_frame(const Fiber *fiber, const Frame *frame);
/* hard.c: leaves the C stack with a request; returns when it was served. */
SporeStatus hard_request(SporeCall *call);
/* hard.c: the handle's type and the natives that belong to it. */
bool hard_register(VM *vm);
/* hard.c: before the VM is freed: all that stand in C end, while what they know lives. */
void hard_end_all(VM *vm);
