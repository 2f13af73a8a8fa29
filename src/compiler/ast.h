/*
 * The tree that the parser makes of a whole chunk, names already resolved to
 * variables. The generator runs when the tree is complete: then it is known of
 * every variable whether a closure captures it and whether it is ever assigned
 * again, so each becomes a plain register, a copied value or a cell at once.
 *
 * Chains that lean to the left (a + b + c, a.b.c(), a and b and c) may be as
 * long as the text; everything else is as deep as PARSER_MAX_DEPTH allows.
 */
#pragma once

#include "vm/str.h"
#include "vm/value.h"

typedef struct Expr Expr;
typedef struct Stat Stat;
typedef struct Label Label;
typedef struct Variable Variable;
typedef struct UpvalueNode UpvalueNode;
typedef struct FunctionNode FunctionNode;
typedef struct NameEntry NameEntry;

typedef enum VariableKind {
    VARIABLE_PLAIN,
    VARIABLE_CONST, /* <const> */
    VARIABLE_CLOSE, /* <close>, or the closing value of a generic for */
    VARIABLE_FOLDED /* <const> with a literal: `constant`; no register */
} VariableKind;

struct Variable {
    String *name;
    Variable *previous;           /* declared before it, and in scope with it */
    Variable *shadowed;           /* of its name, in scope but for this one */
    NameEntry *entry;             /* of its name */
    const FunctionNode *function; /* NULL: the main function's _ENV */
    UpvalueNode *captured;        /* of the innermost open function that has one */
    Value constant;
    uint32_t position;  /* how many variables of the function are in scope below */
    uint32_t local;     /* generator: index of its LocalDesc */
    uint8_t kind;       /* VariableKind */
    uint8_t reg;        /* generator */
    bool is_captured;   /* by a closure */
    bool is_assigned;   /* after its declaration, or captured before its end */
    bool is_unfinished; /* parser: `local function` whose body is being read */
};

/* Closures share it through a cell, not by copying its value. */
static inline bool variable_is_cell(const Variable *variable)
{
    return variable->is_captured && variable->is_assigned;
}

typedef enum ExprKind {
    EXPR_CONSTANT, /* constant; variable: the folded one it came from, or NULL */
    EXPR_LOCAL,    /* variable */
    EXPR_UPVALUE,  /* variable, upvalue */
    EXPR_VARARG,
    EXPR_FUNCTION, /* function */
    EXPR_TABLE,    /* items: values, and EXPR_PAIR for [key] = value */
    EXPR_PAIR,     /* left: key, right: value */
    EXPR_INDEX,    /* left: object, right: key */
    EXPR_CALL,     /* left: function, items: arguments */
    EXPR_METHOD,   /* left: object, items: arguments, method */
    EXPR_ARITH,    /* left, right; op: Arith */
    EXPR_COMPARE,  /* left, right; op: Comparison */
    EXPR_AND,      /* left, right */
    EXPR_OR,       /* left, right */
    EXPR_CONCAT,   /* items, two or more */
    EXPR_NEGATE,   /* left */
    EXPR_BIT_NOT,  /* left */
    EXPR_NOT,      /* left */
    EXPR_LENGTH    /* left */
} ExprKind;

typedef enum Comparison {
    COMPARE_EQ,
    COMPARE_NE,
    COMPARE_LT,
    COMPARE_LE,
    COMPARE_GT,
    COMPARE_GE
} Comparison;

typedef struct ExprList {
    Expr *first;
    Expr *last;
    uint32_t line; /* of arguments: the method's name; of a for loop: `do` */
} ExprList;

struct Expr {
    uint8_t kind;
    uint8_t op;
    bool is_parenthesized; /* one value; cannot be assigned */
    uint8_t upvalue;
    uint32_t line;
    Expr *next; /* in its list; of a left operand: the expression above it */
    union {
        struct {
            Value constant;
            Variable *variable;
        };
        struct {
            Expr *left;
            union {
                Expr *right;
                String *method;
            };
            union {
                ExprList *items;
                struct { /* generator: registers of an assignment's target */
                    uint8_t object_reg;
                    uint8_t key_reg;
                };
            };
        };
        FunctionNode *function;
    };
};

/* Gives any number of values. */
static inline bool expr_is_multiple(const Expr *expr)
{
    return !expr->is_parenthesized &&
           (expr->kind == EXPR_CALL || expr->kind == EXPR_METHOD ||
            expr->kind == EXPR_VARARG);
}

typedef enum StatKind {
    STAT_LOCAL,          /* variables = values */
    STAT_LOCAL_FUNCTION, /* variables (one), values (the function) */
    STAT_ASSIGN,         /* targets = values */
    STAT_CALL,           /* values: the call */
    STAT_DO,             /* body */
    STAT_WHILE,          /* condition, body, exit */
    STAT_REPEAT,         /* body, condition, exit */
    STAT_IF,             /* condition, body, other: the else part or NULL */
    STAT_FOR,            /* variables: 3 hidden ones, then the visible; body, exit */
    STAT_FOR_IN,         /* variables: 4 hidden ones, then the visible; body, exit */
    STAT_RETURN,         /* values */
    STAT_GOTO,           /* label; also break */
    STAT_LABEL           /* label */
} StatKind;

typedef struct Block {
    Stat *first;
    Stat *last;
} Block;

/* The variables of one declaration, in order. */
typedef struct VariableList {
    Variable *variable;
    struct VariableList *next;
} VariableList;

struct Stat {
    uint8_t kind;
    uint32_t line;
    Stat *next;
    ExprList values;
    union {
        ExprList targets;
        VariableList *variables;
        Expr *condition;
        Label *label;
    };
    Block body;
    union {
        Label *exit;             /* of a loop: where break goes */
        Stat *other;             /* an else part: STAT_IF or STAT_DO */
        uint32_t close_position; /* of a goto: it leaves the variables from here on */
    };
};

/* Where a goto or break goes. */
struct Label {
    String *name;
    Label *previous; /* defined before it, in a block that is still open */
    Label *shadowed; /* of its name, in an enclosing function */
    NameEntry *entry;
    const FunctionNode *function;
    uint32_t line;
    uint32_t position; /* variables in scope there; of a loop's exit: the loop
                          closes none of those above it */
    uint32_t visible;  /* the same by the rules for gotos: at the end of a block
                          its variables count as gone */
    uint32_t pc;       /* generator: LABEL_PENDING, or where it is */
    uint32_t jumps;    /* generator: forward jumps to it, a chain */
};

enum { LABEL_PENDING = UINT32_MAX, POSITION_ANY = UINT32_MAX };

struct UpvalueNode {
    UpvalueNode *next;
    Variable *variable;
    UpvalueNode *outer; /* the next enclosing function's for the same variable */
    const FunctionNode *function;
    uint8_t slot;
    bool is_local; /* of the enclosing function; else one of its upvalues */
    uint8_t index; /* of the enclosing function's upvalue */
};

struct FunctionNode {
    Block body;
    VariableList *parameters;
    UpvalueNode *upvalues; /* in the order of their slots */
    uint32_t upvalue_count;
    uint32_t parameter_count;
    bool is_vararg;
    uint32_t line;
    uint32_t last_line;
};
