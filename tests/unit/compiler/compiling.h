/*
 * Compiling a text in a test: its message, or its instructions as a listing.
 */
#pragma once

#include <stdio.h>
#include <string.h>

#include "checked_vm.h"
#include "compiler/compile.h"
#include "vm/bytecode.h"
#include "vm/opcode.h"

/* The message of a text that must not compile. */
static inline const char *message_of(VM *vm, const char *text)
{
    Proto *main = NULL;
    const SporeStatus status = compile_text(vm, text, strlen(text), "=x", &main);
    cr_assert_eq(status, SPORE_SYNTAX, "compiles: %s", text);
    cr_assert_eq(vm->error.tag, TAG_STRING);
    return value_string(vm->error)->data;
}

static inline Proto *compiled(VM *vm, const char *text)
{
    Proto *main = NULL;
    const SporeStatus status = compile_text(vm, text, strlen(text), "=x", &main);
    cr_assert_eq(status, SPORE_OK, "%s: %s", text,
                 status == SPORE_SYNTAX ? value_string(vm->error)->data : "no memory");
    return main;
}

/* The constant that `return …` gives. */
static inline Value constant_of(VM *vm, const char *text)
{
    const Proto *main = compiled(vm, text);
    cr_assert_eq(INSTRUCTION_OP(main->code[0].instruction), OP_LOADK, "%s", text);
    return main->constants[INSTRUCTION_BX(main->code[0].instruction)];
}

/* Names of the opcodes, with a space between them. */
static inline void list_opcodes(const Proto *proto, char *out, size_t size)
{
    size_t length = 0;
    out[0] = 0;
    for (uint32_t pc = 0; pc < proto->code_count; pc++) {
        const char *name = OPCODE_INFO[INSTRUCTION_OP(proto->code[pc].instruction)].name;
        const int wrote =
            snprintf(out + length, size - length, "%s%s", pc > 0 ? " " : "", name);
        cr_assert_lt(length + (size_t)wrote, size);
        length += (size_t)wrote;
    }
}

static inline void check_opcodes(const Proto *proto, const char *expected)
{
    char listing[2048];
    list_opcodes(proto, listing, sizeof listing);
    cr_assert_str_eq(listing, expected);
}
