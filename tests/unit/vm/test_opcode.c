/*
 * Instructions and their numbers.
 */
#include "vm/opcode.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/hash.h"

Test(opcode, operands_come_back)
{
    const Instruction abc = instruction_abc(OP_GETFIELD, 1, 254, 255);
    cr_assert_eq(INSTRUCTION_OP(abc), OP_GETFIELD);
    cr_assert_eq(INSTRUCTION_A(abc), 1);
    cr_assert_eq(INSTRUCTION_B(abc), 254);
    cr_assert_eq(INSTRUCTION_C(abc), 255);
    const Instruction abx = instruction_abx(OP_LOADI, 255, 0);
    cr_assert_eq(INSTRUCTION_A(abx), 255);
    cr_assert_eq(INSTRUCTION_SBX(abx), -INSTRUCTION_SBX_BIAS);
    cr_assert_eq(INSTRUCTION_AX(instruction_ax(OP_EXTRA, INSTRUCTION_AX_MAX)),
                 INSTRUCTION_AX_MAX);
    static const int32_t JUMPS[] = {0, 1, -1, INSTRUCTION_JUMP_MAX,
                                    -INSTRUCTION_JUMP_BIAS};
    for (size_t i = 0; i < sizeof JUMPS / sizeof *JUMPS; i++)
        cr_assert_eq(INSTRUCTION_JUMP(instruction_jump(OP_LOOP, JUMPS[i])), JUMPS[i]);
}

Test(opcode, conditions_are_those_with_a_jump_of_their_own)
{
    unsigned count = 0;
    for (int op = 0; op < OPCODE_COUNT; op++)
        count += opcode_is_condition((Opcode)op);
    cr_assert_eq(count, 14);
    cr_assert(opcode_is_condition(OP_EQ) && opcode_is_condition(OP_TESTSET));
    cr_assert(opcode_is_condition(OP_FORPREP) && opcode_is_condition(OP_TFORLOOP));
    cr_assert(!opcode_is_condition(OP_LOOP) && !opcode_is_condition(OP_CALL));
}

/*
 * Stored code depends on these numbers. A changed or moved row fails here: add
 * rows at the end, or raise BYTECODE_VERSION and pin the new sum.
 */
Test(opcode, numbers_of_version_1_are_pinned)
{
    enum { PINNED = OP_EXTRA + 1 };
    uint32_t sum = 0;
    for (int op = 0; op < PINNED; op++) {
        const OpcodeInfo *info = &OPCODE_INFO[op];
        const uint8_t kinds[] = {info->a, info->b, info->c};
        sum = hash_crc32c(sum, info->name, strlen(info->name) + 1);
        sum = hash_crc32c(sum, kinds, sizeof kinds);
    }
    cr_assert_eq(BYTECODE_VERSION, 1);
    cr_assert_eq(sum, 0x4c3397cb, "the sum is 0x%08x", sum);
}
