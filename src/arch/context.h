/*
 * Switching between C stacks. A context is a C stack that does not run: all it takes
 * to go on lies on that stack, and a Context holds where. Nobody allocates here; see
 * arch/stack.h for stacks to run on.
 *
 * A switch keeps what the ABI gives the callee, and the control state of floating
 * point (rounding, masks), so each context has its own. Signal masks, thread-locals
 * and errno belong to the thread and stay as they are (but arch/fallback/ switches
 * the signal mask too). It costs a few nanoseconds, because it ends in an indirect
 * jump: a return would be mispredicted. So are the returns of the functions that
 * were entered before the switch and end after it; keep them few.
 */
#pragma once

#include <stddef.h>

/*
 * The switch returns by an indirect jump. Where those are tracked (Intel CET), the
 * compiler marks the place behind a call as a target. A function that calls the
 * switch last has it too, else it could not jump there.
 */
#if !defined(__CET__) || !(__CET__ & 1)
#define CONTEXT_SWITCHES
#elif defined(__has_attribute) && __has_attribute(indirect_return)
#define CONTEXT_SWITCHES __attribute__((indirect_return))
#else
#define CONTEXT_SWITCHES __attribute__((returns_twice))
#endif

typedef struct Context {
    void *sp; /* of a stack that does not run; its saved registers begin there */
} Context;

/* Where a new context begins. Must never return. */
typedef void (*ContextEntry)(void *value);

/*
 * Makes a context on the `size` bytes from `low` on, of which it writes at most the
 * uppermost 8 KiB; the first switch to it calls entry(value), with floating point in
 * the state a process starts with. The memory is the caller's, who may drop it
 * whenever the context does not run: a context needs no end.
 */
void context_make(Context *context, void *low, size_t size, ContextEntry entry);

/*
 * Saves what runs now in *from and goes on in *to: its own context_switch returns
 * `value`, or its entry gets it. Returns when somebody switches to *from, with what
 * that one gave; it may be another thread. Each save is good for one switch. `from`
 * and `to` may be one variable: the two sides then change places in it.
 */
CONTEXT_SWITCHES void *context_switch(Context *from, const Context *to, void *value);
