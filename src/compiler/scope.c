/*
 * Variables and upvalues first, then labels and gotos.
 */
#include "compiler/scope.h"

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

/* ---- functions ---- */

void scope_open_function(Compiler *compiler, FunctionScope *scope, FunctionNode *node)
{
    *scope = (FunctionScope){.outer = compiler->function, .node = node};
    compiler->function = scope;
}

void scope_close_function(Compiler *compiler)
{
    const FunctionScope *function = compiler->function;
    compiler->function = function->outer;
    if (compiler_has_failed(compiler)) return;
    for (UpvalueNode *upvalue = function->node->upvalues; upvalue;
         upvalue = upvalue->next)
        upvalue->variable->captured = upvalue->outer;
}

/* ---- blocks ---- */

static uint32_t position_after(const Variable *variable)
{
    return variable ? variable->position + 1 : 0;
}

void scope_open_block(Compiler *compiler, BlockScope *block, Label *exit)
{
    FunctionScope *function = compiler->function;
    *block = (BlockScope){.outer = function->block,
                          .first_outside = function->newest,
                          .label_outside = compiler->newest_label,
                          .exit = exit,
                          .first_order = compiler->goto_count};
    function->block = block;
}

static void drop_variables(FunctionScope *function, Variable *first_outside)
{
    for (; function->newest != first_outside;
         function->newest = function->newest->previous)
        function->newest->entry->variable = function->newest->shadowed;
    function->declared_count = position_after(first_outside);
}

static void drop_labels(Compiler *compiler, Label *outside)
{
    for (; compiler->newest_label != outside; compiler->label_count--) {
        Label *label = compiler->newest_label;
        label->entry->label = label->shadowed;
        compiler->newest_label = label->previous;
    }
}

static void fail_pending(Compiler *compiler, const PendingGoto *pending)
{
    if (pending->name)
        lexer_fail(&compiler->lexer, "no visible label '%s' for <goto> at line %u",
                   pending->name->data, (unsigned)pending->line);
    else
        lexer_fail(&compiler->lexer, "break outside loop at line %u",
                   (unsigned)pending->line);
}

/* The gotos that wait for a label leave the variables above `position`. */
static void leave_variables(Compiler *compiler, const BlockScope *block,
                            uint32_t position)
{
    const PendingGoto *oldest = NULL;
    PendingGoto **link = &compiler->pending;
    while (*link && (*link)->order >= block->first_order) {
        PendingGoto *pending = *link;
        if (pending->stat) {
            if (pending->position > position) pending->position = position;
            oldest = pending;
            link = &pending->previous;
        } else {
            *link = pending->previous;
        }
    }
    if (oldest && !block->outer) fail_pending(compiler, oldest);
}

