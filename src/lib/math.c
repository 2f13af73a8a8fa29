/*
 * The math library. Random numbers are xoshiro256** with its state in the VM, so
 * that it is saved; a seed gives the sequence that Lua 5.4 gives for it. Until a
 * program seeds it the generator starts from a constant: a run is repeatable.
 */
#include "lib/lib.h"

#include <math.h>
#include <string.h>
#include <sys/random.h>

#include "vm/interpret.h"

/* ---- rounding ---- */

/* A float with an integer value as an integer if it fits, else as it is. */
static Value integer_if_it_fits(double n)
{
    int64_t integer;
    if (value_to_integer_exact(value_float(n), &integer)) return value_integer(integer);
    return value_float(n);
}

static bool is_integer_argument(const NativeCall *call, uint32_t index)
{
    return index < call->count && call->args[index].tag == TAG_INTEGER;
}

static NativeStatus round_with(VM *vm, NativeCall *call, double (*round)(double))
{
    double n;
    if (is_integer_argument(call, 0)) return native_return(call, call->args[0]);
    if (!native_take_number(vm, call, 0, &n)) return NATIVE_ERROR;
    return native_return(call, integer_if_it_fits(round(n)));
}

static NativeStatus math_floor(VM *vm, NativeCall *call)
{
    return round_with(vm, call, floor);
}

static NativeStatus math_ceil(VM *vm, NativeCall *call)
{
    return round_with(vm, call, ceil);
}

static NativeStatus math_abs(VM *vm, NativeCall *call)
{
    double n;
    if (is_integer_argument(call, 0)) {
        const int64_t integer = call->args[0].as.integer;
        const uint64_t bits = (uint64_t)integer;
        return native_return(call,
                             value_integer((int64_t)(integer < 0 ? 0 - bits : bits)));
    }
    if (!native_take_number(vm, call, 0, &n)) return NATIVE_ERROR;
    return native_return(call, value_float(fabs(n)));
}

static NativeStatus fmod_integers(VM *vm, NativeCall *call, int64_t a, int64_t b)
{
    if (b == 0) return native_argument_error(vm, call, 2, "zero");
    return native_return(call, value_integer(b == -1 ? 0 : a % b));
}

static NativeStatus math_fmod(VM *vm, NativeCall *call)
{
    double a;
    double b;
    if (is_integer_argument(call, 0) && is_integer_argument(call, 1))
        return fmod_integers(vm, call, call->args[0].as.integer,
                             call->args[1].as.integer);
    if (!native_take_number(vm, call, 0, &a)) return NATIVE_ERROR;
    if (!native_take_number(vm, call, 1, &b)) return NATIVE_ERROR;
    return native_return(call, value_float(fmod(a, b)));
}

static NativeStatus math_modf(VM *vm, NativeCall *call)
{
    double n;
    if (is_integer_argument(call, 0))
        return native_return2(call, call->args[0], value_float(0.0));
    if (!native_take_number(vm, call, 0, &n)) return NATIVE_ERROR;
    const double whole = n < 0 ? ceil(n) : floor(n);
    const double rest = n == whole ? 0.0 : n - whole;
    return native_return2(call, integer_if_it_fits(whole), value_float(rest));
}

/* ---- kinds of numbers ---- */

static NativeStatus math_tointeger(VM *vm, NativeCall *call)
{
    int64_t integer;
    if (!native_take_any(vm, call, 0)) return NATIVE_ERROR;
    const bool is_one = value_to_integer(call->args[0], &integer);
    return native_return(call, is_one ? value_integer(integer) : VALUE_NIL);
}

static NativeStatus math_type(VM *vm, NativeCall *call)
{
    if (!native_take_any(vm, call, 0)) return NATIVE_ERROR;
    const Value v = call->args[0];
    if (!value_is_number(v)) return native_return(call, VALUE_NIL);
    String *name = string_from(vm, v.tag == TAG_INTEGER ? "integer" : "float");
    return name ? native_return(call, string_value(name)) : NATIVE_ERROR;
}

static NativeStatus math_ult(VM *vm, NativeCall *call)
{
    int64_t a;
    int64_t b;
    if (!native_take_integer(vm, call, 0, &a)) return NATIVE_ERROR;
    if (!native_take_integer(vm, call, 1, &b)) return NATIVE_ERROR;
    return native_return(call, value_bool((uint64_t)a < (uint64_t)b));
}

/* ---- max and min ---- */

/* Whether a < b, for numbers or strings. false: the error is set. */
static bool compare(VM *vm, Value a, Value b, bool *out_is_less)
{
    if (value_is_number(a) && value_is_number(b)) {
        *out_is_less = number_less(a, b);
        return true;
    }
    if (a.tag == TAG_STRING && b.tag == TAG_STRING) {
        *out_is_less = string_compare(value_string(a), value_string(b)) < 0;
        return true;
    }
    const char *first = vm_type_name(vm, a);
    const char *second = vm_type_name(vm, b);
    if (strcmp(first, second) == 0)
        return vm_fail(vm, "attempt to compare two %s values", first);
    return vm_fail(vm, "attempt to compare %s with %s", first, second);
}

static NativeStatus choose(VM *vm, NativeCall *call, bool wants_less)
{
    if (!native_take_any(vm, call, 0)) return NATIVE_ERROR;
    Value best = call->args[0];
    for (uint32_t i = 1; i < call->count; i++) {
        const Value v = call->args[i];
        bool is_better = false;
        if (!compare(vm, wants_less ? v : best, wants_less ? best : v, &is_better))
            return NATIVE_ERROR;
        if (is_better) best = v;
    }
    return native_return(call, best);
}

