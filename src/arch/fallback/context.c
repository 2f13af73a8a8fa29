/*
 * Contexts for CPUs without a switch.S of their own, by the C library's ucontext.
 * Slow: each switch asks the kernel to change the signal mask. A context that does
 * not run is a Frame on its stack.
 */
#include "arch/context.h"

#include <assert.h>
#include <fenv.h>
#include <stdint.h>
#include <ucontext.h>

typedef struct Frame {
    ucontext_t context;
    ContextEntry entry; /* of a new one */
    void *value;        /* what the switch to it gives */
} Frame;
static_assert(sizeof(Frame) + 64 <= 8192, "what the header says");

/* makecontext passes ints only: the halves of the frame's address. */
static void begin(unsigned high, unsigned low)
{
    const Frame *frame = (const Frame *)(uintptr_t)((uint64_t)high << 32 | low);
    fesetenv(FE_DFL_ENV);
    frame->entry(frame->value);
}

void context_make(Context *context, void *low, size_t size, ContextEntry entry)
{
    const uintptr_t top = ((uintptr_t)low + size - sizeof(Frame)) & ~(uintptr_t)63;
    Frame *frame = (Frame *)top;
    getcontext(&frame->context);
    frame->context.uc_stack.ss_sp = low;
    frame->context.uc_stack.ss_size = top - (uintptr_t)low;
    frame->context.uc_link = NULL;
    frame->entry = entry;
    makecontext(&frame->context, (void (*)(void))begin, 2,
                (unsigned)((uint64_t)(uintptr_t)frame >> 32), (unsigned)(uintptr_t)frame);
    context->sp = frame;
}

void *context_switch(Context *from, const Context *to, void *value)
{
    Frame here;
    Frame *other = to->sp;
    here.value = NULL;
    other->value = value;
    from->sp = &here; /* cppcheck-suppress autoVariables ; it stays while it is used */
    swapcontext(&here.context, &other->context);
    return here.value;
}
