/*
 * Statements.
 */
#include "compiler/parser.h"

#include <string.h>

enum { LEVEL_BYTES = 1024 /* of tree that a level adds after its last step down */ };

/* ---- steps ---- */

/* Makes sure of the memory for the way back up from here. */
static void reserve(Compiler *compiler)
{
    const size_t levels = compiler->depth + 2;
    if (!arena_reserve(&compiler->arena, levels * LEVEL_BYTES))
        lexer_fail_memory(&compiler->lexer);
}

bool parser_enter(Compiler *compiler)
{
    compiler->depth++;
    reserve(compiler);
    if (compiler->depth > PARSER_MAX_DEPTH)
        lexer_fail_near(&compiler->lexer, "C stack overflow");
    if (!compiler_has_failed(compiler)) return true;
    compiler->depth--;
    return false;
}

bool parser_skip(Compiler *compiler, TokenKind kind)
{
    if (parser_token(compiler) != kind) return false;
    lexer_next(&compiler->lexer);
    return true;
}

void parser_expect(Compiler *compiler, TokenKind kind)
{
    if (!parser_skip(compiler, kind)) lexer_fail_expected(&compiler->lexer, kind);
}

void parser_expect_closing(Compiler *compiler, TokenKind kind, TokenKind opening,
                           uint32_t line)
{
    if (parser_skip(compiler, kind)) return;
    if (line == compiler->lexer.token.line)
        lexer_fail_expected(&compiler->lexer, kind);
    else
        lexer_fail_near(&compiler->lexer, "'%s' expected (to close '%s' at line %u)",
                        token_text(kind), token_text(opening), (unsigned)line);
}

String *parser_name(Compiler *compiler)
{
    Lexer *lexer = &compiler->lexer;
    if (parser_token(compiler) != TOKEN_NAME) {
        lexer_fail_near(lexer, "<name> expected");
        return compiler->vm->names[NAME_ENV]; /* any will do, it is not used */
    }
    String *name = value_string(lexer->token.value);
    lexer_next(lexer);
    return name;
}

static Stat *new_stat(Compiler *compiler, StatKind kind)
{
    Stat *stat = arena_new(&compiler->arena, sizeof *stat);
    stat->kind = (uint8_t)kind;
    stat->line = compiler->lexer.token.line;
    return stat;
}

static void append_stat(Block *block, Stat *stat)
{
    if (block->last)
        block->last->next = stat;
    else
        block->first = stat;
    block->last = stat;
}

/* Declares a variable and puts it at the end of a list. */
static Variable *declare(Compiler *compiler, VariableList ***link, String *name,
                         VariableKind kind)
{
    reserve(compiler);
    VariableList *node = arena_new(&compiler->arena, sizeof *node);
    node->variable = scope_declare(compiler, name, kind);
    **link = node;
    *link = &node->next;
    return node->variable;
}

static void add_all(Compiler *compiler, const VariableList *list)
{
    for (; list; list = list->next)
        scope_add(compiler, list->variable);
}

/* ---- blocks and functions ---- */

static bool is_block_end(TokenKind token)
{
    return token == TOKEN_ELSE || token == TOKEN_ELSEIF || token == TOKEN_END ||
           token == TOKEN_EOF || token == TOKEN_UNTIL;
}

static void block(Compiler *compiler, Block *out)
{
    BlockScope scope;
    scope_open_block(compiler, &scope, NULL);
    parser_statements(compiler, out);
    scope_close_block(compiler);
}

static void parameters(Compiler *compiler, FunctionNode *node, bool has_self)
{
    VariableList **link = &node->parameters;
    if (has_self) {
        String *self = string_from(compiler->vm, "self");
        if (!self)
            lexer_fail_memory(&compiler->lexer);
        else
            declare(compiler, &link, self, VARIABLE_PLAIN);
        node->parameter_count++;
    }
    parser_expect(compiler, TOKEN_PAREN_L);
    if (parser_token(compiler) != TOKEN_PAREN_R) {
        do {
            if (parser_token(compiler) == TOKEN_NAME) {
                declare(compiler, &link, parser_name(compiler), VARIABLE_PLAIN);
                node->parameter_count++;
            } else if (parser_skip(compiler, TOKEN_DOT3)) {
                node->is_vararg = true;
            } else {
                lexer_fail_near(&compiler->lexer, "<name> or '...' expected");
            }
        } while (!node->is_vararg && parser_skip(compiler, TOKEN_COMMA));
    }
    add_all(compiler, node->parameters);
    parser_expect(compiler, TOKEN_PAREN_R);
}

