/*
 * Names that messages give to values (src/vm/debuginfo.c), in code as the
 * compiler makes it.
 */
#include "compiling.h"
#include "vm/debuginfo.h"

/* What the function of the last call in the text is called: "kind name". */
static void check_call(VM *vm, const char *text, const char *expected)
{
    const Proto *main = compiled(vm, text);
    const Proto *proto = main->child_count > 0 ? main->children[0] : main;
    uint32_t pc = proto->code_count;
    while (pc-- > 0) {
        const Opcode op = INSTRUCTION_OP(proto->code[pc].instruction);
        if (op == OP_CALL || op == OP_TAILCALL || op == OP_TFORCALL) break;
    }
    cr_assert_lt(pc, proto->code_count, "no call in: %s", text);
    const char *name = NULL;
    const char *kind = debug_call_name(proto, pc, &name);
    char found[80];
    snprintf(found, sizeof found, "%s %s", kind ? kind : "-", name ? name : "-");
    cr_assert_str_eq(found, expected, "%s", text);
}

Test(debuginfo, functions_have_the_name_they_were_called_by)
{
    VM *vm = open_checked();
    check_call(vm, "f()", "global f");
    check_call(vm, "local f; f()", "local f");
    check_call(vm, "a.b.c()", "field c");
    check_call(vm, "a[1]()", "field integer index");
    check_call(vm, "a[b]()", "field ?");
    check_call(vm, "a:m()", "method m");
    check_call(vm, "('x')()", "constant x");
    check_call(vm, "local f; return function() f() end", "upvalue f");
    check_call(vm, "local f; f = 1; return function() f() end", "upvalue f");
    check_call(vm, "local t; t = 1; return function() t.x() end", "field x");
    check_call(vm, "local _ENV = {}; f()", "global f");
    check_call(vm, "for x in f do end", "for iterator for iterator");
    close_and_check(vm);
}

Test(debuginfo, joined_paths_have_no_name)
{
    VM *vm = open_checked();
    check_call(vm, "(a or b)()", "- -");
    check_call(vm, "(a and b)()", "- -");
    check_call(vm, "f()()", "- -");
    check_call(vm, "(x + y)()", "- -");
    check_call(vm, "if a then b() end f()", "global f");
    close_and_check(vm);
}

Test(debuginfo, far_constants_name_fields_too)
{
    VM *vm = open_checked();
    Bytes text = {0};
    char line[32];
    for (int i = 0; i < 300; i++) {
        const int length = snprintf(line, sizeof line, "x = 'k%d'\n", i);
        bytes_put(&text, line, (size_t)length);
    }
    bytes_put(&text, "a.far()", 8);
    cr_assert_not(text.has_failed);
    check_call(vm, (const char *)text.data, "field far");
    text.count -= 8;
    bytes_put(&text, "far()", 6);
    check_call(vm, (const char *)text.data, "global far");
    bytes_deinit(&text);
    close_and_check(vm);
}

Test(debuginfo, operators_are_named_after_their_events)
{
    VM *vm = open_checked();
    const Proto *main =
        compiled(vm, "local a, b; a = a + b; a = a * 2; a = a .. b; a = a < b");
    const char *const expected[] = {"add", "mul", "concat", "lt"};
    size_t next = 0;
    for (uint32_t pc = 0; pc < main->code_count; pc++) {
        const char *name;
        const char *kind = debug_call_name(main, pc, &name);
        if (!kind) continue;
        cr_assert_str_eq(kind, "metamethod");
        cr_assert_lt(next, sizeof expected / sizeof expected[0]);
        cr_assert_str_eq(name, expected[next++]);
    }
    cr_assert_eq(next, sizeof expected / sizeof expected[0]);
    close_and_check(vm);
}
