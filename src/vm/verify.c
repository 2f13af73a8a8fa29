/*
 * The verifier. Every check but that of open registers (verify_open.c) is local: one
 * instruction and its neighbours. That is enough because each word says by its low byte
 * what it is: an EXTRA is an operand, a jump after a condition belongs to it, and who
 * uses an open top is seen from its operands.
 */
#include "vm/bytecode.h"

#include <stdlib.h>

#include "vm/fiber.h"
#include "vm/limits.h"
#include "vm/opcode.h"
#include "vm/str.h"
#include "vm/verify_open.h"

typedef struct Verifier {
    const Proto *proto;
    Report *report;
    uint32_t pc;
} Verifier;

#define FAIL(verifier, ...)                                                              \
    report_fail((verifier)->report, SPORE_CORRUPT, "bytecode: " __VA_ARGS__)

/* What an error is about: "line 3, instruction 7 (MOVE)". */
#define PLACE "function at line %u, instruction %u (%s): "
#define PLACE_OF(verifier)                                                               \
    (verifier)->proto->line_defined, (verifier)->pc, opcode_name((verifier))

static const char *opcode_name(const Verifier *verifier)
{
    const Opcode op = INSTRUCTION_OP(verifier->proto->code[verifier->pc].instruction);
    return op < OPCODE_COUNT ? OPCODE_INFO[op].name : "?";
}

/* The opcode at pc; OPCODE_COUNT outside of the code. */
static Opcode opcode_at(const Proto *proto, uint32_t pc)
{
    return pc < proto->code_count ? INSTRUCTION_OP(proto->code[pc].instruction)
                                  : OPCODE_COUNT;
}

/* ---- open tops ---- */

/* Whether the instruction sets the open top; then its lowest value is in out_first. */
static bool sets_top(Instruction instruction, uint32_t *out_first)
{
    const Opcode op = INSTRUCTION_OP(instruction);
    *out_first = INSTRUCTION_A(instruction);
    return (op == OP_CALL && INSTRUCTION_C(instruction) == 0) ||
           (op == OP_VARARG && INSTRUCTION_B(instruction) == 0);
}

/* Whether it uses the open top, which must not be below out_first. */
static bool uses_top(Instruction instruction, uint32_t *out_first)
{
    const uint32_t a = INSTRUCTION_A(instruction);
    if (INSTRUCTION_B(instruction) != 0) return false;
    switch (INSTRUCTION_OP(instruction)) {
    case OP_CALL:
    case OP_TAILCALL:
    case OP_SETLIST: *out_first = a + 1; return true;
    case OP_RETURN: *out_first = a; return true;
    default: return false;
    }
}

bool bytecode_uses_top(const Proto *proto, uint32_t pc, uint32_t *out_first)
{
    return pc < proto->code_count && uses_top(proto->code[pc].instruction, out_first);
}

static SporeStatus check_top(const Verifier *verifier)
{
    const Proto *proto = verifier->proto;
    const uint32_t pc = verifier->pc;
    uint32_t set_from;
    uint32_t used_from;
    if (sets_top(proto->code[pc].instruction, &set_from)) {
        if (!bytecode_uses_top(proto, pc + 1, &used_from))
            return FAIL(verifier, PLACE "its open results are not used next",
                        PLACE_OF(verifier));
        if (set_from < used_from)
            return FAIL(verifier, PLACE "its open results start too low",
                        PLACE_OF(verifier));
    }
    if (uses_top(proto->code[pc].instruction, &used_from) &&
        (pc == 0 || !sets_top(proto->code[pc - 1].instruction, &set_from)))
        return FAIL(verifier, PLACE "no open results come before", PLACE_OF(verifier));
    return SPORE_OK;
}

/* ---- operands ---- */

static SporeStatus check_register(const Verifier *verifier, uint32_t reg)
{
    if (reg < verifier->proto->frame_size) return SPORE_OK;
    return FAIL(verifier, PLACE "register %u is outside of the frame of %u",
                PLACE_OF(verifier), reg, verifier->proto->frame_size);
}