Expr *parser_function(Compiler *compiler, bool has_self, uint32_t line)
{
    FunctionNode *node = arena_new(&compiler->arena, sizeof *node);
    node->line = line;
    FunctionScope function;
    BlockScope scope;
    scope_open_function(compiler, &function, node);
    scope_open_block(compiler, &scope, NULL);
    parameters(compiler, node, has_self);
    parser_statements(compiler, &node->body);
    node->last_line = compiler->lexer.token.line;
    parser_expect_closing(compiler, TOKEN_END, TOKEN_FUNCTION, line);
    scope_close_block(compiler);
    scope_close_function(compiler);
    Expr *expr = compiler_expr(compiler, EXPR_FUNCTION, node->last_line);
    expr->function = node;
    return expr;
}

void parser_chunk(Compiler *compiler, FunctionNode *main)
{
    FunctionScope function;
    BlockScope scope;
    scope_open_main(compiler, &function, main);
    scope_open_block(compiler, &scope, NULL);
    parser_statements(compiler, &main->body);
    main->last_line = compiler->lexer.last_line;
    if (parser_token(compiler) != TOKEN_EOF)
        lexer_fail_expected(&compiler->lexer, TOKEN_EOF);
    scope_close_block(compiler);
    scope_close_function(compiler);
}

/* ---- declarations ---- */

/* <const> or <close> after a name. */
static VariableKind attribute(Compiler *compiler)
{
    if (!parser_skip(compiler, TOKEN_LESS)) return VARIABLE_PLAIN;
    const String *name = parser_name(compiler);
    parser_expect(compiler, TOKEN_MORE);
    if (strcmp(name->data, "const") == 0) return VARIABLE_CONST;
    if (strcmp(name->data, "close") == 0) return VARIABLE_CLOSE;
    lexer_fail(&compiler->lexer, "unknown attribute '%s'", name->data);
    return VARIABLE_PLAIN;
}

/*
 * `local x <const> = literal` as the last of as many values as variables: the
 * variable becomes the literal and takes no register.
 */
static void fold_constant(Stat *stat, Variable *last, unsigned variables, unsigned values)
{
    Expr *value = stat->values.last;
    if (!last || last->kind != VARIABLE_CONST || variables != values) return;
    if (value->kind != EXPR_CONSTANT) return;
    last->kind = VARIABLE_FOLDED;
    last->constant = value->constant;
    Expr **link = &stat->values.first;
    Expr *before = NULL;
    while (*link != value) {
        before = *link;
        link = &before->next;
    }
    *link = NULL;
    stat->values.last = before;
}

static Stat *local_variables(Compiler *compiler)
{
    Stat *stat = new_stat(compiler, STAT_LOCAL);
    VariableList **link = &stat->variables;
    Variable *last = NULL;
    bool has_close = false;
    unsigned count = 0;
    do {
        String *name = parser_name(compiler);
        last = declare(compiler, &link, name, VARIABLE_PLAIN);
        last->kind = (uint8_t)attribute(compiler);
        if (last->kind == VARIABLE_CLOSE && has_close)
            lexer_fail(&compiler->lexer, "multiple to-be-closed variables in local list");
        has_close |= last->kind == VARIABLE_CLOSE;
        count++;
    } while (parser_skip(compiler, TOKEN_COMMA));
    if (parser_skip(compiler, TOKEN_ASSIGN)) {
        const unsigned values = parser_expressions(compiler, &stat->values);
        if (!compiler_has_failed(compiler)) fold_constant(stat, last, count, values);
    }
    add_all(compiler, stat->variables);
    stat->line = compiler->lexer.last_line;
    return stat;
}

