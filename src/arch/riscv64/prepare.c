/*
 * A new context for riscv64: a frame as switch.S leaves it, which goes on at
 * context_begin.
 */
#include "arch/context.h"

#include <assert.h>
#include <stdint.h>

typedef struct Frame {
    uint64_t rounding; /* 0: to nearest */
    void (*ra)(void);
    void *s0; /* NULL ends chains of frame pointers */
    ContextEntry s1;
    void *s2, *s3, *s4, *s5, *s6, *s7, *s8, *s9, *s10, *s11;
    uint64_t fs0_to_fs11[12];
} Frame;
static_assert(sizeof(Frame) == 208, "as switch.S stores it");

void context_begin(void);

void context_make(Context *context, void *low, size_t size, ContextEntry entry)
{
    const uintptr_t top = ((uintptr_t)low + size) & ~(uintptr_t)15;
    Frame *frame = (Frame *)(top - sizeof(Frame));
    *frame = (Frame){.ra = context_begin, .s1 = entry};
    context->sp = frame;
}
