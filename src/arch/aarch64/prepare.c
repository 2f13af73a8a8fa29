/*
 * A new context for aarch64: a frame as switch.S leaves it, which goes on at
 * context_begin.
 */
#include "arch/context.h"

#include <assert.h>
#include <stdint.h>

typedef struct Frame {
    uint64_t fpcr; /* 0: round to nearest, no traps */
    uint64_t unused;
    ContextEntry x19;
    void *x20, *x21, *x22, *x23, *x24, *x25, *x26, *x27, *x28;
    void *x29; /* NULL ends chains of frame pointers */
    void (*x30)(void);
    uint64_t d8_to_d15[8];
} Frame;
static_assert(sizeof(Frame) == 176, "as switch.S stores it");

void context_begin(void);

void context_make(Context *context, void *low, size_t size, ContextEntry entry)
{
    const uintptr_t top = ((uintptr_t)low + size) & ~(uintptr_t)15;
    Frame *frame = (Frame *)(top - sizeof(Frame));
    *frame = (Frame){.x19 = entry, .x30 = context_begin};
    context->sp = frame;
}
