/*
 * The verifier refuses each kind of bad instruction, and says where.
 *
 * All programs here belong to one prototype: 8 registers, 2 parameters, varargs;
 * constants 0 "name", 1 integer, 2 float, 3 a long string, 4 nil; upvalues 0 a
 * cell, 1 a value; one child.
 */
#include <string.h>

#include "checked_vm.h"
#include "vm/bytecode.h"
#include "vm/opcode.h"

enum { REGISTERS = 8, CODE_MAX = 12 };

enum { COUNT_MAX = 64 };

typedef struct Fixture {
    CodeWord words[COUNT_MAX]; /* of the prototype */
    VM *vm;
    Proto proto;
    Proto child;
    Proto *children[1];
    Value constants[5];
    UpvalueDesc upvalues[2];
    UpvalueDesc child_upvalues[1];
    Report report;
} Fixture;

static void set_up(Fixture *fixture)
{
    memset(fixture, 0, sizeof *fixture);
    VM *vm = fixture->vm = open_checked();
    char text[STRING_SHORT_MAX + 1];
    memset(text, 'x', sizeof text);
    fixture->constants[0] = string_value(string_from(vm, "name"));
    fixture->constants[1] = value_integer(1);
    fixture->constants[2] = value_float(0.5);
    fixture->constants[3] = string_value(string_new(vm, text, sizeof text));
    fixture->constants[4] = VALUE_NIL;
    fixture->upvalues[0] = (UpvalueDesc){.source = UPVALUE_LOCAL_CELL, .is_cell = 1};
    fixture->upvalues[1] = (UpvalueDesc){.source = UPVALUE_LOCAL_VALUE};
    fixture->children[0] = &fixture->child;
    fixture->child.upvalues = fixture->child_upvalues;
    fixture->child.upvalue_count = 1;
    fixture->proto.constants = fixture->constants;
    fixture->proto.constant_count = 5;
    fixture->proto.upvalues = fixture->upvalues;
    fixture->proto.upvalue_count = 2;
    fixture->proto.children = fixture->children;
    fixture->proto.child_count = 1;
    fixture->proto.frame_size = REGISTERS;
    fixture->proto.parameter_count = 2;
    fixture->proto.is_vararg = 1;
}

static bool verify(Fixture *fixture, const Instruction *code, uint32_t count)
{
    cr_assert(count <= COUNT_MAX);
    for (uint32_t i = 0; i < count; i++)
        fixture->words[i] = (CodeWord){code[i], 0};
    fixture->proto.code = fixture->words;
    fixture->proto.code_count = count;
    fixture->report.text[0] = '\0';
    const SporeStatus status = bytecode_verify(&fixture->proto, &fixture->report);
    cr_assert(status == SPORE_OK || status == SPORE_CORRUPT);
    cr_assert_eq(status != SPORE_OK, fixture->report.text[0] != '\0');
    return status == SPORE_OK;
}

#define ABC(op, a, b, c) instruction_abc(OP_##op, a, b, c)
#define ABX(op, a, bx) instruction_abx(OP_##op, a, bx)
#define GO(op, offset) instruction_jump(OP_##op, offset)
#define AX(ax) instruction_ax(OP_EXTRA, ax)
#define RET ABC(RETURN0, 0, 0, 0)

/* The code that follows is good, or bad with this in the message. */
#define GOOD(...) check(&fixture, NULL, (Instruction[]){__VA_ARGS__}, COUNT(__VA_ARGS__))
#define BAD(text, ...)                                                                   \
    check(&fixture, text, (Instruction[]){__VA_ARGS__}, COUNT(__VA_ARGS__))
#define COUNT(...) (sizeof((Instruction[]){__VA_ARGS__}) / sizeof(Instruction))

static void check(Fixture *fixture, const char *message, Instruction *code, size_t count)
{
    const bool is_good = verify(fixture, code, (uint32_t)count);
    if (message == NULL) {
        cr_assert(is_good, "%s", fixture->report.text);
        return;
    }
    cr_assert(!is_good, "accepted; expected: %s", message);
    cr_assert_not_null(strstr(fixture->report.text, message), "'%s' has no '%s'",
                       fixture->report.text, message);
}

/*
 * A good program around one instruction with all its operands as low as they can
 * be. Returns the count; the instruction is at *out_pc.
 */
