/*
 * Bytecode as bytes: it comes back the same, and no bytes whatever crash the
 * reader.
 */
#include "vm/bytecode.h"

#include <string.h>

#include "checked_vm.h"
#include "vm/opcode.h"

#define ABC(op, a, b, c) instruction_abc(OP_##op, a, b, c)

static void *copy_block(VM *vm, const void *data, size_t size)
{
    void *block = heap_new_block(vm, size);
    memcpy(block, data, size);
    return block;
}

static void set_code(VM *vm, Proto *proto, const Instruction *code, uint32_t count)
{
    proto->code = heap_new_block(vm, count * sizeof *proto->code);
    for (uint32_t i = 0; i < count; i++)
        proto->code[i] = (CodeWord){code[i], 0};
    proto->code_count = count;
    proto->lines = heap_new_block(vm, count * sizeof *proto->lines);
    for (uint32_t i = 0; i < count; i++) /* lines go up and down */
        proto->lines[i] = proto->line_defined + (i * 7) % 5;
}

static void set_constants(VM *vm, Proto *proto)
{
    char text[1000];
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)i;
    const Value constants[] = {
        string_value(string_from(vm, "print")),
        VALUE_NIL,
        VALUE_FALSE,
        VALUE_TRUE,
        value_integer(INT64_MIN),
        value_integer(-1),
        value_float(-0.0),
        value_float(0.1),
        string_value(string_new(vm, text, sizeof text)),
        string_value(string_from(vm, "")),
    };
    proto->constant_count = sizeof constants / sizeof *constants;
    proto->constants = copy_block(vm, constants, sizeof constants);
}

static Proto *make_child(VM *vm, uint32_t line, uint8_t index)
{
    const Instruction code[] = {ABC(GETUPVAL, 0, 0, 0), ABC(RETURN1, 0, 0, 0)};
    const UpvalueDesc upvalue = {.name = string_from(vm, "captured"),
                                 .source = UPVALUE_LOCAL_VALUE,
                                 .index = index};
    Proto *child = proto_new(vm);
    child->line_defined = line;
    child->last_line = line + 2;
    child->parameter_count = 1;
    child->frame_size = 2;
    child->upvalues = copy_block(vm, &upvalue, sizeof upvalue);
    child->upvalue_count = 1;
    set_code(vm, child, code, 2);
    return child;
}

static void set_children(VM *vm, Proto *proto, Proto *first, Proto *second)
{
    Proto *children[] = {first, second};
    proto->children = copy_block(vm, children, sizeof children);
    proto->child_count = 2;
}

/* main with children a and b; a with children c and d. */
static Proto *make_chunk(VM *vm)
{
    const Instruction code[] = {ABC(GETTABUP, 0, 0, 0), instruction_abx(OP_LOADK, 1, 8),
                                ABC(TEST, 0, 0, 1),     instruction_jump(OP_JUMP, 2),
                                ABC(LOADKX, 1, 0, 0),   instruction_ax(OP_EXTRA, 9),
                                ABC(CALL, 0, 2, 1),     instruction_abx(OP_CLOSURE, 2, 1),
                                ABC(RETURN0, 0, 0, 0)};
    const UpvalueDesc env = {
        .name = vm->names[NAME_ENV], .is_cell = 1, .source = UPVALUE_LOCAL_CELL};
    const LocalDesc locals[] = {{string_from(vm, "x"), 1, 9, 0},
                                {string_from(vm, "long_name"), 3, 3, 1}};
    Proto *main = proto_new(vm);
    main->frame_size = 4;
    main->is_vararg = 1;
    main->last_line = 99;
    main->upvalues = copy_block(vm, &env, sizeof env);
    main->upvalue_count = 1;
    main->locals = copy_block(vm, locals, sizeof locals);
    main->local_count = 2;
    main->source_name = string_from(vm, "@chunk.lua");
    main->source_text = string_from(vm, "print('a text that is kept')\n");
    set_constants(vm, main);
    set_code(vm, main, code, sizeof code / sizeof *code);
    Proto *a = make_child(vm, 3, 0);
    set_children(vm, a, make_child(vm, 4, 1), make_child(vm, 70000, 0));
    set_children(vm, main, a, make_child(vm, 100000, 3));
    cr_assert(proto_complete(vm, main));
    return main;
}

static SporeStatus read(VM *vm, const Bytes *bytes, Proto **out_main)
{
    Reader in = {.at = bytes->data, .end = bytes->data + bytes->count};
    Report report = {{0}};
    const SporeStatus status = bytecode_read(vm, &in, out_main, &report);
    cr_assert_eq(status != SPORE_OK, report.text[0] != '\0');
    if (status == SPORE_OK) cr_assert_eq(reader_left(&in), 0);
    return status;
}

