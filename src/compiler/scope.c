/*
 * Variables and upvalues first, then labels and gotos.
 */
#include "compiler/scope.h"

#include <assert.h>

static String *env_name(const Compiler *compiler)
{
    return compiler->vm->names[NAME_ENV];
}

Expr *compiler_expr(Compiler *compiler, ExprKind kind, uint32_t line)
{
    Expr *expr = arena_new(&compiler->arena, sizeof *expr);
    expr->kind = (uint8_t)kind;
    expr->line = line;
    return expr;
}

/* Long names are not interned. */
static bool is_same(const String *a, const String *b)
{
    return a == b || (!a->is_short && string_equals(a, b));
}

/* "main function" or "function at line N", in messages about limits. */
static void fail_limit(Compiler *compiler, const FunctionScope *scope, const char *what,
                       unsigned limit)
{
    if (scope->node->line == 0)
        lexer_fail_near(&compiler->lexer, "too many %s (limit is %u) in main function",
                        what, limit);
    else
        lexer_fail_near(&compiler->lexer,
                        "too many %s (limit is %u) in function at line %u", what, limit,
                        (unsigned)scope->node->line);
}

/* ---- functions and blocks ---- */

void scope_open_function(Compiler *compiler, FunctionScope *scope, FunctionNode *node)
{
    *scope = (FunctionScope){.outer = compiler->function, .node = node};
    compiler->function = scope;
}

void scope_close_function(Compiler *compiler)
{
    compiler->function = compiler->function->outer;
}

void scope_open_block(Compiler *compiler, BlockScope *block, Label *exit)
{
    FunctionScope *function = compiler->function;
    *block = (BlockScope){
        .outer = function->block, .first_outside = function->newest, .exit = exit};
    function->block = block;
}

static uint32_t position_after(const Variable *variable)
{
    return variable ? variable->position + 1 : 0;
}

/* Complains about the first one in the text. */
static void fail_pending(Compiler *compiler, const PendingGoto *list)
{
    const PendingGoto *pending = list;
    for (; list; list = list->next)
        if (list->text < pending->text) pending = list;
    if (pending->name)
        lexer_fail(&compiler->lexer, "no visible label '%s' for <goto> at line %u",
                   pending->name->data, (unsigned)pending->line);
    else
        lexer_fail(&compiler->lexer, "break outside loop at line %u",
                   (unsigned)pending->line);
}

void scope_close_block(Compiler *compiler)
{
    FunctionScope *function = compiler->function;
    BlockScope *block = function->block;
    const uint32_t position = position_after(block->first_outside);
    function->newest = block->first_outside;
    function->declared_count = position;
    function->block = block->outer;
    if (block->pending && !block->outer) fail_pending(compiler, block->pending);
    while (block->pending && block->outer) {
        PendingGoto *pending = block->pending;
        block->pending = pending->next;
        if (pending->position > position) pending->position = position;
        pending->next = block->outer->pending;
        block->outer->pending = pending;
    }
}

/* ---- variables ---- */

Variable *scope_declare(Compiler *compiler, String *name, VariableKind kind)
{
    FunctionScope *function = compiler->function;
    Variable *variable = arena_new(&compiler->arena, sizeof *variable);
    variable->name = name;
    variable->kind = (uint8_t)kind;
    /* _ENV is never copied: a copied upvalue is no operand for GETTABUP. */
    variable->is_assigned = name == env_name(compiler);
    if (++function->declared_count > SCOPE_MAX_VARIABLES)
        fail_limit(compiler, function, "local variables", SCOPE_MAX_VARIABLES);
    return variable;
}

void scope_add(Compiler *compiler, Variable *variable)
{
    FunctionScope *function = compiler->function;
    variable->position = position_after(function->newest);
    variable->previous = function->newest;
    function->newest = variable;
}

uint32_t scope_position(const Compiler *compiler)
{
    return position_after(compiler->function->newest);
}

static Variable *find_variable(const FunctionScope *scope, const String *name)
{
    Variable *variable = scope->newest;
    while (variable && !is_same(variable->name, name))
        variable = variable->previous;
    return variable;
}

/*
 * The slot through which `scope` sees a variable of `owner`, an enclosing
 * function; slots are made on the way. Recursion is as deep as functions nest.
 */
static uint8_t capture(Compiler *compiler, FunctionScope *scope,
                       const FunctionScope *owner, Variable *variable)
{
    FunctionNode *node = scope->node;
    uint32_t slot = 0;
    for (UpvalueNode *known = node->upvalues; known; known = known->next, slot++)
        if (known->variable == variable) return (uint8_t)slot;
    if (node->upvalue_count >= SCOPE_MAX_UPVALUES) {
        fail_limit(compiler, scope, "upvalues", SCOPE_MAX_UPVALUES);
        return 0;
    }
    UpvalueNode *upvalue = arena_new(&compiler->arena, sizeof *upvalue);
    upvalue->variable = variable;
    upvalue->is_local = scope->outer == owner;
    if (!upvalue->is_local && scope->outer)
        upvalue->index = capture(compiler, scope->outer, owner, variable);
    if (scope->last_upvalue)
        scope->last_upvalue->next = upvalue;
    else
        node->upvalues = upvalue;
    scope->last_upvalue = upvalue;
    return (uint8_t)node->upvalue_count++;
}