static Stat *local_function(Compiler *compiler)
{
    Stat *stat = new_stat(compiler, STAT_LOCAL_FUNCTION);
    VariableList **link = &stat->variables;
    Variable *variable = declare(compiler, &link, parser_name(compiler), VARIABLE_PLAIN);
    scope_add(compiler, variable);
    variable->is_unfinished = true;
    parser_append(&stat->values, parser_function(compiler, false, stat->line));
    variable->is_unfinished = false;
    return stat;
}

/* Notes an assignment; anything but a variable or an indexed value is an error. */
static void check_target(Compiler *compiler, Expr *target)
{
    const bool is_variable = target->kind == EXPR_LOCAL || target->kind == EXPR_UPVALUE ||
                             (target->kind == EXPR_CONSTANT && target->variable);
    if (target->is_parenthesized || !(is_variable || target->kind == EXPR_INDEX))
        lexer_fail_near(&compiler->lexer, "syntax error");
    else if (is_variable)
        scope_assign(compiler, target);
}

static Stat *function_statement(Compiler *compiler)
{
    Stat *stat = new_stat(compiler, STAT_ASSIGN);
    const uint32_t line = stat->line;
    lexer_next(&compiler->lexer);
    Expr *target = scope_resolve(compiler, parser_name(compiler));
    while (parser_token(compiler) == TOKEN_DOT)
        target = parser_field(compiler, target);
    const bool has_self = parser_token(compiler) == TOKEN_COLON;
    if (has_self) target = parser_field(compiler, target);
    parser_append(&stat->targets, target);
    parser_append(&stat->values, parser_function(compiler, has_self, line));
    if (!compiler_has_failed(compiler)) check_target(compiler, target);
    return stat;
}

/* ---- assignments and calls ---- */

static Stat *assignment(Compiler *compiler, Stat *stat, Expr *target)
{
    unsigned count = 1;
    stat->kind = STAT_ASSIGN;
    check_target(compiler, target);
    parser_append(&stat->targets, target);
    while (parser_skip(compiler, TOKEN_COMMA)) {
        target = parser_suffixed(compiler);
        check_target(compiler, target);
        parser_append(&stat->targets, target);
        if (++count > PARSER_MAX_DEPTH)
            lexer_fail_near(&compiler->lexer, "C stack overflow");
    }
    parser_expect(compiler, TOKEN_ASSIGN);
    parser_expressions(compiler, &stat->values);
    stat->line = compiler->lexer.last_line;
    return stat;
}

static Stat *expression_statement(Compiler *compiler)
{
    Stat *stat = new_stat(compiler, STAT_CALL);
    Expr *expr = parser_suffixed(compiler);
    const TokenKind token = parser_token(compiler);
    if (token == TOKEN_ASSIGN || token == TOKEN_COMMA)
        return assignment(compiler, stat, expr);
    if (expr->is_parenthesized || (expr->kind != EXPR_CALL && expr->kind != EXPR_METHOD))
        lexer_fail_near(&compiler->lexer, "syntax error");
    parser_append(&stat->values, expr);
    return stat;
}

static Stat *return_statement(Compiler *compiler)
{
    Stat *stat = new_stat(compiler, STAT_RETURN);
    lexer_next(&compiler->lexer);
    const TokenKind token = parser_token(compiler);
    if (!is_block_end(token) && token != TOKEN_SEMICOLON)
        parser_expressions(compiler, &stat->values);
    stat->line = compiler->lexer.last_line;
    parser_skip(compiler, TOKEN_SEMICOLON);
    return stat;
}

/* ---- branches and loops ---- */

static Stat *if_statement(Compiler *compiler)
{
    const uint32_t line = compiler->lexer.token.line;
    Stat *first = new_stat(compiler, STAT_IF);
    Stat *stat = first;
    for (;;) {
        lexer_next(&compiler->lexer); /* if, elseif */
        stat->condition = parser_expression(compiler);
        parser_expect(compiler, TOKEN_THEN);
        block(compiler, &stat->body);
        if (parser_token(compiler) != TOKEN_ELSEIF) break;
        stat->other = new_stat(compiler, STAT_IF);
        stat = stat->other;
    }
    if (parser_token(compiler) == TOKEN_ELSE) {
        stat->other = new_stat(compiler, STAT_DO);
        lexer_next(&compiler->lexer);
        block(compiler, &stat->other->body);
    }
    parser_expect_closing(compiler, TOKEN_END, TOKEN_IF, line);
    return first;
}

