/*
 * Expressions. Operators on literals are computed here.
 */
#include "compiler/parser.h"
#include "vm/interpret.h"

void parser_append(ExprList *list, Expr *expr)
{
    if (list->last)
        list->last->next = expr;
    else
        list->first = expr;
    list->last = expr;
}

static Expr *new_constant(Compiler *compiler, Value value)
{
    Expr *expr = compiler_expr(compiler, EXPR_CONSTANT, compiler->lexer.token.line);
    expr->constant = value;
    return expr;
}

static Expr *new_constant_string(Compiler *compiler, String *string)
{
    Expr *expr = compiler_expr(compiler, EXPR_CONSTANT, compiler->lexer.last_line);
    expr->constant = string_value(string);
    return expr;
}

static ExprList *new_list(Compiler *compiler)
{
    return arena_new(&compiler->arena, sizeof(ExprList));
}

/* ---- operators ---- */

typedef struct BinaryOperator {
    uint8_t left; /* priorities; left > right: associates to the right */
    uint8_t right;
    uint8_t kind; /* ExprKind */
    uint8_t op;   /* Arith or Comparison */
} BinaryOperator;

enum { UNARY_PRIORITY = 12 };

/* By token; priority 0: no binary operator. */
static const BinaryOperator BINARY_OPERATORS[TOKEN_COUNT] = {
    [TOKEN_OR] = {1, 1, EXPR_OR, 0},
    [TOKEN_AND] = {2, 2, EXPR_AND, 0},
    [TOKEN_EQUAL] = {3, 3, EXPR_COMPARE, COMPARE_EQ},
    [TOKEN_NOT_EQUAL] = {3, 3, EXPR_COMPARE, COMPARE_NE},
    [TOKEN_LESS] = {3, 3, EXPR_COMPARE, COMPARE_LT},
    [TOKEN_LESS_EQ] = {3, 3, EXPR_COMPARE, COMPARE_LE},
    [TOKEN_MORE] = {3, 3, EXPR_COMPARE, COMPARE_GT},
    [TOKEN_MORE_EQ] = {3, 3, EXPR_COMPARE, COMPARE_GE},
    [TOKEN_BAR] = {4, 4, EXPR_ARITH, ARITH_BOR},
    [TOKEN_TILDE] = {5, 5, EXPR_ARITH, ARITH_BXOR},
    [TOKEN_AMPERSAND] = {6, 6, EXPR_ARITH, ARITH_BAND},
    [TOKEN_SHIFT_L] = {7, 7, EXPR_ARITH, ARITH_SHL},
    [TOKEN_SHIFT_R] = {7, 7, EXPR_ARITH, ARITH_SHR},
    [TOKEN_DOT2] = {9, 8, EXPR_CONCAT, 0},
    [TOKEN_PLUS] = {10, 10, EXPR_ARITH, ARITH_ADD},
    [TOKEN_MINUS] = {10, 10, EXPR_ARITH, ARITH_SUB},
    [TOKEN_STAR] = {11, 11, EXPR_ARITH, ARITH_MUL},
    [TOKEN_SLASH] = {11, 11, EXPR_ARITH, ARITH_DIV},
    [TOKEN_SLASH2] = {11, 11, EXPR_ARITH, ARITH_IDIV},
    [TOKEN_PERCENT] = {11, 11, EXPR_ARITH, ARITH_MOD},
    [TOKEN_CARET] = {14, 13, EXPR_ARITH, ARITH_POW},
};

/* Computes an operator on literals into `left`; false: leave it to the program. */
static bool fold(Expr *left, const Expr *right, Arith op)
{
    if (left->kind != EXPR_CONSTANT || right->kind != EXPR_CONSTANT) return false;
    if (!arith_fold(op, left->constant, right->constant, &left->constant)) return false;
    left->variable = NULL;
    return true;
}

static Expr *new_unary(Compiler *compiler, TokenKind token, Expr *operand, uint32_t line)
{
    if (token == TOKEN_MINUS && fold(operand, operand, ARITH_UNM)) return operand;
    if (token == TOKEN_TILDE && fold(operand, operand, ARITH_BNOT)) return operand;
    if (token == TOKEN_NOT && operand->kind == EXPR_CONSTANT) {
        operand->constant = value_bool(value_is_falsy(operand->constant));
        operand->variable = NULL;
        return operand;
    }
    const ExprKind kind = token == TOKEN_MINUS   ? EXPR_NEGATE
                          : token == TOKEN_TILDE ? EXPR_BIT_NOT
                          : token == TOKEN_NOT   ? EXPR_NOT
                                                 : EXPR_LENGTH;
    Expr *expr = compiler_expr(compiler, kind, line);
    expr->left = operand;
    return expr;
}