static NativeStatus math_max(VM *vm, NativeCall *call)
{
    return choose(vm, call, false);
}

static NativeStatus math_min(VM *vm, NativeCall *call)
{
    return choose(vm, call, true);
}

/* ---- functions of floats ---- */

static NativeStatus apply(VM *vm, NativeCall *call, double (*function)(double))
{
    double n;
    if (!native_take_number(vm, call, 0, &n)) return NATIVE_ERROR;
    return native_return(call, value_float(function(n)));
}

static NativeStatus math_sqrt(VM *vm, NativeCall *call)
{
    return apply(vm, call, sqrt);
}

static NativeStatus math_sin(VM *vm, NativeCall *call)
{
    return apply(vm, call, sin);
}

static NativeStatus math_cos(VM *vm, NativeCall *call)
{
    return apply(vm, call, cos);
}

static NativeStatus math_tan(VM *vm, NativeCall *call)
{
    return apply(vm, call, tan);
}

static NativeStatus math_asin(VM *vm, NativeCall *call)
{
    return apply(vm, call, asin);
}

static NativeStatus math_acos(VM *vm, NativeCall *call)
{
    return apply(vm, call, acos);
}

static NativeStatus math_exp(VM *vm, NativeCall *call)
{
    return apply(vm, call, exp);
}

static double to_degrees(double radians)
{
    return radians * (180.0 / M_PI);
}

static double to_radians(double degrees)
{
    return degrees * (M_PI / 180.0);
}

static NativeStatus math_deg(VM *vm, NativeCall *call)
{
    return apply(vm, call, to_degrees);
}

static NativeStatus math_rad(VM *vm, NativeCall *call)
{
    return apply(vm, call, to_radians);
}

static NativeStatus math_atan(VM *vm, NativeCall *call)
{
    double y;
    double x;
    if (!native_take_number(vm, call, 0, &y)) return NATIVE_ERROR;
    if (!native_option_number(vm, call, 1, 1.0, &x)) return NATIVE_ERROR;
    return native_return(call, value_float(atan2(y, x)));
}

static NativeStatus math_log(VM *vm, NativeCall *call)
{
    double n;
    double base;
    if (!native_take_number(vm, call, 0, &n)) return NATIVE_ERROR;
    if (!native_is_given(call, 1)) return native_return(call, value_float(log(n)));
    if (!native_take_number(vm, call, 1, &base)) return NATIVE_ERROR;
    double result = log(n) / log(base);
    if (base == 2.0)
        result = log2(n);
    else if (base == 10.0)
        result = log10(n);
    return native_return(call, value_float(result));
}

/* ---- random numbers ---- */

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

static void random_seed(uint64_t *s, uint64_t first, uint64_t second)
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

static NativeStatus math_random(VM *vm, NativeCall *call)
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

static NativeStatus math_randomseed(VM *vm, NativeCall *call)
{
    int64_t seeds[2] = {0, 0};
    if (call->count == 0) {
        if (getentropy(seeds, sizeof seeds) != 0)
            return native_error(vm, "the system has no random numbers");
    } else {
        if (!native_take_integer(vm, call, 0, &seeds[0])) return NATIVE_ERROR;
        if (!native_option_integer(vm, call, 1, 0, &seeds[1])) return NATIVE_ERROR;
    }
    random_seed(vm->random_state, (uint64_t)seeds[0], (uint64_t)seeds[1]);
    return native_return2(call, value_integer(seeds[0]), value_integer(seeds[1]));
}

/* ---- the library ---- */

const NativeDef LIB_MATH[] = {
    {"math.abs", math_abs, 1, 0, 0},
    {"math.acos", math_acos, 1, 0, 0},
    {"math.asin", math_asin, 1, 0, 0},
    {"math.atan", math_atan, 2, 0, 0},
    {"math.ceil", math_ceil, 1, 0, 0},
    {"math.cos", math_cos, 1, 0, 0},
    {"math.deg", math_deg, 1, 0, 0},
    {"math.exp", math_exp, 1, 0, 0},
    {"math.floor", math_floor, 1, 0, 0},
    {"math.fmod", math_fmod, 2, 0, 0},
    {"math.log", math_log, 2, 0, 0},
    {"math.max", math_max, 1, 0, 0},
    {"math.min", math_min, 1, 0, 0},
    {"math.modf", math_modf, 1, 0, 0},
    {"math.rad", math_rad, 1, 0, 0},
    {"math.random", math_random, 2, 0, 0},
    {"math.randomseed", math_randomseed, 2, 0, 0},
    {"math.sin", math_sin, 1, 0, 0},
    {"math.sqrt", math_sqrt, 1, 0, 0},
    {"math.tan", math_tan, 1, 0, 0},
    {"math.tointeger", math_tointeger, 1, 0, 0},
    {"math.type", math_type, 1, 0, 0},
    {"math.ult", math_ult, 2, 0, 0},
    {NULL, NULL, 0, 0, 0},
};

bool lib_open_math(VM *vm)
{
    Table *library = lib_open_module(vm, "math", LIB_MATH, true);
    if (!library) return false;
    if (!table_set_named(vm, library, "pi", value_float(M_PI)) ||
        !table_set_named(vm, library, "huge", value_float(HUGE_VAL)) ||
        !table_set_named(vm, library, "maxinteger", value_integer(INT64_MAX)) ||
        !table_set_named(vm, library, "mininteger", value_integer(INT64_MIN)))
        return false;
    random_seed(vm->random_state, 0, 0);
    return true;
}