void scope_close_block(Compiler *compiler)
{
    FunctionScope *function = compiler->function;
    const BlockScope *block = function->block;
    function->block = block->outer;
    if (compiler_has_failed(compiler)) return;
    drop_variables(function, block->first_outside);
    drop_labels(compiler, block->label_outside);
    leave_variables(compiler, block, scope_position(compiler));
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

/* From here on its name means this variable. */
static bool enter(Compiler *compiler, Variable *variable)
{
    NameEntry *entry = names_get(&compiler->names, variable->name);
    if (!entry) {
        lexer_fail_memory(&compiler->lexer);
        return false;
    }
    variable->entry = entry;
    variable->shadowed = entry->variable;
    entry->variable = variable;
    return true;
}

void scope_add(Compiler *compiler, Variable *variable)
{
    FunctionScope *function = compiler->function;
    if (!enter(compiler, variable)) return;
    variable->function = function->node;
    variable->position = position_after(function->newest);
    variable->previous = function->newest;
    function->newest = variable;
}

uint32_t scope_position(const Compiler *compiler)
{
    return position_after(compiler->function->newest);
}

/* ---- upvalues ---- */

/* Another slot of the function. */
static UpvalueNode *add_upvalue(Compiler *compiler, FunctionScope *scope,
                                Variable *variable)
{
    FunctionNode *node = scope->node;
    UpvalueNode *upvalue = arena_new(&compiler->arena, sizeof *upvalue);
    upvalue->variable = variable;
    upvalue->function = node;
    upvalue->slot = (uint8_t)node->upvalue_count++;
    upvalue->outer = variable->captured;
    variable->captured = upvalue;
    if (scope->last_upvalue)
        scope->last_upvalue->next = upvalue;
    else
        node->upvalues = upvalue;
    scope->last_upvalue = upvalue;
    return upvalue;
}

/* It is a cell, and nobody's local variable. */
void scope_open_main(Compiler *compiler, FunctionScope *scope, FunctionNode *node)
{
    scope_open_function(compiler, scope, node);
    Variable *variable = arena_new(&compiler->arena, sizeof *variable);
    variable->name = env_name(compiler);
    variable->is_captured = true;
    variable->is_assigned = true;
    enter(compiler, variable);
    add_upvalue(compiler, scope, variable)->is_local = true;
}

/*
 * The slot through which `scope` sees a variable of an enclosing function; slots are
 * made on the way. Recursion is as deep as functions nest.
 */
static uint8_t capture(Compiler *compiler, FunctionScope *scope, Variable *variable)
{
    const UpvalueNode *known = variable->captured;
    if (known && known->function == scope->node) return known->slot;
    const bool is_local = scope->outer->node == variable->function;
    const uint8_t index = is_local ? 0 : capture(compiler, scope->outer, variable);
    if (compiler_has_failed(compiler)) return 0;
    if (scope->node->upvalue_count >= SCOPE_MAX_UPVALUES) {
        fail_limit(compiler, scope, "upvalues", SCOPE_MAX_UPVALUES);
        return 0;
    }
    UpvalueNode *upvalue = add_upvalue(compiler, scope, variable);
    upvalue->is_local = is_local;
    upvalue->index = index;
    return upvalue->slot;
}

/* ---- names ---- */

/* The variable called `name`, or NULL. */
static Expr *resolve_variable(Compiler *compiler, String *name)
{
    const uint32_t line = compiler->lexer.last_line;
    const NameEntry *entry = names_find(&compiler->names, name);
    Variable *variable = entry ? entry->variable : NULL;
    if (!variable) return NULL;
    if (variable->kind == VARIABLE_FOLDED) {
        Expr *expr = compiler_expr(compiler, EXPR_CONSTANT, line);
        expr->constant = variable->constant;
        expr->variable = variable;
        return expr;
    }
    const bool is_local = variable->function == compiler->function->node;
    Expr *expr = compiler_expr(compiler, is_local ? EXPR_LOCAL : EXPR_UPVALUE, line);
    expr->variable = variable;
    if (is_local) return expr;
    variable->is_captured = true;
    variable->is_assigned |= variable->is_unfinished;
    expr->upvalue = capture(compiler, compiler->function, variable);
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

static bool is_within_limit(Compiler *compiler, unsigned count)
{
    if (count < SCOPE_MAX_JUMPS) return true;
    lexer_fail(&compiler->lexer, "too many labels/gotos (limit is %d)", SCOPE_MAX_JUMPS);
    return false;
}

/* The label of this function that is called `name`, or NULL. */
static Label *find_label(const Compiler *compiler, String *name)
{
    const NameEntry *entry = names_find(&compiler->names, name);
    Label *label = entry ? entry->label : NULL;
    return label && label->function == compiler->function->node ? label : NULL;
}

Label *scope_new_label(Compiler *compiler, String *name, uint32_t line)
{
    Label *label = arena_new(&compiler->arena, sizeof *label);
    label->name = name;
    label->function = compiler->function->node;
    label->line = line;
    label->pc = LABEL_PENDING;
    label->jumps = LABEL_PENDING;
    return label;
}

/* The goto would enter the scope of a variable. */
static void fail_entry(Compiler *compiler, const PendingGoto *pending)
{
    const Variable *entered = compiler->function->newest;
    while (entered->position != pending->position)
        entered = entered->previous;
    lexer_fail(&compiler->lexer,
               "<goto %s> at line %u jumps into the scope of local '%s'",
               pending->name->data, (unsigned)pending->line, entered->name->data);
}

/* Gives the label to the gotos of its block, and of blocks in it, that want it. */
static void resolve_pending(Compiler *compiler, NameEntry *entry)
{
    Label *label = entry->label;
    const uint32_t first_order = compiler->function->block->first_order;
    const PendingGoto *wrong = NULL; /* the first in the text */
    while (entry->pending && entry->pending->order >= first_order) {
        PendingGoto *pending = entry->pending;
        if (pending->position < label->visible) wrong = pending;
        pending->stat->label = label;
        pending->stat->close_position = pending->position;
        pending->stat = NULL;
        entry->pending = pending->same;
        compiler->pending_count--;
    }
    if (wrong) fail_entry(compiler, wrong);
}

void scope_define_label(Compiler *compiler, Label *label, bool is_last)
{
    const BlockScope *block = compiler->function->block;
    const Label *same = find_label(compiler, label->name);
    if (same) {
        lexer_fail(&compiler->lexer, "label '%s' already defined on line %u",
                   label->name->data, (unsigned)same->line);
        return;
    }
    if (!is_within_limit(compiler, compiler->label_count)) return;
    NameEntry *entry = names_get(&compiler->names, label->name);
    if (!entry) {
        lexer_fail_memory(&compiler->lexer);
        return;
    }
    label->position = scope_position(compiler);
    label->visible = is_last ? position_after(block->first_outside) : label->position;
    label->previous = compiler->newest_label;
    label->shadowed = entry->label;
    label->entry = entry;
    compiler->newest_label = label;
    compiler->label_count++;
    entry->label = label;
    resolve_pending(compiler, entry);
}

/* Remembers a goto or break without a label so far. */
static void add_pending(Compiler *compiler, Stat *stat, String *name)
{
    NameEntry *entry = name ? names_get(&compiler->names, name) : NULL;
    if (name && !entry) {
        lexer_fail_memory(&compiler->lexer);
        return;
    }
    if (!is_within_limit(compiler, compiler->pending_count)) return;
    PendingGoto *pending = arena_new(&compiler->arena, sizeof *pending);
    *pending = (PendingGoto){.previous = compiler->pending,
                             .same = entry ? entry->pending : NULL,
                             .stat = stat,
                             .name = name,
                             .line = stat->line,
                             .position = scope_position(compiler),
                             .order = compiler->goto_count++};
    compiler->pending = pending;
    compiler->pending_count++;
    if (entry) entry->pending = pending;
}

void scope_goto(Compiler *compiler, Stat *stat, String *name)
{
    if (name) {
        stat->label = find_label(compiler, name);
    } else {
        const BlockScope *loop = compiler->function->block;
        while (loop && !loop->exit)
            loop = loop->outer;
        stat->label = loop ? loop->exit : NULL;
    }
    if (stat->label)
        stat->close_position = stat->label->position;
    else
        add_pending(compiler, stat, name);
}
