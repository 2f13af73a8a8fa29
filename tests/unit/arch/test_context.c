/*
 * The switch itself, on memory of the test's own: values, registers, the control state
 * of floating point, unwinding.
 */
#include "arch/context.h"
#include "watched.h"

#include <criterion/criterion.h>
#include <execinfo.h>
#include <fenv.h>
#include <stdint.h>
#include <stdlib.h>

enum { STACK_BYTES = 64 << 10 };

/* One context and whoever started it; the side that does not run is in `other`. */
typedef struct Pair {
    void *memory;
    Context other;
} Pair;

static void setup(Pair *pair, ContextEntry entry)
{
    pair->memory = malloc(STACK_BYTES);
    context_make(&pair->other, pair->memory, STACK_BYTES, entry);
}

static void *swap(Pair *pair, void *value)
{
    return context_switch(&pair->other, &pair->other, value);
}

static void adder(void *value)
{
    Pair *pair = value;
    uintptr_t sum = 0;
    for (;;)
        sum += (uintptr_t)swap(pair, (void *)sum);
}

Test(context, values_go_both_ways)
{
    Pair pair;
    setup(&pair, adder);
    cr_assert_eq((uintptr_t)swap(&pair, &pair), 0);
    for (uintptr_t i = 1; i <= 1000; i++)
        cr_assert_eq((uintptr_t)swap(&pair, (void *)i), i * (i + 1) / 2);
    free(pair.memory);
}

static Context here, there;

static void two_variables(void *value)
{
    for (;;)
        value = context_switch(&there, &here, value);
}

Test(context, two_variables_do_as_well)
{
    char *memory = malloc(STACK_BYTES);
    context_make(&there, memory, STACK_BYTES, two_variables);
    for (uintptr_t i = 0; i < 1000; i++)
        cr_assert_eq((uintptr_t)context_switch(&here, &there, (void *)i), i);
    free(memory);
}

static void address_teller(void *value)
{
    Pair *pair = value;
    char local;
    swap(pair, (void *)((uintptr_t)&local));
    abort();
}

Test(context, odd_sizes_and_addresses_are_fine)
{
    for (size_t skew = 0; skew < 64; skew++) {
        char *memory = malloc(STACK_BYTES);
        Pair pair = {.memory = memory};
        context_make(&pair.other, memory + skew, STACK_BYTES - 2 * skew, address_teller);
        const char *local = swap(&pair, &pair);
        cr_assert(local >= memory + skew && local < memory + STACK_BYTES - skew);
        free(memory);
    }
}

/* More than a call keeps in registers; the compiler must believe that they change. */
typedef struct Numbers {
    Pair pair;
    volatile uint64_t whole[10];
    volatile double real[10];
    uint64_t whole_sum;
    double real_sum;
} Numbers;

static void sum_up(Numbers *n)
{
    const uint64_t a = n->whole[0], b = n->whole[1], c = n->whole[2], d = n->whole[3];
    const uint64_t e = n->whole[4], f = n->whole[5], g = n->whole[6], h = n->whole[7];
    const double p = n->real[0], q = n->real[1], r = n->real[2], s = n->real[3];
    const double t = n->real[4], u = n->real[5], v = n->real[6], w = n->real[7];
    for (int i = 0; i < 4; i++) {
        swap(&n->pair, NULL);
        n->whole_sum += a + 3 * b + 5 * c + 7 * d + 11 * e + 13 * f + 17 * g + 19 * h;
        n->real_sum += p + 3 * q + 5 * r + 7 * s + 11 * t + 13 * u + 17 * v + 19 * w;
    }
}

static void summer(void *value)
{
    Numbers *numbers = value;
    for (;;)
        sum_up(numbers);
}

