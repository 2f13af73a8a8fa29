/*
 * The one place that unpacks: an instance of msgpack-c's parsing template whose
 * callbacks note one token and, at the head of a container, stop the parser. So
 * the push parser becomes a cursor, and its stack is never used.
 */
#include "persist/unpack.h"

#include <assert.h>

#define MSGPACK_EMBED_STACK_SIZE 1
#include <msgpack/unpack_define.h>

enum {
    PARSE_STOPPED = -100,
    MSGPACK_UNPACK_PARSE_ERROR = -1,
    MSGPACK_UNPACK_NOMEM_ERROR = -2
};

typedef struct {
    Token *token; /* written where the caller reads it: a copy would stall */
} TokenUser;

typedef int TokenObject; /* the template wants one; there is nothing in it */

static inline TokenObject token_root(TokenUser *user)
{
    (void)user;
    return 0;
}

static inline int put_integer(TokenUser *user, int64_t value)
{
    user->token->kind = TOKEN_INTEGER;
    user->token->as.integer = value;
    return 0;
}

#define TOKEN_INTEGERS(name, type)                                                       \
    static inline int token_##name(TokenUser *user, type value, TokenObject *object)     \
    {                                                                                    \
        (void)object;                                                                    \
        return put_integer(user, value);                                                 \
    }
TOKEN_INTEGERS(uint8, uint8_t)
TOKEN_INTEGERS(uint16, uint16_t)
TOKEN_INTEGERS(uint32, uint32_t)
TOKEN_INTEGERS(int8, int8_t)
TOKEN_INTEGERS(int16, int16_t)
TOKEN_INTEGERS(int32, int32_t)
TOKEN_INTEGERS(int64, int64_t)
#undef TOKEN_INTEGERS

static inline int token_uint64(TokenUser *user, uint64_t value, TokenObject *object)
{
    (void)object;
    if (value <= INT64_MAX) return put_integer(user, (int64_t)value);
    user->token->kind = TOKEN_UNSIGNED;
    user->token->as.bits = value;
    return 0;
}

static inline int token_double(TokenUser *user, double value, TokenObject *object)
{
    (void)object;
    user->token->kind = TOKEN_FLOAT;
    user->token->as.number = value;
    return 0;
}

static inline int token_float(TokenUser *user, float value, TokenObject *object)
{
    return token_double(user, (double)value, object);
}

static inline int put_kind(TokenUser *user, TokenKind kind)
{
    user->token->kind = kind;
    return 0;
}

static inline int token_nil(TokenUser *user, TokenObject *object)
{
    (void)object;
    return put_kind(user, TOKEN_NIL);
}

static inline int token_true(TokenUser *user, TokenObject *object)
{
    (void)object;
    return put_kind(user, TOKEN_TRUE);
}

static inline int token_false(TokenUser *user, TokenObject *object)
{
    (void)object;
    return put_kind(user, TOKEN_FALSE);
}

static inline int token_array(TokenUser *user, unsigned count, TokenObject *object)
{
    (void)object;
    user->token->kind = TOKEN_ARRAY;
    user->token->as.size = count;
    return PARSE_STOPPED;
}

static inline int token_map(TokenUser *user, unsigned count, TokenObject *object)
{
    (void)object;
    user->token->kind = TOKEN_MAP;
    user->token->as.size = count;
    return PARSE_STOPPED;
}

static inline int token_array_item(TokenUser *user, TokenObject *array, TokenObject item)
{
    (void)user;
    (void)array;
    (void)item;
    return MSGPACK_UNPACK_PARSE_ERROR;
}

static inline int token_map_item(TokenUser *user, TokenObject *map, TokenObject key,
                                 TokenObject value)
{
    (void)key;
    return token_array_item(user, map, value);
}

static inline int put_bytes(TokenUser *user, TokenKind kind, const char *data,
                            unsigned size)
{
    user->token->kind = kind;
    user->token->data = (const uint8_t *)(size ? data : ""); /* data may be NULL then */
    user->token->as.size = size;
    return 0;
}

