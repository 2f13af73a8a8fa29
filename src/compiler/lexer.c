/*
 * Tokens: white space, comments, names and symbols; failures. Numbers and
 * strings are in lexer_literals.c.
 */
#include "compiler/lexer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct TokenText {
    const char *text;
    uint8_t length;
} TokenText;

/* clang-format off */
static const TokenText TOKEN_TEXTS[TOKEN_COUNT] = {
#define TOKEN(id, text) {text, sizeof text - 1},
#include "compiler/tokens.def"
#undef TOKEN
};
/* clang-format on */

enum { RESERVED_COUNT = TOKEN_WHILE + 1 };

const char *token_text(TokenKind kind)
{
    return TOKEN_TEXTS[kind].text;
}

/* ---- failures ---- */

/* Ends the stream of tokens. */
static void stop(Lexer *lexer, SporeStatus status)
{
    lexer->status = status;
    lexer->token.kind = TOKEN_EOF;
    lexer->has_ahead = false;
    lexer->at = lexer->end;
}

void lexer_fail_memory(Lexer *lexer)
{
    if (lexer->status == SPORE_NO_MEMORY) return;
    vm_no_memory(lexer->vm);
    stop(lexer, SPORE_NO_MEMORY);
}

static void fail(Lexer *lexer, uint32_t line, const char *message, const char *near,
                 size_t near_length)
{
    if (lexer->status != SPORE_OK) return;
    char text[512];
    char source[64];
    proto_source_for_messages(lexer->main, source, sizeof source);
    int head = snprintf(text, sizeof text, "%s:%u: %s", source, (unsigned)line, message);
    size_t count = head < 0 ? 0 : (size_t)head;
    if (count >= sizeof text) count = sizeof text - 1;

    Bytes bytes = {0};
    bytes_put(&bytes, text, count);
    if (near) {
        bytes_put(&bytes, " near ", 6);
        bytes_put(&bytes, near, near_length);
    }
    String *string = bytes.has_failed
                         ? NULL
                         : string_new(lexer->vm, (const char *)bytes.data, bytes.count);
    bytes_deinit(&bytes);
    if (!string) {
        lexer_fail_memory(lexer);
        return;
    }
    lexer->vm->error = string_value(string);
    stop(lexer, SPORE_SYNTAX);
}

/* Near some text, in quotes; it ends before a zero byte. */
static void fail_quoted(Lexer *lexer, const char *message, const char *text,
                        size_t length)
{
    Bytes quoted = {0};
    bytes_put(&quoted, "'", 1);
    bytes_put(&quoted, text, strnlen(text, length));
    bytes_put(&quoted, "'", 1);
    if (quoted.has_failed)
        lexer_fail_memory(lexer);
    else
        fail(lexer, lexer->line, message, (const char *)quoted.data, quoted.count);
    bytes_deinit(&quoted);
}

void lexer_fail_text(Lexer *lexer, const char *start, const char *message)
{
    const char *end = lexer->at < lexer->end ? lexer->at + 1 : lexer->end;
    fail_quoted(lexer, message, start, (size_t)(end - start));
}

void lexer_fail_buffer(Lexer *lexer, const char *message)
{
    fail_quoted(lexer, message, (const char *)lexer->buffer.data, lexer->buffer.count);
}

/* Near a string token: its delimiters with what it means between them. */
static void fail_string(Lexer *lexer, const char *message)
{
    const Token *token = &lexer->token;
    const String *string = value_string(token->value);
    size_t delimiter = 1;
    if (*token->start == '[')
        while (token->start[delimiter++] != '[')
            ;
    Bytes text = {0};
    bytes_put(&text, token->start, delimiter);
    bytes_put(&text, string->data, string->length);
    bytes_put(&text, token->end - delimiter, delimiter);
    if (text.has_failed)
        lexer_fail_memory(lexer);
    else
        fail_quoted(lexer, message, (const char *)text.data, text.count);
    bytes_deinit(&text);
}

void lexer_fail_eof(Lexer *lexer, const char *message)
{
    fail(lexer, lexer->line, message, "<eof>", 5);
}

static bool is_printable(char c)
{
    return c >= ' ' && c <= '~';
}

void lexer_fail_near(Lexer *lexer, const char *format, ...)
{
    char message[256];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    const Token *token = &lexer->token;
    if (token->kind == TOKEN_EOF) {
        lexer_fail_eof(lexer, message);
    } else if (token->kind == TOKEN_UNKNOWN && *token->start == '\0') {
        fail(lexer, lexer->line, message, NULL, 0);
    } else if (token->kind == TOKEN_UNKNOWN && !is_printable(*token->start)) {
        char near[16];
        int length = snprintf(near, sizeof near, "'<\\%d>'", (uint8_t)*token->start);
        fail(lexer, lexer->line, message, near, (size_t)length);
    } else if (token->kind == TOKEN_STRING) {
        fail_string(lexer, message);
    } else {
        fail_quoted(lexer, message, token->start, (size_t)(token->end - token->start));
    }
}

void lexer_fail_expected(Lexer *lexer, TokenKind kind)
{
    if (kind == TOKEN_EOF)
        lexer_fail_near(lexer, "%s expected", token_text(kind));
    else
        lexer_fail_near(lexer, "'%s' expected", token_text(kind));
}

void lexer_fail(Lexer *lexer, const char *format, ...)
{
    char message[256];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    fail(lexer, lexer->line, message, NULL, 0);
}

