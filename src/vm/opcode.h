/*
 * Instructions: 32 bits, made from opcodes.def.
 *
 *   bit 0       8       16      24
 *       | op    | A     | B     | C     |
 *       | op    | A     | Bx            |
 *       | op    | Ax / jump             |
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "vm/function.h"

typedef enum Opcode {
#define OPCODE(name, a, b, c, text) OP_##name,
#include "vm/opcodes.def"
#undef OPCODE
    OPCODE_COUNT
} Opcode;

typedef enum OperandKind {
    OPERAND_NONE,
    OPERAND_R,
    OPERAND_W,
    OPERAND_RW,
    OPERAND_K,
    OPERAND_KS,
    OPERAND_KN,
    OPERAND_U,
    OPERAND_UC,
    OPERAND_FLAG,
    OPERAND_COUNT,
    OPERAND_MORE,
    OPERAND_SB,
    OPERAND_BX,
    OPERAND_SBX,
    OPERAND_PROTO,
    OPERAND_AX,
    OPERAND_JUMP
} OperandKind;

typedef struct OpcodeInfo {
    const char *name;
    uint8_t a, b, c; /* OperandKind */
    const char *text;
} OpcodeInfo;

extern const OpcodeInfo OPCODE_INFO[OPCODE_COUNT];

enum {
    BYTECODE_VERSION = 1,
    INSTRUCTION_SB_BIAS = 128,
    INSTRUCTION_SBX_BIAS = 32768,
    INSTRUCTION_JUMP_BIAS = 1 << 23,
    INSTRUCTION_JUMP_MAX = (1 << 23) - 1,
    INSTRUCTION_AX_MAX = (1 << 24) - 1,
    INSTRUCTION_NEWTABLE_MAX = 32 /* of NEWTABLE's B: it is a hint, not a size */
};

#define INSTRUCTION_OP(i) ((Opcode)((i)&0xff))
#define INSTRUCTION_A(i) (((i) >> 8) & 0xff)
#define INSTRUCTION_B(i) (((i) >> 16) & 0xff)
#define INSTRUCTION_C(i) ((i) >> 24)
#define INSTRUCTION_BX(i) ((i) >> 16)
#define INSTRUCTION_SBX(i) ((int32_t)((i) >> 16) - INSTRUCTION_SBX_BIAS)
#define INSTRUCTION_SB(i) ((int32_t)(((i) >> 16) & 0xff) - INSTRUCTION_SB_BIAS)
#define INSTRUCTION_AX(i) ((i) >> 8)
#define INSTRUCTION_JUMP(i) ((int32_t)((i) >> 8) - INSTRUCTION_JUMP_BIAS)

static inline Instruction instruction_abc(Opcode op, uint32_t a, uint32_t b, uint32_t c)
{
    return (uint32_t)op | a << 8 | b << 16 | c << 24;
}

static inline Instruction instruction_abx(Opcode op, uint32_t a, uint32_t bx)
{
    return (uint32_t)op | a << 8 | bx << 16;
}

static inline Instruction instruction_ax(Opcode op, uint32_t ax)
{
    return (uint32_t)op | ax << 8;
}

static inline Instruction instruction_jump(Opcode op, int32_t offset)
{
    return (uint32_t)op | (uint32_t)(offset + INSTRUCTION_JUMP_BIAS) << 8;
}

/* Is followed by a JUMP (or, for the loops, a LOOP) that belongs to it. */
bool opcode_is_condition(Opcode op);
