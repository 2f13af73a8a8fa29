/*
 * A new context for x86_64: a frame as switch.S leaves it, which goes on at
 * context_begin.
 */
#include "arch/context.h"

#include <assert.h>
#include <stdint.h>

enum {
    MXCSR_AT_START = 0x1f80, /* round to nearest, all exceptions masked */
    X87_AT_START = 0x037f,   /* the same, 64 bits of precision */
};

typedef struct Frame {
    uint32_t mxcsr;
    uint16_t x87_control;
    uint16_t unused;
    void *r15; /* the saved rsp is its address */
    void *r14, *r13, *r12;
    ContextEntry rbx;
    void *rbp; /* NULL ends chains of frame pointers */
    void (*goes_on)(void);
} Frame;
static_assert(sizeof(Frame) == 64, "as switch.S pushes it");

void context_begin(void);

void context_make(Context *context, void *low, size_t size, ContextEntry entry)
{
    const uintptr_t top = ((uintptr_t)low + size) & ~(uintptr_t)15;
    Frame *frame = (Frame *)(top - sizeof(Frame));
    *frame = (Frame){.mxcsr = MXCSR_AT_START,
                     .x87_control = X87_AT_START,
                     .rbx = entry,
                     .goes_on = context_begin};
    context->sp = &frame->r15;
}
