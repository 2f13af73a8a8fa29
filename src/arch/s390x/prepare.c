/*
 * A new context for s390x: a frame as switch.S leaves it, which goes on at
 * context_begin.
 */
#include "arch/context.h"

#include <assert.h>
#include <stdint.h>

/* Below the save area of whoever called the switch: here, of context_begin. */
typedef struct Frame {
    uint64_t f8_to_f15[8];
    uint32_t control; /* 0: round to nearest, no traps */
    uint32_t unused;
    uint64_t back_chain; /* 0: the outermost */
    uint64_t r1_to_r5[5];
    ContextEntry r6;
    uint64_t r7_to_r13[7];
    void (*r14)(void);
    void *r15; /* the save area */
    uint64_t of_floats[4];
} Frame;
static_assert(sizeof(Frame) == 72 + 160, "as switch.S stores it");

void context_begin(void);

void context_make(Context *context, void *low, size_t size, ContextEntry entry)
{
    const uintptr_t top = ((uintptr_t)low + size) & ~(uintptr_t)7;
    Frame *frame = (Frame *)(top - sizeof(Frame));
    *frame =
        (Frame){.r6 = entry, .r14 = context_begin, .r15 = (void *)&frame->back_chain};
    context->sp = frame;
}
