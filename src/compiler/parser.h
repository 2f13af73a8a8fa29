/*
 * The parser: tokens -> tree, by recursive descent. It reports what lua5.4
 * reports, in its words.
 */
#pragma once

#include "compiler/scope.h"

/*
 * Nesting of statements and expressions. It bounds the C stack of the parser
 * and of the generator, which walks the same tree.
 */
enum { PARSER_MAX_DEPTH = 200 };

/*
 * Parses a whole chunk into the main function's node. Ask compiler_has_failed()
 * afterwards.
 */
void parser_chunk(Compiler *compiler, FunctionNode *main);

/* ---- between parser.c and parser_expr.c ---- */

/* One level deeper; false: too deep, the failure is set. */
bool parser_enter(Compiler *compiler);
static inline void parser_leave(Compiler *compiler)
{
    compiler->depth--;
}

static inline TokenKind parser_token(const Compiler *compiler)
{
    return compiler->lexer.token.kind;
}

/* Steps over the token if it is of this kind. */
bool parser_skip(Compiler *compiler, TokenKind kind);
/* The same; it is an error if it is not. */
void parser_expect(Compiler *compiler, TokenKind kind);
/* The same for a closing token, with a message that says what it closes. */
void parser_expect_closing(Compiler *compiler, TokenKind kind, TokenKind opening,
                           uint32_t line);
/* A name; never NULL. */
String *parser_name(Compiler *compiler);

void parser_append(ExprList *list, Expr *expr);
Expr *parser_expression(Compiler *compiler);
/* One or more, separated by commas. Returns how many. */
unsigned parser_expressions(Compiler *compiler, ExprList *out);
/* A name or parenthesized expression with what follows: .x [i] :m() () */
Expr *parser_suffixed(Compiler *compiler);
/* object.name */
Expr *parser_field(Compiler *compiler, Expr *object);
/* From the parameters to `end`; `line` is that of `function`. */
Expr *parser_function(Compiler *compiler, bool has_self, uint32_t line);
/* Statements up to the end of a block, into `out`. */
void parser_statements(Compiler *compiler, Block *out);