static uint32_t make_program(Opcode op, Instruction *code, uint32_t *out_pc)
{
    const OpcodeInfo *info = &OPCODE_INFO[op];
    uint32_t count = 0;
    if (op == OP_LOOP || op == OP_FORLOOP || op == OP_TFORLOOP)
        code[count++] = ABC(LOADNIL, 0, 0, 0);
    if (op == OP_EXTRA) code[count++] = ABC(LOADKX, 0, 0, 0);
    *out_pc = count;
    uint32_t b = info->b == OPERAND_MORE || op == OP_TFORCALL ? 1 : 0;
    const uint32_t c = info->c == OPERAND_MORE || info->c == OPERAND_KN ? 1 : 0;
    if (op == OP_CONCAT) b = 2;
    if (info->a == OPERAND_AX)
        code[count++] = AX(0);
    else if (info->a == OPERAND_JUMP)
        code[count++] = instruction_jump(op, op == OP_LOOP ? -2 : 0);
    else
        code[count++] = instruction_abc(op, 0, b, c);
    if (op == OP_LOADKX || op == OP_SETLIST) code[count++] = AX(0);
    if (op == OP_FORLOOP || op == OP_TFORLOOP)
        code[count++] = GO(LOOP, -3);
    else if (opcode_is_condition(op))
        code[count++] = GO(JUMP, 0);
    code[count++] = ABC(RETURN, 0, 1, 1);
    return count;
}

static Instruction with_operand(Instruction instruction, int operand, uint32_t value)
{
    const int shift = 8 + 8 * operand;
    return (instruction & ~((Instruction)0xff << shift)) | value << shift;
}

/* The first value of an operand of this kind that must be refused; 0: there is none. */
static uint32_t first_bad(OperandKind kind)
{
    switch (kind) {
    case OPERAND_R:
    case OPERAND_W:
    case OPERAND_RW: return REGISTERS;
    case OPERAND_K:
    case OPERAND_BX: return 5;
    case OPERAND_KS: return 1;
    case OPERAND_KN: return 3;
    case OPERAND_U: return 2;
    case OPERAND_UC:
    case OPERAND_PROTO:
    case OPERAND_NONE: return 1;
    case OPERAND_FLAG: return 2;
    default: return 0;
    }
}

Test(verify, each_operand_of_each_opcode_is_checked)
{
    Fixture fixture;
    set_up(&fixture);
    unsigned refused = 0;
    for (int op = 0; op < OPCODE_COUNT; op++) {
        Instruction code[CODE_MAX];
        uint32_t pc;
        const uint32_t count = make_program((Opcode)op, code, &pc);
        cr_assert(verify(&fixture, code, count), "%s: %s", OPCODE_INFO[op].name,
                  fixture.report.text);
        const OpcodeInfo *info = &OPCODE_INFO[op];
        const uint8_t kinds[3] = {info->a, info->b, info->c};
        const bool is_wide = kinds[1] == OPERAND_BX || kinds[1] == OPERAND_SBX ||
                             kinds[1] == OPERAND_PROTO;
        if (kinds[0] == OPERAND_AX || kinds[0] == OPERAND_JUMP) continue;
        for (int i = 0; i < (is_wide ? 2 : 3); i++) {
            const uint32_t bad = first_bad((OperandKind)kinds[i]);
            if (bad == 0) continue;
            const Instruction before = code[pc];
            code[pc] = with_operand(before, i, bad);
            cr_assert(!verify(&fixture, code, count), "%s operand %d = %u", info->name, i,
                      bad);
            code[pc] = with_operand(before, i, 255);
            cr_assert(!verify(&fixture, code, count), "%s operand %d = 255", info->name,
                      i);
            code[pc] = before;
            refused++;
        }
    }
    cr_assert(refused > 150);
    close_and_check(fixture.vm);
}

