/*
 * Numbers of string.format: see format.h. Digits are written backwards, from the end
 * of a buffer.
 */
#include "lib/format.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

size_t format_field(char *out, const Spec *spec, const char *text, size_t length)
{
    const size_t padding = spec->width > length ? spec->width - length : 0;
    const bool is_left = spec->flags & FLAG_LEFT;
    memset(is_left ? out + length : out, ' ', padding);
    memcpy(is_left ? out : out + padding, text, length);
    return padding + length;
}

/* Zeros up to `least` digits, the sign or 0x, and then the field around it. */
static size_t finish(char *out, const Spec *spec, const char *prefix, char *digits,
                     char *end, size_t least)
{
    const size_t prefix_length = strlen(prefix);
    while ((size_t)(end - digits) < least)
        *--digits = '0';
    digits -= prefix_length;
    memcpy(digits, prefix, prefix_length);
    return format_field(out, spec, digits, (size_t)(end - digits));
}

/* How many digits fill the field with zeros, if it is to be. */
static size_t digits_of_field(const Spec *spec, const char *prefix)
{
    const bool has_zeros = (spec->flags & FLAG_ZEROS) && !(spec->flags & FLAG_LEFT);
    return has_zeros && spec->width > strlen(prefix) ? spec->width - strlen(prefix) : 0;
}

static const char *sign_of(const Spec *spec, bool is_negative)
{
    if (is_negative) return "-";
    if (spec->flags & FLAG_PLUS) return "+";
    return spec->flags & FLAG_SPACE ? " " : "";
}

static char *write_decimal(char *end, uint64_t n)
{
    for (; n > 0; n /= 10)
        *--end = (char)('0' + n % 10);
    return end;
}

/* ---- integers ---- */

/* Zero has no digits. */
static char *write_digits(char *end, uint64_t n, char letter)
{
    if (letter == 'x' || letter == 'X') {
        const char *digits = letter == 'x' ? "0123456789abcdef" : "0123456789ABCDEF";
        for (; n > 0; n /= 16)
            *--end = digits[n % 16];
        return end;
    }
    if (letter != 'o') return write_decimal(end, n);
    for (; n > 0; n /= 8)
        *--end = (char)('0' + n % 8);
    return end;
}

static const char *prefix_of(const Spec *spec, int64_t n)
{
    if (spec->letter == 'd' || spec->letter == 'i') return sign_of(spec, n < 0);
    if (!(spec->flags & FLAG_PREFIX) || n == 0) return "";
    return spec->letter == 'x' ? "0x" : spec->letter == 'X' ? "0X" : "";
}

size_t format_integer(char *out, const Spec *spec, int64_t n)
{
    char text[NUMBER_BYTES];
    char *const end = text + sizeof text;
    const char *prefix = prefix_of(spec, n);
    const uint64_t magnitude = *prefix == '-' ? 0 - (uint64_t)n : (uint64_t)n;
    char *digits = write_digits(end, magnitude, spec->letter);
    size_t least = 1;
    if (spec->precision != PRECISION_NONE)
        least = (size_t)spec->precision;
    else if (digits_of_field(spec, prefix) > least)
        least = digits_of_field(spec, prefix);
    if (spec->letter == 'o' && (spec->flags & FLAG_PREFIX) &&
        (size_t)(end - digits) >= least)
        least = (size_t)(end - digits) + 1;
    return finish(out, spec, prefix, digits, end, least);
}

/* ---- floats ---- */

/*
 * n * 10^precision, rounded as printf rounds, of the magnitude of n. false: more than
 * 64 bits are needed for it, or n is no number.
 *
 *   n = mantissa / 2^shift; mantissa * 1000 < 2^63
 */
static bool scale_exactly(double n, int precision, uint64_t *out)
{
    static const uint64_t SCALES[] = {1, 10, 100, 1000};
    uint64_t bits;
    memcpy(&bits, &n, sizeof bits);
    const unsigned exponent = bits >> 52 & 0x7ff;
    const uint64_t mantissa =
        (bits & ((UINT64_C(1) << 52) - 1)) | (uint64_t)(exponent > 0) << 52;
    const int shift = 1075 - (int)(exponent > 0 ? exponent : 1);
    if (shift <= 0) return false;
    *out = 0;
    if (shift > 63) return true; /* less than a half of the last digit */
    const uint64_t scaled = mantissa * SCALES[precision];
    const uint64_t rest = scaled & ((UINT64_C(1) << shift) - 1);
    const uint64_t half = UINT64_C(1) << (shift - 1);
    *out = scaled >> shift;
    *out += rest > half || (rest == half && (*out & 1)); /* a tie goes to the even one */
    return true;
}

/* "%.2f" and its like. 0: it is something else. */
static size_t format_fixed(char *out, const Spec *spec, double n)
{
    char text[NUMBER_BYTES];
    char *const end = text + sizeof text;
    uint64_t scaled;
    if (spec->letter != 'f' || spec->precision < 1 || spec->precision > 3 ||
        !scale_exactly(n, spec->precision, &scaled))
        return 0;
    char *digits = end;
    for (int i = 0; i < spec->precision; i++, scaled /= 10)
        *--digits = (char)('0' + scaled % 10);
    *--digits = '.';
    digits = write_decimal(digits, scaled);
    if (*digits == '.') *--digits = '0';
    const char *sign = sign_of(spec, __builtin_signbit(n));
    return finish(out, spec, sign, digits, end, digits_of_field(spec, sign));
}

size_t format_float(char *out, const Spec *spec, double n)
{
    size_t length = format_fixed(out, spec, n);
    if (length == 0) length = (size_t)snprintf(out, NUMBER_BYTES, spec->text, n);
    return length;
}
