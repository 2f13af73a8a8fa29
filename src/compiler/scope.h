/*
 * Names: which variable a name means, what closures capture, where gotos go.
 * The parser tells of scopes, declarations and uses in the order of the text.
 */
#pragma once

#include "compiler/arena.h"
#include "compiler/ast.h"
#include "compiler/lexer.h"

/* A goto or break whose label was not seen yet. */
typedef struct PendingGoto {
    const String *name; /* NULL: break */
    Stat *stat;
    uint32_t line;
    uint32_t position; /* variables in scope there, less those that left scope */
} PendingGoto;

typedef struct VisibleLabel {
    const String *name;
    Label *label;
} VisibleLabel;

typedef struct BlockScope {
    struct BlockScope *outer;
    Variable *first_outside; /* the newest variable that is not of this block */
    Label *exit;             /* of a loop; else NULL */
    unsigned first_label;    /* in Compiler.labels */
    unsigned first_pending;  /* in Compiler.pending */
} BlockScope;

typedef struct FunctionScope {
    struct FunctionScope *outer;
    FunctionNode *node;
    BlockScope *block;
    Variable *newest; /* chain of all variables in scope */
    UpvalueNode *last_upvalue;
    uint32_t declared_count; /* declared, in scope or soon */
    unsigned first_label;    /* in Compiler.labels */
} FunctionScope;

typedef struct Compiler {
    VM *vm;
    Lexer lexer;
    Arena arena;
    FunctionScope *function;
    uint32_t depth;       /* nesting of what is being parsed */
    VisibleLabel *labels; /* of all open blocks, the innermost block's last */
    PendingGoto *pending; /* the same */
    unsigned label_count;
    unsigned label_capacity;
    unsigned pending_count;
    unsigned pending_capacity;
} Compiler;

enum {
    SCOPE_MAX_VARIABLES = 200,
    SCOPE_MAX_UPVALUES = 255,
    SCOPE_MAX_JUMPS = 32767 /* labels and gotos are searched one by one */
};

static inline bool compiler_has_failed(const Compiler *compiler)
{
    return compiler->lexer.status != SPORE_OK || compiler->arena.has_failed;
}

/* Frees the lists of labels and gotos. */
void scope_deinit(Compiler *compiler);
void scope_open_function(Compiler *compiler, FunctionScope *scope, FunctionNode *node);
/* Complains about gotos without a label. */
void scope_close_function(Compiler *compiler);

/* `exit` is a loop's label for break, or NULL. */
void scope_open_block(Compiler *compiler, BlockScope *block, Label *exit);
void scope_close_block(Compiler *compiler);

/* A variable that is not in scope until scope_add() is called for it. */
Variable *scope_declare(Compiler *compiler, String *name, VariableKind kind);
void scope_add(Compiler *compiler, Variable *variable);

/* The expression that a name stands for: a variable, or _ENV.name. */
Expr *scope_resolve(Compiler *compiler, String *name);
/* Notes that the variable behind an expression is assigned; false: it must not. */
bool scope_assign(Compiler *compiler, Expr *target);

/* Variables in scope now. */
uint32_t scope_position(const Compiler *compiler);
/* A label for what the parser makes up: the exit of a loop. */
Label *scope_new_label(Compiler *compiler, String *name, uint32_t line);
/* Defines a label here; `is_last`: only void statements follow in its block. */
void scope_define_label(Compiler *compiler, Label *label, bool is_last);
/* Finds the label of a goto, or remembers to do so; name NULL: break. */
void scope_goto(Compiler *compiler, Stat *stat, String *name);

Expr *compiler_expr(Compiler *compiler, ExprKind kind, uint32_t line);
