/*
 * A bounded cursor over msgpack that nobody trusts. It takes one token at a
 * time, allocates nothing, points into the input, and never claims more items
 * than the bytes that are left could hold. Sticky: after the first failure all
 * calls give zeroes; ask has_failed at the end. Nesting is what the caller's code
 * nests: the cursor itself keeps no stack.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum TokenKind {
    TOKEN_NONE, /* the cursor has failed */
    TOKEN_NIL,
    TOKEN_FALSE,
    TOKEN_TRUE,
    TOKEN_INTEGER,
    TOKEN_UNSIGNED, /* above INT64_MAX */
    TOKEN_FLOAT,
    TOKEN_STR,
    TOKEN_BIN,
    TOKEN_EXT,
    TOKEN_ARRAY,
    TOKEN_MAP
} TokenKind;

typedef struct Token {
    TokenKind kind;
    int8_t ext_type;
    union {
        int64_t integer;
        uint64_t bits; /* TOKEN_UNSIGNED */
        double number;
        size_t size; /* STR, BIN, EXT: bytes; ARRAY: items; MAP: pairs */
    } as;
    const uint8_t *data; /* STR, BIN, EXT */
} Token;

typedef struct Cursor {
    const uint8_t *at;
    const uint8_t *end;
    bool has_failed;
} Cursor;

static inline Cursor cursor_over(const void *data, size_t size)
{
    return (Cursor){.at = data, .end = (const uint8_t *)data + size};
}

static inline size_t cursor_left(const Cursor *cursor)
{
    return cursor->has_failed ? 0 : (size_t)(cursor->end - cursor->at);
}

/* Everything was taken and nothing failed. */
static inline bool cursor_is_done(const Cursor *cursor)
{
    return !cursor->has_failed && cursor->at == cursor->end;
}

/* The next token; of a container only its head, the items are taken next. */
void cursor_take(Cursor *cursor, Token *out);
/* The next token must be of that kind. */
uint64_t cursor_take_unsigned(Cursor *cursor, uint64_t most);
int64_t cursor_take_integer(Cursor *cursor, int64_t least, int64_t most);
size_t cursor_take_array(Cursor *cursor);
size_t cursor_take_map(Cursor *cursor);
/* str or bin. */
const uint8_t *cursor_take_bytes(Cursor *cursor, size_t *out_size);
/* Steps over one item with all that is in it. */
void cursor_skip(Cursor *cursor);