static Stat *do_statement(Compiler *compiler)
{
    Stat *stat = new_stat(compiler, STAT_DO);
    lexer_next(&compiler->lexer);
    block(compiler, &stat->body);
    parser_expect_closing(compiler, TOKEN_END, TOKEN_DO, stat->line);
    return stat;
}

/* The exit of a loop that begins here. */
static Label *new_exit(Compiler *compiler, Stat *loop)
{
    Label *exit = scope_new_label(compiler, NULL, loop->line);
    exit->position = scope_position(compiler);
    loop->exit = exit;
    return exit;
}

static Stat *while_statement(Compiler *compiler)
{
    Stat *stat = new_stat(compiler, STAT_WHILE);
    BlockScope scope;
    lexer_next(&compiler->lexer);
    stat->condition = parser_expression(compiler);
    scope_open_block(compiler, &scope, new_exit(compiler, stat));
    parser_expect(compiler, TOKEN_DO);
    block(compiler, &stat->body);
    parser_expect_closing(compiler, TOKEN_END, TOKEN_WHILE, stat->line);
    scope_close_block(compiler);
    return stat;
}

static Stat *repeat_statement(Compiler *compiler)
{
    Stat *stat = new_stat(compiler, STAT_REPEAT);
    BlockScope loop, body;
    lexer_next(&compiler->lexer);
    scope_open_block(compiler, &loop, new_exit(compiler, stat));
    scope_open_block(compiler, &body, NULL);
    parser_statements(compiler, &stat->body);
    parser_expect_closing(compiler, TOKEN_UNTIL, TOKEN_REPEAT, stat->line);
    stat->condition = parser_expression(compiler); /* sees the body's variables */
    scope_close_block(compiler);
    scope_close_block(compiler);
    return stat;
}

/* The variables that a for loop keeps its state in. */
static void hidden_variables(Compiler *compiler, VariableList ***link, int count)
{
    String *name = string_from(compiler->vm, "(for state)");
    if (!name) {
        lexer_fail_memory(&compiler->lexer);
        return;
    }
    for (int i = 0; i < count; i++)
        declare(compiler, link, name, VARIABLE_PLAIN);
}

static void for_body(Compiler *compiler, Stat *stat, VariableList *visible)
{
    BlockScope scope;
    parser_expect(compiler, TOKEN_DO);
    stat->values.line = compiler->lexer.last_line;
    scope_open_block(compiler, &scope, NULL);
    add_all(compiler, visible);
    parser_statements(compiler, &stat->body);
    scope_close_block(compiler);
}

/* for NAME = start, limit, step */
static void for_numbers(Compiler *compiler, Stat *stat, String *name)
{
    VariableList **link = &stat->variables;
    hidden_variables(compiler, &link, 3);
    VariableList **visible = link;
    declare(compiler, &link, name, VARIABLE_PLAIN);
    lexer_next(&compiler->lexer);
    parser_append(&stat->values, parser_expression(compiler));
    parser_expect(compiler, TOKEN_COMMA);
    parser_append(&stat->values, parser_expression(compiler));
    if (parser_skip(compiler, TOKEN_COMMA))
        parser_append(&stat->values, parser_expression(compiler));
    VariableList *own = *visible;
    *visible = NULL;
    add_all(compiler, stat->variables);
    *visible = own;
    for_body(compiler, stat, own);
}

/* for NAME, … in expressions */
static void for_each(Compiler *compiler, Stat *stat, String *name)
{
    VariableList **link = &stat->variables;
    stat->kind = STAT_FOR_IN;
    stat->exit->position = POSITION_ANY; /* what follows the exit closes it all */
    hidden_variables(compiler, &link, 4);
    VariableList **visible = link;
    declare(compiler, &link, name, VARIABLE_PLAIN);
    while (parser_skip(compiler, TOKEN_COMMA))
        declare(compiler, &link, parser_name(compiler), VARIABLE_PLAIN);
    parser_expect(compiler, TOKEN_IN);
    stat->line = compiler->lexer.token.line;
    parser_expressions(compiler, &stat->values);
    VariableList *own = *visible;
    *visible = NULL;
    add_all(compiler, stat->variables);
    if (!compiler_has_failed(compiler)) compiler->function->newest->kind = VARIABLE_CLOSE;
    *visible = own;
    for_body(compiler, stat, own);
}

