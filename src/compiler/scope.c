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

/* Long names are not interned; `wanted` is looked at only, not each other one. */
static inline bool is_same(const String *wanted, const String *name)
{
    return wanted == name || (!wanted->is_short && string_equals(wanted, name));
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
    *scope = (FunctionScope){
        .outer = compiler->function, .node = node, .first_label = compiler->label_count};
    compiler->function = scope;
}

void scope_close_function(Compiler *compiler)
{
    compiler->function = compiler->function->outer;
}

void scope_open_block(Compiler *compiler, BlockScope *block, Label *exit)
{
    FunctionScope *function = compiler->function;
    *block = (BlockScope){.outer = function->block,
                          .first_outside = function->newest,
                          .exit = exit,
                          .first_label = compiler->label_count,
                          .first_pending = compiler->pending_count};
    function->block = block;
}

static uint32_t position_after(const Variable *variable)
{
    return variable ? variable->position + 1 : 0;
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

void scope_close_block(Compiler *compiler)
{
    FunctionScope *function = compiler->function;
    const BlockScope *block = function->block;
    const uint32_t position = position_after(block->first_outside);
    function->newest = block->first_outside;
    function->declared_count = position;
    function->block = block->outer;
    compiler->label_count = block->first_label;
    for (unsigned i = block->first_pending; i < compiler->pending_count; i++) {
        PendingGoto *pending = &compiler->pending[i];
        if (!block->outer) {
            fail_pending(compiler, pending);
            compiler->pending_count = block->first_pending;
        } else if (pending->position > position) {
            pending->position = position;
        }
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
    while (variable && !is_same(name, variable->name))
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

/* The array with room for one more label or goto; NULL: the failure is set. */
static void *grow(Compiler *compiler, void *array, size_t size, unsigned *capacity,
                  unsigned count)
{
    if (count >= SCOPE_MAX_JUMPS) {
        lexer_fail(&compiler->lexer, "too many labels/gotos (limit is %d)",
                   SCOPE_MAX_JUMPS);
        return NULL;
    }
    void *grown = memory_grow_array(&compiler->vm->memory, array, size, capacity,
                                    (size_t)count + 1, 16);
    if (!grown) lexer_fail_memory(&compiler->lexer);
    return grown;
}

void scope_deinit(Compiler *compiler)
{
    Memory *memory = &compiler->vm->memory;
    memory_free(memory, compiler->labels,
                compiler->label_capacity * sizeof *compiler->labels);
    memory_free(memory, compiler->pending,
                compiler->pending_capacity * sizeof *compiler->pending);
}

static Label *find_label(const Compiler *compiler, const String *name)
{
    for (unsigned i = compiler->label_count; i-- > compiler->function->first_label;)
        if (is_same(name, compiler->labels[i].name)) return compiler->labels[i].label;
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

/* Whether the goto may go to the label; else the failure is set. */
static bool check_entry(Compiler *compiler, const PendingGoto *pending,
                        const Label *label)
{
    if (pending->position >= label->visible) return true;
    const Variable *entered = entered_variable(compiler, pending->position);
    lexer_fail(&compiler->lexer,
               "<goto %s> at line %u jumps into the scope of local '%s'",
               label->name->data, (unsigned)pending->line, entered->name->data);
    return false;
}

/* Gives the label to the gotos of its block, and of blocks in it, that want it. */
static void resolve_pending(Compiler *compiler, Label *label)
{
    unsigned kept = compiler->function->block->first_pending;
    for (unsigned i = kept; i < compiler->pending_count; i++) {
        const PendingGoto *pending = &compiler->pending[i];
        if (!pending->name || !is_same(label->name, pending->name)) {
            compiler->pending[kept++] = *pending;
            continue;
        }
        if (!check_entry(compiler, pending, label)) return;
        pending->stat->label = label;
        pending->stat->close_position = pending->position;
    }
    compiler->pending_count = kept;
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
    label->position = scope_position(compiler);
    label->visible = is_last ? position_after(block->first_outside) : label->position;
    VisibleLabel *grown = grow(compiler, compiler->labels, sizeof *grown,
                               &compiler->label_capacity, compiler->label_count);
    if (!grown) return;
    compiler->labels = grown;
    grown[compiler->label_count++] = (VisibleLabel){label->name, label};
    resolve_pending(compiler, label);
}

/* Remembers a goto or break without a label so far. */
static void add_pending(Compiler *compiler, Stat *stat, const String *name)
{
    PendingGoto *grown = grow(compiler, compiler->pending, sizeof *grown,
                              &compiler->pending_capacity, compiler->pending_count);
    if (!grown) return;
    compiler->pending = grown;
    grown[compiler->pending_count++] =
        (PendingGoto){.name = name,
                      .stat = stat,
                      .line = stat->line,
                      .position = scope_position(compiler)};
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
