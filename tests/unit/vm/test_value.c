/*
 * Equality, conversions, and the text of numbers.
 */
#include "vm/value.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "checked_vm.h"

static bool parse(const char *text, Value *out)
{
    return value_from_text(text, strlen(text), out);
}

static bool is_integer(const char *text, int64_t expected)
{
    Value v;
    return parse(text, &v) && v.tag == TAG_INTEGER && v.as.integer == expected;
}

static bool is_float(const char *text, double expected)
{
    Value v;
    return parse(text, &v) && v.tag == TAG_FLOAT &&
           memcmp(&v.as.number, &expected, sizeof expected) == 0;
}

static void check_text(Value v, const char *expected)
{
    char text[VALUE_TEXT_MAX];
    const size_t length = value_number_to_text(v, text);
    cr_assert_str_eq(text, expected);
    cr_assert_eq(length, strlen(expected));
}

Test(value, integer_numerals_are_integers_while_they_fit)
{
    cr_assert(is_integer("0", 0));
    cr_assert(is_integer(" \t\n\v\f\r-42 ", -42));
    cr_assert(is_integer("9223372036854775807", INT64_MAX));
    cr_assert(is_integer("-9223372036854775808", INT64_MIN));
    cr_assert(is_float("9223372036854775808", 0x1p63));
    cr_assert(is_float("-9223372036854775809", -0x1p63));
    cr_assert(is_integer("0xff", 255));
    cr_assert(is_integer("-0XFF", -255));
    cr_assert(is_integer("0xffffffffffffffff", -1));
    cr_assert(is_integer("0x1ffffffffffffffff", -1));
}

Test(value, float_numerals_are_rounded_to_nearest)
{
    cr_assert(is_float("0.1", 0.1));
    cr_assert(is_float("5.", 5.0));
    cr_assert(is_float(".5", 0.5));
    cr_assert(is_float("-0.0", -0.0));
    cr_assert(is_float("1e1", 10.0));
    cr_assert(is_float("1E+2", 100.0));
    cr_assert(is_float("1.7976931348623157e308", 1.7976931348623157e308));
    cr_assert(is_float("1e400", INFINITY));
    cr_assert(is_float("1e-400", 0.0));
    cr_assert(is_float("1e99999999999999999999", INFINITY));
    cr_assert(is_float("0e99999999999999999999", 0.0));
    cr_assert(is_float("9007199254740993.0", 9007199254740992.0));
    cr_assert(is_float("9007199254740993.00000000000000000001", 9007199254740994.0));
    cr_assert(is_float("2.4703282292062327e-324", 0.0));
    cr_assert(is_float("2.4703282292062328e-324", 0x1p-1074));
}

Test(value, hexadecimal_floats_are_rounded_once)
{
    cr_assert(is_float("0x.8", 0.5));
    cr_assert(is_float("0xA.8p1", 21.0));
    cr_assert(is_float("0x1p-1074", 0x1p-1074));
    cr_assert(is_float("0x1.8p-1075", 0x1p-1074));
    cr_assert(is_float("0x1p-1075", 0.0));
    cr_assert(is_float("0x1.fffffffffffff8p0", 2.0));
    cr_assert(is_float("0x1.fffffffffffff7fffp0", 0x1.fffffffffffffp0));
}

Test(value, digits_beyond_any_buffer_still_count)
{
    char text[5000];
    memset(text, '0', sizeof text);
    text[1] = '.';
    strcpy(text + 4000, "1e3999");
    cr_assert(is_float(text, 1.0));
    /* 2^53 + 1, then 2000 zeros, then a digit that breaks the tie. */
    strcpy(text, "9007199254740993.");
    memset(text + 17, '0', 2000);
    strcpy(text + 2017, "1");
    cr_assert(is_float(text, 9007199254740994.0));
}

Test(value, other_text_is_no_numeral)
{
    static const char *const TEXTS[] = {
        "",    " ",   "-",     "- 1",      "+-1",     "0x",  "0x.p1", "1e",  "1e+",
        "e5",  ".",   "1..2",  "1.2.3",    "1_0",     "12a", "nan",   "inf", "0x1p",
        "0xg", "1 2", "1e5.5", "infinity", "0x1p0x1", "--1", "1e 5"};
    Value v = value_integer(77);
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++)
        cr_assert(!parse(TEXTS[i], &v), "'%s'", TEXTS[i]);
    cr_assert(!value_from_text("1\0", 2, &v));
    cr_assert(!value_from_text("1\0002", 3, &v));
    cr_assert_eq(v.as.integer, 77);
}

