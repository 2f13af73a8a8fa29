/*
 * What is wrong with a text is told in lua5.4's words; no text overflows the C
 * stack, none leaks, and memory may fail at any time.
 */
#include "compiling.h"

typedef struct Case {
    const char *text;
    const char *message;
} Case;

static const Case CASES[] = {
    {"x", "x:1: syntax error near <eof>"},
    {"x.y:z", "x:1: function arguments expected near <eof>"},
    {"(a) = 1", "x:1: syntax error near '='"},
    {"f() = 1", "x:1: syntax error near '='"},
    {"x = }", "x:1: unexpected symbol near '}'"},
    {"end", "x:1: <eof> expected near 'end'"},
    {"if x then\n\n", "x:3: 'end' expected (to close 'if' at line 1) near <eof>"},
    {"x = 'a' 'b\\n'", "x:1: unexpected symbol near ''b\n''"},
    {"for x", "x:1: '=' or 'in' expected near <eof>"},
    {"for x = 1 do", "x:1: ',' expected near 'do'"},
    {"function f() return ... end",
     "x:1: cannot use '...' outside a vararg function near '...'"},
    {"function f(1) end", "x:1: <name> or '...' expected near '1'"},
    {"local x <foo> = 1", "x:1: unknown attribute 'foo'"},
    {"local x <close>, y <close> = 1",
     "x:1: multiple to-be-closed variables in local list"},
    {"local x <const> = 1; x = 2", "x:1: attempt to assign to const variable 'x'"},
    {"local x <const> = {}; function f() x = 2 end",
     "x:1: attempt to assign to const variable 'x'"},
    {"local x <close> = nil; x = 2", "x:1: attempt to assign to const variable 'x'"},
    {"break", "x:1: break outside loop at line 1"},
    {"while x do function f() break end end", "x:1: break outside loop at line 1"},
    {"goto l", "x:1: no visible label 'l' for <goto> at line 1"},
    {"do ::l:: end goto l", "x:1: no visible label 'l' for <goto> at line 1"},
    {"::a:: ::a::", "x:1: label 'a' already defined on line 1"},
    {"::a:: do ::a:: end", "x:1: label 'a' already defined on line 1"},
    {"do goto l; local a; ::l:: x() end",
     "x:1: <goto l> at line 1 jumps into the scope of local 'a'"},
    {"repeat goto l; local a; ::l:: until a",
     "x:1: <goto l> at line 1 jumps into the scope of local 'a'"},
};

Test(parser, says_what_is_wrong_as_lua_does)
{
    VM *vm = open_checked();
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        cr_assert_str_eq(message_of(vm, CASES[i].text), CASES[i].message);
    close_and_check(vm);
}

Test(parser, gotos_to_the_end_of_a_block_pass_its_locals)
{
    VM *vm = open_checked();
    compiled(vm, "do goto l; local a; ::l:: ; ::m:: end");
    compiled(vm, "while x do goto continue; local a; ::continue:: end");
    compiled(vm, "do ::a:: end ::a:: do ::b:: end ::b::");
    close_and_check(vm);
}

/* A text of `start`, then `head`, `middle` and `tail`, repeated but for the middle. */
typedef struct Shape {
    const char *start;
    const char *head;
    const char *middle;
    const char *tail;
} Shape;

static void put_text(Bytes *out, const char *text)
{
    bytes_put(out, text, strlen(text));
}

static const char *text_of(Bytes *out, const Shape *shape, int count)
{
    bytes_clear(out);
    put_text(out, shape->start);
    for (int i = 0; i < count; i++)
        put_text(out, shape->head);
    put_text(out, shape->middle);
    for (int i = 0; i < count; i++)
        put_text(out, shape->tail);
    bytes_put_u8(out, 0);
    cr_assert_not(out->has_failed);
    return (const char *)out->data;
}

Test(parser, deep_nesting_is_an_error)
{
    static const Shape SHAPES[] = {
        {"", "do ", "", "end "},
        {"", "if x then ", "", "end "},
        {"", "repeat ", "", "until x "},
        {"", "while x do ", "", "end "},
        {"", "return function() ", "", "end "},
        {"", "a, ", "a = 1", ""},
        {"x = ", "{", "", "}"},
        {"x = ", "(", "1", ")"},
        {"x = ", "f(", "1", ")"},
        {"x = ", "- ", "a", ""},
        {"x = ", "not ", "a", ""},
        {"x = ", "a .. ", "a", ""},
        {"x = ", "2 ^ ", "a", ""},
        {"x = ", "a < ", "a", ""},
    };
    VM *vm = open_checked();
    Bytes text = {0};
    for (size_t i = 0; i < sizeof SHAPES / sizeof SHAPES[0]; i++) {
        compiled(vm, text_of(&text, &SHAPES[i], 60));
        const char *message = message_of(vm, text_of(&text, &SHAPES[i], 10000));
        cr_assert_not_null(strstr(message, "C stack overflow"), "%s", message);
    }
    bytes_deinit(&text);
    close_and_check(vm);
}