static SporeStatus check_constant(const Verifier *verifier, OperandKind kind,
                                  uint32_t index)
{
    const Proto *proto = verifier->proto;
    if (index >= proto->constant_count)
        return FAIL(verifier, PLACE "there is no constant %u", PLACE_OF(verifier), index);
    const Value constant = proto->constants[index];
    if (kind == OPERAND_KN && !value_is_number(constant))
        return FAIL(verifier, PLACE "constant %u is no number", PLACE_OF(verifier),
                    index);
    if (kind == OPERAND_KS &&
        (constant.tag != TAG_STRING || !value_string(constant)->is_short))
        return FAIL(verifier, PLACE "constant %u is no short string", PLACE_OF(verifier),
                    index);
    return SPORE_OK;
}

static SporeStatus check_upvalue(const Verifier *verifier, OperandKind kind,
                                 uint32_t index)
{
    const Proto *proto = verifier->proto;
    if (index >= proto->upvalue_count)
        return FAIL(verifier, PLACE "there is no upvalue %u", PLACE_OF(verifier), index);
    if (kind == OPERAND_UC && !proto->upvalues[index].is_cell)
        return FAIL(verifier, PLACE "upvalue %u has no cell", PLACE_OF(verifier), index);
    return SPORE_OK;
}

static SporeStatus check_operand(const Verifier *verifier, OperandKind kind,
                                 uint32_t operand)
{
    switch (kind) {
    case OPERAND_R:
    case OPERAND_W:
    case OPERAND_RW: return check_register(verifier, operand);
    case OPERAND_K:
    case OPERAND_KS:
    case OPERAND_KN:
    case OPERAND_BX: return check_constant(verifier, kind, operand);
    case OPERAND_U:
    case OPERAND_UC: return check_upvalue(verifier, kind, operand);
    case OPERAND_PROTO:
        if (operand < verifier->proto->child_count) return SPORE_OK;
        return FAIL(verifier, PLACE "there is no child %u", PLACE_OF(verifier), operand);
    case OPERAND_NONE:
        if (operand == 0) return SPORE_OK;
        return FAIL(verifier, PLACE "an unused operand is not 0", PLACE_OF(verifier));
    case OPERAND_FLAG:
        if (operand <= 1) return SPORE_OK;
        return FAIL(verifier, PLACE "a flag is %u", PLACE_OF(verifier), operand);
    default: return SPORE_OK; /* any number; see check_counts and check_jump */
    }
}

static bool is_wide(OperandKind kind)
{
    return kind == OPERAND_BX || kind == OPERAND_SBX || kind == OPERAND_PROTO;
}

static SporeStatus check_operands(const Verifier *verifier)
{
    const Instruction instruction = verifier->proto->code[verifier->pc].instruction;
    const OpcodeInfo *info = &OPCODE_INFO[INSTRUCTION_OP(instruction)];
    SporeStatus status = SPORE_OK;
    if (info->a == OPERAND_AX || info->a == OPERAND_JUMP) return SPORE_OK;
    TRY(check_operand(verifier, info->a, INSTRUCTION_A(instruction)));
    if (is_wide(info->b)) {
        status = check_operand(verifier, info->b, INSTRUCTION_BX(instruction));
    } else {
        TRY(check_operand(verifier, info->b, INSTRUCTION_B(instruction)));
        TRY(check_operand(verifier, info->c, INSTRUCTION_C(instruction)));
    }
done:
    return status;
}

/* The highest register that the instruction touches without naming it. */
static uint32_t last_register(Instruction instruction)
{
    const uint32_t a = INSTRUCTION_A(instruction);
    const uint32_t b = INSTRUCTION_B(instruction);
    const uint32_t c = INSTRUCTION_C(instruction);
    const uint32_t arguments = b > 0 ? a + b - 1 : a;
    const uint32_t results = c > 1 ? a + c - 2 : a;
    switch (INSTRUCTION_OP(instruction)) {
    case OP_LOADNIL: return a + b;
    case OP_SELF: return a + 1;
    case OP_CONCAT:
    case OP_TAILCALL:
    case OP_SETLIST: return arguments;
    case OP_CALL: return arguments > results ? arguments : results;
    case OP_RETURN:
    case OP_VARARG: return b > 1 ? a + b - 2 : a;
    case OP_FORPREP:
    case OP_FORLOOP:
    case OP_TFORPREP: return a + 3;
    case OP_TFORCALL: return a + 3 + b;
    case OP_TFORLOOP: return a + 4;
    default: return 0;
    }
}