Test(verify, constants_have_the_kind_that_the_opcode_needs)
{
    Fixture fixture;
    set_up(&fixture);
    GOOD(ABC(GETFIELD, 0, 0, 0), RET);
    BAD("no short string", ABC(GETFIELD, 0, 0, 3), RET);
    BAD("no short string", ABC(GETTABUP, 0, 0, 4), RET);
    BAD("no short string", ABC(SELF, 0, 0, 2), RET);
    GOOD(ABC(ADDK, 0, 0, 2), RET);
    BAD("no number", ABC(ADDK, 0, 0, 0), RET);
    GOOD(ABX(LOADK, 0, 3), RET);
    BAD("no constant 256", ABX(LOADK, 0, 256), RET);
    GOOD(ABC(LOADKX, 0, 0, 0), AX(4), RET);
    BAD("no constant 5", ABC(LOADKX, 0, 0, 0), AX(5), RET);
    BAD("no cell", ABC(GETCELL, 0, 1, 0), RET);
    GOOD(ABC(GETUPVAL, 0, 1, 0), RET);
    close_and_check(fixture.vm);
}

Test(verify, registers_that_are_only_implied_are_inside_the_frame)
{
    Fixture fixture;
    set_up(&fixture);
    GOOD(ABC(LOADNIL, 5, 2, 0), RET);
    BAD("register 8", ABC(LOADNIL, 5, 3, 0), RET);
    GOOD(ABC(SELF, 6, 0, 0), RET);
    BAD("register 8", ABC(SELF, 7, 0, 0), RET);
    GOOD(ABC(CONCAT, 6, 2, 0), RET);
    BAD("register 8", ABC(CONCAT, 6, 3, 0), RET);
    GOOD(ABC(CALL, 5, 3, 1), RET);
    BAD("register 8", ABC(CALL, 5, 4, 1), RET);
    GOOD(ABC(CALL, 5, 1, 4), RET);
    BAD("register 8", ABC(CALL, 5, 1, 5), RET);
    BAD("register 8", ABC(TAILCALL, 5, 4, 0), RET);
    GOOD(ABC(RETURN, 5, 4, 0));
    BAD("register 8", ABC(RETURN, 5, 5, 0));
    GOOD(ABC(VARARG, 5, 4, 0), RET);
    BAD("register 8", ABC(VARARG, 5, 5, 0), RET);
    GOOD(ABC(SETLIST, 5, 3, 0), AX(0), RET);
    BAD("register 8", ABC(SETLIST, 5, 4, 0), AX(0), RET);
    GOOD(ABC(FORPREP, 4, 0, 0), GO(JUMP, 0), RET);
    BAD("register 8", ABC(FORPREP, 5, 0, 0), GO(JUMP, 0), RET);
    BAD("register 8", RET, ABC(FORLOOP, 5, 0, 0), GO(LOOP, -2), RET);
    BAD("register 8", ABC(TFORPREP, 5, 0, 0), GO(JUMP, 0), RET);
    GOOD(ABC(TFORCALL, 3, 1, 0), RET);
    BAD("register 8", ABC(TFORCALL, 3, 2, 0), RET);
    BAD("register 8", RET, ABC(TFORLOOP, 4, 0, 0), GO(LOOP, -2), RET);
    close_and_check(fixture.vm);
}

Test(verify, counts_are_in_range)
{
    Fixture fixture;
    set_up(&fixture);
    BAD("joins 1", ABC(CONCAT, 0, 1, 0), RET);
    BAD("joins 0", ABC(CONCAT, 0, 0, 0), RET);
    BAD("no variable", ABC(TFORCALL, 0, 0, 0), RET);
    GOOD(ABC(NEWTABLE, 0, INSTRUCTION_NEWTABLE_MAX, 255), RET);
    BAD("entries", ABC(NEWTABLE, 0, INSTRUCTION_NEWTABLE_MAX + 1, 0), RET);
    fixture.proto.is_vararg = 0;
    BAD("no varargs", ABC(VARARG, 0, 2, 0), RET);
    close_and_check(fixture.vm);
}

Test(verify, jumps_land_on_instructions_in_their_direction)
{
    Fixture fixture;
    set_up(&fixture);
    GOOD(GO(JUMP, 1), RET, RET);
    BAD("jump to at 3", GO(JUMP, 2), RET, RET);
    BAD("jump to at -1", RET, GO(LOOP, -3), RET);
    BAD("jump to", GO(JUMP, INSTRUCTION_JUMP_MAX), RET);
    BAD("jump to", RET, GO(LOOP, -INSTRUCTION_JUMP_BIAS), RET);
    GOOD(GO(LOOP, -1));
    BAD("direction", RET, GO(JUMP, -2), RET);
    BAD("direction", GO(LOOP, 0), RET);
    /* onto an operand word; onto a condition's jump; into an open top */
    BAD("jump to at 2", GO(JUMP, 1), ABC(LOADKX, 0, 0, 0), AX(0), RET);
    BAD("jump to at 2", GO(JUMP, 1), ABC(TEST, 0, 0, 0), GO(JUMP, 0), RET);
    BAD("jump to at 2", GO(JUMP, 1), ABC(VARARG, 0, 0, 0), ABC(RETURN, 0, 0, 0));
    GOOD(GO(JUMP, 0), ABC(VARARG, 0, 0, 0), ABC(RETURN, 0, 0, 0));
    close_and_check(fixture.vm);
}

