/*
 * The table of instructions, made from opcodes.def.
 */
#include "vm/opcode.h"

/* clang-format off */
const OpcodeInfo OPCODE_INFO[OPCODE_COUNT] = {
#define OPCODE(name, a, b, c, text) \
    {#name, OPERAND_##a, OPERAND_##b, OPERAND_##c, text},
#include "vm/opcodes.def"
#undef OPCODE
};
/* clang-format on */

_Static_assert(OPCODE_COUNT <= 256, "an opcode is one byte");

bool opcode_is_condition(Opcode op)
{
    switch (op) {
    case OP_FORPREP:
    case OP_FORLOOP:
    case OP_TFORPREP:
    case OP_TFORLOOP: return true;
    default: return op >= OP_EQ && op <= OP_TESTSET;
    }
}
