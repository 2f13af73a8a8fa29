/*
 * Names: which variable a name means, what closures capture, where gotos go.
 * The parser tells of scopes, declarations and uses in the order of the text.
 */
#pragma once

#include "compiler/lexer.h"
#include "compiler/names.h"

/* A goto or break whose label was not seen yet. */
struct PendingGoto {
    PendingGoto *previous; /* the one before it */
    PendingGoto *same;     /* the one before it to a label of the same name */
    Stat *stat;            /* NULL: it has its label */
    const String *name;    /* NULL: break */
    uint32_t line;
    uint32_t position; /* variables in scope there, less those that left scope */
    uint32_t order;    /* number in the text */
};

typedef struct BlockScope {
    struct BlockScope *outer;
    Variable *first_outside; /* the newest variable that is not of this block */
    Label *label_outside;    /* the same */
    Label *exit;             /* of a loop; else NULL */
    uint32_t first_order;    /* of its gotos */
} BlockScope;

typedef struct FunctionScope {
    struct FunctionScope *outer;
    FunctionNode *node;
    BlockScope *block;
    Variable *newest; /* chain of all variables in scope */
    UpvalueNode *last_upvalue;
    uint32_t declared_count; /* declared, in scope or soon */
} FunctionScope;

typedef struct Compiler {
    VM *vm;
    Lexer lexer;
    Arena arena;
    NameTable names;
    FunctionScope *function;
    uint32_t depth;       /* nesting of what is being parsed */
    Label *newest_label;  /* of all open blocks */
    PendingGoto *pending; /* the newest, with those that have their labels */
    unsigned label_count;
    unsigned pending_count; /* without those */
    uint32_t goto_count;    /* of the text so far */
} Compiler;

enum {
    SCOPE_MAX_VARIABLES = 200,
    SCOPE_MAX_UPVALUES = 255,
    SCOPE_MAX_JUMPS = 32767 /* labels, or gotos without one, at the same time */
};

static inline bool compiler_has_failed(const Compiler *compiler)
{
    return compiler->lexer.status != SPORE_OK || compiler->arena.has_failed;
}

void scope_open_function(Compiler *compiler, FunctionScope *scope, FunctionNode *node);
/* The outermost one: it has an upvalue, _ENV. */
void scope_open_main(Compiler *compiler, FunctionScope *scope, FunctionNode *node);
void scope_close_function(Compiler *compiler);

/* `exit` is a loop's label for break, or NULL. */
void scope_open_block(Compiler *compiler, BlockScope *block, Label *exit);
/* That of a function's outermost block complains about gotos without a label. */
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
