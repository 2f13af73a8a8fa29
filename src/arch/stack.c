/*
 * Entering and leaving stacks. In a plain build nothing is done after the switch: the
 * compiler then jumps to it, and no frame of ours has to be returned from, which would
 * cost more than the switch.
 */
#include "arch/stack_slab.h"

#include <assert.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#if WATCH_ADDRESSES
#include <sanitizer/common_interface_defs.h>
#endif
#if WATCH_THREADS
#include <sanitizer/tsan_interface.h>
#endif

/* Its address must not be kept across a switch, so nobody inlines what uses it. */
static _Thread_local Stack *running __attribute__((tls_model("initial-exec")));

/* The bookkeeping of entering; the switch must follow. */
static void begin_enter(Stack *stack)
{
    assert(stack != running);
    stack->outer = running;
    running = stack;
}

static void begin_leave(Stack *stack)
{
    assert(stack == running);
    running = stack->outer;
}

#if !WATCH_SWITCHES

__attribute__((noinline)) void *stack_enter(Stack *stack, void *value)
{
    begin_enter(stack);
    return context_switch(&stack->other, &stack->other, value);
}

__attribute__((noinline)) void *stack_leave(Stack *stack, void *value)
{
    begin_leave(stack);
    return context_switch(&stack->other, &stack->other, value);
}

void stack_finish(Stack *stack, void *value)
{
    stack_leave(stack, value);
    __builtin_unreachable();
}

void stack_prepare(Stack *stack, ContextEntry entry)
{
    context_make(&stack->other, stack->low, stack->size, entry);
}

#else

/*
 * The sanitizers are told in the functions that switch: ThreadSanitizer counts calls
 * and returns per stack. `frames` is where AddressSanitizer keeps what belongs to the
 * stack that is left; NULL when that one ends.
 */
#define INLINED static inline __attribute__((always_inline))

INLINED void announce_enter(Stack *stack, void **frames)
{
#if WATCH_ADDRESSES
    __sanitizer_start_switch_fiber(frames, stack->low, stack->size);
#endif
#if WATCH_THREADS
    stack->watch.outer_fiber = __tsan_get_current_fiber();
    __tsan_switch_to_fiber(stack->watch.fiber, 0);
#endif
    (void)stack, (void)frames;
}

INLINED void announce_leave(Stack *stack, void **frames)
{
#if WATCH_ADDRESSES
    __sanitizer_start_switch_fiber(frames, stack->watch.outer_low,
                                   stack->watch.outer_size);
#endif
#if WATCH_THREADS
    __tsan_switch_to_fiber(stack->watch.outer_fiber, 0);
#endif
    (void)stack, (void)frames;
}

/* On the stack, which may have been entered from elsewhere than last time. */
INLINED void arrive(Stack *stack, void *frames)
{
#if WATCH_ADDRESSES
    __sanitizer_finish_switch_fiber(frames, &stack->watch.outer_low,
                                    &stack->watch.outer_size);
#endif
    (void)stack, (void)frames;
}

INLINED void arrive_outside(void *frames)
{
#if WATCH_ADDRESSES
    __sanitizer_finish_switch_fiber(frames, NULL, NULL);
#endif
    (void)frames;
}

__attribute__((noinline)) void *stack_enter(Stack *stack, void *value)
{
    void *frames = NULL;
    begin_enter(stack);
    announce_enter(stack, &frames);
    void *given = context_switch(&stack->other, &stack->other, value);
    arrive_outside(frames);
    return given;
}

__attribute__((noinline)) void *stack_leave(Stack *stack, void *value)
{
    void *frames = NULL;
    begin_leave(stack);
    announce_leave(stack, &frames);
    void *given = context_switch(&stack->other, &stack->other, value);
    arrive(stack, frames);
    return given;
}

void stack_finish(Stack *stack, void *value)
{
    begin_leave(stack);
    announce_leave(stack, NULL);
    context_switch(&stack->other, &stack->other, value);
    __builtin_unreachable();
}

static void begin(void *value)
{
    Stack *stack = running;
    arrive(stack, NULL);
    stack->watch.entry(value);
}

void stack_prepare(Stack *stack, ContextEntry entry)
{
    stack->watch.entry = entry;
    context_make(&stack->other, stack->low, stack->size, begin);
}

#endif

size_t stack_size(const Stack *stack)
{
    return stack->size;
}

size_t stack_high_water(const Stack *stack)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    unsigned char is_there[64];
    for (size_t at = 0; at < stack->size; at += sizeof is_there * page) {
        const size_t rest = stack->size - at;
        size_t count = (rest + page - 1) / page;
        if (count > sizeof is_there) count = sizeof is_there;
        if (mincore(stack->low + at, count * page, is_there) != 0) return 0;
        for (size_t i = 0; i < count; i++) {
            if (is_there[i] & 1) return rest - i * page;
        }
    }
    return 0;
}

Stack *stack_at_guard(const void *address)
{
    for (Stack *stack = running; stack; stack = stack->outer) {
        const uintptr_t low = (uintptr_t)stack->low;
        const uintptr_t at = (uintptr_t)address;
        if (at < low && low - at <= stack->slab->guard_bytes) return stack;
    }
    return NULL;
}
