/*
 * Arithmetic at its borders, and the order of integers and floats.
 */
#include <math.h>

#include "checked_vm.h"
#include "vm/interpret.h"

Test(arith, division_rounds_down)
{
    static const int64_t ROWS[][4] = {{7, 2, 3, 1},
                                      {-7, 2, -4, 1},
                                      {7, -2, -4, -1},
                                      {-7, -2, 3, -1},
                                      {6, 3, 2, 0},
                                      {-6, 3, -2, 0},
                                      {0, -5, 0, 0},
                                      {INT64_MIN, -1, INT64_MIN, 0},
                                      {INT64_MIN, 1, INT64_MIN, 0},
                                      {INT64_MAX, INT64_MIN, -1, -1},
                                      {INT64_MIN, INT64_MAX, -2, INT64_MAX - 1}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        cr_assert_eq(arith_idiv(ROWS[i][0], ROWS[i][1]), ROWS[i][2]);
        cr_assert_eq(arith_mod(ROWS[i][0], ROWS[i][1]), ROWS[i][3]);
    }
}

Test(arith, float_modulo_has_the_sign_of_the_divisor)
{
    cr_assert_eq(arith_fmod(5.5, 2), 1.5);
    cr_assert_eq(arith_fmod(-5.5, 2), 0.5);
    cr_assert_eq(arith_fmod(5.5, -2), -0.5);
    cr_assert_eq(arith_fmod(5, INFINITY), 5);
    cr_assert_eq(arith_fmod(-5, INFINITY), INFINITY);
    cr_assert_eq(arith_fmod(5, -INFINITY), -INFINITY);
    cr_assert(isnan(arith_fmod(5, 0)));
    cr_assert(isnan(arith_fmod(INFINITY, 2)));
}

Test(arith, shifts_are_logical_and_of_any_distance)
{
    cr_assert_eq(arith_shift_left(1, 63), INT64_MIN);
    cr_assert_eq(arith_shift_left(1, 64), 0);
    cr_assert_eq(arith_shift_left(-1, -1), INT64_MAX);
    cr_assert_eq(arith_shift_left(-1, -63), 1);
    cr_assert_eq(arith_shift_left(-1, -64), 0);
    cr_assert_eq(arith_shift_left(-1, INT64_MIN), 0);
    cr_assert_eq(arith_shift_left(-1, INT64_MAX), 0);
    Value out;
    const Value minus_one = value_integer(-1);
    cr_assert_eq(arith_values(ARITH_SHR, minus_one, value_integer(INT64_MIN), &out),
                 ARITH_DONE);
    cr_assert_eq(out.as.integer, 0);
}

Test(arith, integers_wrap_around)
{
    Value out;
    arith_values(ARITH_ADD, value_integer(INT64_MAX), value_integer(1), &out);
    cr_assert_eq(out.as.integer, INT64_MIN);
    arith_values(ARITH_MUL, value_integer(INT64_MIN), value_integer(-1), &out);
    cr_assert_eq(out.as.integer, INT64_MIN);
    arith_values(ARITH_UNM, value_integer(INT64_MIN), value_integer(INT64_MIN), &out);
    cr_assert_eq(out.as.integer, INT64_MIN);
}

Test(arith, only_numbers_are_computed_with)
{
    VM *vm = open_checked();
    const Value ten = value_integer(10);
    const Value text = string_value(string_from(vm, "10"));
    Value out = value_integer(5);
    cr_assert_eq(arith_values(ARITH_DIV, ten, value_integer(4), &out), ARITH_DONE);
    cr_assert(out.tag == TAG_FLOAT && out.as.number == 2.5);
    cr_assert_eq(arith_values(ARITH_BOR, ten, value_float(1), &out), ARITH_DONE);
    cr_assert_eq(out.as.integer, 11);
    cr_assert_eq(arith_values(ARITH_ADD, text, ten, &out), ARITH_NOT_NUMBER);
    cr_assert_eq(arith_values(ARITH_ADD, VALUE_NIL, ten, &out), ARITH_NOT_NUMBER);
    cr_assert_eq(arith_values(ARITH_BAND, value_float(0.5), ten, &out),
                 ARITH_NOT_INTEGER);
    cr_assert_eq(arith_values(ARITH_IDIV, ten, value_integer(0), &out), ARITH_BY_ZERO);
    cr_assert_eq(arith_values(ARITH_MOD, ten, value_integer(0), &out), ARITH_BY_ZERO);
    cr_assert_eq(out.as.integer, 11);
    close_and_check(vm);
}

Test(arith, folding_leaves_alone_what_must_happen_at_run_time)
{
    Value out;
    cr_assert(arith_fold(ARITH_POW, value_integer(2), value_integer(10), &out));
    cr_assert_eq(out.as.number, 1024);
    cr_assert(!arith_fold(ARITH_DIV, value_integer(1), value_integer(0), &out));
    cr_assert(!arith_fold(ARITH_IDIV, value_integer(1), value_integer(0), &out));
    cr_assert(!arith_fold(ARITH_MOD, value_float(1), value_float(-0.0), &out));
    cr_assert(!arith_fold(ARITH_MUL, value_float(-1), value_float(0), &out));
    cr_assert(!arith_fold(ARITH_SUB, value_float(INFINITY), value_float(INFINITY), &out));
    cr_assert(!arith_fold(ARITH_BAND, value_float(0.5), value_integer(1), &out));
    cr_assert(!arith_fold(ARITH_ADD, VALUE_NIL, value_integer(1), &out));
}

/* Numbers in ascending order; equal ones share a rank. */
typedef struct Ranked {
    Value value;
    int rank;
} Ranked;

Test(arith, order_of_integers_and_floats_is_exact)
{
    const Ranked rows[] = {{value_float(-INFINITY), 0},
                           {value_float(-0x1.0000000000001p63), 1},
                           {value_float(-0x1p63), 2},
                           {value_integer(INT64_MIN), 2},
                           {value_integer(INT64_MIN + 1), 3},
                           {value_float(-1.5), 4},
                           {value_integer(-1), 5},
                           {value_float(-0.5), 6},
                           {value_float(-0.0), 7},
                           {value_integer(0), 7},
                           {value_float(0x1p-1074), 8},
                           {value_integer(1), 9},
                           {value_float(1), 9},
                           {value_float(1.5), 10},
                           {value_integer(2), 11},
                           {value_float(0x1p53), 12},
                           {value_integer(9007199254740993), 13},
                           {value_float(9007199254740994.0), 14},
                           {value_float(0x1.fffffffffffffp62), 15},
                           {value_integer(INT64_MAX), 16},
                           {value_float(0x1p63), 17},
                           {value_float(INFINITY), 18}};
    const size_t count = sizeof rows / sizeof *rows;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            const Value a = rows[i].value;
            const Value b = rows[j].value;
            cr_assert_eq(number_less(a, b), rows[i].rank < rows[j].rank, "%zu %zu", i, j);
            cr_assert_eq(number_less_equal(a, b), rows[i].rank <= rows[j].rank);
            cr_assert_eq(value_equals(a, b), rows[i].rank == rows[j].rank);
        }
        cr_assert(!number_less(rows[i].value, value_float(NAN)));
        cr_assert(!number_less(value_float(NAN), rows[i].value));
        cr_assert(!number_less_equal(rows[i].value, value_float(NAN)));
        cr_assert(!number_less_equal(value_float(NAN), rows[i].value));
    }
}
