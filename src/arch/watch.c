/*
 * Telling the sanitizers and Valgrind of the memory of stacks; stack.c tells them of
 * switches. The leak sanitizer looks for pointers in threads' own stacks only, and
 * Valgrind takes memory below the stack pointer for gone.
 */
#include "arch/watch.h"

#if WATCH_ADDRESSES
#include <sanitizer/asan_interface.h>
#include <sanitizer/lsan_interface.h>
#endif
#if WATCH_THREADS
#include <sanitizer/tsan_interface.h>
#endif
#if defined(__has_include)
#if __has_include(<valgrind/memcheck.h>)
#include <valgrind/memcheck.h>
#define HAS_VALGRIND 1
#endif
#endif

void watch_map(StackWatch *watch, void *low, size_t size)
{
#ifdef HAS_VALGRIND
    watch->is_under_valgrind = RUNNING_ON_VALGRIND != 0;
    watch->valgrind_id = VALGRIND_STACK_REGISTER(low, (char *)low + size - 1);
#endif
    (void)watch, (void)low, (void)size;
}

void watch_unmap(StackWatch *watch)
{
#ifdef HAS_VALGRIND
    VALGRIND_STACK_DEREGISTER(watch->valgrind_id);
#endif
    (void)watch;
}

void watch_map_slab(void *low, size_t size)
{
#if WATCH_ADDRESSES
    __lsan_register_root_region(low, size);
#endif
    (void)low, (void)size;
}

void watch_unmap_slab(void *low, size_t size)
{
#if WATCH_ADDRESSES
    __lsan_unregister_root_region(low, size);
#endif
    (void)low, (void)size;
}

void watch_take(StackWatch *watch, void *low, size_t size)
{
#ifdef HAS_VALGRIND
    /* Valgrind has taken what was popped for gone. */
    if (watch->is_under_valgrind) VALGRIND_MAKE_MEM_UNDEFINED(low, size);
#endif
#if WATCH_THREADS
    watch->fiber = __tsan_create_fiber(0);
#endif
    (void)watch, (void)low, (void)size;
}

void watch_give(StackWatch *watch, void *low, size_t size)
{
#if WATCH_ADDRESSES
    /* Frames that were left in the middle have not cleaned up behind them. */
    __asan_unpoison_memory_region(low, size);
#endif
#if WATCH_THREADS
    __tsan_destroy_fiber(watch->fiber);
#endif
    (void)watch, (void)low, (void)size;
}
