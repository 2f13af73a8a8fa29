/*
 * The code of one function while it is being made: instructions, constants,
 * registers, jumps, variables in scope. Failures are sticky in the lexer.
 *
 *   registers:  | variables in scope | temporaries | free … |
 *                                                   ^free
 */
#pragma once

#include "compiler/scope.h"
#include "vm/opcode.h"

typedef struct Code {
    Compiler *compiler;
    FunctionNode *node;
    Proto *proto;
    Instruction *code;
    uint32_t *lines;
    Value *constants;
    uint32_t *constant_index; /* hash: position + 1 in constants, 0: empty */
    LocalDesc *locals;
    Proto **children;
    uint32_t count;
    uint32_t constant_count;
    uint32_t local_count;
    uint32_t child_count;
    unsigned code_capacity;
    unsigned lines_capacity;
    unsigned constant_capacity;
    unsigned index_capacity; /* a power of two, or 0 */
    unsigned local_capacity;
    unsigned child_capacity;
    uint32_t line;    /* of the instructions that come next */
    uint32_t free;    /* the first free register */
    uint32_t size;    /* registers ever used */
    Variable *newest; /* chain of the variables in scope */
} Code;

/* Forward jumps that go to one place not known yet: the pc of the last one. */
typedef uint32_t JumpList;

enum { NO_JUMP = UINT32_MAX, CODE_NEAR_MAX = 255 };

void code_init(Code *code, Compiler *compiler, FunctionNode *node);
/* Makes the prototype of what was emitted. NULL: failed. */
Proto *code_finish(Code *code);
void code_deinit(Code *code);

static inline bool code_has_failed(const Code *code)
{
    return compiler_has_failed(code->compiler);
}

uint32_t code_emit(Code *code, Instruction instruction);
void code_abc(Code *code, Opcode op, uint32_t a, uint32_t b, uint32_t c);
/* R[reg] := constant, the shortest way. */
void code_load(Code *code, uint32_t reg, Value constant);
/* R[first …] := nil */
void code_load_nil(Code *code, uint32_t first, uint32_t count);

/* Position of a constant; equal constants share one. */
uint32_t code_constant(Code *code, Value value);
/* The same if it fits into one byte of an instruction. */
bool code_near_constant(Code *code, Value value, uint32_t *out);
/* A key that GETFIELD and its kin take: a short string near enough. */
bool code_field_key(Code *code, const Expr *key, uint32_t *out);

/* Takes registers from the free ones; returns the first. */
uint32_t code_reserve(Code *code, uint32_t count);

/* A jump to be aimed later. */
void code_jump(Code *code, JumpList *list);
/* A condition and its jump. */
void code_condition(Code *code, Opcode op, uint32_t a, uint32_t b, bool holds,
                    JumpList *list);
/* Aims all jumps of a list at the next instruction. */
void code_land(Code *code, JumpList list);
/* A jump back. */
void code_loop(Code *code, uint32_t target);

/* A variable comes into scope in a register already filled. */
void code_add_variable(Code *code, Variable *variable, uint32_t reg);
/* All from `position` on go out of scope; their registers are free. */
void code_drop_variables(Code *code, uint32_t position);
/*
 * The lowest register of a cell or to-be-closed variable from `position` on; false:
 * there is none.
 */
bool code_find_closing(const Code *code, uint32_t position, uint32_t *out_reg);
bool code_has_close(const Code *code);
uint32_t code_position(const Code *code);
