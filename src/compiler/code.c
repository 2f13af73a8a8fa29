/*
 * Instructions, registers, jumps, variables. Constants and the finished
 * prototype are in code_proto.c.
 */
#include "compiler/code.h"

#include <string.h>

#include "vm/limits.h"

void code_init(Code *code, Compiler *compiler, FunctionNode *node)
{
    memset(code, 0, sizeof *code);
    code->compiler = compiler;
    code->node = node;
    code->line = node->line;
    code->proto = proto_new(compiler->vm);
    if (!code->proto) lexer_fail_memory(&compiler->lexer);
}

void code_deinit(Code *code)
{
    Memory *memory = &code->compiler->vm->memory;
    memory_free(memory, code->code, code->code_capacity * sizeof *code->code);
    memory_free(memory, code->lines, code->lines_capacity * sizeof *code->lines);
    memory_free(memory, code->constants,
                code->constant_capacity * sizeof *code->constants);
    memory_free(memory, code->constant_index,
                code->index_capacity * sizeof *code->constant_index);
    memory_free(memory, code->locals, code->local_capacity * sizeof *code->locals);
    memory_free(memory, code->children, code->child_capacity * sizeof *code->children);
}

/* ---- instructions ---- */

static bool grow_code(Code *code)
{
    Memory *memory = &code->compiler->vm->memory;
    Instruction *grown = memory_grow_array(memory, code->code, sizeof *grown,
                                           &code->code_capacity, code->count + 1, 32);
    if (grown) code->code = grown;
    uint32_t *lines = memory_grow_array(memory, code->lines, sizeof *lines,
                                        &code->lines_capacity, code->count + 1, 32);
    if (lines) code->lines = lines;
    if (grown && lines) return true;
    lexer_fail_memory(&code->compiler->lexer);
    return false;
}

uint32_t code_emit(Code *code, Instruction instruction)
{
    if (code_has_failed(code) || !grow_code(code)) return 0;
    if (code->count >= INSTRUCTION_JUMP_MAX - 1) {
        lexer_fail_at(&code->compiler->lexer, code->line, "function is too long");
        return 0;
    }
    code->code[code->count] = instruction;
    code->lines[code->count] = code->line;
    return code->count++;
}

void code_abc(Code *code, Opcode op, uint32_t a, uint32_t b, uint32_t c)
{
    code_emit(code, instruction_abc(op, a & 0xff, b & 0xff, c & 0xff));
}

static bool fits_sbx(int64_t integer)
{
    return integer >= -INSTRUCTION_SBX_BIAS && integer < INSTRUCTION_SBX_BIAS;
}

/* A float that LOADF can make: integral, small, not -0.0. */
static bool fits_loadf(double number)
{
    if (!(number >= -INSTRUCTION_SBX_BIAS && number < INSTRUCTION_SBX_BIAS)) return false;
    const Value again = value_float((double)(int32_t)number);
    return again.as.bits == value_float(number).as.bits;
}

static void load_number(Code *code, Opcode op, uint32_t reg, int32_t number)
{
    code_emit(code, instruction_abx(op, reg, (uint32_t)(number + INSTRUCTION_SBX_BIAS)));
}

void code_load(Code *code, uint32_t reg, Value constant)
{
    switch (constant.tag) {
    case TAG_NIL: code_load_nil(code, reg, 1); return;
    case TAG_FALSE: code_abc(code, OP_LOADFALSE, reg, 0, 0); return;
    case TAG_TRUE: code_abc(code, OP_LOADTRUE, reg, 0, 0); return;
    case TAG_INTEGER:
        if (!fits_sbx(constant.as.integer)) break;
        load_number(code, OP_LOADI, reg, (int32_t)constant.as.integer);
        return;
    case TAG_FLOAT:
        if (!fits_loadf(constant.as.number)) break;
        load_number(code, OP_LOADF, reg, (int32_t)constant.as.number);
        return;
    default: break;
    }
    const uint32_t position = code_constant(code, constant);
    if (position <= UINT16_MAX) {
        code_emit(code, instruction_abx(OP_LOADK, reg, position));
        return;
    }
    code_abc(code, OP_LOADKX, reg, 0, 0);
    code_emit(code, instruction_ax(OP_EXTRA, position));
}

