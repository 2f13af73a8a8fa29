/*
 * Strings: immutable bytes. Up to STRING_SHORT_MAX bytes they are interned (one
 * object per content in a VM: equal means same pointer); longer ones are not
 * and get their hash when first used as a key. Hashes depend on the bytes only.
 */
#pragma once

#include "vm/limits.h"
#include "vm/object.h"

typedef struct String String;

struct String {
    Object header;
    uint64_t length;
    String *next; /* in its bucket of the intern table (short ones) */
    uint32_t hash;
    uint8_t has_hash;
    uint8_t is_short;
    uint8_t event; /* short: metamethod number + 1 if it is an event's name */
    char data[];   /* length bytes and a 0 */
};

/* A string of these bytes. NULL: out of memory. */
String *string_new(VM *vm, const char *data, size_t length);
String *string_from(VM *vm, const char *text);
/* The bytes of one and then the other. NULL: out of memory. */
String *string_join(VM *vm, const char *a, size_t a_length, const char *b,
                    size_t b_length);
/*
 * A long string (length > STRING_SHORT_MAX) to be filled in by the caller before
 * anything else sees it.
 */
String *string_new_long(VM *vm, size_t length);
void string_free(VM *vm, String *string);
/* printf-like, with %s %d %u %c %% %lld %llu %g only; at most 4 KiB. */
String *string_format(VM *vm, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

uint32_t string_hash(String *string); /* computes it if needed */
bool string_equals(const String *a, const String *b);
/* As C's strcmp, but by bytes and lengths; the "C" locale's order. */
int string_compare(const String *a, const String *b);

static inline Value string_value(String *string)
{
    return value_object(TAG_STRING, string);
}

static inline String *value_string(Value v)
{
    return (String *)v.as.object;
}
