/*
 * Values: equality, conversions and the text of numbers. Nothing here depends on
 * the process' locale: numerals are handed to strtod without a decimal point, and
 * the point that snprintf writes is replaced.
 */
#include "vm/value.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/str.h"

enum {
    /* More significant digits never change which double is nearest, except by not
     * being zero; one more digit stands for them. */
    SIGNIFICANT_MAX = 800,
    EXPONENT_MAX = 100000, /* beyond: infinite or zero, whatever the digits */
    NUMERAL_MAX = SIGNIFICANT_MAX + 32
};

/* A numeral on its way: its digits without zeros in front and without point. */
typedef struct Numeral {
    const char *at;
    const char *end;
    bool is_hex;
    bool is_negative;
    bool has_point;
    bool has_exponent;
    bool has_digits;
    bool is_inexact;   /* digits other than zero were dropped */
    bool has_overflow; /* `integer` wrapped around, or needs more than 64 bits */
    int64_t exponent;  /* of the last digit kept, in powers of 10 or of 2 */
    uint64_t integer;  /* the digits, modulo 2^64 */
    size_t count;
    char digits[NUMERAL_MAX];
} Numeral;

static bool float_to_integer(double number, int64_t *out)
{
    /* -2^63 is a double, 2^63 - 1 is not. NaN fails the first test. */
    if (!(number >= -0x1p63 && number < 0x1p63)) return false;
    const int64_t integer = (int64_t)number;
    if ((double)integer != number) return false;
    *out = integer;
    return true;
}

enum { MOVED_BY_HALVES = 8 };

void value_move_many(Value *to, const Value *from, uint32_t count)
{
    if (count > MOVED_BY_HALVES) {
        memmove(to, from, count * sizeof *to);
    } else if (to < from) {
        for (uint32_t i = 0; i < count; i++)
            value_copy(&to[i], &from[i]);
    } else {
        while (count-- > 0)
            value_copy(&to[count], &from[count]);
    }
}

bool value_equals(Value a, Value b)
{
    if (a.tag != b.tag) {
        int64_t integer;
        if (a.tag == TAG_INTEGER && b.tag == TAG_FLOAT)
            return float_to_integer(b.as.number, &integer) && integer == a.as.integer;
        if (a.tag == TAG_FLOAT && b.tag == TAG_INTEGER)
            return float_to_integer(a.as.number, &integer) && integer == b.as.integer;
        return false;
    }
    switch (a.tag) {
    case TAG_NIL:
    case TAG_FALSE:
    case TAG_TRUE: return true;
    case TAG_FLOAT: return a.as.number == b.as.number;
    case TAG_STRING:
        return a.as.object == b.as.object ||
               (!value_string(a)->is_short &&
                string_equals(value_string(a), value_string(b)));
    default: return a.as.bits == b.as.bits;
    }
}

const char *value_type_name(Value v)
{
    switch ((Tag)v.tag) {
    case TAG_NIL: return "nil";
    case TAG_FALSE:
    case TAG_TRUE: return "boolean";
    case TAG_INTEGER:
    case TAG_FLOAT: return "number";
    case TAG_STRING: return "string";
    case TAG_TABLE: return "table";
    case TAG_NATIVE:
    case TAG_WRAP:
    case TAG_CLOSURE: return "function";
    case TAG_COROUTINE: return "thread";
    case TAG_TASKLET:
    case TAG_CHANNEL:
    case TAG_HANDLE: return "userdata";
    default: return "no value";
    }
}

static bool string_to_number(Value v, Value *out)
{
    if (v.tag != TAG_STRING) return false;
    const String *string = value_string(v);
    return value_from_text(string->data, string->length, out);
}

bool value_to_integer_exact(Value v, int64_t *out)
{
    if (v.tag == TAG_INTEGER) {
        *out = v.as.integer;
        return true;
    }
    return v.tag == TAG_FLOAT && float_to_integer(v.as.number, out);
}

bool value_to_integer(Value v, int64_t *out)
{
    if (v.tag == TAG_STRING && !string_to_number(v, &v)) return false;
    return value_to_integer_exact(v, out);
}

bool value_to_number(Value v, double *out)
{
    if (v.tag == TAG_STRING && !string_to_number(v, &v)) return false;
    if (v.tag == TAG_INTEGER)
        *out = (double)v.as.integer;
    else if (v.tag == TAG_FLOAT)
        *out = v.as.number;
    else
        return false;
    return true;
}

/* ---- text to number ---- */

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static int digit_value(char c, bool is_hex)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (!is_hex) return -1;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

static void add_digit(Numeral *numeral, int digit)
{
    const uint64_t base = numeral->is_hex ? 16 : 10;
    const int64_t step = numeral->is_hex ? 4 : 1; /* hexadecimal exponents are of 2 */
    numeral->has_digits = true;
    if (numeral->integer > (UINT64_MAX - (uint64_t)digit) / base)
        numeral->has_overflow = true;
    numeral->integer = numeral->integer * base + (uint64_t)digit;
    if (numeral->has_point) numeral->exponent -= step;
    if (numeral->count == 0 && digit == 0) return;
    if (numeral->count < SIGNIFICANT_MAX) {
        numeral->digits[numeral->count++] = "0123456789abcdef"[digit];
    } else {
        numeral->exponent += step;
        if (digit != 0) numeral->is_inexact = true;
    }
}

static bool take_exponent(Numeral *numeral)
{
    bool is_negative = false;
    int64_t exponent = 0;
    if (numeral->at < numeral->end && (*numeral->at == '-' || *numeral->at == '+'))
        is_negative = *numeral->at++ == '-';
    const char *first = numeral->at;
    for (; numeral->at < numeral->end; numeral->at++) {
        const int digit = digit_value(*numeral->at, false);
        if (digit < 0) break;
        /* No text is long enough to bring a larger exponent back. */
        if (exponent < INT64_MAX / 100) exponent = exponent * 10 + digit;
    }
    if (numeral->at == first) return false;
    numeral->has_exponent = true;
    numeral->exponent += is_negative ? -exponent : exponent;
    return true;
}

