/*
 * The C stacks without a test framework, for CPUs that have none here: prints what
 * failed, exits 1 then. The other tests of this folder look closer.
 */
#include "arch/stack.h"

#include <execinfo.h>
#include <fenv.h>
#include <stdint.h>
#include <stdio.h>

enum { STACKS = 300, ROUNDS = 20, DEPTH = 200 };

static int failures;

static void check(bool is_right, const char *what)
{
    if (is_right) return;
    fprintf(stderr, "FAILED: %s\n", what);
    failures++;
}

/* ---- registers ---- */

/* More values than there are registers that a call keeps, of both kinds. */
static double mix(Stack *stack, volatile double *seed)
{
    const double a = seed[0], b = seed[1], c = seed[2], d = seed[3], e = seed[4];
    const double f = seed[5], g = seed[6], h = seed[7], i = seed[8], j = seed[9];
    const uint64_t p = (uint64_t)a, q = (uint64_t)b, r = (uint64_t)c, s = (uint64_t)d;
    const uint64_t t = (uint64_t)e, u = (uint64_t)f, v = (uint64_t)g, w = (uint64_t)h;
    uint64_t sum = 0;
    for (int k = 0; k < 3; k++) {
        stack_leave(stack, NULL);
        sum += p + 2 * q + 3 * r + 4 * s + 5 * t + 6 * u + 7 * v + 8 * w;
        seed[9] += a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i + j;
    }
    return (double)sum;
}

static void mixer(void *value)
{
    Stack *stack = value;
    volatile double *seed = stack->owner;
    seed[0] = mix(stack, seed);
    stack_finish(stack, NULL);
}

static void test_registers(void)
{
    StackPool pool = {0};
    Stack *stacks[2];
    volatile double seeds[2][10];
    for (int i = 0; i < 2; i++) {
        stacks[i] = stack_take(&pool, mixer);
        for (int k = 0; k < 10; k++)
            seeds[i][k] = (1 + k) * (i == 0 ? 3 : 1000);
        stacks[i]->owner = (void *)seeds[i];
        stack_enter(stacks[i], stacks[i]);
    }
    for (int k = 0; k < 3; k++) {
        for (int i = 0; i < 2; i++)
            stack_enter(stacks[i], NULL);
    }
    check(seeds[0][0] == 3 * 3 * 204, "integer registers survive");
    check(seeds[1][0] == 3 * 1000 * 204, "integer registers survive in another stack");
    check(seeds[0][9] == 30 + 3 * (3 * 285 + 30), "floating point registers survive");
    for (int i = 0; i < 2; i++)
        stack_give(&pool, stacks[i]);
    stack_pool_deinit(&pool);
}

/* ---- the rounding mode ---- */

static void rounder(void *value)
{
    Stack *stack = value;
    check(fegetround() == FE_TONEAREST, "a new stack rounds to nearest");
    fesetround(FE_UPWARD);
    stack_leave(stack, NULL);
    check(fegetround() == FE_UPWARD, "a stack keeps its rounding mode");
    stack_finish(stack, NULL);
}

static void test_rounding(void)
{
    StackPool pool = {0};
    Stack *stack = stack_take(&pool, rounder);
    fesetround(FE_DOWNWARD);
    stack_enter(stack, stack);
    check(fegetround() == FE_DOWNWARD, "a switch gives the rounding mode back");
    fesetround(FE_TONEAREST);
    stack_enter(stack, NULL);
    check(fegetround() == FE_TONEAREST, "a switch gives the default back");
    stack_give(&pool, stack);
    stack_pool_deinit(&pool);
}

/* ---- nesting, and values both ways ---- */

static StackPool nest_pool;

static void nester(void *value)
{
    Stack *stack = value;
    uintptr_t depth = (uintptr_t)stack_leave(stack, NULL);
    if (depth > 0) {
        Stack *inner = stack_take(&nest_pool, nester);
        stack_enter(inner, inner);
        depth += (uintptr_t)stack_enter(inner, (void *)(depth - 1));
        stack_give(&nest_pool, inner);
    }
    stack_finish(stack, (void *)depth);
}

static void test_nesting(void)
{
    Stack *stack = stack_take(&nest_pool, nester);
    stack_enter(stack, stack);
    const uintptr_t sum = (uintptr_t)stack_enter(stack, (void *)(uintptr_t)DEPTH);
    check(sum == DEPTH * (DEPTH + 1) / 2, "stacks nest, values go both ways");
    stack_give(&nest_pool, stack);
    check(nest_pool.taken_count == 0, "all stacks came back");
    stack_pool_deinit(&nest_pool);
}

/* ---- many ---- */

static void counter(void *value)
{
    Stack *stack = value;
    for (uintptr_t count = 1;; count++)
        stack_leave(stack, (void *)count);
}

static void test_many(void)
{
    static Stack *stacks[STACKS];
    StackPool pool;
    stack_pool_init(&pool, 1);
    for (int i = 0; i < STACKS; i++)
        stacks[i] = stack_take(&pool, counter);
    uint32_t random = 1;
    uintptr_t sum = 0;
    for (int i = 0; i < STACKS * ROUNDS; i++) {
        random = random * 1664525 + 1013904223;
        Stack *stack = stacks[(random >> 8) % STACKS];
        sum += (uintptr_t)stack_enter(stack, stack) != 0;
    }
    check(sum == STACKS * ROUNDS, "many stacks take turns");
    for (int i = 0; i < STACKS; i++)
        stack_give(&pool, stacks[i]);
    stack_pool_deinit(&pool);
}

/* ---- unwinding ---- */

enum { MAX_FRAMES = 32 };

static __attribute__((noinline)) int count_frames(int depth)
{
    void *frames[MAX_FRAMES];
    volatile int count; /* so that there is something to do after the call */
    count = depth == 0 ? backtrace(frames, MAX_FRAMES) : count_frames(depth - 1);
    return count;
}

static void unwinder(void *value)
{
    Stack *stack = value;
    const int base = count_frames(0);
    stack_leave(stack, NULL);
    const int frames[] = {base, count_frames(0), count_frames(5)};
    stack->owner = (void *)(uintptr_t)(frames[0] * 10000 + frames[1] * 100 + frames[2]);
    stack_finish(stack, NULL);
}

static void test_unwinding(void)
{
    StackPool pool = {0};
    Stack *stack = stack_take(&pool, unwinder);
    stack_enter(stack, stack);
    stack_enter(stack, NULL);
    const int told = (int)(uintptr_t)stack->owner;
    const int base = told / 10000;
    check(base >= 2 && base <= 6, "unwinding ends at the stack's entry");
    check(told == base * 10101 + 5, "unwinding sees all frames");
    stack_give(&pool, stack);
    stack_pool_deinit(&pool);
}

int main(void)
{
    test_registers();
    test_rounding();
    test_nesting();
    test_many();
    test_unwinding();
    printf("%s\n", failures == 0 ? "arch: all passed" : "arch: failed");
    return failures != 0;
}