static inline int token_str(TokenUser *user, const char *base, const char *data,
                            unsigned size, TokenObject *object)
{
    (void)base;
    (void)object;
    return put_bytes(user, TOKEN_STR, data, size);
}

static inline int token_bin(TokenUser *user, const char *base, const char *data,
                            unsigned size, TokenObject *object)
{
    (void)base;
    (void)object;
    return put_bytes(user, TOKEN_BIN, data, size);
}

static inline int token_ext(TokenUser *user, const char *base, const char *data,
                            unsigned size, TokenObject *object)
{
    (void)base;
    (void)object;
    if (size == 0) return MSGPACK_UNPACK_PARSE_ERROR;
    user->token->ext_type = (int8_t)data[0];
    return put_bytes(user, TOKEN_EXT, data + 1, size - 1);
}

#define msgpack_unpack_struct(name) struct parser##name
#define msgpack_unpack_func(ret, name) static inline ret parser##name
#define msgpack_unpack_callback(name) token##name
#define msgpack_unpack_object TokenObject
#define msgpack_unpack_user TokenUser
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wimplicit-fallthrough"
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized" /* its dummy object */
#endif
#include <msgpack/unpack_template.h>
#pragma GCC diagnostic pop

void cursor_take(Cursor *cursor, Token *out)
{
    out->kind = TOKEN_NONE;
    if (cursor->has_failed || cursor->at == cursor->end) {
        cursor->has_failed = true;
        return;
    }
    struct parser_context parser;
    parser.user.token = out;
    parser_init(&parser);
    size_t offset = 0;
    size_t size = (size_t)(cursor->end - cursor->at);
    int result = parser_execute(&parser, (const char *)cursor->at, size, &offset);
    if (result == PARSE_STOPPED) {
        cursor->at += offset + 1; /* it stands on the last byte of the head */
        size_t unit = out->kind == TOKEN_MAP ? 2 : 1;
        if (out->as.size <= (size_t)(cursor->end - cursor->at) / unit) return;
    } else if (result == 1) {
        cursor->at += offset;
        return;
    }
    cursor->has_failed = true;
    out->kind = TOKEN_NONE;
}

uint64_t cursor_take_unsigned(Cursor *cursor, uint64_t most)
{
    Token token;
    cursor_take(cursor, &token);
    bool is_whole = (token.kind == TOKEN_INTEGER && token.as.integer >= 0) ||
                    token.kind == TOKEN_UNSIGNED;
    if (is_whole && token.as.bits <= most) return token.as.bits;
    cursor->has_failed = true;
    return 0;
}

int64_t cursor_take_integer(Cursor *cursor, int64_t least, int64_t most)
{
    Token token;
    cursor_take(cursor, &token);
    if (token.kind == TOKEN_INTEGER && token.as.integer >= least &&
        token.as.integer <= most)
        return token.as.integer;
    cursor->has_failed = true;
    return 0;
}

static size_t take_head(Cursor *cursor, TokenKind kind)
{
    Token token;
    cursor_take(cursor, &token);
    if (token.kind == kind) return token.as.size;
    cursor->has_failed = true;
    return 0;
}

size_t cursor_take_array(Cursor *cursor)
{
    return take_head(cursor, TOKEN_ARRAY);
}

size_t cursor_take_map(Cursor *cursor)
{
    return take_head(cursor, TOKEN_MAP);
}

const uint8_t *cursor_take_bytes(Cursor *cursor, size_t *out_size)
{
    Token token;
    cursor_take(cursor, &token);
    *out_size = 0;
    if (token.kind != TOKEN_STR && token.kind != TOKEN_BIN) {
        cursor->has_failed = true;
        return NULL;
    }
    *out_size = token.as.size;
    return token.data;
}

void cursor_skip(Cursor *cursor)
{
    /* Each pending item has at least one byte, so this ends with the input. */
    for (size_t pending = 1; pending > 0 && !cursor->has_failed; pending--) {
        Token token;
        cursor_take(cursor, &token);
        if (token.kind == TOKEN_ARRAY) pending += token.as.size;
        if (token.kind == TOKEN_MAP) pending += 2 * token.as.size;
    }
}
