/*
 * The interpreter: one loop that runs vm->fiber until something makes it stop.
 * It never nests: see native.h and After in fiber.h.
 */
#pragma once

#include <math.h>

#include "vm/vm.h"

/* Runs vm->fiber. RUN_DONE: the current tasklet's root fiber has ended. */
RunStatus interpret(VM *vm);

/* Operators on numbers; UNM and BNOT take their operand twice. */
typedef enum Arith {
    ARITH_ADD,
    ARITH_SUB,
    ARITH_MUL,
    ARITH_MOD,
    ARITH_POW,
    ARITH_DIV,
    ARITH_IDIV,
    ARITH_BAND,
    ARITH_BOR,
    ARITH_BXOR,
    ARITH_SHL,
    ARITH_SHR,
    ARITH_UNM,
    ARITH_BNOT
} Arith;

typedef enum ArithStatus {
    ARITH_DONE,
    ARITH_NOT_NUMBER,  /* an operand is no number */
    ARITH_NOT_INTEGER, /* bitwise: a number has no integer representation */
    ARITH_BY_ZERO      /* integer // or % by zero */
} ArithStatus;

/* On numbers only. Sets no error; `out` only when done. */
ArithStatus arith_values(Arith op, Value a, Value b, Value *out);
/* The message for ARITH_BY_ZERO. */
const char *arith_by_zero_text(Arith op);
int64_t arith_idiv(int64_t a, int64_t b); /* floor; b is not 0 */
int64_t arith_mod(int64_t a, int64_t b);  /* sign of b; b is not 0 */
double arith_fmod(double a, double b);    /* sign of b */
/*
 * The result of an operation on a and b. IEEE 754 leaves the sign of a NaN that is made
 * of numbers to the CPU; here it is negative on all, as x86_64 makes it.
 */
static inline double arith_made(double result, double a, double b)
{
#ifdef __x86_64__
    (void)a;
    (void)b;
    return result;
#else
    return isnan(result) && !isnan(a) && !isnan(b) ? -fabs(result) : result;
#endif
}
int64_t arith_shift_left(int64_t a, int64_t by); /* logical; negative: right */
/*
 * For the compiler's constant folding: false when the result is not to be
 * folded (division by zero, NaN, 0.0 and -0.0, not numbers).
 */
bool arith_fold(Arith op, Value a, Value b, Value *out);

/* Orders numbers of either kind exactly. */
bool number_less(Value a, Value b);
bool number_less_equal(Value a, Value b);