Test(verify, a_condition_is_followed_by_its_jump)
{
    Fixture fixture;
    set_up(&fixture);
    BAD("jump is missing", ABC(LT, 0, 1, 0), RET);
    BAD("jump is missing", RET, ABC(LT, 0, 1, 0), GO(LOOP, -2), RET);
    BAD("jump is missing", ABC(FORLOOP, 0, 0, 0), GO(JUMP, 0), RET);
    BAD("jump is missing", RET, ABC(EQ, 0, 1, 0));
    BAD("jump is missing", ABC(TEST, 0, 0, 0), ABC(TEST, 0, 0, 0), GO(JUMP, 0), RET);
    close_and_check(fixture.vm);
}

Test(verify, operand_words_stand_only_where_they_belong)
{
    Fixture fixture;
    set_up(&fixture);
    BAD("wrong place", AX(0), RET);
    BAD("wrong place", ABC(MOVE, 0, 1, 0), AX(0), RET);
    BAD("wrong place", ABC(LOADKX, 0, 0, 0), AX(0), AX(0), RET);
    BAD("operand word is missing", ABC(LOADKX, 0, 0, 0), RET);
    BAD("operand word is missing", RET, ABC(SETLIST, 0, 1, 0));
    BAD("no end", ABC(SETLIST, 0, 1, 0), AX(0));
    close_and_check(fixture.vm);
}

Test(verify, no_way_leads_past_the_end)
{
    Fixture fixture;
    set_up(&fixture);
    cr_assert(!verify(&fixture, NULL, 0));
    BAD("no end", ABC(MOVE, 0, 1, 0));
    BAD("no end", RET, ABC(CALL, 0, 1, 1));
    BAD("jump to", ABC(TEST, 0, 0, 0), GO(JUMP, 0));
    BAD("no end", ABC(LOADNIL, 0, 0, 0), ABC(FORLOOP, 0, 0, 0), GO(LOOP, -3));
    GOOD(ABC(TAILCALL, 0, 1, 0));
    GOOD(ABC(RETURN1, 0, 0, 0));
    GOOD(ABC(RETURN, 0, 1, 0));
    BAD("no such instruction", OPCODE_COUNT, RET);
    BAD("no such instruction", 0xff, RET);
    close_and_check(fixture.vm);
}

Test(verify, open_tops_are_used_by_the_next_instruction_only)
{
    Fixture fixture;
    set_up(&fixture);
    GOOD(ABC(VARARG, 1, 0, 0), ABC(CALL, 0, 0, 0), ABC(RETURN, 0, 0, 0));
    GOOD(ABC(CALL, 1, 1, 0), ABC(SETLIST, 0, 0, 0), AX(0), RET);
    GOOD(ABC(VARARG, 3, 0, 0), ABC(TAILCALL, 1, 0, 0));
    BAD("not used next", ABC(VARARG, 1, 0, 0), RET);
    BAD("not used next", ABC(CALL, 1, 1, 0), ABC(MOVE, 0, 1, 0), RET);
    BAD("no end", RET, ABC(VARARG, 1, 0, 0));
    BAD("no open results", ABC(CALL, 0, 0, 1), RET);
    BAD("no open results", ABC(VARARG, 1, 2, 0), ABC(RETURN, 0, 0, 0));
    BAD("start too low", ABC(VARARG, 0, 0, 0), ABC(CALL, 0, 0, 1), RET);
    BAD("start too low", ABC(VARARG, 2, 0, 0), ABC(RETURN, 3, 0, 0));
    GOOD(ABC(VARARG, 3, 0, 0), ABC(RETURN, 3, 0, 0));
    close_and_check(fixture.vm);
}