/* a .. (b .. c) is one concatenation of three, on the line of the last operator. */
static Expr *new_concat(Compiler *compiler, Expr *left, Expr *right, uint32_t line)
{
    Expr *expr = compiler_expr(compiler, EXPR_CONCAT, line);
    expr->items = new_list(compiler);
    parser_append(expr->items, left);
    if (right->kind == EXPR_CONCAT) {
        left->next = right->items->first;
        expr->items->last = right->items->last;
        expr->line = right->line;
    } else {
        parser_append(expr->items, right);
    }
    return expr;
}

static Expr *new_binary(Compiler *compiler, const BinaryOperator *op, Expr *left,
                        Expr *right, uint32_t line)
{
    if (op->kind == EXPR_CONCAT) return new_concat(compiler, left, right, line);
    if (op->kind == EXPR_ARITH && fold(left, right, (Arith)op->op)) return left;
    if (op->kind == EXPR_COMPARE) line = compiler->lexer.last_line;
    Expr *expr = compiler_expr(compiler, (ExprKind)op->kind, line);
    expr->op = op->op;
    expr->left = left;
    expr->right = right;
    return expr;
}

/* ---- tables and calls ---- */

static void table_item(Compiler *compiler, ExprList *items)
{
    Lexer *lexer = &compiler->lexer;
    const TokenKind token = parser_token(compiler);
    const bool is_named = token == TOKEN_NAME && lexer_peek(lexer) == TOKEN_ASSIGN;
    if (!is_named && token != TOKEN_BRACKET_L) {
        parser_append(items, parser_expression(compiler));
        return;
    }
    Expr *pair = compiler_expr(compiler, EXPR_PAIR, lexer->token.line);
    if (is_named) {
        pair->left = new_constant_string(compiler, parser_name(compiler));
    } else {
        lexer_next(lexer);
        pair->left = parser_expression(compiler);
        parser_expect(compiler, TOKEN_BRACKET_R);
    }
    parser_expect(compiler, TOKEN_ASSIGN);
    pair->right = parser_expression(compiler);
    pair->line = lexer->last_line;
    parser_append(items, pair);
}

static Expr *table(Compiler *compiler)
{
    const uint32_t line = compiler->lexer.token.line;
    Expr *expr = compiler_expr(compiler, EXPR_TABLE, line);
    expr->items = new_list(compiler);
    lexer_next(&compiler->lexer);
    while (parser_token(compiler) != TOKEN_BRACE_R && !compiler_has_failed(compiler)) {
        table_item(compiler, expr->items);
        if (!parser_skip(compiler, TOKEN_COMMA) &&
            !parser_skip(compiler, TOKEN_SEMICOLON))
            break;
    }
    parser_expect_closing(compiler, TOKEN_BRACE_R, TOKEN_BRACE_L, line);
    return expr;
}

static bool is_arguments(TokenKind token)
{
    return token == TOKEN_PAREN_L || token == TOKEN_STRING || token == TOKEN_BRACE_L;
}

/* Fills in the arguments of a call. */
static void arguments(Compiler *compiler, Expr *call)
{
    Lexer *lexer = &compiler->lexer;
    call->items = new_list(compiler);
    call->items->line = lexer->last_line;
    if (parser_token(compiler) == TOKEN_STRING) {
        parser_append(call->items, new_constant(compiler, lexer->token.value));
        lexer_next(lexer);
    } else if (parser_token(compiler) == TOKEN_BRACE_L) {
        parser_append(call->items, table(compiler));
    } else if (parser_token(compiler) == TOKEN_PAREN_L) {
        lexer_next(lexer);
        if (parser_token(compiler) != TOKEN_PAREN_R)
            parser_expressions(compiler, call->items);
        parser_expect_closing(compiler, TOKEN_PAREN_R, TOKEN_PAREN_L, call->line);
    } else {
        lexer_fail_near(lexer, "function arguments expected");
    }
}

/* ---- chains ---- */

static Expr *primary(Compiler *compiler)
{
    Lexer *lexer = &compiler->lexer;
    if (parser_token(compiler) == TOKEN_NAME)
        return scope_resolve(compiler, parser_name(compiler));
    if (parser_token(compiler) == TOKEN_PAREN_L) {
        const uint32_t line = lexer->token.line;
        lexer_next(lexer);
        Expr *expr = parser_expression(compiler);
        parser_expect_closing(compiler, TOKEN_PAREN_R, TOKEN_PAREN_L, line);
        expr->is_parenthesized = true;
        return expr;
    }
    lexer_fail_near(lexer, "unexpected symbol");
    return new_constant(compiler, VALUE_NIL);
}

Expr *parser_field(Compiler *compiler, Expr *object)
{
    lexer_next(&compiler->lexer); /* the dot or colon */
    String *name = parser_name(compiler);
    Expr *expr = compiler_expr(compiler, EXPR_INDEX, compiler->lexer.last_line);
    expr->left = object;
    expr->right = new_constant_string(compiler, name);
    return expr;
}

