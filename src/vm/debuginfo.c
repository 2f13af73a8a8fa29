/*
 * Names of values, by walking over the code in front of an instruction. Nothing
 * is run and no more is claimed than the code proves: where paths join, there is
 * no name.
 */
#include "vm/debuginfo.h"

#include <string.h>

#include "vm/opcode.h"
#include "vm/str.h"

enum { NOT_FOUND = UINT32_MAX };

/* ---- who set a register ---- */

static bool is_between(uint32_t reg, uint32_t first, uint32_t count)
{
    return reg >= first && reg - first < count;
}

/* The instruction changes `reg`, or may leave anything in it. */
static bool changes(Instruction instruction, uint32_t reg)
{
    const Opcode op = INSTRUCTION_OP(instruction);
    const uint32_t a = INSTRUCTION_A(instruction);
    const uint32_t b = INSTRUCTION_B(instruction);
    switch (op) {
    case OP_LOADNIL: return is_between(reg, a, b + 1);
    case OP_SELF: return is_between(reg, a, 2);
    case OP_CONCAT: return is_between(reg, a, b);
    case OP_CALL:
    case OP_TAILCALL: return reg >= a;
    case OP_VARARG: return b == 0 ? reg >= a : is_between(reg, a, b - 1);
    case OP_FORPREP:
    case OP_FORLOOP: return is_between(reg, a, 4);
    case OP_TFORCALL: return reg >= a + 4;
    case OP_TFORLOOP: return reg == a + 2;
    default: {
        const uint8_t kind = OPCODE_INFO[op].a;
        return (kind == OPERAND_W || kind == OPERAND_RW) && reg == a;
    }
    }
}

/*
 * The instruction before `pc` that certainly gave `reg` its value; NOT_FOUND if
 * several paths lead to pc and one of them changes it.
 */
static uint32_t find_setter(const Proto *proto, uint32_t pc, uint32_t reg)
{
    uint32_t setter = NOT_FOUND;
    uint32_t region_end = 0; /* code below it may have been jumped over */
    for (uint32_t i = 0; i < pc; i++) {
        const Instruction instruction = proto->code[i].instruction;
        if (INSTRUCTION_OP(instruction) == OP_JUMP) {
            const int64_t target = (int64_t)i + 1 + INSTRUCTION_JUMP(instruction);
            if (target <= (int64_t)pc && target > (int64_t)region_end)
                region_end = (uint32_t)target;
        } else if (changes(instruction, reg)) {
            setter = i < region_end ? NOT_FOUND : i;
        }
    }
    return setter;
}

/* ---- what it set it to ---- */

static const char *constant_text(const Proto *proto, uint32_t index)
{
    if (index >= proto->constant_count) return NULL;
    const Value constant = proto->constants[index];
    return constant.tag == TAG_STRING ? value_string(constant)->data : NULL;
}

static bool is_env(const char *name)
{
    return name && strcmp(name, "_ENV") == 0;
}

const char *debug_upvalue_name(const Proto *proto, uint32_t upvalue)
{
    if (upvalue >= proto->upvalue_count || !proto->upvalues[upvalue].name) return "?";
    return proto->upvalues[upvalue].name->data;
}

/* The register holds the variable _ENV, so its fields are global variables. */
static bool holds_env(const Proto *proto, uint32_t pc, uint32_t reg)
{
    const char *local = proto_local_name(proto, reg, pc);
    if (local) return is_env(local);
    const uint32_t setter = find_setter(proto, pc, reg);
    if (setter == NOT_FOUND) return false;
    const Instruction instruction = proto->code[setter].instruction;
    const Opcode op = INSTRUCTION_OP(instruction);
    return (op == OP_GETUPVAL || op == OP_GETCELL) &&
           is_env(debug_upvalue_name(proto, INSTRUCTION_B(instruction)));
}

/* The string constant that a register was loaded with, or NULL. */
static const char *loaded_text(const Proto *proto, uint32_t setter)
{
    if (setter == NOT_FOUND) return NULL;
    const Instruction instruction = proto->code[setter].instruction;
    if (INSTRUCTION_OP(instruction) == OP_LOADK)
        return constant_text(proto, INSTRUCTION_BX(instruction));
    if (INSTRUCTION_OP(instruction) == OP_LOADKX)
        return constant_text(proto, INSTRUCTION_AX(proto->code[setter + 1].instruction));
    return NULL;
}

/* Name of the key in a register of GETINDEX. */
static const char *key_text(const Proto *proto, uint32_t pc, uint32_t reg)
{
    const char *text = proto_local_name(proto, reg, pc)
                           ? NULL
                           : loaded_text(proto, find_setter(proto, pc, reg));
    return text ? text : "?";
}

