/*
 * What those who watch over memory must be told of stacks: the address and thread
 * sanitizers, the leak sanitizer, Valgrind. All of it is nothing in a plain build, but
 * a test of one flag where Valgrind's headers were there.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCH_ADDRESSES 1
#endif
#if __has_feature(thread_sanitizer)
#define WATCH_THREADS 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define WATCH_ADDRESSES 1
#endif
#if defined(__SANITIZE_THREAD__)
#define WATCH_THREADS 1
#endif
#ifndef WATCH_ADDRESSES
#define WATCH_ADDRESSES 0
#endif
#ifndef WATCH_THREADS
#define WATCH_THREADS 0
#endif

/* Whether switches must be announced. */
#define WATCH_SWITCHES (WATCH_ADDRESSES || WATCH_THREADS)

/* Per stack. */
typedef struct StackWatch {
    bool is_under_valgrind;
    unsigned valgrind_id;
#if WATCH_SWITCHES
    void (*entry)(void *value);
    const void *outer_low; /* of who entered it, for AddressSanitizer */
    size_t outer_size;
    void *fiber; /* ThreadSanitizer's, also the next one */
    void *outer_fiber;
#endif
} StackWatch;

/* A stack is mapped, or about to be unmapped. */
void watch_map(StackWatch *watch, void *low, size_t size);
void watch_unmap(StackWatch *watch);

/* A slab, guards and all. */
void watch_map_slab(void *low, size_t size);
void watch_unmap_slab(void *low, size_t size);

/* A stack is taken, before its first frame is written; or given back. */
void watch_take(StackWatch *watch, void *low, size_t size);
void watch_give(StackWatch *watch, void *low, size_t size);
