/*
 * Constants, and the finished prototype: jumps shortened, arrays cut to size.
 */
#include <string.h>

#include "base/hash.h"
#include "compiler/code.h"

/* ---- constants ---- */

/* Equal bits and type: 1 and 1.0 are two constants, 0.0 and -0.0 too. */
static bool is_same_constant(Value a, Value b)
{
    return a.tag == b.tag && a.as.bits == b.as.bits;
}

/* By content, so that the order of constants never depends on addresses. */
static uint32_t hash_constant(Value value)
{
    if (value.tag == TAG_STRING) return string_hash(value_string(value));
    return hash_u64(value.as.bits ^ (uint64_t)value.tag << 56);
}

/* Where a constant's position is, or is to be put. */
static uint32_t *find_place(const Code *code, Value value)
{
    const uint32_t mask = code->index_capacity - 1;
    uint32_t i = hash_constant(value) & mask;
    while (code->constant_index[i] != 0 &&
           !is_same_constant(code->constants[code->constant_index[i] - 1], value))
        i = (i + 1) & mask;
    return &code->constant_index[i];
}

static bool grow_index(Code *code)
{
    Memory *memory = &code->compiler->vm->memory;
    const unsigned capacity = code->index_capacity ? code->index_capacity * 2 : 32;
    uint32_t *grown = memory_new(memory, capacity * sizeof *grown);
    if (!grown) return false;
    memory_free(memory, code->constant_index,
                code->index_capacity * sizeof *code->constant_index);
    code->constant_index = grown;
    code->index_capacity = capacity;
    for (uint32_t i = 0; i < code->constant_count; i++)
        *find_place(code, code->constants[i]) = i + 1;
    return true;
}

static bool grow_constants(Code *code)
{
    if (code->constant_count * 2 >= code->index_capacity && !grow_index(code))
        return false;
    Value *grown =
        memory_grow_array(&code->compiler->vm->memory, code->constants, sizeof *grown,
                          &code->constant_capacity, code->constant_count + 1, 16);
    if (grown) code->constants = grown;
    return grown != NULL;
}

uint32_t code_constant(Code *code, Value value)
{
    if (code_has_failed(code)) return 0;
    if (!grow_constants(code)) {
        lexer_fail_memory(&code->compiler->lexer);
        return 0;
    }
    uint32_t *place = find_place(code, value);
    if (*place == 0) {
        if (code->constant_count >= INSTRUCTION_AX_MAX) {
            lexer_fail_at(&code->compiler->lexer, code->line, "too many constants");
            return 0;
        }
        code->constants[code->constant_count++] = value;
        *place = code->constant_count;
    }
    return *place - 1;
}

bool code_near_constant(Code *code, Value value, uint32_t *out)
{
    *out = code_constant(code, value);
    return *out <= CODE_NEAR_MAX;
}

bool code_field_key(Code *code, const Expr *key, uint32_t *out)
{
    return key->kind == EXPR_CONSTANT && key->constant.tag == TAG_STRING &&
           value_string(key->constant)->is_short &&
           code_near_constant(code, key->constant, out);
}

/* ---- jumps to jumps ---- */

static uint32_t target_of(const Code *code, uint32_t pc)
{
    return (uint32_t)((int32_t)pc + 1 + INSTRUCTION_JUMP(code->code[pc]));
}

static bool is_conditional(const Code *code, uint32_t pc)
{
    return pc > 0 && opcode_is_condition(INSTRUCTION_OP(code->code[pc - 1]));
}

/*
 * A jump to a jump goes to its target at once; one that nothing decides may even
 * become the LOOP that it would reach.
 */
static void shorten_jump(Code *code, uint32_t pc)
{
    uint32_t target = target_of(code, pc);
    while (INSTRUCTION_OP(code->code[target]) == OP_JUMP)
        target = target_of(code, target);
    Opcode op = OP_JUMP;
    if (INSTRUCTION_OP(code->code[target]) == OP_LOOP && !is_conditional(code, pc)) {
        target = target_of(code, target);
        op = OP_LOOP;
    }
    code->code[pc] = instruction_jump(op, (int32_t)target - (int32_t)pc - 1);
}

static void shorten_jumps(Code *code)
{
    /* From the end: what a jump reaches is short already. */
    for (uint32_t pc = code->count; pc-- > 0;)
        if (INSTRUCTION_OP(code->code[pc]) == OP_JUMP) shorten_jump(code, pc);
}

/* ---- the prototype ---- */

/* A block of the heap. NULL: zero bytes, or failed. */
static void *new_block(Code *code, size_t size)
{
    if (size == 0 || code_has_failed(code)) return NULL;
    void *block = heap_new_block(code->compiler->vm, size);
    if (!block) lexer_fail_memory(&code->compiler->lexer);
    return block;
}

static void *copy(Code *code, const void *array, size_t size)
{
    void *block = new_block(code, size);
    return block ? memcpy(block, array, size) : NULL;
}

static void copy_upvalues(Code *code)
{
    const FunctionNode *node = code->node;
    UpvalueDesc descs[SCOPE_MAX_UPVALUES];
    uint32_t count = 0;
    for (const UpvalueNode *u = node->upvalues; u; u = u->next) {
        const bool is_cell = variable_is_cell(u->variable);
        UpvalueDesc *desc = &descs[count++];
        memset(desc, 0, sizeof *desc);
        desc->name = u->variable->name;
        desc->is_cell = is_cell;
        desc->index = u->is_local ? u->variable->reg : u->index;
        desc->source = !u->is_local ? UPVALUE_OUTER
                       : is_cell    ? UPVALUE_LOCAL_CELL
                                    : UPVALUE_LOCAL_VALUE;
    }
    code->proto->upvalues = copy(code, descs, count * sizeof *descs);
    if (code->proto->upvalues) code->proto->upvalue_count = (uint16_t)count;
}

static void copy_code(Code *code)
{
    CodeWord *words = new_block(code, code->count * sizeof *words);
    if (!words) return;
    for (uint32_t pc = 0; pc < code->count; pc++)
        words[pc] = (CodeWord){code->code[pc], 0};
    code->proto->code = words;
    code->proto->code_count = code->count;
}

/* Counts follow the blocks that were made, so that proto_free() fits at any time. */
static void copy_arrays(Code *code)
{
    Proto *proto = code->proto;
    copy_code(code);
    proto->lines = copy(code, code->lines, code->count * sizeof *code->lines);
    proto->constants =
        copy(code, code->constants, code->constant_count * sizeof *code->constants);
    if (proto->constants) proto->constant_count = code->constant_count;
    proto->children =
        copy(code, code->children, code->child_count * sizeof *code->children);
    if (proto->children) proto->child_count = code->child_count;
    proto->locals = copy(code, code->locals, code->local_count * sizeof *code->locals);
    if (proto->locals) proto->local_count = code->local_count;
    copy_upvalues(code);
}

Proto *code_finish(Code *code)
{
    if (code_has_failed(code)) return NULL;
    const FunctionNode *node = code->node;
    Proto *proto = code->proto;
    shorten_jumps(code);
    copy_arrays(code);
    proto->parameter_count = (uint8_t)node->parameter_count;
    proto->is_vararg = node->is_vararg;
    const uint32_t least = node->parameter_count + 1;
    proto->frame_size = (uint16_t)(code->size > least ? code->size : least);
    proto->line_defined = node->line;
    proto->last_line = node->last_line;
    return code_has_failed(code) ? NULL : proto;
}