void lexer_fail_at(Lexer *lexer, uint32_t line, const char *format, ...)
{
    char message[256];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    fail(lexer, line, message, NULL, 0);
}

/* ---- white space and comments ---- */

void lexer_break_line(Lexer *lexer)
{
    const char first = *lexer->at++;
    if (lexer->at < lexer->end && (*lexer->at == '\n' || *lexer->at == '\r') &&
        *lexer->at != first)
        lexer->at++;
    if (lexer->line == INT32_MAX)
        lexer_fail(lexer, "chunk has too many lines");
    else
        lexer->line++;
}

static void skip_comment(Lexer *lexer)
{
    lexer->at += 2;
    if (lexer_byte(lexer, 0) == '[') {
        const int level = lexer_find_long_bracket(lexer);
        if (level >= 0) {
            lexer_take_long(lexer, level, NULL);
            return;
        }
    }
    while (lexer->at < lexer->end && *lexer->at != '\n' && *lexer->at != '\r')
        lexer->at++;
}

static void skip_blanks(Lexer *lexer)
{
    for (;;) {
        const int c = lexer_byte(lexer, 0);
        if (c == '\n' || c == '\r')
            lexer_break_line(lexer);
        else if (c == ' ' || c == '\t' || c == '\v' || c == '\f')
            lexer->at++;
        else if (c == '-' && lexer_byte(lexer, 1) == '-')
            skip_comment(lexer);
        else
            return;
    }
}

/* ---- names and symbols ---- */

static bool is_name_start(int c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static TokenKind take_name(Lexer *lexer, Value *out)
{
    const char *start = lexer->at;
    while (is_name_start(lexer_byte(lexer, 0)) || is_digit(lexer_byte(lexer, 0)))
        lexer->at++;
    const size_t length = (size_t)(lexer->at - start);
    for (int i = 0; i < RESERVED_COUNT; i++) {
        const TokenText *word = &TOKEN_TEXTS[i];
        if (word->length == length && word->text[0] == *start &&
            memcmp(word->text, start, length) == 0)
            return (TokenKind)i;
    }
    String *name = string_new(lexer->vm, start, length);
    if (!name) lexer_fail_memory(lexer);
    *out = string_value(name);
    return name ? TOKEN_NAME : TOKEN_EOF;
}

/* The longest symbol that the text goes on with. */
static TokenKind take_symbol(Lexer *lexer)
{
    TokenKind found = TOKEN_UNKNOWN;
    size_t found_length = 1;
    const size_t left = (size_t)(lexer->end - lexer->at);
    for (int i = TOKEN_PLUS; i <= TOKEN_DOT3; i++) {
        const TokenText *symbol = &TOKEN_TEXTS[i];
        if (symbol->text[0] != *lexer->at || symbol->length > left ||
            symbol->length < found_length)
            continue;
        if (memcmp(symbol->text, lexer->at, symbol->length) != 0) continue;
        found = (TokenKind)i;
        found_length = symbol->length;
    }
    lexer->at += found_length;
    return found;
}

static TokenKind take_token(Lexer *lexer, Value *out)
{
    const int c = lexer_byte(lexer, 0);
    if (c < 0) return TOKEN_EOF;
    if (is_name_start(c)) return take_name(lexer, out);
    if (is_digit(c) || (c == '.' && is_digit(lexer_byte(lexer, 1))))
        return lexer_take_number(lexer, out);
    if (c == '"' || c == '\'') return lexer_take_string(lexer, out);
    if (c == '[') {
        const int level = lexer_find_long_bracket(lexer);
        if (level >= 0) {
            lexer_take_long(lexer, level, out);
            return TOKEN_STRING;
        }
        if (level == -2) {
            const char *start = lexer->at++;
            while (lexer_byte(lexer, 1) == '=')
                lexer->at++;
            lexer_fail_text(lexer, start, "invalid long string delimiter");
            return TOKEN_EOF;
        }
    }
    return take_symbol(lexer);
}

static void scan(Lexer *lexer, Token *token)
{
    skip_blanks(lexer);
    token->start = lexer->at;
    token->value = VALUE_NIL;
    token->kind = take_token(lexer, &token->value);
    token->end = lexer->at;
    token->line = lexer->line;
    if (lexer->status != SPORE_OK) token->kind = TOKEN_EOF;
}

void lexer_init(Lexer *lexer, VM *vm, const Proto *main, const char *text, size_t length)
{
    memset(lexer, 0, sizeof *lexer);
    lexer->vm = vm;
    lexer->main = main;
    lexer->at = text;
    lexer->end = text + length;
    lexer->line = 1;
    lexer->last_line = 1;
    scan(lexer, &lexer->token);
}

void lexer_deinit(Lexer *lexer)
{
    bytes_deinit(&lexer->buffer);
}

void lexer_next(Lexer *lexer)
{
    lexer->last_line = lexer->token.line;
    if (lexer->has_ahead) {
        lexer->token = lexer->ahead;
        lexer->has_ahead = false;
    } else {
        scan(lexer, &lexer->token);
    }
}

TokenKind lexer_peek(Lexer *lexer)
{
    if (!lexer->has_ahead) {
        scan(lexer, &lexer->ahead);
        lexer->has_ahead = lexer->status == SPORE_OK;
    }
    return lexer->has_ahead ? lexer->ahead.kind : TOKEN_EOF;
}
