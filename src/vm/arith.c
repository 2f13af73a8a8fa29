/*
 * Arithmetic and order of numbers, with the manual's exact rules: integers wrap
 * around, division and modulo round down, integers and floats compare by their
 * mathematical values.
 */
#include <math.h>

#include "vm/interpret.h"

int64_t arith_idiv(int64_t a, int64_t b)
{
    if (b == -1) return (int64_t)(0 - (uint64_t)a); /* INT64_MIN // -1 overflows in C */
    int64_t quotient = a / b;
    if (a % b != 0 && (a ^ b) < 0) quotient--;
    return quotient;
}

int64_t arith_mod(int64_t a, int64_t b)
{
    if (b == -1) return 0; /* INT64_MIN % -1 traps in C */
    int64_t rest = a % b;
    if (rest != 0 && (rest ^ b) < 0) rest += b;
    return rest;
}

double arith_fmod(double a, double b)
{
    double rest = fmod(a, b);
    if (rest != 0 && (rest < 0) != (b < 0)) rest += b;
    return rest;
}

int64_t arith_shift_left(int64_t a, int64_t by)
{
    if (by <= -64 || by >= 64) return 0;
    if (by >= 0) return (int64_t)((uint64_t)a << by);
    return (int64_t)((uint64_t)a >> -by);
}

static bool is_bitwise(Arith op)
{
    return (op >= ARITH_BAND && op <= ARITH_SHR) || op == ARITH_BNOT;
}

static int64_t compute_integers(Arith op, int64_t a, int64_t b)
{
    const uint64_t x = (uint64_t)a;
    const uint64_t y = (uint64_t)b;
    switch (op) {
    case ARITH_ADD: return (int64_t)(x + y);
    case ARITH_SUB: return (int64_t)(x - y);
    case ARITH_MUL: return (int64_t)(x * y);
    case ARITH_MOD: return arith_mod(a, b);
    case ARITH_IDIV: return arith_idiv(a, b);
    case ARITH_BAND: return (int64_t)(x & y);
    case ARITH_BOR: return (int64_t)(x | y);
    case ARITH_BXOR: return (int64_t)(x ^ y);
    case ARITH_SHL: return arith_shift_left(a, b);
    case ARITH_SHR: return arith_shift_left(a, b == INT64_MIN ? INT64_MAX : -b);
    case ARITH_UNM: return (int64_t)(0 - x);
    case ARITH_BNOT: return (int64_t)~x;
    default: return 0; /* POW and DIV are float operations */
    }
}

static double compute_floats(Arith op, double a, double b)
{
    switch (op) {
    case ARITH_ADD: return a + b;
    case ARITH_SUB: return a - b;
    case ARITH_MUL: return a * b;
    case ARITH_MOD: return arith_fmod(a, b);
    case ARITH_POW: return b == 2 ? a * a : pow(a, b);
    case ARITH_DIV: return a / b;
    case ARITH_IDIV: return floor(a / b);
    case ARITH_UNM: return -a;
    default: return 0; /* bitwise operations are on integers */
    }
}

const char *arith_by_zero_text(Arith op)
{
    return op == ARITH_MOD ? "attempt to perform 'n%0'" : "attempt to divide by zero";
}

ArithStatus arith_values(Arith op, Value a, Value b, Value *out)
{
    if (!value_is_number(a) || !value_is_number(b)) return ARITH_NOT_NUMBER;
    int64_t i;
    int64_t j;
    if (is_bitwise(op)) {
        if (!value_to_integer_exact(a, &i) || !value_to_integer_exact(b, &j))
            return ARITH_NOT_INTEGER;
        *out = value_integer(compute_integers(op, i, j));
        return ARITH_DONE;
    }
    const bool is_float_operation = op == ARITH_POW || op == ARITH_DIV;
    if (a.tag == TAG_INTEGER && b.tag == TAG_INTEGER && !is_float_operation) {
        if ((op == ARITH_MOD || op == ARITH_IDIV) && b.as.integer == 0)
            return ARITH_BY_ZERO;
        *out = value_integer(compute_integers(op, a.as.integer, b.as.integer));
        return ARITH_DONE;
    }
    const double x = a.tag == TAG_INTEGER ? (double)a.as.integer : a.as.number;
    const double y = b.tag == TAG_INTEGER ? (double)b.as.integer : b.as.number;
    *out = value_float(arith_made(compute_floats(op, x, y), x, y));
    return ARITH_DONE;
}

bool arith_fold(Arith op, Value a, Value b, Value *out)
{
    const bool is_division = op == ARITH_DIV || op == ARITH_MOD || op == ARITH_IDIV;
    if (!value_is_number(b)) return false;
    const double divisor = b.tag == TAG_INTEGER ? (double)b.as.integer : b.as.number;
    if (is_division && divisor == 0) return false;
    Value result;
    if (arith_values(op, a, b, &result) != ARITH_DONE) return false;
    if (result.tag == TAG_FLOAT && isnan(result.as.number)) return false;
    if (result.tag == TAG_FLOAT && result.as.number == 0) return false;
    *out = result;
    return true;
}

/* ---- order; i < f holds exactly if i < ceil(f), and so on ---- */

static bool integer_less_float(int64_t i, double f)
{
    if (f >= 0x1p63) return true;
    return f > -0x1p63 && i < (int64_t)ceil(f); /* NaN: false */
}

static bool integer_less_equal_float(int64_t i, double f)
{
    if (f >= 0x1p63) return true;
    return f >= -0x1p63 && i <= (int64_t)floor(f);
}

static bool float_less_integer(double f, int64_t i)
{
    if (f < -0x1p63) return true;
    return f < 0x1p63 && (int64_t)floor(f) < i;
}

static bool float_less_equal_integer(double f, int64_t i)
{
    if (f < -0x1p63) return true;
    return f < 0x1p63 && (int64_t)ceil(f) <= i;
}

bool number_less(Value a, Value b)
{
    if (a.tag == TAG_INTEGER) {
        if (b.tag == TAG_INTEGER) return a.as.integer < b.as.integer;
        return integer_less_float(a.as.integer, b.as.number);
    }
    if (b.tag == TAG_FLOAT) return a.as.number < b.as.number;
    return float_less_integer(a.as.number, b.as.integer);
}

bool number_less_equal(Value a, Value b)
{
    if (a.tag == TAG_INTEGER) {
        if (b.tag == TAG_INTEGER) return a.as.integer <= b.as.integer;
        return integer_less_equal_float(a.as.integer, b.as.number);
    }
    if (b.tag == TAG_FLOAT) return a.as.number <= b.as.number;
    return float_less_equal_integer(a.as.number, b.as.integer);
}