static SporeStatus check_counts(const Verifier *verifier)
{
    const Proto *proto = verifier->proto;
    const Instruction instruction = proto->code[verifier->pc].instruction;
    const uint32_t b = INSTRUCTION_B(instruction);
    switch (INSTRUCTION_OP(instruction)) {
    case OP_CONCAT:
        if (b < 2) return FAIL(verifier, PLACE "joins %u values", PLACE_OF(verifier), b);
        break;
    case OP_TFORCALL:
        if (b < 1) return FAIL(verifier, PLACE "no variable", PLACE_OF(verifier));
        break;
    case OP_NEWTABLE:
        if (b > INSTRUCTION_NEWTABLE_MAX)
            return FAIL(verifier, PLACE "room for 2^%u entries", PLACE_OF(verifier),
                        b - 1);
        break;
    case OP_VARARG:
        if (!proto->is_vararg)
            return FAIL(verifier, PLACE "the function has no varargs",
                        PLACE_OF(verifier));
        break;
    default: break;
    }
    return check_register(verifier, last_register(instruction));
}

/* ---- neighbours ---- */

/* The word at pc is an instruction of its own. */
static bool is_boundary(const Proto *proto, uint32_t pc)
{
    if (pc >= proto->code_count || opcode_at(proto, pc) == OP_EXTRA) return false;
    return pc == 0 || !opcode_is_condition(opcode_at(proto, pc - 1));
}

static SporeStatus check_jump(const Verifier *verifier)
{
    const Proto *proto = verifier->proto;
    const Instruction instruction = proto->code[verifier->pc].instruction;
    const Opcode op = INSTRUCTION_OP(instruction);
    if (op != OP_JUMP && op != OP_LOOP) return SPORE_OK;
    const int64_t offset = INSTRUCTION_JUMP(instruction);
    const int64_t target = (int64_t)verifier->pc + 1 + offset;
    if ((op == OP_LOOP) != (offset < 0))
        return FAIL(verifier, PLACE "wrong direction", PLACE_OF(verifier));
    uint32_t first;
    if (target < 0 || target >= proto->code_count ||
        !is_boundary(proto, (uint32_t)target) ||
        bytecode_uses_top(proto, (uint32_t)target, &first))
        return FAIL(verifier, PLACE "no instruction to jump to at %lld",
                    PLACE_OF(verifier), (long long)target);
    return SPORE_OK;
}

static bool has_operand_word(Opcode op)
{
    return op == OP_LOADKX || op == OP_SETLIST;
}

static SporeStatus check_extra(const Verifier *verifier)
{
    const Proto *proto = verifier->proto;
    const uint32_t pc = verifier->pc;
    const Opcode op = opcode_at(proto, pc);
    const Opcode before = pc > 0 ? opcode_at(proto, pc - 1) : OPCODE_COUNT;
    if ((op == OP_EXTRA) != has_operand_word(before))
        return FAIL(verifier, PLACE "operand word at the wrong place",
                    PLACE_OF(verifier));
    if (has_operand_word(op) && opcode_at(proto, pc + 1) != OP_EXTRA)
        return FAIL(verifier, PLACE "its operand word is missing", PLACE_OF(verifier));
    if (op == OP_LOADKX)
        return check_constant(verifier, OPERAND_K,
                              INSTRUCTION_AX(proto->code[pc + 1].instruction));
    return SPORE_OK;
}