static Stat *for_statement(Compiler *compiler)
{
    Stat *stat = new_stat(compiler, STAT_FOR);
    const uint32_t line = stat->line;
    BlockScope scope;
    lexer_next(&compiler->lexer);
    String *name = parser_name(compiler);
    scope_open_block(compiler, &scope, new_exit(compiler, stat));
    const TokenKind token = parser_token(compiler);
    if (token == TOKEN_ASSIGN)
        for_numbers(compiler, stat, name);
    else if (token == TOKEN_COMMA || token == TOKEN_IN)
        for_each(compiler, stat, name);
    else
        lexer_fail_near(&compiler->lexer, "'=' or 'in' expected");
    parser_expect_closing(compiler, TOKEN_END, TOKEN_FOR, line);
    scope_close_block(compiler);
    return stat;
}

/* ---- gotos ---- */

static Stat *break_statement(Compiler *compiler)
{
    Stat *stat = new_stat(compiler, STAT_GOTO);
    lexer_next(&compiler->lexer);
    scope_goto(compiler, stat, NULL);
    return stat;
}

static Stat *goto_statement(Compiler *compiler)
{
    lexer_next(&compiler->lexer);
    Stat *stat = new_stat(compiler, STAT_GOTO); /* on the line of the name */
    scope_goto(compiler, stat, parser_name(compiler));
    return stat;
}

static Stat *label_statement(Compiler *compiler)
{
    Stat *stat = new_stat(compiler, STAT_LABEL);
    lexer_next(&compiler->lexer);
    String *name = parser_name(compiler);
    parser_expect(compiler, TOKEN_COLON2);
    stat->label = scope_new_label(compiler, name, stat->line);
    return stat;
}

/*
 * Labels with nothing but labels and semicolons between them: all of them are
 * at the end of their block, or none.
 */
static void labels(Compiler *compiler, Block *out)
{
    Stat *first = label_statement(compiler);
    append_stat(out, first);
    for (;;) {
        if (parser_token(compiler) == TOKEN_COLON2)
            append_stat(out, label_statement(compiler));
        else if (!parser_skip(compiler, TOKEN_SEMICOLON))
            break;
    }
    const TokenKind token = parser_token(compiler);
    const bool is_last = is_block_end(token) && token != TOKEN_UNTIL;
    for (Stat *stat = first; stat && !compiler_has_failed(compiler); stat = stat->next)
        scope_define_label(compiler, stat->label, is_last);
}

/* ---- statements ---- */

static Stat *statement(Compiler *compiler)
{
    switch (parser_token(compiler)) {
    case TOKEN_IF: return if_statement(compiler);
    case TOKEN_WHILE: return while_statement(compiler);
    case TOKEN_DO: return do_statement(compiler);
    case TOKEN_FOR: return for_statement(compiler);
    case TOKEN_REPEAT: return repeat_statement(compiler);
    case TOKEN_FUNCTION: return function_statement(compiler);
    case TOKEN_LOCAL:
        lexer_next(&compiler->lexer);
        if (parser_skip(compiler, TOKEN_FUNCTION)) return local_function(compiler);
        return local_variables(compiler);
    case TOKEN_RETURN: return return_statement(compiler);
    case TOKEN_BREAK: return break_statement(compiler);
    case TOKEN_GOTO: return goto_statement(compiler);
    default: return expression_statement(compiler);
    }
}

void parser_statements(Compiler *compiler, Block *out)
{
    while (!is_block_end(parser_token(compiler))) {
        if (parser_skip(compiler, TOKEN_SEMICOLON)) continue;
        const bool is_return = parser_token(compiler) == TOKEN_RETURN;
        if (!parser_enter(compiler)) return;
        if (parser_token(compiler) == TOKEN_COLON2)
            labels(compiler, out);
        else
            append_stat(out, statement(compiler));
        parser_leave(compiler);
        if (is_return) return;
    }
}
