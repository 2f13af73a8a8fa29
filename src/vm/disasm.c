/*
 * The listing of a chunk's code. Before each function: its upvalues, constants and
 * local variables; before the instructions of a line: the line, if the source text is
 * there. Operands are shown by their kinds in opcodes.def; what they stand for
 * (constants, names, jump targets) follows after a semicolon.
 */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "vm/bytecode.h"
#include "vm/opcode.h"
#include "vm/str.h"

enum { SHOWN_STRING_MAX = 40, SHOWN_LINE_MAX = 100 };

static void print(Bytes *out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void print(Bytes *out, const char *format, ...)
{
    char text[256];
    va_list args;
    va_start(args, format);
    const int length = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (length <= 0) return;
    bytes_put(out, text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
}

static void print_string(Bytes *out, const String *string)
{
    const size_t length =
        string->length < SHOWN_STRING_MAX ? (size_t)string->length : SHOWN_STRING_MAX;
    print(out, "\"");
    for (size_t i = 0; i < length; i++) {
        const unsigned char c = (unsigned char)string->data[i];
        if (c == '"' || c == '\\')
            print(out, "\\%c", c);
        else if (c == '\n')
            print(out, "\\n");
        else if (c < ' ' || c == 0x7f)
            print(out, "\\x%02x", c);
        else
            bytes_put_u8(out, c);
    }
    print(out, string->length > length ? "\"..." : "\"");
}

static void print_constant(Bytes *out, const Proto *proto, uint32_t index)
{
    if (index >= proto->constant_count) {
        print(out, "?");
        return;
    }
    const Value v = proto->constants[index];
    char text[VALUE_TEXT_MAX];
    switch (v.tag) {
    case TAG_STRING: print_string(out, value_string(v)); break;
    case TAG_INTEGER:
    case TAG_FLOAT:
        value_number_to_text(v, text);
        print(out, "%s", text);
        break;
    case TAG_NIL: print(out, "nil"); break;
    default: print(out, v.tag == TAG_TRUE ? "true" : "false"); break;
    }
}

static void print_name(Bytes *out, const String *name)
{
    if (name)
        bytes_put(out, name->data, name->length);
    else
        print(out, "?");
}

/* What an operand stands for; nothing for those that speak for themselves. */
static void print_meaning(Bytes *out, const Proto *proto, uint32_t pc, OperandKind kind,
                          uint32_t operand)
{
    switch (kind) {
    case OPERAND_R:
    case OPERAND_W:
    case OPERAND_RW: {
        const char *name = proto_local_name(proto, operand, pc);
        if (name) print(out, " %s", name);
        break;
    }
    case OPERAND_K:
    case OPERAND_KS:
    case OPERAND_KN:
    case OPERAND_BX:
        print(out, " ");
        print_constant(out, proto, operand);
        break;
    case OPERAND_U:
    case OPERAND_UC:
        print(out, " ");
        print_name(out,
                   operand < proto->upvalue_count ? proto->upvalues[operand].name : NULL);
        break;
    case OPERAND_PROTO:
        if (operand < proto->child_count)
            print(out, " function at line %u", proto->children[operand]->line_defined);
        break;
    default: break;
    }
}

static void print_operand(Bytes *out, OperandKind kind, uint32_t operand)
{
    if (kind == OPERAND_NONE) return;
    if (kind == OPERAND_SB)
        print(out, " %d", (int)operand - INSTRUCTION_SB_BIAS);
    else if (kind == OPERAND_SBX)
        print(out, " %d", (int)operand - INSTRUCTION_SBX_BIAS);
    else
        print(out, " %u", operand);
}

static void print_wide(Bytes *out, uint32_t pc, OperandKind kind, Instruction instruction)
{
    if (kind == OPERAND_AX) {
        print(out, " %u", INSTRUCTION_AX(instruction));
        return;
    }
    const int jump = INSTRUCTION_JUMP(instruction);
    print(out, " %d ; to %lld", jump, (long long)pc + 1 + jump);
}

static void print_operands(Bytes *out, const Proto *proto, uint32_t pc)
{
    const Instruction instruction = proto->code[pc].instruction;
    const OpcodeInfo *info = &OPCODE_INFO[INSTRUCTION_OP(instruction)];
    if (info->a == OPERAND_AX || info->a == OPERAND_JUMP) {
        print_wide(out, pc, info->a, instruction);
        return;
    }
    const bool is_wide =
        info->b == OPERAND_BX || info->b == OPERAND_SBX || info->b == OPERAND_PROTO;
    const uint8_t kinds[3] = {info->a, info->b, info->c};
    const uint32_t operands[3] = {INSTRUCTION_A(instruction),
                                  is_wide ? INSTRUCTION_BX(instruction)
                                          : INSTRUCTION_B(instruction),
                                  INSTRUCTION_C(instruction)};
    for (int i = 0; i < 3; i++)
        print_operand(out, kinds[i], operands[i]);
    print(out, " ;");
    for (int i = 0; i < 3; i++)
        print_meaning(out, proto, pc, kinds[i], operands[i]);
}

static void print_instruction(Bytes *out, const Proto *proto, uint32_t pc)
{
    const Opcode op = INSTRUCTION_OP(proto->code[pc].instruction);
    const uint32_t line = proto->lines ? proto->lines[pc] : 0;
    print(out, "%6u [%u]\t%-9s", pc, line,
          op < OPCODE_COUNT ? OPCODE_INFO[op].name : "?");
    if (op < OPCODE_COUNT) print_operands(out, proto, pc);
    while (out->count > 0 &&
           (out->data[out->count - 1] == ' ' || out->data[out->count - 1] == ';'))
        out->count--;
    print(out, "\n");
}

/* ---- what stands before a function's instructions ---- */

static void print_upvalues(Bytes *out, const Proto *proto)
{
    static const char *const SOURCES[] = {"value of register", "cell over register",
                                          "outer slot", "?"};
    for (uint32_t i = 0; i < proto->upvalue_count; i++) {
        const UpvalueDesc *desc = &proto->upvalues[i];
        print(out, "    upvalue %u ", i);
        print_name(out, desc->name);
        print(out, ": %s %u%s\n", SOURCES[desc->source & 3], desc->index,
              desc->is_cell ? ", a cell" : "");
    }
}

static void print_constants(Bytes *out, const Proto *proto)
{
    for (uint32_t i = 0; i < proto->constant_count; i++) {
        print(out, "    constant %u ", i);
        print_constant(out, proto, i);
        print(out, "\n");
    }
}

static void print_locals(Bytes *out, const Proto *proto)
{
    for (uint32_t i = 0; i < proto->local_count; i++) {
        const LocalDesc *local = &proto->locals[i];
        print(out, "    local ");
        print_name(out, local->name);
        print(out, ": register %u, alive from %u to before %u\n", local->reg,
              local->start_pc, local->end_pc);
    }
}

static void print_head(Bytes *out, const Proto *proto)
{
    char source[80];
    proto_source_for_messages(proto, source, sizeof source);
    print(out, "%s <%s:%u,%u>\n", proto->line_defined ? "function" : "main", source,
          proto->line_defined, proto->last_line);
    print(out,
          "    %u%s parameters, %u registers, %u upvalues, %u locals, %u constants\n",
          proto->parameter_count, proto->is_vararg ? "+" : "", proto->frame_size,
          proto->upvalue_count, proto->local_count, proto->constant_count);
    print_upvalues(out, proto);
    print_constants(out, proto);
    print_locals(out, proto);
}

/* ---- source lines ---- */

/* Where each line of a chunk's text begins; none without text. */
typedef struct Lines {
    const String *text;
    size_t *starts; /* from malloc; of line i + 1 */
    size_t count;
} Lines;

static bool lines_init(Lines *lines, const String *text)
{
    size_t count = 1;
    *lines = (Lines){.text = text};
    if (!text) return true;
    for (size_t i = 0; i < text->length; i++)
        count += text->data[i] == '\n';
    lines->starts = malloc(count * sizeof *lines->starts);
    if (!lines->starts) return false;
    lines->starts[lines->count++] = 0;
    for (size_t i = 0; i < text->length; i++)
        if (text->data[i] == '\n') lines->starts[lines->count++] = i + 1;
    return true;
}

/* As it stands in the file, but that control characters and long lines are cut. */
static void print_line(Bytes *out, const Lines *lines, uint32_t line)
{
    if (line == 0 || line > lines->count) return;
    const char *text = lines->text->data + lines->starts[line - 1];
    const char *end = lines->text->data + lines->text->length;
    print(out, "  %u: ", line);
    for (int i = 0; text < end && *text != '\n' && *text != '\r' && i < SHOWN_LINE_MAX;
         i++, text++)
        bytes_put_u8(out, (unsigned char)*text < ' ' ? ' ' : (uint8_t)*text);
    print(out, "\n");
}

static void print_proto(Bytes *out, const Proto *proto, const Lines *lines)
{
    uint32_t last = 0;
    print_head(out, proto);
    for (uint32_t pc = 0; pc < proto->code_count; pc++) {
        uint32_t line = proto_line(proto, pc);
        if (line != last) print_line(out, lines, line);
        last = line;
        print_instruction(out, proto, pc);
    }
}

void bytecode_disassemble(const Proto *proto, Bytes *out)
{
    const Proto *chunk = proto->main;
    Lines lines;
    if (!lines_init(&lines, chunk->source_text)) {
        out->has_failed = true;
        return;
    }
    /* In preorder the descendants of a prototype follow it directly. */
    uint64_t pending = 1;
    for (uint32_t i = proto->index; pending > 0; i++) {
        assert(i < chunk->all_count);
        print_proto(out, chunk->all[i], &lines);
        pending += chunk->all[i]->child_count;
        pending--;
    }
    free(lines.starts);
}
