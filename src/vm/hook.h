/*
 * Hooks of debug.sethook. A fiber that has one is interpreted through another table
 * of labels, so that all others pay nothing: each instruction first comes to
 * hook_instruction(). The hook's function is called like a metamethod, above the
 * frame that stands at the instruction, and AFTER_HOOK goes on with it; so it can be
 * saved half-way. Natives get a frame of their own while calls or returns are told.
 */
#pragma once

#include "vm/machine.h"

enum {
    HOOK_CALL = 1 << 0,
    HOOK_RETURN = 1 << 1,
    HOOK_LINE = 1 << 2,
    HOOK_COUNT = 1 << 3,
    HOOK_ALL = HOOK_CALL | HOOK_RETURN | HOOK_LINE | HOOK_COUNT,
    HOOK_STAGES = 4
};

struct Hook {
    Value function;
    int64_t count;       /* instructions from one count event to the next */
    int64_t left;        /* of them */
    uint32_t depth;      /* frames below the function while it runs */
    uint32_t line_depth; /* frames, and pc, at the last instruction that was looked */
    uint32_t line_pc;    /* at for line events */
    uint32_t top;        /* fiber->top, while the function runs */
    uint8_t mask;        /* events that are told */
    uint8_t stage;       /* so many kinds of events are dealt with at this instruction */
    bool is_running;     /* its function is: no events meanwhile */
};

/* Sets or replaces a fiber's hook; mask 0: takes it away. false: out of memory. */
bool hook_set(VM *vm, Fiber *fiber, Value function, uint8_t mask, int64_t count);
void hook_free(VM *vm, Fiber *fiber);

/* The events to be told while vm->fiber runs. Sets vm->hook_mask. */
void hook_refresh(VM *vm);

/*
 * The top frame is about to execute the instruction before its pc. FLOW_NEXT: do so;
 * else the hook's function was called.
 */
Flow hook_instruction(VM *vm);
/* "call" or "return" of the native in the top frame. */
Flow hook_native(VM *vm, const char *event);
/* The function has returned. */
void hook_end(VM *vm);
/* Only `count` frames are left: if the function was above them, it runs no more. */
void hook_drop_frames(VM *vm, Fiber *fiber, uint32_t count);
