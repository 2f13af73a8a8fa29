/*
 * Natives: C functions that Lua calls, known by a registered name. A native gets
 * its arguments in registers, does a bounded amount of work and returns; it
 * never calls the interpreter. A *resumable* native that wants a Lua function
 * called, or has more to do than ~100 µs of work, returns to the interpreter
 * and is entered again at its next step. All that it must remember sits in its
 * registers and the step number, so it can be saved between any two entries.
 * What it finds there it checks again: a snapshot may have been forged.
 *
 *   registers:  | args[0] … args[count-1] | nil … up to def->registers |
 *                 ^call->args
 *
 * After a CALL request the function's results come as call->values. Values kept
 * across a step live in registers, never in C locals.
 */
#pragma once

#include "vm/fiber.h"

typedef struct String String;
typedef struct Table Table;

typedef enum NativeStatus {
    NATIVE_ERROR,  /* vm->error is set */
    NATIVE_RETURN, /* results, result_count are set */
    NATIVE_CALL,   /* call a function, then enter this native again at `step` */
    NATIVE_AGAIN,  /* let a safepoint happen, then enter again at `step` */
    NATIVE_TAIL,   /* call a function in this native's place */
    NATIVE_SWITCH  /* vm->fiber was changed; results come by fiber_deliver() */
} NativeStatus;

typedef struct NativeCall {
    const NativeDef *def;
    Value *args;         /* registers; args[0 … max(count, def->registers)-1] */
    uint32_t count;      /* arguments that were given; the rest is nil */
    uint32_t step;       /* 0 at the first entry; set it before CALL or AGAIN */
    bool is_framed;      /* this native has a frame of its own (step > 0) */
    bool has_failed;     /* entered with an error (NATIVE_CATCHES): values[0] */
    const Value *values; /* results of the function that was called */
    uint32_t value_count;
    const Value *results; /* NATIVE_RETURN: any place in the stack or a static */
    uint32_t result_count;
    Value *callee;         /* NATIVE_CALL/TAIL: function, arguments after it; at
                              args[0] or in the area of native_scratch() */
    uint32_t callee_count; /* arguments of the callee */
    int32_t want;          /* results wanted from it; -1: all */
} NativeCall;

typedef NativeStatus (*NativeFunction)(VM *vm, NativeCall *call);

enum {
    NATIVE_CATCHES = 1 << 0,   /* is entered again when its callee fails */
    NATIVE_SCHEDULES = 1 << 1, /* may change the tasklet that runs: no finalizer may
                                  call it */
    NATIVE_RESTARTABLE = 1 << 2,
    NATIVE_HANDLER = 1 << 3,      /* args[1] is a message handler (xpcall) */
    NATIVE_IS_NEXT = 1 << 4,      /* next: the generic for steps tables by itself */
    NATIVE_IS_IPAIRS = 1 << 5,    /* the iterator of ipairs: likewise */
    NATIVE_IS_RESUME = 1 << 6,    /* coroutine.resume: see switch.c */
    NATIVE_IS_YIELD = 1 << 7,     /* coroutine.yield: likewise */
    NATIVE_IS_WRAP = 1 << 8,      /* what a call of a TAG_WRAP value runs */
    NATIVE_IS_FINALIZE = 1 << 9,  /* runs pending finalizers: see finalize.h */
    NATIVE_IS_UNLISTED = 1 << 10, /* in no library's table: messages call it '?' when
                                    its caller has no name for it */
    NATIVE_IS_METHODS = 1 << 11,  /* __index of a type whose metatable holds its methods:
                                     SELF finds those by itself */
    NATIVE_IS_SCHEDULE = 1 << 12, /* tasklet.schedule: see switch.c */
    NATIVE_IS_SEND = 1 << 13,     /* channel:send: likewise */
    NATIVE_IS_RECEIVE = 1 << 14,  /* channel:receive: likewise */
    NATIVE_IS_HOST = 1 << 15,     /* a host's: its slots stand above its arguments */
    NATIVE_IS_HARD = 1 << 16      /* a host's that may call back: it has a C stack, see
                                     api/hard.c */
};

struct NativeDef {
    const char *name; /* stable, stored in snapshots: "string.rep" */
    NativeFunction function;
    uint16_t registers; /* always present; missing arguments are nil */
    uint32_t flags;
    uint32_t steps;            /* highest step it can be entered with */
    uint32_t version;          /* of what it does; a host's, see spore.h */
    const NativeDef *alias_of; /* this is an old name of that one, or NULL */
};