static void check_same(const Bytes *a, const Bytes *b)
{
    cr_assert(!a->has_failed && !b->has_failed);
    cr_assert_eq(a->count, b->count);
    cr_assert_eq(memcmp(a->data, b->data, a->count), 0);
}

Test(bytecode, a_chunk_comes_back_the_same)
{
    VM *vm = open_checked();
    Bytes bytes = {0};
    Bytes again = {0};
    Bytes listing = {0};
    Bytes listing_again = {0};
    Proto *const main = make_chunk(vm);
    Proto *loaded = NULL;
    bytecode_write(main, BYTECODE_ALL, &bytes);
    cr_assert_eq(read(vm, &bytes, &loaded), SPORE_OK);
    bytecode_write(loaded, BYTECODE_ALL, &again);
    check_same(&bytes, &again);

    cr_assert_eq(loaded->all_count, 5);
    for (uint32_t i = 0; i < 5; i++) {
        const Proto *const before = main->all[i];
        const Proto *const after = loaded->all[i];
        cr_assert_eq(after->line_defined, before->line_defined);
        cr_assert_eq(after->last_line, before->last_line);
        cr_assert_eq(after->code_count, before->code_count);
        for (uint32_t pc = 0; pc < after->code_count; pc++) {
            cr_assert_eq(after->code[pc].instruction, before->code[pc].instruction);
            cr_assert_eq(after->code[pc].hint, 0);
            cr_assert_eq(after->lines[pc], before->lines[pc]);
        }
    }
    for (uint32_t i = 0; i < main->constant_count; i++) {
        cr_assert_eq(loaded->constants[i].tag, main->constants[i].tag);
        cr_assert(value_equals(loaded->constants[i], main->constants[i]));
    }
    cr_assert_eq(loaded->constants[6].as.bits, main->constants[6].as.bits); /* -0.0 */
    cr_assert_str_eq(loaded->source_name->data, "@chunk.lua");
    cr_assert(string_equals(loaded->source_text, main->source_text));
    cr_assert_str_eq(loaded->locals[1].name->data, "long_name");
    bytecode_disassemble(main, &listing);
    bytecode_disassemble(loaded, &listing_again);
    check_same(&listing, &listing_again);
    bytes_deinit(&bytes);
    bytes_deinit(&again);
    bytes_deinit(&listing);
    bytes_deinit(&listing_again);
    close_and_check(vm);
}

Test(bytecode, a_stripped_chunk_has_no_names_lines_or_source)
{
    VM *vm = open_checked();
    Bytes bytes = {0};
    Bytes again = {0};
    Bytes listing = {0};
    Proto *loaded = NULL;
    bytecode_write(make_chunk(vm), 0, &bytes);
    cr_assert_eq(read(vm, &bytes, &loaded), SPORE_OK);
    cr_assert_null(loaded->source_name);
    cr_assert_null(loaded->source_text);
    cr_assert_null(loaded->lines);
    cr_assert_null(loaded->upvalues[0].name);
    cr_assert_eq(loaded->local_count, 0);
    bytecode_write(loaded, 0, &again);
    check_same(&bytes, &again);
    bytecode_disassemble(loaded, &listing); /* must do without names */
    cr_assert(listing.count > 100);
    bytes_deinit(&bytes);
    bytes_deinit(&again);
    bytes_deinit(&listing);
    close_and_check(vm);
}

Test(bytecode, a_nested_function_is_a_chunk_of_its_own)
{
    VM *vm = open_checked();
    Bytes bytes = {0};
    Proto *loaded = NULL;
    Proto *const nested = make_chunk(vm)->children[0];
    bytecode_write(nested, BYTECODE_ALL, &bytes);
    cr_assert_eq(read(vm, &bytes, &loaded), SPORE_OK);
    cr_assert_eq(loaded->all_count, 3);
    cr_assert_eq(loaded->line_defined, 3);
    cr_assert_eq(loaded->all[2]->line_defined, 70000);
    cr_assert_str_eq(loaded->source_name->data, "@chunk.lua");
    bytes_deinit(&bytes);
    close_and_check(vm);
}

Test(bytecode, the_listing_names_what_operands_stand_for)
{
    VM *vm = open_checked();
    Bytes listing = {0};
    bytecode_disassemble(make_chunk(vm), &listing);
    bytes_put_u8(&listing, 0);
    const char *const text = (const char *)listing.data;
    cr_assert_not_null(strstr(text, "main <chunk.lua:0,99>"));
    cr_assert_not_null(strstr(text, "GETTABUP  0 0 0 ; _ENV \"print\""));
    cr_assert_not_null(strstr(text, "JUMP      2 ; to 6"), "%s", text);
    cr_assert_not_null(strstr(text, "CLOSURE   2 1 ; function at line 100000"));
    cr_assert_not_null(strstr(text, "function <chunk.lua:70000,70002>"));
    bytes_deinit(&listing);
    close_and_check(vm);
}

