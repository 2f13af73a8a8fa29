/*
 * math.random: xoshiro256** with its state in the VM, so that it is saved; a seed
 * gives the sequence that Lua 5.4 gives for it. Until a program seeds it the
 * generator starts from a constant: a run is repeatable.
 */
#include "lib/numbers.h"

#include <sys/random.h>

/* ---- the generator ---- */

static uint64_t rotate_left(uint64_t x, int by)
{
    return (x << by) | (x >> (64 - by));
}

static uint64_t random_next(uint64_t *s)
{
    const uint64_t result = rotate_left(s[1] * 5, 7) * 9;
    const uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate_left(s[3], 45);
    return result;
}

void math_seed(uint64_t *s, uint64_t first, uint64_t second)
{
    enum { DISCARDED = 16 };
    s[0] = first;
    s[1] = 0xff; /* never all zero: the generator would stay there */
    s[2] = second;
    s[3] = 0;
    for (int i = 0; i < DISCARDED; i++)
        random_next(s);
}

/*
 * A number in 0 … limit, all with the same chance: bits masked to the smallest
 * power of two that covers the limit, drawn again while above it.
 */
static uint64_t random_up_to(uint64_t *s, uint64_t drawn, uint64_t limit)
{
    if ((limit & (limit + 1)) == 0) return drawn & limit;
    const uint64_t mask = UINT64_MAX >> __builtin_clzll(limit);
    while ((drawn &= mask) > limit)
        drawn = random_next(s);
    return drawn;
}

/* ---- natives ---- */

NativeStatus math_random(VM *vm, NativeCall *call)
{
    int64_t low = 1;
    int64_t high;
    const uint64_t drawn = random_next(vm->random_state);
    if (call->count == 0)
        return native_return(call, value_float((double)(drawn >> 11) * 0x1p-53));
    if (call->count > 2) return native_error(vm, "wrong number of arguments");
    if (call->count == 1) {
        if (!native_take_integer(vm, call, 0, &high)) return NATIVE_ERROR;
        if (high == 0) return native_return(call, value_integer((int64_t)drawn));
    } else {
        if (!native_take_integer(vm, call, 0, &low)) return NATIVE_ERROR;
        if (!native_take_integer(vm, call, 1, &high)) return NATIVE_ERROR;
    }
    if (low > high) return native_argument_error(vm, call, 1, "interval is empty");
    const uint64_t above =
        random_up_to(vm->random_state, drawn, (uint64_t)high - (uint64_t)low);
    return native_return(call, value_integer((int64_t)(above + (uint64_t)low)));
}

NativeStatus math_randomseed(VM *vm, NativeCall *call)
{
    int64_t seeds[2] = {0, 0};
    if (call->count == 0) {
        if (getentropy(seeds, sizeof seeds) != 0)
            return native_error(vm, "the system has no random numbers");
    } else {
        if (!native_take_integer(vm, call, 0, &seeds[0])) return NATIVE_ERROR;
        if (!native_option_integer(vm, call, 1, 0, &seeds[1])) return NATIVE_ERROR;
    }
    math_seed(vm->random_state, (uint64_t)seeds[0], (uint64_t)seeds[1]);
    return native_return2(call, value_integer(seeds[0]), value_integer(seeds[1]));
}