/* Reads sign, prefix, digits, point and exponent; false: not a numeral. */
static bool take_numeral(Numeral *numeral)
{
    if (numeral->at < numeral->end && (*numeral->at == '-' || *numeral->at == '+'))
        numeral->is_negative = *numeral->at++ == '-';
    if (numeral->end - numeral->at >= 2 && numeral->at[0] == '0' &&
        (numeral->at[1] | 0x20) == 'x') {
        numeral->is_hex = true;
        numeral->at += 2;
    }
    for (; numeral->at < numeral->end; numeral->at++) {
        const int digit = digit_value(*numeral->at, numeral->is_hex);
        if (digit >= 0)
            add_digit(numeral, digit);
        else if (*numeral->at == '.' && !numeral->has_point)
            numeral->has_point = true;
        else
            break;
    }
    if (!numeral->has_digits) return false;
    const char mark = numeral->is_hex ? 'p' : 'e';
    if (numeral->at < numeral->end && (*numeral->at | 0x20) == mark) {
        numeral->at++;
        if (!take_exponent(numeral)) return false;
    }
    return numeral->at == numeral->end;
}

static double numeral_to_float(Numeral *numeral)
{
    /* Exact powers of ten: one rounding, as strtod would round. */
    static const double POWERS[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    double number;
    if (numeral->count == 0) {
        number = 0.0;
    } else if (!numeral->is_hex && numeral->count <= 15 && numeral->exponent >= -15 &&
               numeral->exponent <= 15) {
        number = numeral->exponent < 0
                     ? (double)numeral->integer / POWERS[-numeral->exponent]
                     : (double)numeral->integer * POWERS[numeral->exponent];
    } else {
        int64_t exponent = numeral->exponent;
        if (numeral->is_inexact) {
            numeral->digits[numeral->count++] = '1';
            exponent -= numeral->is_hex ? 4 : 1;
        }
        if (exponent > EXPONENT_MAX) exponent = EXPONENT_MAX;
        if (exponent < -EXPONENT_MAX) exponent = -EXPONENT_MAX;
        char text[NUMERAL_MAX + 32];
        snprintf(text, sizeof text, "%s%.*s%c%d", numeral->is_hex ? "0x" : "",
                 (int)numeral->count, numeral->digits, numeral->is_hex ? 'p' : 'e',
                 (int)exponent);
        number = strtod(text, NULL);
    }
    return numeral->is_negative ? -number : number;
}

bool value_from_text(const char *text, size_t length, Value *out)
{
    Numeral numeral;
    memset(&numeral, 0, offsetof(Numeral, digits));
    numeral.at = text;
    numeral.end = text + length;
    while (numeral.at < numeral.end && is_space(*numeral.at))
        numeral.at++;
    while (numeral.end > numeral.at && is_space(numeral.end[-1]))
        numeral.end--;
    if (!take_numeral(&numeral)) return false;

    if (!numeral.has_point && !numeral.has_exponent) {
        const uint64_t limit = (uint64_t)INT64_MAX + (numeral.is_negative ? 1 : 0);
        const bool fits = !numeral.has_overflow && numeral.integer <= limit;
        if (numeral.is_hex || fits) { /* hexadecimal integers wrap around */
            const uint64_t bits =
                numeral.is_negative ? 0 - numeral.integer : numeral.integer;
            *out = value_integer((int64_t)bits);
            return true;
        }
    }
    *out = value_float(numeral_to_float(&numeral));
    return true;
}

/* ---- number to text ---- */

static size_t integer_to_text(int64_t integer, char *out)
{
    char reversed[24];
    size_t count = 0;
    size_t length = 0;
    uint64_t rest = integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;
    do {
        reversed[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (integer < 0) out[length++] = '-';
    while (count > 0)
        out[length++] = reversed[--count];
    out[length] = '\0';
    return length;
}

static size_t special_to_text(double number, char *out)
{
    const char *text = isnan(number) ? "-nan" : "-inf";
    if (!signbit(number)) text++;
    return (size_t)snprintf(out, VALUE_TEXT_MAX, "%s", text);
}

/* Makes the locale's decimal point, of whatever length, a '.'; true: there is one. */
static bool fix_point(char *text, size_t *length)
{
    size_t from = strspn(text, "-+0123456789e");
    if (from == *length) return false;
    const size_t after = from + strcspn(text + from, "0123456789");
    text[from++] = '.';
    memmove(text + from, text + after, *length - after + 1);
    *length -= after - from;
    return true;
}

static size_t put_point_zero(char *out, size_t length)
{
    memcpy(out + length, ".0", sizeof ".0");
    return length + 2;
}

size_t value_number_to_text(Value v, char *out)
{
    if (v.tag == TAG_INTEGER) return integer_to_text(v.as.integer, out);
    const double number = v.as.number;
    if (!isfinite(number)) return special_to_text(number, out);
    size_t length;
    if (fabs(number) < 1e14 && number == trunc(number)) {
        /* %.14g writes integral numbers of up to 14 digits plainly. */
        length = 0;
        if (signbit(number)) out[length++] = '-';
        length += integer_to_text((int64_t)fabs(number), out + length);
        return put_point_zero(out, length);
    }
    length = (size_t)snprintf(out, VALUE_TEXT_MAX, "%.14g", number);
    const bool is_whole = !fix_point(out, &length) && strchr(out, 'e') == NULL;
    return is_whole ? put_point_zero(out, length) : length;
}
