/*
 * Number and string literals. Whether a number is well formed decides
 * value_from_text(), so that tonumber() and the lexer never disagree.
 */
#include <stdio.h>

#include "compiler/lexer.h"

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static int hex_value(int c)
{
    if (is_digit(c)) return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_word_byte(int c)
{
    return is_digit(c) || c == '_' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

TokenKind lexer_take_number(Lexer *lexer, Value *out)
{
    const char *start = lexer->at;
    if (*start == '.') lexer->at++;
    const bool is_hex =
        lexer_byte(lexer, 0) == '0' && (lexer_byte(lexer, 1) | 0x20) == 'x';
    const int exponent = is_hex ? 'p' : 'e';
    if (is_hex) lexer->at += 2;
    for (;;) {
        const int c = lexer_byte(lexer, 0);
        if (c >= 0 && (c | 0x20) == exponent) {
            const int sign = lexer_byte(lexer, 1);
            lexer->at += sign == '+' || sign == '-' ? 2 : 1;
        } else if (hex_value(c) >= 0 || c == '.') {
            lexer->at++;
        } else {
            break;
        }
    }
    if (is_word_byte(lexer_byte(lexer, 0))) lexer->at++; /* makes it malformed */
    if (!value_from_text(start, (size_t)(lexer->at - start), out)) {
        lexer->at--; /* the message ends with the last byte of the numeral */
        lexer_fail_text(lexer, start, "malformed number");
        return TOKEN_EOF;
    }
    return TOKEN_NUMBER;
}

/* ---- quoted strings ---- */

static void put(Lexer *lexer, uint32_t byte)
{
    bytes_put_u8(&lexer->buffer, (uint8_t)byte);
}

/* UTF-8 of up to six bytes (values up to 2^31 - 1). */
static void put_utf8(Lexer *lexer, uint32_t code)
{
    if (code < 0x80) {
        put(lexer, code);
        return;
    }
    unsigned tail = 1; /* bytes after the first; each has 6 bits */
    while (code >= UINT32_C(1) << (5 * tail + 6))
        tail++;
    put(lexer, (0xff00u >> (tail + 1) & 0xff) | code >> (6 * tail));
    while (tail-- > 0)
        put(lexer, 0x80 | (code >> (6 * tail) & 0x3f));
}

/*
 * Complains near the string so far: its quote, what it means up to the escape
 * sequence, and that one as it stands, from the backslash to the byte at `at`.
 */
static void fail_escape(Lexer *lexer, const char *escape, const char *message)
{
    const char *end = lexer->at < lexer->end ? lexer->at + 1 : lexer->end;
    bytes_put(&lexer->buffer, escape, (size_t)(end - escape));
    lexer_fail_buffer(lexer, message);
}

/* \xXX; `at` is at the x, `start` at the backslash. */
static void take_hex_escape(Lexer *lexer, const char *start)
{
    int byte = 0;
    lexer->at++;
    for (int i = 0; i < 2; i++) {
        const int digit = hex_value(lexer_byte(lexer, 0));
        if (digit < 0) {
            fail_escape(lexer, start, "hexadecimal digit expected");
            return;
        }
        byte = byte * 16 + digit;
        lexer->at++;
    }
    put(lexer, (uint32_t)byte);
}

/* \ddd, one to three digits. */
static void take_decimal_escape(Lexer *lexer, const char *start)
{
    int byte = 0;
    for (int i = 0; i < 3 && is_digit(lexer_byte(lexer, 0)); i++)
        byte = byte * 10 + (*lexer->at++ - '0');
    if (byte > 255)
        fail_escape(lexer, start, "decimal escape too large");
    else
        put(lexer, (uint32_t)byte);
}

/* \u{XXX}; `at` is at the u. */
static void take_unicode_escape(Lexer *lexer, const char *start)
{
    uint32_t code = 0;
    lexer->at++;
    if (lexer_byte(lexer, 0) != '{') {
        fail_escape(lexer, start, "missing '{'");
        return;
    }
    lexer->at++;
    if (hex_value(lexer_byte(lexer, 0)) < 0) {
        fail_escape(lexer, start, "hexadecimal digit expected");
        return;
    }
    for (int digit; (digit = hex_value(lexer_byte(lexer, 0))) >= 0; lexer->at++) {
        if (code > UINT32_C(0x7ffffff)) {
            fail_escape(lexer, start, "UTF-8 value too large");
            return;
        }
        code = code * 16 + (uint32_t)digit;
    }
    if (lexer_byte(lexer, 0) != '}') {
        fail_escape(lexer, start, "missing '}'");
        return;
    }
    lexer->at++;
    put_utf8(lexer, code);
}

/* \z: steps over white space, line breaks included. */
static void skip_space(Lexer *lexer)
{
    for (lexer->at++;;) {
        const int c = lexer_byte(lexer, 0);
        if (c == '\n' || c == '\r')
            lexer_break_line(lexer);
        else if (c == ' ' || c == '\t' || c == '\v' || c == '\f')
            lexer->at++;
        else
            return;
    }
}

/* `at` is at the byte after the backslash. */
static void take_escape(Lexer *lexer, const char *start)
{
    static const char LETTERS[] = "abfnrtv\\\"'";
    static const char MEANINGS[] = "\a\b\f\n\r\t\v\\\"'";
    const int c = lexer_byte(lexer, 0);
    for (int i = 0; LETTERS[i]; i++) {
        if (c != LETTERS[i]) continue;
        lexer->at++;
        put(lexer, (uint8_t)MEANINGS[i]);
        return;
    }
    if (c == '\n' || c == '\r') {
        lexer_break_line(lexer);
        put(lexer, '\n');
    } else if (c == 'z') {
        skip_space(lexer);
    } else if (c == 'x') {
        take_hex_escape(lexer, start);
    } else if (c == 'u') {
        take_unicode_escape(lexer, start);
    } else if (is_digit(c)) {
        take_decimal_escape(lexer, start);
    } else if (c >= 0) { /* at the end of the text the caller complains */
        fail_escape(lexer, start, "invalid escape sequence");
    }
}

/* Makes a string of what is in the buffer from `skip` on. */
static void finish_string(Lexer *lexer, size_t skip, Value *out)
{
    const Bytes *buffer = &lexer->buffer;
    if (lexer->status != SPORE_OK) return;
    const char *data = buffer->count ? (const char *)buffer->data + skip : "";
    const size_t length = buffer->count ? buffer->count - skip : 0;
    String *string = buffer->has_failed ? NULL : string_new(lexer->vm, data, length);
    if (string)
        *out = string_value(string);
    else
        lexer_fail_memory(lexer);
}

TokenKind lexer_take_string(Lexer *lexer, Value *out)
{
    const char *start = lexer->at++;
    bytes_clear(&lexer->buffer);
    put(lexer, (uint8_t)*start); /* for messages */
    while (lexer->status == SPORE_OK) {
        const char *run = lexer->at;
        while (lexer->at < lexer->end && *lexer->at != *start && *lexer->at != '\\' &&
               *lexer->at != '\n' && *lexer->at != '\r')
            lexer->at++;
        bytes_put(&lexer->buffer, run, (size_t)(lexer->at - run));
        const int c = lexer_byte(lexer, 0);
        if (c == *start) break;
        if (c < 0) {
            lexer_fail_eof(lexer, "unfinished string");
        } else if (c != '\\') {
            lexer_fail_buffer(lexer, "unfinished string");
        } else {
            lexer->at++;
            take_escape(lexer, lexer->at - 1);
        }
    }
    lexer->at += lexer->status == SPORE_OK;
    finish_string(lexer, 1, out);
    return TOKEN_STRING;
}

/* ---- long brackets ---- */

int lexer_find_long_bracket(const Lexer *lexer)
{
    size_t offset = 1;
    while (lexer_byte(lexer, offset) == '=')
        offset++;
    if (lexer_byte(lexer, offset) == '[')
        return offset - 1 > INT32_MAX ? -2 : (int)(offset - 1);
    return offset == 1 ? -1 : -2;
}

/* Whether the closing bracket of this level is here. */
static bool is_closing(const Lexer *lexer, int level)
{
    for (int i = 1; i <= level; i++)
        if (lexer_byte(lexer, (size_t)i) != '=') return false;
    return lexer_byte(lexer, (size_t)level + 1) == ']';
}

void lexer_take_long(Lexer *lexer, int level, Value *out)
{
    const uint32_t first_line = lexer->line;
    lexer->at += level + 2;
    bytes_clear(&lexer->buffer);
    int c = lexer_byte(lexer, 0);
    if (c == '\n' || c == '\r') lexer_break_line(lexer);
    for (;;) {
        const char *run = lexer->at;
        while (lexer->at < lexer->end && *lexer->at != ']' && *lexer->at != '\n' &&
               *lexer->at != '\r')
            lexer->at++;
        if (out) bytes_put(&lexer->buffer, run, (size_t)(lexer->at - run));
        c = lexer_byte(lexer, 0);
        if (c < 0 || lexer->status != SPORE_OK) {
            char message[80];
            snprintf(message, sizeof message, "unfinished long %s (starting at line %u)",
                     out ? "string" : "comment", (unsigned)first_line);
            lexer_fail_eof(lexer, message);
            return;
        }
        if (c == ']' && is_closing(lexer, level)) break;
        if (c == ']')
            lexer->at++;
        else
            lexer_break_line(lexer);
        if (out) put(lexer, c == ']' ? ']' : '\n');
    }
    lexer->at += level + 2;
    if (out) finish_string(lexer, 0, out);
}
