/*
 * Ten thousand stacks: what they cost the system, and that it gets it back.
 */
#include "arch/stack.h"
#include "watched.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    MANY = 10000,
    ROUNDS = 100,
    STACK_BYTES = 16 << 10,
    MAX_MAPPINGS = 65530, /* vm.max_map_count as it is everywhere */
};

static Stack *stacks[MANY];
static StackPool pool;

static unsigned many(void)
{
    return is_under_valgrind() ? 200 : MANY;
}

static uint32_t next_random(void)
{
    static uint64_t state = 1;
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33);
}

static void shuffle(unsigned count)
{
    for (unsigned i = count; i > 1; i--) {
        const unsigned other = next_random() % i;
        Stack *stack = stacks[i - 1];
        stacks[i - 1] = stacks[other];
        stacks[other] = stack;
    }
}

/* Tells how often it was entered, and finishes when told to. */
static void counter(void *value)
{
    Stack *stack = value;
    uintptr_t count = 0;
    while (value) {
        count++;
        value = stack_leave(stack, (void *)count);
    }
    stack_finish(stack, NULL);
}

static void take_all(unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        stacks[i] = stack_take(&pool, counter);
        cr_assert_not_null(stacks[i]);
        cr_assert_eq((uintptr_t)stack_enter(stacks[i], stacks[i]), 1);
    }
}

/* Every other one in the middle of its code. */
static void give_all(unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        if (i % 2 == 0) stack_enter(stacks[i], NULL);
        stack_give(&pool, stacks[i]);
    }
}

static unsigned count_lines(const char *path)
{
    FILE *file = fopen(path, "r");
    unsigned count = 0;
    for (int c = getc(file); c != EOF; c = getc(file))
        count += c == '\n';
    fclose(file);
    return count;
}

static size_t resident_bytes(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    unsigned long total, resident;
    cr_assert_eq(fscanf(file, "%lu %lu", &total, &resident), 2);
    fclose(file);
    return resident * (size_t)sysconf(_SC_PAGESIZE);
}

Test(stack_pool, ten_thousand_in_any_order)
{
    const unsigned count = many();
    stack_pool_init(&pool, STACK_BYTES);
    take_all(count);
    for (uintptr_t round = 2; round <= (is_under_valgrind() ? 5 : ROUNDS); round++) {
        shuffle(count);
        for (unsigned i = 0; i < count; i++)
            cr_assert_eq((uintptr_t)stack_enter(stacks[i], stacks[i]), round);
    }
    give_all(count);
    cr_assert_eq(pool.taken_count, 0);
    stack_pool_deinit(&pool);
}

Test(stack_pool, takes_and_gives_in_any_order)
{
    const unsigned count = many() / 10;
    stack_pool_init(&pool, STACK_BYTES);
    for (unsigned i = 0; i < 100 * count; i++) {
        Stack **stack = &stacks[next_random() % count];
        if (*stack) {
            stack_give(&pool, *stack);
            *stack = NULL;
        } else {
            *stack = stack_take(&pool, counter);
            cr_assert_null((*stack)->owner);
            (*stack)->owner = &pool;
            stack_enter(*stack, *stack);
        }
        cr_assert(pool.warm_count <= pool.warm_max && pool.idle_slab_count <= 1);
    }
    for (unsigned i = 0; i < count; i++) {
        if (stacks[i]) stack_give(&pool, stacks[i]);
    }
    cr_assert_eq(pool.taken_count, 0);
    stack_pool_deinit(&pool);
}

Test(stack_pool, memory_goes_back)
{
    if (is_under_valgrind()) cr_skip_test("valgrind keeps books of what it has seen");
    stack_pool_init(&pool, STACK_BYTES);
    const size_t before = resident_bytes();
    const unsigned mappings_before = count_lines("/proc/self/maps");
    for (int round = 0; round < 2; round++) {
        take_all(MANY);
        const size_t peak = resident_bytes();
        cr_assert_geq(peak - before, MANY * (size_t)4096);
        shuffle(MANY);
        give_all(MANY);
        const size_t after = resident_bytes();
        /* AddressSanitizer keeps what is freed, and shadows. */
        cr_assert_lt(after, before + (peak - before) / (WATCH_ADDRESSES ? 2 : 8),
                     "%zu KiB of %zu stayed", (after - before) >> 10,
                     (peak - before) >> 10);
    }
    cr_assert_leq(pool.idle_slab_count, 1);
    stack_pool_deinit(&pool);
    cr_assert_leq(count_lines("/proc/self/maps"), mappings_before + 20);
}

Test(stack_pool, mappings_stay_far_from_their_limit)
{
    stack_pool_init(&pool, STACK_BYTES);
    const unsigned before = count_lines("/proc/self/maps");
    const unsigned count = many();
    take_all(count);
    const unsigned mappings = count_lines("/proc/self/maps") - before;
    cr_log_info("%u stacks, %u mappings", count, mappings);
    cr_assert_leq(mappings, 2 * count + count / 16 + 20);
    cr_assert_leq(mappings, MAX_MAPPINGS / 2);
    give_all(count);
    stack_pool_deinit(&pool);
}

Test(stack_pool, exhaustion_is_no_crash)
{
    if (is_under_valgrind()) cr_skip_test("valgrind itself needs address space");
    if (is_emulated()) cr_skip_test("the emulator limits no address space");
    static Stack *all[4096];
    const struct rlimit none = {0, RLIM_INFINITY};
    struct rlimit old;
    stack_pool_init(&pool, 1 << 20);
    all[0] = stack_take(&pool, counter);
    getrlimit(RLIMIT_AS, &old);
    setrlimit(RLIMIT_AS, &none);
    unsigned count = 1;
    while (count < 4096 && (all[count] = stack_take(&pool, counter)))
        count++;
    Stack *again = stack_take(&pool, counter);
    setrlimit(RLIMIT_AS, &old);
    cr_assert_lt(count, 4096, "no limit was met");
    cr_assert_null(again);
    cr_assert_eq(pool.taken_count, count);
    for (unsigned i = 0; i < count; i++)
        cr_assert_eq((uintptr_t)stack_enter(all[i], all[i]), 1);
    again = stack_take(&pool, counter);
    cr_assert_not_null(again, "the pool goes on when there is memory again");
    stack_give(&pool, again);
    for (unsigned i = 0; i < count; i++)
        stack_give(&pool, all[i]);
    stack_pool_deinit(&pool);
}

Test(stack_pool, zeroed_has_defaults)
{
    StackPool zeroed = {0};
    Stack *stack = stack_take(&zeroed, counter);
    cr_assert_geq(stack_size(stack), 64 << 10);
    stack_give(&zeroed, stack);
    stack_pool_deinit(&zeroed);
    stack_pool_deinit(&zeroed);
}