Test(verify, frames_have_room_for_their_parameters)
{
    Fixture fixture;
    set_up(&fixture);
    GOOD(RET);
    fixture.proto.frame_size = 2;
    BAD("2 registers for 2 parameters", RET);
    fixture.proto.frame_size = FRAME_MAX_REGISTERS;
    GOOD(RET);
    fixture.proto.frame_size = FRAME_MAX_REGISTERS + 1;
    BAD("255 registers", RET);
    fixture.proto.frame_size = REGISTERS;
    fixture.proto.is_vararg = 2;
    BAD("vararg flag", RET);
    fixture.proto.is_vararg = 1;
    fixture.constants[4] = value_object(TAG_TABLE, fixture.vm->globals);
    BAD("constant 4 is a table", RET);
    close_and_check(fixture.vm);
}

Test(verify, upvalues_have_a_source_in_the_parent)
{
    Fixture fixture;
    set_up(&fixture);
    UpvalueDesc *desc = &fixture.child_upvalues[0];
    *desc = (UpvalueDesc){.source = UPVALUE_LOCAL_VALUE, .index = REGISTERS - 1};
    GOOD(RET);
    desc->index = REGISTERS;
    BAD("no source", RET);
    *desc = (UpvalueDesc){.source = UPVALUE_LOCAL_CELL, .index = REGISTERS, .is_cell = 1};
    BAD("no source", RET);
    *desc = (UpvalueDesc){.source = UPVALUE_OUTER, .index = 0, .is_cell = 1};
    GOOD(RET);
    desc->index = 1; /* a value, not a cell */
    BAD("no source", RET);
    desc->is_cell = 0;
    GOOD(RET);
    desc->index = 2;
    BAD("no source", RET);
    /* a slot that contradicts itself */
    fixture.upvalues[0].is_cell = 0;
    BAD("bad upvalue 0", RET);
    fixture.upvalues[0] = (UpvalueDesc){.source = 3};
    BAD("bad upvalue 0", RET);
    fixture.upvalues[0] = (UpvalueDesc){.source = UPVALUE_LOCAL_VALUE, .is_cell = 1};
    BAD("bad upvalue 0", RET);
    close_and_check(fixture.vm);
}

Test(verify, local_variables_live_inside_the_code)
{
    Fixture fixture;
    set_up(&fixture);
    LocalDesc locals[2] = {{value_string(fixture.constants[0]), 0, 1, 7},
                           {value_string(fixture.constants[0]), 1, 1, 0}};
    fixture.proto.locals = locals;
    fixture.proto.local_count = 2;
    GOOD(RET);
    locals[0].reg = REGISTERS;
    BAD("local variable 0", RET);
    locals[0].reg = 0;
    locals[1].end_pc = 2;
    BAD("local variable 1", RET);
    locals[1].end_pc = 0;
    BAD("local variable 1", RET);
    locals[1] = (LocalDesc){NULL, 1, 1, 0};
    BAD("local variable 1", RET);
    locals[1] = locals[0];
    locals[0].start_pc = 1;
    BAD("local variable 1", RET);
    close_and_check(fixture.vm);
}

/* A cell over register 2 comes with the closure. */
Test(verify, no_call_and_no_end_over_open_registers)
{
    Fixture fixture;
    set_up(&fixture);
    fixture.child_upvalues[0] =
        (UpvalueDesc){.source = UPVALUE_LOCAL_CELL, .index = 2, .is_cell = 1};
    const Instruction closure = ABX(CLOSURE, 3, 0), end = ABC(RETURN, 0, 1, 1);
    GOOD(closure, ABC(CALL, 3, 1, 1), end);
    BAD("register 2 may be open", closure, ABC(CALL, 2, 1, 1), end);
    BAD("register 2 may be open", closure, ABC(CALL, 1, 1, 1), end);
    GOOD(closure, ABC(CLOSE, 2, 0, 0), ABC(CALL, 2, 1, 1), RET);
    BAD("register 2 may be open", closure, ABC(CLOSE, 3, 0, 0), ABC(CALL, 2, 1, 1), end);
    BAD("register 2 may be open", closure, RET);
    BAD("register 2 may be open", closure, ABC(RETURN1, 0, 0, 0));
    BAD("register 2 may be open", closure, ABC(RETURN, 0, 1, 0));
    BAD("register 2 may be open", closure, ABC(TAILCALL, 3, 1, 0));
    GOOD(closure, ABC(TAILCALL, 3, 1, 1));
    BAD("register 2 may be open", closure, ABC(TAILCALL, 2, 1, 1));
    BAD("register 0 may be open", ABC(TBC, 0, 0, 0), RET);
    /* By one way of two, and round a loop. */
    BAD("register 2 may be open", ABC(TEST, 0, 0, 0), GO(JUMP, 1), closure,
        ABC(CALL, 2, 1, 1), end);
    GOOD(ABC(TEST, 0, 0, 0), GO(JUMP, 2), closure, ABC(CLOSE, 2, 0, 0),
         ABC(CALL, 2, 1, 1), end);
    BAD("register 2 may be open", ABC(CALL, 2, 1, 1), closure, GO(LOOP, -3));
    GOOD(ABC(CALL, 2, 1, 1), closure, ABC(CLOSE, 1, 0, 0), GO(LOOP, -4));
    close_and_check(fixture.vm);
}

