/*
 * Entering and leaving stacks: nested, from several threads, left in the middle.
 */
#include "arch/stack.h"
#include "watched.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdint.h>
#include <unistd.h>

static StackPool pool;

static void nester(void *value)
{
    Stack *stack = value;
    uintptr_t depth = (uintptr_t)stack_leave(stack, NULL);
    if (depth > 0) {
        Stack *inner = stack_take(&pool, nester);
        stack_enter(inner, inner);
        depth += (uintptr_t)stack_enter(inner, (void *)(depth - 1));
        stack_give(&pool, inner);
    }
    stack_finish(stack, (void *)depth);
}

Test(stack, nests_thousands_deep)
{
    const uintptr_t depth = is_under_valgrind() ? 100 : 3000;
    Stack *stack = stack_take(&pool, nester);
    stack_enter(stack, stack);
    cr_assert_eq((uintptr_t)stack_enter(stack, (void *)depth), depth * (depth + 1) / 2);
    stack_give(&pool, stack);
    cr_assert_eq(pool.taken_count, 0);
    stack_pool_deinit(&pool);
}

/* Leaves from below many frames, each with a bit of memory of its own. */
static unsigned dive(Stack *stack, unsigned depth)
{
    volatile char frame[64];
    for (unsigned i = 0; i < sizeof frame; i++)
        frame[i] = (char)depth;
    if (depth == 0) stack_leave(stack, NULL);
    const unsigned sum = depth == 0 ? 0 : dive(stack, depth - 1);
    return sum + ((unsigned char)frame[63] == (unsigned char)depth);
}

static void diver(void *value)
{
    Stack *stack = value;
    stack_finish(stack, (void *)(uintptr_t)dive(stack, 100));
}

Test(stack, leaves_from_deep_below)
{
    Stack *stack = stack_take(&pool, diver);
    stack_enter(stack, stack);
    cr_assert_eq((uintptr_t)stack_enter(stack, NULL), 101);
    stack_give(&pool, stack);
    stack_pool_deinit(&pool);
}

Test(stack, can_be_given_back_in_the_middle)
{
    for (int i = 0; i < 1000; i++) {
        Stack *stack = stack_take(&pool, diver);
        stack_enter(stack, stack);
        stack_give(&pool, stack);
    }
    stack_pool_deinit(&pool);
}

/* Compilers may think that a function always runs in one thread. */
static pthread_t (*volatile ask_thread)(void) = pthread_self;

static void thread_teller(void *value)
{
    Stack *stack = value;
    for (;;)
        stack_leave(stack, (void *)(uintptr_t)ask_thread());
}

static void *enter_in_thread(void *stack)
{
    const void *told = stack_enter(stack, stack);
    return (void *)(uintptr_t)(told == (void *)(uintptr_t)ask_thread());
}

Test(stack, is_entered_by_several_threads)
{
    Stack *stack = stack_take(&pool, thread_teller);
    for (int i = 0; i < 20; i++) {
        pthread_t thread;
        void *is_right = NULL;
        cr_assert_eq(pthread_create(&thread, NULL, enter_in_thread, stack), 0);
        pthread_join(thread, &is_right);
        cr_assert_not_null(is_right);
        cr_assert_not_null(enter_in_thread(stack));
    }
    stack_give(&pool, stack);
    stack_pool_deinit(&pool);
}

static void idler(void *value)
{
    Stack *stack = value;
    for (;;)
        stack_leave(stack, NULL);
}

Test(stack, has_the_size_asked_for)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    const size_t wanted[] = {0, 1, 16 << 10, (16 << 10) + 1, 1 << 20};
    const size_t least[] = {64 << 10, 16 << 10, 16 << 10, (16 << 10) + 1, 1 << 20};
    for (int i = 0; i < 5; i++) {
        stack_pool_init(&pool, wanted[i]);
        Stack *stack = stack_take(&pool, idler);
        cr_assert_geq(stack_size(stack), least[i]);
        cr_assert_lt(stack_size(stack), least[i] + 2 * page);
        stack_give(&pool, stack);
        stack_pool_deinit(&pool);
    }
}

static void user_of_memory(void *value)
{
    Stack *stack = value;
    for (;;) {
        const size_t size = (size_t)(uintptr_t)stack_leave(stack, NULL);
        volatile char used[size];
        for (size_t i = 0; i < size; i++)
            used[i] = 1;
        cr_assert_eq(used[size - 1], 1);
    }
}

Test(stack, high_water_stays)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    stack_pool_init(&pool, 256 << 10);
    Stack *stack = stack_take(&pool, user_of_memory);
    stack_enter(stack, stack);
    const size_t before = stack_high_water(stack);
    cr_assert(before > 0 && before <= 3 * page, "%zu", before);
    const size_t sizes[] = {50000, 100, 200000, 3};
    const size_t most[] = {50000, 50000, 200000, 200000};
    for (int i = 0; i < 4; i++) {
        stack_enter(stack, (void *)(uintptr_t)sizes[i]);
        const size_t used = stack_high_water(stack);
        cr_assert(used >= most[i] && used <= most[i] + 3 * page, "%zu", used);
    }
    stack_give(&pool, stack);
    stack_pool_deinit(&pool);
}

static void guard_asker(void *value)
{
    Stack *stack = value;
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uintptr_t right = stack_at_guard(stack->low - 1) == stack;
    right += stack_at_guard(stack->low - page) == stack;
    right += stack_at_guard(stack->low) == NULL;
    right += stack_at_guard(stack->low - page - 1) == NULL;
    right += stack_at_guard(NULL) == NULL;
    stack_finish(stack, (void *)right);
}

Test(stack, is_found_by_its_guard_while_it_runs)
{
    Stack *stack = stack_take(&pool, guard_asker);
    cr_assert_eq((uintptr_t)stack_enter(stack, stack), 5);
    cr_assert_null(stack_at_guard(stack->low - 1));
    stack_give(&pool, stack);
    stack_pool_deinit(&pool);
}
