/*
 * The generator: tree -> instructions, driven by where a value is wanted.
 *
 * A destination register is either *fresh* (the first free one, which the caller
 * reserves afterwards: its old value is of no use to anybody) or a variable's,
 * which is written by the last instruction only: what runs before may read it.
 */
#pragma once

#include "compiler/code.h"

enum { GENERATE_OPEN = -1 };

/* The prototype of a function and all inside it. NULL: failed. */
Proto *generate_function(Compiler *compiler, FunctionNode *node);

/* ---- between generate_*.c ---- */

/* The value into a register. Leaves code->free as it is. */
void generate_to(Code *code, Expr *expr, uint32_t reg);
/* The value into the next free register, which is reserved. */
uint32_t generate_next(Code *code, Expr *expr);
/* A register that holds the value: a variable's own, or the next free one. */
uint32_t generate_operand(Code *code, Expr *expr);
/* Jumps if the truth of the value is `holds`. */
void generate_condition(Code *code, Expr *expr, bool holds, JumpList *list);
/* `and`, `or` into a register. */
void generate_logic(Code *code, Expr *expr, uint32_t reg);
/* A comparison or `not` of one into a register. */
void generate_boolean(Code *code, Expr *expr, uint32_t reg);

/* An indexing or call, with all that it stands on, into a register. */
void generate_chain(Code *code, Expr *expr, uint32_t reg);
/*
 * `want` values (GENERATE_OPEN: all) of a call or `...` from the first free
 * register on; none is reserved.
 */
void generate_multiple(Code *code, Expr *expr, int want);
/* All values of a list into fresh registers. Returns how many, or GENERATE_OPEN. */
int generate_values(Code *code, const ExprList *list);
/* The same, adjusted to `want` values, which are reserved. */
void generate_adjusted(Code *code, const ExprList *list, uint32_t want);
void generate_table(Code *code, Expr *expr, uint32_t reg);
