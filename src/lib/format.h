/*
 * What the halves of string.format share: format.c reads conversions and does those
 * of texts, format_number.c writes numbers.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum {
    SPEC_BYTES = 32,
    NUMBER_BYTES = 512, /* %99.99f of the largest double */
    PRECISION_NONE = -1,
    FLAG_LEFT = 1 << 0,   /* - */
    FLAG_PLUS = 1 << 1,   /* + */
    FLAG_SPACE = 1 << 2,  /* a space */
    FLAG_PREFIX = 1 << 3, /* # */
    FLAG_ZEROS = 1 << 4   /* 0 */
};

/* One conversion of a format: "%-10.3f". */
typedef struct Spec {
    char text[SPEC_BYTES]; /* from the % to the letter */
    uint32_t length;
    char letter;
    unsigned flags;
    size_t width;  /* below 100, as precision is, once the spec is checked */
    int precision; /* or PRECISION_NONE */
} Spec;

/*
 * Write a number as C's printf does, into NUMBER_BYTES, and return the length. What
 * printf is slow at for the little that is mostly asked of it is done here.
 */
size_t format_integer(char *out, const Spec *spec, int64_t n);
size_t format_float(char *out, const Spec *spec, double n);

/* Puts `length` bytes at `text` into a field of spec->width bytes. */
size_t format_field(char *out, const Spec *spec, const char *text, size_t length);