Test(value, numbers_are_printed_as_lua_prints_them)
{
    check_text(value_integer(0), "0");
    check_text(value_integer(INT64_MIN), "-9223372036854775808");
    check_text(value_float(1), "1.0");
    check_text(value_float(-0.0), "-0.0");
    check_text(value_float(0.1), "0.1");
    check_text(value_float(99999999999999), "99999999999999.0");
    check_text(value_float(1e14), "1e+14");
    check_text(value_float(-1e15), "-1e+15");
    check_text(value_float(3.14159265358979), "3.1415926535898");
    check_text(value_float(1e100), "1e+100");
    check_text(value_float(INFINITY), "inf");
    check_text(value_float(-INFINITY), "-inf");
    check_text(value_float(copysign(NAN, 1)), "nan");
    check_text(value_float(copysign(NAN, -1)), "-nan");
    check_text(value_float(-1.2345678901234e-300), "-1.2345678901234e-300");
}

Test(value, the_locale_changes_nothing)
{
    if (!setlocale(LC_NUMERIC, "de_DE.UTF-8") && !setlocale(LC_NUMERIC, "fr_FR.UTF-8"))
        cr_skip_test("no locale with a decimal comma is installed");
    check_text(value_float(0.5), "0.5");
    cr_assert(is_float("0.5", 0.5));
    cr_assert(is_float("1234567890123456789.5e-3", 1234567890123456.7895));
    Value v;
    cr_assert(!parse("0,5", &v));
}

Test(value, integers_and_floats_are_equal_only_exactly)
{
    cr_assert(value_equals(value_integer(1), value_float(1)));
    cr_assert(value_equals(value_float(-0x1p63), value_integer(INT64_MIN)));
    cr_assert(!value_equals(value_integer(INT64_MAX), value_float(0x1p63)));
    cr_assert(!value_equals(value_integer(9007199254740993), value_float(0x1p53)));
    cr_assert(!value_equals(value_float(NAN), value_float(NAN)));
    cr_assert(!value_equals(value_float(NAN), value_integer(0)));
    cr_assert(value_equals(value_float(0.0), value_float(-0.0)));
    cr_assert(value_equals(VALUE_NIL, VALUE_NIL));
    cr_assert(!value_equals(VALUE_NIL, VALUE_FALSE));
}

Test(value, strings_are_equal_by_content)
{
    VM *vm = open_checked();
    char text[200];
    memset(text, 'x', sizeof text);
    for (size_t length = 0; length < sizeof text; length += 13) {
        const Value a = string_value(string_new(vm, text, length));
        const Value b = string_value(string_new(vm, text, length));
        const Value c = string_value(string_new(vm, text, length + 1));
        cr_assert(value_equals(a, b));
        cr_assert(!value_equals(a, c));
    }
    close_and_check(vm);
}

Test(value, values_convert_only_where_the_manual_says)
{
    VM *vm = open_checked();
    const Value three = string_value(string_from(vm, " 0x3 "));
    const Value half = string_value(string_from(vm, "2.5"));
    int64_t i = -1;
    double n = -1;
    cr_assert(value_to_integer(three, &i) && i == 3);
    cr_assert(!value_to_integer(half, &i));
    cr_assert(!value_to_integer_exact(three, &i));
    cr_assert(value_to_number(half, &n) && n == 2.5);
    cr_assert(value_to_number(value_integer(7), &n) && n == 7);
    cr_assert(value_to_integer_exact(value_float(-4), &i) && i == -4);
    cr_assert(!value_to_integer_exact(value_float(0x1p63), &i));
    cr_assert(!value_to_integer_exact(value_float(NAN), &i));
    cr_assert(!value_to_integer_exact(value_float(0.5), &i));
    cr_assert(!value_to_number(VALUE_TRUE, &n));
    cr_assert(i == -4 && n == 7);
    close_and_check(vm);
}

Test(value, handles_tasklets_and_channels_are_userdata)
{
    cr_assert_str_eq(value_type_name((Value){.tag = TAG_HANDLE}), "userdata");
    cr_assert_str_eq(value_type_name((Value){.tag = TAG_TASKLET}), "userdata");
    cr_assert_str_eq(value_type_name((Value){.tag = TAG_CHANNEL}), "userdata");
    cr_assert_str_eq(value_type_name((Value){.tag = TAG_COROUTINE}), "thread");
    cr_assert_str_eq(value_type_name((Value){.tag = TAG_NATIVE}), "function");
    cr_assert_str_eq(value_type_name(VALUE_TRUE), "boolean");
    cr_assert_str_eq(value_type_name(value_float(1)), "number");
}