static Expr *index(Compiler *compiler, Expr *object)
{
    lexer_next(&compiler->lexer);
    Expr *key = parser_expression(compiler);
    parser_expect(compiler, TOKEN_BRACKET_R);
    Expr *expr = compiler_expr(compiler, EXPR_INDEX, compiler->lexer.last_line);
    expr->left = object;
    expr->right = key;
    return expr;
}

static Expr *call(Compiler *compiler, Expr *function, uint32_t line)
{
    Expr *expr = compiler_expr(compiler, EXPR_CALL, line);
    expr->left = function;
    arguments(compiler, expr);
    return expr;
}

static Expr *method(Compiler *compiler, Expr *object, uint32_t line)
{
    Expr *expr = compiler_expr(compiler, EXPR_METHOD, line);
    lexer_next(&compiler->lexer);
    expr->left = object;
    expr->method = parser_name(compiler);
    arguments(compiler, expr);
    return expr;
}

Expr *parser_suffixed(Compiler *compiler)
{
    const uint32_t line = compiler->lexer.token.line;
    Expr *expr = primary(compiler);
    for (;;) {
        const TokenKind token = parser_token(compiler);
        if (token == TOKEN_DOT)
            expr = parser_field(compiler, expr);
        else if (token == TOKEN_BRACKET_L)
            expr = index(compiler, expr);
        else if (token == TOKEN_COLON)
            expr = method(compiler, expr, line);
        else if (is_arguments(token))
            expr = call(compiler, expr, line);
        else
            return expr;
    }
}

/* ---- expressions ---- */

static Expr *vararg(Compiler *compiler)
{
    if (!compiler->function->node->is_vararg)
        lexer_fail_near(&compiler->lexer, "cannot use '...' outside a vararg function");
    Expr *expr = compiler_expr(compiler, EXPR_VARARG, compiler->lexer.token.line);
    lexer_next(&compiler->lexer);
    return expr;
}

static Expr *literal(Compiler *compiler, Value value)
{
    Expr *expr = new_constant(compiler, value);
    lexer_next(&compiler->lexer);
    return expr;
}

static Expr *simple(Compiler *compiler)
{
    const Token *token = &compiler->lexer.token;
    switch (token->kind) {
    case TOKEN_NUMBER:
    case TOKEN_STRING: return literal(compiler, token->value);
    case TOKEN_NIL: return literal(compiler, VALUE_NIL);
    case TOKEN_TRUE: return literal(compiler, VALUE_TRUE);
    case TOKEN_FALSE: return literal(compiler, VALUE_FALSE);
    case TOKEN_DOT3: return vararg(compiler);
    case TOKEN_BRACE_L: return table(compiler);
    case TOKEN_FUNCTION: {
        const uint32_t line = token->line;
        lexer_next(&compiler->lexer);
        return parser_function(compiler, false, line);
    }
    default: return parser_suffixed(compiler);
    }
}

static bool is_unary(TokenKind token)
{
    return token == TOKEN_NOT || token == TOKEN_MINUS || token == TOKEN_TILDE ||
           token == TOKEN_HASH;
}

/* Operators of a priority above `limit`. */
static Expr *expression(Compiler *compiler, unsigned limit)
{
    Lexer *lexer = &compiler->lexer;
    unsigned comparisons = 0; /* in a row; they alone make the generator recur */
    if (!parser_enter(compiler)) return new_constant(compiler, VALUE_NIL);
    Expr *expr;
    const TokenKind token = parser_token(compiler);
    if (is_unary(token)) {
        const uint32_t line = lexer->token.line;
        lexer_next(lexer);
        expr = new_unary(compiler, token, expression(compiler, UNARY_PRIORITY), line);
    } else {
        expr = simple(compiler);
    }
    const BinaryOperator *op = &BINARY_OPERATORS[parser_token(compiler)];
    while (op->left > limit) {
        const uint32_t line = lexer->token.line;
        lexer_next(lexer);
        Expr *right = expression(compiler, op->right);
        expr = new_binary(compiler, op, expr, right, line);
        if (op->kind == EXPR_COMPARE && ++comparisons > PARSER_MAX_DEPTH)
            lexer_fail_near(lexer, "C stack overflow");
        op = &BINARY_OPERATORS[parser_token(compiler)];
    }
    parser_leave(compiler);
    return expr;
}

Expr *parser_expression(Compiler *compiler)
{
    return expression(compiler, 0);
}

unsigned parser_expressions(Compiler *compiler, ExprList *out)
{
    unsigned count = 0;
    do {
        parser_append(out, parser_expression(compiler));
        count++;
    } while (parser_skip(compiler, TOKEN_COMMA));
    return count;
}