Test(verify, saved_frames_go_on_only_at_instructions)
{
    Fixture fixture;
    set_up(&fixture);
    Instruction code[] = {ABC(LT, 0, 1, 0),     GO(JUMP, 0),
                          ABC(LOADKX, 0, 0, 0), AX(0),
                          ABC(CONCAT, 0, 2, 0), ABC(CLOSE, 0, 0, 0),
                          ABC(CALL, 1, 1, 0),   ABC(RETURN, 1, 0, 1)};
    const uint32_t count = sizeof code / sizeof *code;
    cr_assert(verify(&fixture, code, count), "%s", fixture.report.text);
    static const bool PLAIN[] = {true, false, true, false, true, true, true, true, false};
    const Proto *proto = &fixture.proto;
    for (uint32_t pc = 0; pc <= count; pc++) {
        cr_assert_eq(bytecode_is_resume_point(proto, pc, AFTER_NONE, 0), PLAIN[pc]);
        cr_assert_eq(bytecode_is_resume_point(proto, pc, AFTER_FINALIZER, 0), PLAIN[pc]);
        cr_assert_eq(bytecode_is_resume_point(proto, pc, AFTER_TEST, 0), pc == 1);
        cr_assert(!bytecode_is_resume_point(proto, pc, AFTER_TEST_NOT, 0)); /* no LE */
        cr_assert_eq(bytecode_is_resume_point(proto, pc, AFTER_CONCAT, 1), pc == 5);
        cr_assert_eq(bytecode_is_resume_point(proto, pc, AFTER_REDO, 0), pc == 6);
        cr_assert_eq(bytecode_is_resume_point(proto, pc, AFTER_RETURN, 0), pc == 8);
        cr_assert(!bytecode_is_resume_point(proto, pc, AFTER_CONCAT, 0));
        cr_assert(!bytecode_is_resume_point(proto, pc, AFTER_CONCAT, 2));
        cr_assert(!bytecode_is_resume_point(proto, pc, AFTER_NONE, 1));
        cr_assert(bytecode_is_resume_point(proto, pc, AFTER_UNWIND, 0));
        cr_assert(!bytecode_is_resume_point(proto, pc, AFTER_COUNT, 0));
        cr_assert(!bytecode_is_resume_point(proto, pc, 255, 0));
        uint32_t first = 99;
        cr_assert_eq(bytecode_uses_top(proto, pc, &first), pc == 7);
        cr_assert_eq(first, pc == 7 ? 1 : 99);
    }
    cr_assert(!bytecode_is_resume_point(proto, count + 1, AFTER_UNWIND, 0));
    cr_assert(!bytecode_is_resume_point(proto, UINT32_MAX, AFTER_NONE, 0));
    close_and_check(fixture.vm);
}

Test(verify, random_code_is_refused_or_sound)
{
    Fixture fixture;
    set_up(&fixture);
    uint64_t seed = 12345;
    unsigned good = 0;
    for (int round = 0; round < 200000; round++) {
        Instruction code[4];
        for (int i = 0; i < 4; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            const uint32_t bits = (uint32_t)(seed >> 32);
            /* Mostly small operands, so that some programs are good. */
            code[i] = (bits & 0x03030300) | bits % (OPCODE_COUNT + 2);
        }
        code[3] = RET;
        good += verify(&fixture, code, 4);
    }
    cr_assert(good > 100, "only %u random programs were good", good);
    close_and_check(fixture.vm);
}
