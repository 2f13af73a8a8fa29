/*
 * Which registers may be open, that is have a cell over them or wait to be closed, at
 * each instruction. What a cell assigns to changes at any time, so no function that is
 * called may stand in or above such a register, and no frame may end with one.
 *
 *      CLOSURE with a cell over r, TBC r:  r may be open from here on
 *      CLOSE r:                            r and all above are not
 *
 * A forward analysis: open[pc] is the set of registers that some way to pc leaves open.
 * Only a LOOP leads back, so a pass in the order of the code sees all but what loops
 * bring; passes are made until nothing changes.
 */
#include "vm/verify_open.h"

#include <stdlib.h>

#include "vm/bytecode.h"
#include "vm/limits.h"
#include "vm/opcode.h"

enum { REGISTER_REACHED = 255 };
_Static_assert((int)FRAME_MAX_REGISTERS <= (int)REGISTER_REACHED, "sets of registers");

bool verify_open_has(const OpenSet *set, uint32_t reg)
{
    return set->words[reg / 64] >> reg % 64 & 1;
}

static void add(OpenSet *set, uint32_t reg)
{
    set->words[reg / 64] |= UINT64_C(1) << reg % 64;
}

/* Without the registers from `first` on. */
static void drop_from(OpenSet *set, uint32_t first)
{
    for (uint32_t reg = first; reg < REGISTER_REACHED; reg++)
        set->words[reg / 64] &= ~(UINT64_C(1) << reg % 64);
}

static bool has_local_cell(const Proto *child)
{
    for (uint32_t i = 0; i < child->upvalue_count; i++)
        if (child->upvalues[i].source == UPVALUE_LOCAL_CELL) return true;
    return false;
}

bool verify_open_is_needed(const Proto *proto)
{
    for (uint32_t i = 0; i < proto->child_count; i++)
        if (has_local_cell(proto->children[i])) return true;
    for (uint32_t pc = 0; pc < proto->code_count; pc++) {
        const Opcode op = INSTRUCTION_OP(proto->code[pc].instruction);
        if (op == OP_TBC || op == OP_TFORPREP) return true;
    }
    return false;
}

/* What is open after the instruction, if `open` was before it. */
static OpenSet open_after(const Proto *proto, Instruction instruction, OpenSet open)
{
    const uint32_t a = INSTRUCTION_A(instruction);
    switch (INSTRUCTION_OP(instruction)) {
    case OP_CLOSURE: {
        const Proto *child = proto->children[INSTRUCTION_BX(instruction)];
        for (uint32_t i = 0; i < child->upvalue_count; i++)
            if (child->upvalues[i].source == UPVALUE_LOCAL_CELL)
                add(&open, child->upvalues[i].index);
        break;
    }
    case OP_TBC: add(&open, a); break;
    case OP_TFORPREP: add(&open, a + 3); break;
    case OP_CLOSE: drop_from(&open, a); break;
    default: break;
    }
    return open;
}

typedef struct Passes {
    const Proto *proto;
    OpenSet *open;
    bool has_changed;
} Passes;

static void lead_to(Passes *passes, uint32_t pc, const OpenSet *open)
{
    if (pc >= passes->proto->code_count) return;
    for (int i = 0; i < 4; i++) {
        const uint64_t joined = passes->open[pc].words[i] | open->words[i];
        passes->has_changed |= joined != passes->open[pc].words[i];
        passes->open[pc].words[i] = joined;
    }
}

static void step(Passes *passes, uint32_t pc)
{
    const Instruction instruction = passes->proto->code[pc].instruction;
    const Opcode op = INSTRUCTION_OP(instruction);
    const OpenSet open = open_after(passes->proto, instruction, passes->open[pc]);
    switch (op) {
    case OP_RETURN:
    case OP_RETURN0:
    case OP_RETURN1:
    case OP_TAILCALL: return;
    case OP_JUMP:
    case OP_LOOP:
        lead_to(passes, pc + 1 + (uint32_t)INSTRUCTION_JUMP(instruction), &open);
        return;
    case OP_LOADKX:
    case OP_SETLIST: lead_to(passes, pc + 2, &open); return;
    default: break;
    }
    lead_to(passes, pc + 1, &open);
    if (opcode_is_condition(op)) lead_to(passes, pc + 2, &open);
}

OpenSet *verify_open_find(const Proto *proto)
{
    OpenSet *open = calloc(proto->code_count, sizeof *open);
    if (!open) return NULL;
    Passes passes = {proto, open, true};
    add(&open[0], REGISTER_REACHED);
    while (passes.has_changed) {
        passes.has_changed = false;
        for (uint32_t pc = 0; pc < proto->code_count; pc++)
            if (verify_open_has(&open[pc], REGISTER_REACHED)) step(&passes, pc);
    }
    return open;
}

/* Registers below this one may be open when the instruction is executed. */
static uint32_t first_needed(Instruction instruction)
{
    const uint32_t a = INSTRUCTION_A(instruction);
    switch (INSTRUCTION_OP(instruction)) {
    case OP_CALL: return a;
    case OP_TFORCALL: return a + 4;
    case OP_TAILCALL: return INSTRUCTION_C(instruction) ? a : 0;
    case OP_RETURN: return INSTRUCTION_C(instruction) ? REGISTER_REACHED : 0;
    case OP_RETURN0:
    case OP_RETURN1: return 0;
    default: return REGISTER_REACHED;
    }
}

bool verify_open_allows(const Proto *proto, const OpenSet *open, uint32_t pc,
                        uint32_t *out_register)
{
    for (uint32_t reg = first_needed(proto->code[pc].instruction); reg < REGISTER_REACHED;
         reg++) {
        *out_register = reg;
        if (verify_open_has(&open[pc], reg)) return false;
    }
    return true;
}