Test(parser, chains_may_be_as_long_as_the_text)
{
    static const Shape SHAPES[] = {
        {"return ", "a + ", "a", ""},
        {"return ", "a and ", "a", ""},
        {"return ", "a or ", "a", ""},
        {"return ", "a - 1 * ", "a", ""},
        {"return ", "", "a", ".a"},
        {"return ", "", "a", "[1]"},
        {"return ", "", "a", "()"},
        {"return ", "", "a", ":a()"},
        {"if x then ", "elseif a then ", "end", ""},
        {"", "do end ", "", ""},
    };
    VM *vm = open_checked();
    Bytes text = {0};
    for (size_t i = 0; i < sizeof SHAPES / sizeof SHAPES[0]; i++)
        compiled(vm, text_of(&text, &SHAPES[i], 50000));
    bytes_deinit(&text);
    close_and_check(vm);
}

/* "local v0 = …" for so many variables, then `tail`. */
static void many_locals(Bytes *out, int count, const char *tail)
{
    char line[64];
    bytes_clear(out);
    for (int i = 0; i < count; i++) {
        const int length = snprintf(line, sizeof line, "local v%d = %d\n", i, i);
        bytes_put(out, line, (size_t)length);
    }
    bytes_put(out, tail, strlen(tail) + 1);
}

Test(parser, limits_are_told)
{
    VM *vm = open_checked();
    Bytes text = {0};
    many_locals(&text, 200, "return v199");
    compiled(vm, (const char *)text.data);
    many_locals(&text, 201, "return v199");
    cr_assert_str_eq(message_of(vm, (const char *)text.data),
                     "x:201: too many local variables (limit is 200) in main function "
                     "near '='");
    many_locals(&text, 200,
                "return v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, "
                "{v0, v0, v0, v0, v0, v0, v0, v0, v0, v0, v0, v0, v0, v0, "
                "v0, v0, v0, v0, v0, v0, v0, v0, v0, v0, v0, v0, v0, v0, "
                "v0, v0, v0, v0, v0, v0, v0, v0, v0, v0, v0, v0, v0, v0, "
                "v0, v0, v0, v0}");
    cr_assert_not_null(strstr(message_of(vm, (const char *)text.data),
                              "function or expression needs too many registers"));
    bytes_deinit(&text);
    close_and_check(vm);
}

/* ---- memory that fails ---- */

static long allocations_left;

static void *failing_allocate(void *context, void *block, size_t old_size,
                              size_t new_size)
{
    if (new_size > 0 && allocations_left-- <= 0) return NULL;
    return checked_allocate(context, block, old_size, new_size);
}

Test(parser, memory_may_fail_at_any_time)
{
    const char *text =
        "local a, b <const>, c <close> = 1, 2, nil\n"
        "local function f(x, y, ...) local t = {x, y = y, [1] = ...} return f(t) end\n"
        "for k, v in pairs{f = function() a = a + 1 return a, f end} do\n"
        "  if k and not v or a < 3 then goto next end\n"
        "  while a do local q = function() q = a end break end\n"
        "  ::next:: print(k .. 'x' .. v, a.b.c:d(e)[7])\n"
        "end\n"
        "for i = 1, 10 do repeat local z = i until z > 3 end\n";
    const VMOptions options = {.allocate = failing_allocate};
    SporeStatus status = SPORE_NO_MEMORY;
    long limit = 0;
    for (; status == SPORE_NO_MEMORY; limit++) {
        allocations_left = 1000000;
        VM *vm = vm_new(&options);
        cr_assert_not_null(vm);
        Proto *main = NULL;
        allocations_left = limit;
        status = compile_text(vm, text, strlen(text), "=x", &main);
        close_and_check(vm);
    }
    cr_assert_eq(status, SPORE_OK);
    cr_assert_gt(limit, 10, "only %ld allocations", limit);
}

/* ---- how much memory is taken ---- */

static size_t most_bytes;

static void *measured_allocate(void *context, void *block, size_t old_size,
                               size_t new_size)
{
    void *result = checked_allocate(context, block, old_size, new_size);
    if (checked_bytes > most_bytes) most_bytes = checked_bytes;
    return result;
}

Test(parser, statements_take_no_more_memory_deep_inside)
{
    static const Shape CALLS = {"", "f() ", "", ""};
    const VMOptions options = {.allocate = measured_allocate};
    Bytes calls = {0};
    Bytes text = {0};
    const Shape blocks = {"", "do ", text_of(&calls, &CALLS, 10000), "end "};
    VM *vm = vm_new(&options);
    cr_assert_not_null(vm);
    compiled(vm, (const char *)calls.data);
    const size_t outside = most_bytes;
    compiled(vm, text_of(&text, &blocks, 180));
    cr_assert_lt(most_bytes, 2 * outside, "%zu bytes, not %zu", most_bytes, outside);
    bytes_deinit(&calls);
    bytes_deinit(&text);
    close_and_check(vm);
}