Test(bytecode, other_files_and_versions_are_told_apart)
{
    VM *vm = open_checked();
    Bytes bytes = {0};
    Proto *loaded = NULL;
    bytecode_write(make_chunk(vm), BYTECODE_ALL, &bytes);
    bytes.data[6]++;
    cr_assert_eq(read(vm, &bytes, &loaded), SPORE_INCOMPATIBLE);
    bytes.data[6]--;
    bytes.data[0] = '#';
    cr_assert_eq(read(vm, &bytes, &loaded), SPORE_CORRUPT);
    cr_assert_null(loaded);
    bytes_deinit(&bytes);
    close_and_check(vm);
}

Test(bytecode, every_cut_is_noticed)
{
    VM *vm = open_checked();
    Bytes bytes = {0};
    Proto *loaded = NULL;
    bytecode_write(make_chunk(vm), BYTECODE_ALL, &bytes);
    const size_t whole = bytes.count;
    for (bytes.count = 0; bytes.count < whole; bytes.count++)
        cr_assert_eq(read(vm, &bytes, &loaded), SPORE_CORRUPT, "%zu", bytes.count);
    bytes_deinit(&bytes);
    close_and_check(vm);
}

Test(bytecode, every_flipped_byte_is_refused_or_harmless)
{
    VM *vm = open_checked();
    Bytes bytes = {0};
    Bytes again = {0};
    bytecode_write(make_chunk(vm), BYTECODE_ALL, &bytes);
    unsigned refused = 0;
    for (size_t i = 0; i < bytes.count; i++) {
        for (unsigned flip = 1; flip < 256; flip = flip * 2 + 1) {
            Proto *loaded = NULL;
            bytes.data[i] ^= (uint8_t)flip;
            Reader in = {.at = bytes.data, .end = bytes.data + bytes.count};
            Report report;
            if (bytecode_read(vm, &in, &loaded, &report) == SPORE_OK) {
                /* What was accepted is what was written. */
                bytes_clear(&again);
                bytecode_write(loaded, BYTECODE_ALL, &again);
                cr_assert(again.count <= bytes.count);
                cr_assert_eq(memcmp(again.data, bytes.data, again.count), 0);
                bytes_clear(&again);
                bytecode_disassemble(loaded, &again);
            } else {
                refused++;
            }
            bytes.data[i] ^= (uint8_t)flip;
        }
        if (i % 64 == 0) heap_collect(vm); /* half-made prototypes must be sound */
    }
    cr_assert(refused > 500, "%u", refused);
    bytes_deinit(&bytes);
    bytes_deinit(&again);
    close_and_check(vm);
}

Test(bytecode, random_damage_never_crashes)
{
    VM *vm = open_checked();
    Bytes bytes = {0};
    Bytes damaged = {0};
    bytecode_write(make_chunk(vm), BYTECODE_ALL, &bytes);
    uint64_t seed = 99;
    for (int round = 0; round < 20000; round++) {
        bytes_clear(&damaged);
        bytes_put(&damaged, bytes.data, bytes.count);
        for (int i = 0; i < 1 + round % 8; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            damaged.data[(seed >> 33) % damaged.count] = (uint8_t)(seed >> 24);
        }
        Proto *loaded = NULL;
        Reader in = {.at = damaged.data, .end = damaged.data + damaged.count};
        Report report;
        const SporeStatus status = bytecode_read(vm, &in, &loaded, &report);
        cr_assert_eq(status == SPORE_OK, loaded != NULL);
        if (round % 256 == 0) heap_collect(vm);
    }
    bytes_deinit(&bytes);
    bytes_deinit(&damaged);
    close_and_check(vm);
}

Test(bytecode, nested_claims_cannot_ask_for_more_than_there_is)
{
    VM *vm = open_checked();
    Bytes bytes = {0};
    /* Each function claims as many children as the rest could hold. */
    bytecode_write(make_chunk(vm), 0, &bytes);
    bytes.count = 8; /* the header */
    for (int depth = 0; depth < 900; depth++) {
        static const uint8_t START[] = {1, 1, 0, 0, 1};
        static const uint8_t REST[] = {1, 0, 0, 0, 0, 0, 0};
        bytes_put(&bytes, START, sizeof START);
        bytes_put_varint(&bytes, (uint64_t)(900 - depth) * 14 / 13 - 1);
        bytes_put(&bytes, REST, sizeof REST);
    }
    const size_t before = vm->heap.live_bytes;
    Proto *loaded = NULL;
    cr_assert_eq(read(vm, &bytes, &loaded), SPORE_CORRUPT);
    cr_assert(vm->heap.live_bytes - before < bytes.count * 2, "%zu bytes",
              vm->heap.live_bytes - before);
    bytes_deinit(&bytes);
    close_and_check(vm);
}