/* Describes the value that the instruction at `pc` puts into its register. */
static const char *describe(const Proto *proto, uint32_t pc, const char **out_name)
{
    const Instruction instruction = proto->code[pc].instruction;
    const uint32_t b = INSTRUCTION_B(instruction);
    const uint32_t c = INSTRUCTION_C(instruction);
    switch (INSTRUCTION_OP(instruction)) {
    case OP_GETTABUP:
        *out_name = constant_text(proto, c);
        return is_env(debug_upvalue_name(proto, b)) ? "global" : "field";
    case OP_GETFIELD:
        *out_name = constant_text(proto, c);
        return holds_env(proto, pc, b) ? "global" : "field";
    case OP_GETINDEX:
        *out_name = key_text(proto, pc, c);
        return holds_env(proto, pc, b) ? "global" : "field";
    case OP_GETINT: *out_name = "integer index"; return "field";
    case OP_SELF: *out_name = constant_text(proto, c); return "method";
    case OP_GETUPVAL:
    case OP_GETCELL: *out_name = debug_upvalue_name(proto, b); return "upvalue";
    case OP_LOADK:
    case OP_LOADKX: *out_name = loaded_text(proto, pc); return "constant";
    default: return NULL;
    }
}

const char *debug_register_name(const Proto *proto, uint32_t pc, uint32_t reg,
                                const char **out_name)
{
    *out_name = NULL;
    if (pc > proto->code_count) return NULL;
    for (;;) { /* moves lead to ever lower registers */
        *out_name = proto_local_name(proto, reg, pc);
        if (*out_name) return "local";
        const uint32_t setter = find_setter(proto, pc, reg);
        if (setter == NOT_FOUND) return NULL;
        const Instruction instruction = proto->code[setter].instruction;
        const uint32_t from = INSTRUCTION_B(instruction);
        if (INSTRUCTION_OP(instruction) != OP_MOVE) {
            const char *kind = describe(proto, setter, out_name);
            return kind && *out_name ? kind : NULL;
        }
        if (from >= INSTRUCTION_A(instruction)) return NULL;
        pc = setter;
        reg = from;
    }
}

/* ---- calls ---- */

/* The event whose metamethod an instruction may call, without "__", or NULL. */
static const char *event_of(Opcode op)
{
    static const char *const ARITH[] = {"add",  "sub",  "mul", "mod",  "pow", "div",
                                        "idiv", "band", "bor", "bxor", "shl", "shr"};
    if (op >= OP_ADD && op <= OP_SHR) return ARITH[op - OP_ADD];
    if (op >= OP_ADDK && op <= OP_IDIVK) return ARITH[op - OP_ADDK];
    switch (op) {
    case OP_SELF:
    case OP_GETTABUP:
    case OP_GETINDEX:
    case OP_GETFIELD:
    case OP_GETINT: return "index";
    case OP_SETTABUP:
    case OP_SETINDEX:
    case OP_SETFIELD:
    case OP_SETINT: return "newindex";
    case OP_UNM: return "unm";
    case OP_BNOT: return "bnot";
    case OP_LEN: return "len";
    case OP_CONCAT: return "concat";
    case OP_EQ: return "eq";
    case OP_LT:
    case OP_LTI:
    case OP_GTI: return "lt";
    case OP_LE:
    case OP_LEI:
    case OP_GEI: return "le";
    case OP_CLOSE:
    case OP_RETURN: return "close";
    default: return NULL;
    }
}

/*
 * A method whose name does not fit into SELF: R[reg + 1] is the object, R[reg + 2] was
 * the name. No other code puts a field below its object.
 */
static bool is_found_by_index(const Proto *proto, uint32_t pc, uint32_t reg,
                              const char **out_name)
{
    const uint32_t setter = find_setter(proto, pc, reg);
    if (setter == NOT_FOUND) return false;
    const Instruction instruction = proto->code[setter].instruction;
    if (INSTRUCTION_OP(instruction) != OP_GETINDEX ||
        INSTRUCTION_B(instruction) != reg + 1 || INSTRUCTION_C(instruction) != reg + 2)
        return false;
    *out_name = key_text(proto, setter, reg + 2);
    return true;
}

const char *debug_call_name(const Proto *proto, uint32_t pc, const char **out_name)
{
    *out_name = NULL;
    if (pc >= proto->code_count) return NULL;
    const Instruction instruction = proto->code[pc].instruction;
    const Opcode op = INSTRUCTION_OP(instruction);
    if (op == OP_CALL || op == OP_TAILCALL) {
        const uint32_t reg = INSTRUCTION_A(instruction);
        if (is_found_by_index(proto, pc, reg, out_name)) return "method";
        return debug_register_name(proto, pc, reg, out_name);
    }
    if (op == OP_TFORCALL) {
        *out_name = "for iterator";
        return "for iterator";
    }
    *out_name = event_of(op);
    return *out_name ? "metamethod" : NULL;
}