static SporeStatus check_flow(const Verifier *verifier)
{
    const Proto *proto = verifier->proto;
    const uint32_t pc = verifier->pc;
    const Opcode op = opcode_at(proto, pc);
    const Opcode next = opcode_at(proto, pc + 1);
    if (opcode_is_condition(op)) {
        const bool is_loop = op == OP_FORLOOP || op == OP_TFORLOOP;
        if (next != (is_loop ? OP_LOOP : OP_JUMP))
            return FAIL(verifier, PLACE "its jump is missing", PLACE_OF(verifier));
        return SPORE_OK;
    }
    switch (op) {
    case OP_RETURN:
    case OP_RETURN0:
    case OP_RETURN1:
    case OP_TAILCALL: return SPORE_OK;
    case OP_JUMP:
    case OP_LOOP:
        if (is_boundary(proto, pc)) return SPORE_OK;
        break; /* a condition's: may be stepped over */
    default: break;
    }
    if (next == OPCODE_COUNT)
        return FAIL(verifier, PLACE "the code has no end", PLACE_OF(verifier));
    return SPORE_OK;
}

static SporeStatus check_instruction(const Verifier *verifier)
{
    SporeStatus status = SPORE_OK;
    if (opcode_at(verifier->proto, verifier->pc) >= OPCODE_COUNT)
        return FAIL(verifier, PLACE "no such instruction", PLACE_OF(verifier));
    TRY(check_operands(verifier));
    TRY(check_counts(verifier));
    TRY(check_extra(verifier));
    TRY(check_jump(verifier));
    TRY(check_flow(verifier));
    TRY(check_top(verifier));
done:
    return status;
}

/* ---- the prototype around the code ---- */

static bool is_constant(Value v)
{
    return v.tag <= TAG_FLOAT || v.tag == TAG_STRING;
}

static SporeStatus check_header(const Verifier *verifier)
{
    const Proto *proto = verifier->proto;
    const unsigned line = proto->line_defined;
    if (proto->frame_size <= proto->parameter_count ||
        proto->frame_size > FRAME_MAX_REGISTERS)
        return FAIL(verifier, "function at line %u: %u registers for %u parameters", line,
                    proto->frame_size, proto->parameter_count);
    if (proto->is_vararg > 1)
        return FAIL(verifier, "function at line %u: vararg flag is %u", line,
                    proto->is_vararg);
    if (proto->code_count == 0 || proto->code_count > INSTRUCTION_JUMP_MAX)
        return FAIL(verifier, "function at line %u: %u instructions", line,
                    proto->code_count);
    if (proto->upvalue_count > UINT8_MAX)
        return FAIL(verifier, "function at line %u: %u upvalues", line,
                    proto->upvalue_count);
    for (uint32_t i = 0; i < proto->constant_count; i++)
        if (!is_constant(proto->constants[i]))
            return FAIL(verifier, "function at line %u: constant %u is a %s", line, i,
                        value_type_name(proto->constants[i]));
    return SPORE_OK;
}

static SporeStatus check_locals(const Verifier *verifier)
{
    const Proto *proto = verifier->proto;
    uint32_t before = 0;
    for (uint32_t i = 0; i < proto->local_count; i++) {
        const LocalDesc *local = &proto->locals[i];
        if (local->name == NULL || local->reg >= proto->frame_size ||
            local->start_pc < before || local->end_pc < local->start_pc ||
            local->end_pc > proto->code_count)
            return FAIL(verifier, "function at line %u: bad local variable %u",
                        proto->line_defined, i);
        before = local->start_pc;
    }
    return SPORE_OK;
}

/* A slot's own consistency, whoever the parent is. */
static bool is_upvalue_sound(const UpvalueDesc *desc)
{
    switch (desc->source) {
    case UPVALUE_LOCAL_VALUE: return desc->is_cell == 0;
    case UPVALUE_LOCAL_CELL: return desc->is_cell == 1;
    case UPVALUE_OUTER: return desc->is_cell <= 1;
    default: return false;
    }
}