/*
 * Registers of a call with so many arguments:
 *   | arguments | nil … up to registers |                      the library's
 *   | arguments | registers |                                  a host's
 *   | arguments | HARD_KEPT | arguments again | registers |    a host's with a C stack
 * The first arguments of the last stay as they were given, to call it anew.
 */
enum { NATIVE_HARD_KEPT = 2 };

static inline uint32_t native_frame_size(const NativeDef *def, uint32_t count)
{
    if (__builtin_expect(def->flags & (NATIVE_IS_HOST | NATIVE_IS_HARD), 0))
        return def->registers +
               (def->flags & NATIVE_IS_HARD ? 2 * count + NATIVE_HARD_KEPT : count);
    return count > def->registers ? count : def->registers;
}

/* One result: NATIVE_RETURN. The value goes over the callee's slot. */
static inline NativeStatus native_return(NativeCall *call, Value value)
{
    call->args[-1] = value;
    call->results = call->args - 1;
    call->result_count = 1;
    return NATIVE_RETURN;
}

static inline NativeStatus native_return_nothing(NativeCall *call)
{
    call->results = call->args;
    call->result_count = 0;
    return NATIVE_RETURN;
}

/* Two results. Overwrites args[0]. */
static inline NativeStatus native_return2(NativeCall *call, Value first, Value second)
{
    call->args[-1] = first;
    call->args[0] = second;
    call->results = call->args - 1;
    call->result_count = 2;
    return NATIVE_RETURN;
}

/*
 * Room for `count` values after the registers, for results or a callee with its
 * arguments. May move the stack: call->args is updated, other pointers into it
 * are stale. NULL: error set in vm (return NATIVE_ERROR).
 */
Value *native_scratch(VM *vm, NativeCall *call, uint32_t count);

/*
 * Asks for a call of `function` with arguments already at `callee[1…]`.
 */
static inline NativeStatus native_call(NativeCall *call, Value *callee, uint32_t count,
                                       int32_t want, uint32_t next_step)
{
    call->callee = callee;
    call->callee_count = count;
    call->want = want;
    call->step = next_step;
    return NATIVE_CALL;
}

/* Declares work done by a native, in ticks (about 10 ns each). */
void native_work(VM *vm, uint64_t ticks);

/* ---- errors; all return NATIVE_ERROR ---- */

/* "file:line: message" of the Lua function that called this native. */
NativeStatus native_error(VM *vm, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Raises any value as it is. */
NativeStatus native_throw(VM *vm, Value error);
/* "bad argument #i to 'name' (message)"; i counts from 1 */
NativeStatus native_argument_error(VM *vm, NativeCall *call, uint32_t index,
                                   const char *message);
/* "bad argument #i to 'name' (number expected, got no value)" */
NativeStatus native_type_error(VM *vm, NativeCall *call, uint32_t index,
                               const char *expected);

/* ---- arguments, by index from 0; false: the error is set in vm ---- */

bool native_take_integer(VM *vm, NativeCall *call, uint32_t index, int64_t *out);
bool native_take_number(VM *vm, NativeCall *call, uint32_t index, double *out);
/* Numbers are converted in place (the register then holds the string). */
bool native_take_string(VM *vm, NativeCall *call, uint32_t index, String **out);
bool native_take_table(VM *vm, NativeCall *call, uint32_t index, Table **out);
/* Any value, nil too, but it must have been given. */
bool native_take_any(VM *vm, NativeCall *call, uint32_t index);
/* A function. */
bool native_take_function(VM *vm, NativeCall *call, uint32_t index);
/* nil or absent: `fallback`. */
bool native_option_integer(VM *vm, NativeCall *call, uint32_t index, int64_t fallback,
                           int64_t *out);
bool native_option_number(VM *vm, NativeCall *call, uint32_t index, double fallback,
                          double *out);
/* nil or absent: NULL. */
bool native_option_string(VM *vm, NativeCall *call, uint32_t index, String **out);

static inline bool native_is_given(const NativeCall *call, uint32_t index)
{
    return index < call->count && call->args[index].tag != TAG_NIL;
}

/* ---- registration ---- */

/*
 * Makes natives known by name. `defs` ends with a row whose name is NULL and
 * must outlive the VM. false: out of memory or a doubled name.
 */
bool native_register(VM *vm, const NativeDef *defs);
/* NULL: not registered. */
const NativeDef *native_find(const VM *vm, const char *name, size_t length);
/*
 * Registers, and sets table[last part of the name] for each row.
 */
bool native_register_into(VM *vm, Table *table, const NativeDef *defs);
