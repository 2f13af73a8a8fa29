/*
 * The math library: rounding, kinds of numbers, functions of floats; and those of
 * older versions that Debian's Lua 5.4 still has.
 */
#include "lib/numbers.h"

#include <limits.h>
#include <math.h>

#include "lib/lib.h"
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
    double a, b;
    if (is_integer_argument(call, 0) && is_integer_argument(call, 1))
        return fmod_integers(vm, call, call->args[0].as.integer,
                             call->args[1].as.integer);
    /* As Lua, it complains of the second argument first. */
    if (!native_take_number(vm, call, 1, &b)) return NATIVE_ERROR;
    if (!native_take_number(vm, call, 0, &a)) return NATIVE_ERROR;
    return native_return(call, value_float(arith_made(fmod(a, b), a, b)));
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

/* ---- functions of floats ---- */

static NativeStatus apply(VM *vm, NativeCall *call, double (*function)(double))
{
    double n;
    if (!native_take_number(vm, call, 0, &n)) return NATIVE_ERROR;
    return native_return(call, value_float(arith_made(function(n), n, 0)));
}

/* One whose NaN is positive on x86_64, and so on all CPUs. */
static NativeStatus apply_positive(VM *vm, NativeCall *call, double (*function)(double))
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
    return apply_positive(vm, call, asin);
}

static NativeStatus math_acos(VM *vm, NativeCall *call)
{
    return apply_positive(vm, call, acos);
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
    if (!native_is_given(call, 1))
        return native_return(call, value_float(arith_made(log(n), n, 0)));
    if (!native_take_number(vm, call, 1, &base)) return NATIVE_ERROR;
    double result = arith_made(log(n) / log(base), n, base);
    if (base == 2.0)
        result = arith_made(log2(n), n, 0);
    else if (base == 10.0)
        result = log10(n);
    return native_return(call, value_float(result));
}

/* ---- functions of older versions ---- */

static NativeStatus math_cosh(VM *vm, NativeCall *call)
{
    return apply(vm, call, cosh);
}

static NativeStatus math_sinh(VM *vm, NativeCall *call)
{
    return apply(vm, call, sinh);
}

static NativeStatus math_tanh(VM *vm, NativeCall *call)
{
    return apply(vm, call, tanh);
}

static NativeStatus math_log10(VM *vm, NativeCall *call)
{
    return apply_positive(vm, call, log10);
}

static NativeStatus math_pow(VM *vm, NativeCall *call)
{
    double base, exponent;
    if (!native_take_number(vm, call, 0, &base)) return NATIVE_ERROR;
    if (!native_take_number(vm, call, 1, &exponent)) return NATIVE_ERROR;
    return native_return(call,
                         value_float(arith_made(pow(base, exponent), base, exponent)));
}

static NativeStatus math_frexp(VM *vm, NativeCall *call)
{
    double n;
    int exponent;
    if (!native_take_number(vm, call, 0, &n)) return NATIVE_ERROR;
    const double fraction = frexp(n, &exponent);
    return native_return2(call, value_float(fraction), value_integer(exponent));
}

static NativeStatus math_ldexp(VM *vm, NativeCall *call)
{
    double n;
    int64_t exponent;
    if (!native_take_number(vm, call, 0, &n)) return NATIVE_ERROR;
    if (!native_take_integer(vm, call, 1, &exponent)) return NATIVE_ERROR;
    if (exponent > INT_MAX) exponent = INT_MAX;
    if (exponent < INT_MIN) exponent = INT_MIN;
    return native_return(call, value_float(ldexp(n, (int)exponent)));
}

/* ---- the library ---- */

const NativeDef LIB_MATH[] = {
    {"math.abs", math_abs, 1, 0, 0},
    {"math.acos", math_acos, 1, 0, 0},
    {"math.asin", math_asin, 1, 0, 0},
    {"math.atan", math_atan, 2, 0, 0},
    {"math.atan2", math_atan, 2, 0, 0},
    {"math.ceil", math_ceil, 1, 0, 0},
    {"math.cos", math_cos, 1, 0, 0},
    {"math.cosh", math_cosh, 1, 0, 0},
    {"math.deg", math_deg, 1, 0, 0},
    {"math.exp", math_exp, 1, 0, 0},
    {"math.floor", math_floor, 1, 0, 0},
    {"math.fmod", math_fmod, 2, 0, 0},
    {"math.frexp", math_frexp, 1, 0, 0},
    {"math.ldexp", math_ldexp, 2, 0, 0},
    {"math.log", math_log, 2, 0, 0},
    {"math.log10", math_log10, 1, 0, 0},
    {"math.max", math_max, 1, 0, FIBER_MAX_SLOTS},
    {"math.min", math_min, 1, 0, FIBER_MAX_SLOTS},
    {"math.modf", math_modf, 1, 0, 0},
    {"math.pow", math_pow, 2, 0, 0},
    {"math.rad", math_rad, 1, 0, 0},
    {"math.random", math_random, 2, 0, 0},
    {"math.randomseed", math_randomseed, 2, 0, 0},
    {"math.sin", math_sin, 1, 0, 0},
    {"math.sinh", math_sinh, 1, 0, 0},
    {"math.sqrt", math_sqrt, 1, 0, 0},
    {"math.tan", math_tan, 1, 0, 0},
    {"math.tanh", math_tanh, 1, 0, 0},
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
    math_seed(vm->random_state, 0, 0);
    return true;
}