static bool is_upvalue_there(const Proto *parent, const UpvalueDesc *desc)
{
    if (desc->source != UPVALUE_OUTER) return desc->index < parent->frame_size;
    return desc->index < parent->upvalue_count &&
           parent->upvalues[desc->index].is_cell == desc->is_cell;
}

static SporeStatus check_upvalues(const Verifier *verifier)
{
    const Proto *proto = verifier->proto;
    for (uint32_t i = 0; i < proto->upvalue_count; i++)
        if (!is_upvalue_sound(&proto->upvalues[i]))
            return FAIL(verifier, "function at line %u: bad upvalue %u",
                        proto->line_defined, i);
    for (uint32_t i = 0; i < proto->child_count; i++) {
        const Proto *child = proto->children[i];
        for (uint32_t j = 0; j < child->upvalue_count; j++)
            if (!is_upvalue_there(proto, &child->upvalues[j]))
                return FAIL(verifier,
                            "function at line %u: upvalue %u of child %u has no source",
                            proto->line_defined, j, i);
    }
    return SPORE_OK;
}

/* No call and no end of the function where open registers are in the way. */
static SporeStatus check_open(Verifier *verifier)
{
    const Proto *proto = verifier->proto;
    SporeStatus status = SPORE_OK;
    if (!verify_open_is_needed(proto)) return SPORE_OK;
    OpenSet *open = verify_open_find(proto);
    if (!open) return report_fail(verifier->report, SPORE_NO_MEMORY, "not enough memory");
    for (uint32_t pc = 0; pc < proto->code_count && status == SPORE_OK; pc++) {
        uint32_t reg;
        verifier->pc = pc;
        if (!verify_open_allows(proto, open, pc, &reg))
            status =
                FAIL(verifier, PLACE "register %u may be open", PLACE_OF(verifier), reg);
    }
    free(open);
    return status;
}

SporeStatus bytecode_verify(const Proto *proto, Report *report)
{
    Verifier verifier = {.proto = proto, .report = report};
    SporeStatus status = SPORE_OK;
    TRY(check_header(&verifier));
    TRY(check_locals(&verifier));
    TRY(check_upvalues(&verifier));
    for (; verifier.pc < proto->code_count; verifier.pc++)
        TRY(check_instruction(&verifier));
    TRY(check_open(&verifier));
done:
    return status;
}

/* ---- saved frames ---- */

/* A metamethod has joined the last two values, or fewer than all are left. */
static bool is_in_concat(const Proto *proto, uint32_t pc, uint16_t left)
{
    if (pc == 0 || !is_boundary(proto, pc)) return false;
    const Instruction before = proto->code[pc - 1].instruction;
    return INSTRUCTION_OP(before) == OP_CONCAT && left >= 1 &&
           left < INSTRUCTION_B(before);
}

bool bytecode_is_resume_point(const Proto *proto, uint32_t pc, uint8_t after,
                              uint16_t aux)
{
    if (after == AFTER_CONCAT) return is_in_concat(proto, pc, aux);
    if (aux != 0) return false;
    const Opcode before = pc > 0 ? opcode_at(proto, pc - 1) : OPCODE_COUNT;
    switch ((After)after) {
    case AFTER_NONE:
    case AFTER_FINALIZER: return is_boundary(proto, pc);
    case AFTER_TEST: return before >= OP_EQ && before <= OP_GEI; /* TEST calls nothing */
    case AFTER_TEST_NOT: return before == OP_LE || before == OP_LEI || before == OP_GEI;
    case AFTER_HOOK: return pc > 0 && is_boundary(proto, pc - 1);
    case AFTER_CONCAT: break; /* see above */
    case AFTER_REDO: return before == OP_CLOSE && is_boundary(proto, pc);
    case AFTER_RETURN:
        return before == OP_RETURN && INSTRUCTION_C(proto->code[pc - 1].instruction) == 1;
    case AFTER_TAIL: return before == OP_TAILCALL;
    case AFTER_UNWIND:
    case AFTER_HANDLER:
    case AFTER_CLOSE_FIBER: return pc <= proto->code_count; /* never goes on there */
    case AFTER_COUNT: break;
    }
    return false;
}