Test(context, registers_survive)
{
    static Numbers all[8];
    for (unsigned i = 0; i < 8; i++) {
        for (unsigned k = 0; k < 10; k++) {
            all[i].whole[k] = (i + 1) * 1000 + k;
            all[i].real[k] = (i + 1) * 1000.0 + k;
        }
        setup(&all[i].pair, summer);
        swap(&all[i].pair, &all[i]);
    }
    for (unsigned round = 1; round <= 4; round++) {
        for (unsigned i = 0; i < 8; i++) {
            swap(&all[i].pair, NULL);
            const uint64_t once = (i + 1) * 76000 + 378;
            cr_assert_eq(all[i].whole_sum, round * once, "whole numbers of %u", i);
            cr_assert(all[i].real_sum == (double)(round * once), "real ones of %u", i);
        }
    }
    for (unsigned i = 0; i < 8; i++)
        free(all[i].pair.memory);
}

/*
 * Both units that a CPU may have are asked what they do, not what is set; then those
 * that have traps also for these.
 */
static volatile double one = 1, three = 3;
static volatile long double long_one = 1, long_three = 3;
static double thirds[2];           /* rounded down, up */
static long double long_thirds[2]; /* the same */

static void measure_thirds(void)
{
    fesetround(FE_DOWNWARD);
    thirds[0] = one / three;
    long_thirds[0] = long_one / long_three;
    fesetround(FE_UPWARD);
    thirds[1] = one / three;
    long_thirds[1] = long_one / long_three;
    fesetround(FE_TONEAREST);
    cr_assert(thirds[0] < thirds[1] && long_thirds[0] < long_thirds[1]);
}

static bool rounds(int mode, int up)
{
    return fegetround() == mode && one / three == thirds[up] &&
           long_one / long_three == long_thirds[up];
}

static void rounder(void *value)
{
    Pair *pair = value;
    bool is_right = fegetround() == FE_TONEAREST && fegetexcept() == 0;
    fesetround(FE_UPWARD);
    for (;;) {
        swap(pair, (void *)(uintptr_t)is_right);
        is_right = rounds(FE_UPWARD, 1) && fegetexcept() == 0;
    }
}

Test(context, each_rounds_as_it_likes)
{
    if (is_under_valgrind()) cr_skip_test("valgrind rounds in its own way");
    measure_thirds();
    Pair pair;
    setup(&pair, rounder);
    fesetround(FE_DOWNWARD);
    for (int i = 0; i < 10; i++) {
        cr_assert((uintptr_t)swap(&pair, &pair) == 1, "the context's is its own");
        cr_assert(rounds(FE_DOWNWARD, 0), "ours is ours");
    }
    fesetround(FE_TONEAREST);
    free(pair.memory);
}

Test(context, each_has_its_own_traps)
{
    if (is_under_valgrind()) cr_skip_test("valgrind has no traps");
    measure_thirds();
    Pair pair;
    setup(&pair, rounder);
    feclearexcept(FE_ALL_EXCEPT);
    if (feenableexcept(FE_DIVBYZERO) == -1) cr_skip_test("this CPU has no traps");
    for (int i = 0; i < 10; i++) {
        cr_assert((uintptr_t)swap(&pair, &pair) == 1, "the context has none");
        cr_assert(fegetexcept() == FE_DIVBYZERO, "we have ours");
    }
    fedisableexcept(FE_ALL_EXCEPT);
    free(pair.memory);
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
    Pair *pair = value;
    for (int depth = 0;;)
        depth = (int)(uintptr_t)swap(pair, (void *)(uintptr_t)count_frames(depth));
}

Test(context, unwinding_sees_all_frames_and_ends_at_the_entry)
{
    Pair pair;
    setup(&pair, unwinder);
    const uintptr_t base = (uintptr_t)swap(&pair, &pair);
    cr_assert(base >= 2 && base <= 6, "%d frames", (int)base);
    for (uintptr_t depth = 0; depth <= 5; depth++)
        cr_assert_eq((uintptr_t)swap(&pair, (void *)depth), base + depth);
    free(pair.memory);
}