/* The variable called `name`, or NULL. */
static Expr *resolve_variable(Compiler *compiler, const String *name)
{
    const uint32_t line = compiler->lexer.last_line;
    const FunctionScope *main = NULL;
    FunctionScope *owner = compiler->function;
    Variable *variable = NULL;
    for (; owner; owner = owner->outer) {
        main = owner;
        variable = find_variable(owner, name);
        if (variable) break;
    }
    /* The one upvalue that the main function is born with. */
    if (!owner && main && name == env_name(compiler))
        variable = main->node->upvalues->variable;
    if (!variable) return NULL;
    if (variable->kind == VARIABLE_FOLDED) {
        Expr *expr = compiler_expr(compiler, EXPR_CONSTANT, line);
        expr->constant = variable->constant;
        expr->variable = variable;
        return expr;
    }
    const bool is_local = owner == compiler->function;
    Expr *expr = compiler_expr(compiler, is_local ? EXPR_LOCAL : EXPR_UPVALUE, line);
    expr->variable = variable;
    if (is_local) return expr;
    variable->is_captured = true;
    variable->is_assigned |= variable->is_unfinished;
    expr->upvalue = capture(compiler, compiler->function, owner, variable);
    return expr;
}

Expr *scope_resolve(Compiler *compiler, String *name)
{
    const uint32_t line = compiler->lexer.last_line;
    Expr *variable = resolve_variable(compiler, name);
    if (variable) return variable;
    Expr *global = compiler_expr(compiler, EXPR_INDEX, line);
    Expr *key = compiler_expr(compiler, EXPR_CONSTANT, line);
    key->constant = string_value(name);
    global->left = resolve_variable(compiler, env_name(compiler));
    global->right = key;
    return global;
}

bool scope_assign(Compiler *compiler, Expr *target)
{
    Variable *variable = target->variable;
    if (variable->kind != VARIABLE_PLAIN) {
        lexer_fail(&compiler->lexer, "attempt to assign to const variable '%s'",
                   variable->name->data);
        return false;
    }
    variable->is_assigned = true;
    return true;
}

/* ---- labels and gotos ---- */

static Label *find_label(const FunctionScope *scope, const String *name)
{
    for (const BlockScope *block = scope->block; block; block = block->outer)
        for (Label *label = block->labels; label; label = label->next)
            if (is_same(label->name, name)) return label;
    return NULL;
}

Label *scope_new_label(Compiler *compiler, String *name, uint32_t line)
{
    Label *label = arena_new(&compiler->arena, sizeof *label);
    label->name = name;
    label->line = line;
    label->pc = LABEL_PENDING;
    label->jumps = LABEL_PENDING;
    return label;
}

/* The variable that a jump to `label` would enter the scope of. */
static const Variable *entered_variable(const Compiler *compiler, uint32_t position)
{
    const Variable *variable = compiler->function->newest;
    while (variable->position != position)
        variable = variable->previous;
    return variable;
}

static void resolve_pending(Compiler *compiler, Label *label)
{
    PendingGoto **link = &compiler->function->block->pending;
    while (*link) {
        PendingGoto *pending = *link;
        if (!pending->name || !is_same(pending->name, label->name)) {
            link = &pending->next;
            continue;
        }
        if (pending->position < label->visible) {
            const Variable *entered = entered_variable(compiler, pending->position);
            lexer_fail(&compiler->lexer,
                       "<goto %s> at line %u jumps into the scope of local '%s'",
                       label->name->data, (unsigned)pending->line, entered->name->data);
            return;
        }
        pending->stat->label = label;
        pending->stat->close_position = pending->position;
        *link = pending->next;
    }
}

void scope_define_label(Compiler *compiler, Label *label, bool is_last)
{
    BlockScope *block = compiler->function->block;
    const Label *same = find_label(compiler->function, label->name);
    if (same) {
        lexer_fail(&compiler->lexer, "label '%s' already defined on line %u",
                   label->name->data, (unsigned)same->line);
        return;
    }
    label->position = scope_position(compiler);
    label->visible = is_last ? position_after(block->first_outside) : label->position;
    label->next = block->labels;
    block->labels = label;
    resolve_pending(compiler, label);
}

void scope_goto(Compiler *compiler, Stat *stat, String *name)
{
    BlockScope *block = compiler->function->block;
    assert(block);
    if (name) {
        stat->label = find_label(compiler->function, name);
    } else {
        const BlockScope *loop = block;
        while (loop && !loop->exit)
            loop = loop->outer;
        stat->label = loop ? loop->exit : NULL;
    }
    if (stat->label) {
        stat->close_position = stat->label->position;
        return;
    }
    PendingGoto *pending = arena_new(&compiler->arena, sizeof *pending);
    pending->stat = stat;
    pending->name = name;
    pending->line = stat->line;
    pending->text = compiler->lexer.token.start;
    pending->position = scope_position(compiler);
    pending->next = block->pending;
    block->pending = pending;
}
