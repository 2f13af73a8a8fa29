/*
 * The lexer: bytes of text -> tokens, one at a time, with one token of
 * look-ahead on demand. It is sticky: after the first failure (its own or the
 * parser's, by lexer_fail) every token is TOKEN_EOF, so that all loops end; the
 * first message is the one that counts.
 */
#pragma once

#include "base/bytes.h"
#include "vm/vm.h"

typedef enum TokenKind {
#define TOKEN(id, text) TOKEN_##id,
#include "compiler/tokens.def"
#undef TOKEN
    TOKEN_COUNT
} TokenKind;

typedef struct Token {
    TokenKind kind;
    uint32_t line;     /* of its last character */
    Value value;       /* NUMBER, STRING, NAME */
    const char *start; /* its text in the source */
    const char *end;
} Token;

typedef struct Lexer {
    VM *vm;
    const Proto *main; /* whose source_name messages start with */
    const char *at;    /* next byte */
    const char *end;
    uint32_t line;
    uint32_t last_line; /* of the token before `token` */
    Token token;        /* the current one */
    Token ahead;        /* the one after it, if has_ahead */
    bool has_ahead;
    Bytes buffer;       /* a string literal: its quote, then what it means */
    SporeStatus status; /* SPORE_OK, SPORE_SYNTAX or SPORE_NO_MEMORY */
} Lexer;

/* Starts at the first token. `text` must outlive the lexer. */
void lexer_init(Lexer *lexer, VM *vm, const Proto *main, const char *text, size_t length);
void lexer_deinit(Lexer *lexer);

/* Steps to the next token. */
void lexer_next(Lexer *lexer);
/* Kind of the token after the current one. */
TokenKind lexer_peek(Lexer *lexer);

/* "'while' expected", "<eof> expected", near the current token. */
void lexer_fail_expected(Lexer *lexer, TokenKind kind);
/* The text of a symbol or reserved word. */
const char *token_text(TokenKind kind);

/* "source:line: message", and "near 'current token'" in the first form. */
void lexer_fail_near(Lexer *lexer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void lexer_fail(Lexer *lexer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "source:line: message" for a place already passed. */
void lexer_fail_at(Lexer *lexer, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void lexer_fail_memory(Lexer *lexer);

/* ---- between lexer.c and lexer_literals.c ---- */

/* The byte `offset` bytes on, or -1 at the end. */
static inline int lexer_byte(const Lexer *lexer, size_t offset)
{
    return (size_t)(lexer->end - lexer->at) > offset ? (uint8_t)lexer->at[offset] : -1;
}

/* Message near the text from `start` up to the byte at `at`, that one included. */
void lexer_fail_text(Lexer *lexer, const char *start, const char *message);
/* Message near what is in the buffer. */
void lexer_fail_buffer(Lexer *lexer, const char *message);
/* Message "near <eof>". */
void lexer_fail_eof(Lexer *lexer, const char *message);
/* Steps over a line break of one or two bytes. */
void lexer_break_line(Lexer *lexer);

TokenKind lexer_take_number(Lexer *lexer, Value *out);
TokenKind lexer_take_string(Lexer *lexer, Value *out);
/* Number of '=' if a long bracket opens here, else -1 ("[") or -2 ("[=x"). */
int lexer_find_long_bracket(const Lexer *lexer);
/* Steps over a long string or comment; `out` NULL: a comment. */
void lexer_take_long(Lexer *lexer, int level, Value *out);