void code_load_nil(Code *code, uint32_t first, uint32_t count)
{
    if (count > 0) code_abc(code, OP_LOADNIL, first, count - 1, 0);
}

uint32_t code_reserve(Code *code, uint32_t count)
{
    const uint32_t first = code->free;
    if (first + count > FRAME_MAX_REGISTERS) {
        lexer_fail_at(&code->compiler->lexer, code->line,
                      "function or expression needs too many registers");
        return 0;
    }
    code->free += count;
    if (code->size < code->free) code->size = code->free;
    return first;
}

/* ---- jumps; a list is chained through their offsets, from the last one ---- */

void code_jump(Code *code, JumpList *list)
{
    const uint32_t before = *list == NO_JUMP ? INSTRUCTION_AX_MAX : *list;
    const uint32_t pc = code_emit(code, instruction_ax(OP_JUMP, before));
    if (!code_has_failed(code)) *list = pc;
}

void code_condition(Code *code, Opcode op, uint32_t a, uint32_t b, bool holds,
                    JumpList *list)
{
    code_abc(code, op, a, b, holds);
    code_jump(code, list);
}

void code_land(Code *code, JumpList list)
{
    if (code_has_failed(code)) return;
    while (list != NO_JUMP) {
        const uint32_t before = INSTRUCTION_AX(code->code[list]);
        code->code[list] = instruction_jump(OP_JUMP, (int32_t)(code->count - list - 1));
        list = before == INSTRUCTION_AX_MAX ? NO_JUMP : before;
    }
}

void code_loop(Code *code, uint32_t target)
{
    const int32_t offset = (int32_t)target - (int32_t)code->count - 1;
    code_emit(code, instruction_jump(OP_LOOP, offset));
}

/* ---- variables ---- */

uint32_t code_position(const Code *code)
{
    return code->newest ? code->newest->position + 1 : 0;
}

void code_add_variable(Code *code, Variable *variable, uint32_t reg)
{
    Memory *memory = &code->compiler->vm->memory;
    variable->previous = code->newest;
    code->newest = variable;
    if (variable->kind == VARIABLE_FOLDED) return;
    variable->reg = (uint8_t)reg;
    variable->local = code->local_count;
    LocalDesc *grown = memory_grow_array(memory, code->locals, sizeof *grown,
                                         &code->local_capacity, code->local_count + 1, 8);
    if (!grown) {
        lexer_fail_memory(&code->compiler->lexer);
        return;
    }
    code->locals = grown;
    grown[code->local_count++] = (LocalDesc){.name = variable->name,
                                             .start_pc = code->count,
                                             .end_pc = code->count,
                                             .reg = reg};
}

void code_drop_variables(Code *code, uint32_t position)
{
    if (code_has_failed(code)) return;
    while (code_position(code) > position) {
        Variable *variable = code->newest;
        code->newest = variable->previous;
        if (variable->kind == VARIABLE_FOLDED) continue;
        code->locals[variable->local].end_pc = code->count;
        code->free = variable->reg;
    }
}

bool code_find_closing(const Code *code, uint32_t position, uint32_t *out_reg)
{
    bool is_found = false;
    for (const Variable *v = code->newest; v && v->position >= position;
         v = v->previous) {
        if (v->kind != VARIABLE_CLOSE && !variable_is_cell(v)) continue;
        *out_reg = v->reg;
        is_found = true;
    }
    return is_found;
}

bool code_has_close(const Code *code)
{
    for (const Variable *v = code->newest; v; v = v->previous)
        if (v->kind == VARIABLE_CLOSE) return true;
    return false;
}
