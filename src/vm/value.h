/*
 * A Lua value: 16 bytes, a payload and a tag. Integers and floats are never
 * boxed. Heap objects are the tags from TAG_STRING on; the tag order is used by
 * value_is_object() and value_is_falsy() and is private to this process: what
 * is stored has numbers of its own.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Object Object;
typedef struct NativeDef NativeDef;

typedef enum Tag {
    TAG_NIL = 0,
    TAG_FALSE,
    TAG_TRUE,
    TAG_INTEGER,
    TAG_FLOAT,
    TAG_NATIVE, /* a C function, by its registered definition */
    TAG_DEAD,   /* key of a tombstone whose object was collected; no value */
    TAG_STRING, /* the first heap object */
    TAG_TABLE,
    TAG_CLOSURE,   /* a Lua function */
    TAG_COROUTINE, /* a Fiber made by coroutine.create */
    TAG_WRAP,      /* a coroutine.wrap function: the same Fiber, to be called */
    TAG_TASKLET,
    TAG_CHANNEL,
    TAG_HANDLE,  /* a native handle: open file and the like */
    TAG_UPVALUE, /* a cell; only in the upvalue slots of a closure */
    TAG_PROTO,   /* only as a reference between objects */
    TAG_COUNT
} Tag;

/*
 *   | as: 8 bytes | tag: 8 |
 *
 * Both halves are written and read as whole words. A value copied as one block of 16
 * bytes right after its halves were written waits until they have left the CPU's
 * store buffer; where that counts, value_copy() copies the halves.
 */
typedef struct Value {
    union {
        int64_t integer;
        double number;
        Object *object;
        const NativeDef *native;
        uint64_t bits;
    } as;
    uint64_t tag; /* a Tag */
} Value;

_Static_assert(sizeof(Value) == 16, "a register is 16 bytes");

#define VALUE_NIL ((Value){.as = {.bits = 0}, .tag = TAG_NIL})
#define VALUE_FALSE ((Value){.as = {.bits = 0}, .tag = TAG_FALSE})
#define VALUE_TRUE ((Value){.as = {.bits = 0}, .tag = TAG_TRUE})

static inline Value value_integer(int64_t i)
{
    return (Value){.as = {.integer = i}, .tag = TAG_INTEGER};
}

static inline Value value_float(double n)
{
    return (Value){.as = {.number = n}, .tag = TAG_FLOAT};
}

static inline Value value_bool(bool b)
{
    return b ? VALUE_TRUE : VALUE_FALSE;
}

static inline Value value_native(const NativeDef *native)
{
    return (Value){.as = {.native = native}, .tag = TAG_NATIVE};
}

/* Wraps a heap object; `tag` is the object's value tag (>= TAG_STRING). */
static inline Value value_object(Tag tag, void *object)
{
    return (Value){.as = {.object = (Object *)object}, .tag = tag};
}

static inline void value_copy(Value *to, const Value *from)
{
    to->as.bits = from->as.bits;
    to->tag = from->tag;
}

/* As memmove: the places may overlap. */
void value_move_many(Value *to, const Value *from, uint32_t count);

static inline void value_move(Value *to, const Value *from, uint32_t count)
{
    if (count == 1)
        value_copy(to, from);
    else if (count && to != from)
        value_move_many(to, from, count);
}

static inline bool value_is_object(Value v)
{
    return v.tag >= TAG_STRING;
}

static inline bool value_is_nil(Value v)
{
    return v.tag == TAG_NIL;
}

static inline bool value_is_falsy(Value v)
{
    return v.tag <= TAG_FALSE;
}

static inline bool value_is_number(Value v)
{
    return v.tag == TAG_INTEGER || v.tag == TAG_FLOAT;
}

static inline bool value_is_function(Value v)
{
    return v.tag == TAG_CLOSURE || v.tag == TAG_NATIVE || v.tag == TAG_WRAP;
}

/*
 * Primitive equality (rawequal): no metamethods; 1 == 1.0; long strings by
 * content.
 */
bool value_equals(Value a, Value b);

/* The Lua type name that type() gives ("nil", "number", "userdata", …). */
const char *value_type_name(Value v);

/*
 * Conversions of the manual's chapter 3.4.3. Each returns false and leaves
 * `out` alone when the value does not convert. The `_exact` one takes a float
 * only if it has an integer value; strings convert where the name says so.
 */
bool value_to_integer_exact(Value v, int64_t *out); /* number -> integer */
bool value_to_integer(Value v, int64_t *out);       /* number or string */
bool value_to_number(Value v, double *out);         /* number or string */
/* Text -> integer or float value, with the lexer's rules and white space. */
bool value_from_text(const char *text, size_t length, Value *out);

enum { VALUE_TEXT_MAX = 48 };
/*
 * Writes a number as Lua prints it ("%d", "%.14g" with ".0" where needed).
 * Returns the length; `out` has VALUE_TEXT_MAX bytes.
 */
size_t value_number_to_text(Value v, char *out);
