/*
 * The code is as short as it should be, and captures are decided right.
 */
#include "compiling.h"

static void check_child(const char *text, const char *expected)
{
    VM *vm = open_checked();
    const Proto *main = compiled(vm, text);
    cr_assert_gt(main->child_count, 0);
    check_opcodes(main->children[0], expected);
    close_and_check(vm);
}

static void check_main(const char *text, const char *expected)
{
    VM *vm = open_checked();
    check_opcodes(compiled(vm, text), expected);
    close_and_check(vm);
}

Test(generate, fib_is_tight)
{
    check_child("function fib(n) if n < 2 then return n end "
                "return fib(n - 1) + fib(n - 2) end",
                "LTI JUMP RETURN1 GETTABUP SUBK CALL GETTABUP SUBK CALL ADD RETURN1");
}

Test(generate, locals_are_operands)
{
    check_child("function f(t, i, j) t[i], t[j] = t[j], t[i] end",
                "GETINDEX GETINDEX SETINDEX SETINDEX RETURN0");
    check_child("function f(a, b, t) a = a * b + 1 t.x = a b = t.y[2] end",
                "MUL ADDK SETFIELD GETFIELD GETINT RETURN0");
    check_child("function f(a) a = a or 1 return a end", "TEST JUMP LOADI RETURN1");
    check_child("function f(a, b) local c = a and b.x return c end",
                "TESTSET JUMP GETFIELD RETURN1");
}

Test(generate, constants_are_folded)
{
    check_main("local x <const> = 3; return x * 2 + 1 // 1, -x, not nil, ~5",
               "LOADI LOADI LOADTRUE LOADI RETURN");
    check_main("return 1 // 0", "LOADI IDIVK RETURN1");
    check_main("while true do end", "LOOP RETURN0");
    check_main("local s <const> = 'k' return t[s]", "GETTABUP GETFIELD RETURN1");
}

Test(generate, conditions_take_the_jumps_they_are_followed_by)
{
    check_main("local a, b if a == nil or not (b > 3) then f() end",
               "LOADNIL EQK JUMP GTI JUMP GETTABUP CALL RETURN0");
    check_main("local a while a do if a.x then break end end",
               "LOADNIL TEST JUMP GETFIELD TEST JUMP LOOP RETURN0");
    check_main("local a repeat until a", "LOADNIL TEST JUMP LOOP RETURN0");
}

Test(generate, a_loop_inside_an_if_jumps_back_at_once)
{
    VM *vm = open_checked();
    const Proto *main =
        compiled(vm, "local a while a do if a.x then f() else g() end end");
    check_opcodes(main,
                  "LOADNIL TEST JUMP GETFIELD TEST JUMP GETTABUP CALL LOOP GETTABUP CALL "
                  "LOOP RETURN0");
    close_and_check(vm);
}

/* ---- captures ---- */

/* The last upvalue of the last function. */
static const UpvalueDesc *last_upvalue(VM *vm, const char *text)
{
    const Proto *main = compiled(vm, text);
    cr_assert_gt(main->child_count, 0);
    const Proto *last = main->children[main->child_count - 1];
    cr_assert_gt(last->upvalue_count, 0, "%s", text);
    return &last->upvalues[last->upvalue_count - 1];
}

Test(generate, variables_never_assigned_again_are_copied)
{
    static const char *const COPIED[] = {
        "local x = 1; return function() return x end",
        "local x; return function() return function() return x end end",
        "for x = 1, 2 do f(function() return x end) end",
        "for k, x in p() do f(function() return x end) end",
        "local function x() end; return function() return x end",
        "local x <close> = nil; return function() return x end",
    };
    VM *vm = open_checked();
    for (size_t i = 0; i < sizeof COPIED / sizeof COPIED[0]; i++) {
        const UpvalueDesc *desc = last_upvalue(vm, COPIED[i]);
        cr_assert_eq(desc->source, UPVALUE_LOCAL_VALUE, "%s", COPIED[i]);
        cr_assert_not(desc->is_cell);
    }
    close_and_check(vm);
}

Test(generate, other_variables_are_cells)
{
    static const char *const CELLS[] = {
        "local x = 1; f(function() return x end); x = 2",
        "local x = 1; x = 2; return function() return x end",
        "local x = 1; return function() x = 2 end",
        "local x = 1; return function() return function() x = 2 end end",
        "local function x() return x end",
        "for x = 1, 2 do f(function() return x end) x = 3 end",
        "local _ENV = {}; return function() return _ENV end",
    };
    VM *vm = open_checked();
    for (size_t i = 0; i < sizeof CELLS / sizeof CELLS[0]; i++) {
        const UpvalueDesc *desc = last_upvalue(vm, CELLS[i]);
        cr_assert_eq(desc->source, UPVALUE_LOCAL_CELL, "%s", CELLS[i]);
        cr_assert(desc->is_cell);
    }
    close_and_check(vm);
}

Test(generate, only_scopes_with_cells_are_closed)
{
    check_main("do local x = 1; f(function() return x end) end",
               "LOADI GETTABUP CLOSURE CALL RETURN0");
    check_main("do local x = 1; f(function() x = 2 end) end",
               "LOADI GETTABUP CLOSURE CALL CLOSE RETURN0");
    check_main("local x = 1; f(function() x = 2 end) return x",
               "LOADI GETTABUP CLOSURE CALL RETURN");
    check_main("while a do local x = 1; f(function() x = 2 end) break end",
               "GETTABUP TEST JUMP LOADI GETTABUP CLOSURE CALL CLOSE JUMP RETURN0");
}

Test(generate, no_tail_call_past_a_variable_to_be_closed)
{
    check_main("return f()", "GETTABUP TAILCALL");
    check_main("return (f())", "GETTABUP CALL RETURN1");
    check_main("local x <close> = nil return f()", "LOADNIL TBC GETTABUP CALL RETURN");
    check_main("for i in x do return f() end",
               "GETTABUP LOADNIL TFORPREP JUMP GETTABUP CALL RETURN TFORCALL TFORLOOP "
               "LOOP CLOSE RETURN0");
}

Test(generate, debug_information_is_complete)
{
    VM *vm = open_checked();
    const Proto *main = compiled(vm, "local a = 1\nlocal function f(x)\nreturn x\nend");
    const Proto *f = main->children[0];
    cr_assert_eq(main->line_defined, 0);
    cr_assert_eq(f->line_defined, 2);
    cr_assert_eq(f->last_line, 4);
    cr_assert_eq(f->lines[0], 3);
    cr_assert_eq(f->main, main);
    cr_assert_eq(main->local_count, 2);
    cr_assert_str_eq(proto_local_name(f, 0, 0), "x");
    cr_assert_null(proto_local_name(main, 0, 0));
    cr_assert_str_eq(proto_local_name(main, 0, 1), "a");
    cr_assert_str_eq(main->source_text->data,
                     "local a = 1\nlocal function f(x)\nreturn x\nend");
    cr_assert_str_eq(main->upvalues[0].name->data, "_ENV");
    close_and_check(vm);
}
