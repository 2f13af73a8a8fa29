/*
 * Literals mean what the manual says, and broken ones are told as lua5.4 does.
 */
#include "compiling.h"

typedef struct Case {
    const char *text;
    const char *expected;
} Case;

static void check_strings(const Case *cases, size_t count)
{
    VM *vm = open_checked();
    for (size_t i = 0; i < count; i++) {
        const Value value = constant_of(vm, cases[i].text);
        cr_assert_eq(value.tag, TAG_STRING);
        cr_assert_str_eq(value_string(value)->data, cases[i].expected);
    }
    close_and_check(vm);
}

static void check_messages(const Case *cases, size_t count)
{
    VM *vm = open_checked();
    for (size_t i = 0; i < count; i++)
        cr_assert_str_eq(message_of(vm, cases[i].text), cases[i].expected);
    close_and_check(vm);
}

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

Test(lexer, escapes_give_their_bytes)
{
    const Case cases[] = {
        {"return '\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\\"'", "\a\b\f\n\r\t\v\\'\""},
        {"return '\\65\\066\\x43\\x6a'", "ABCj"},
        {"return '\\u{41}\\u{e9}\\u{20ac}\\u{10FFFF}'", "A\u00e9\u20ac\U0010FFFF"},
        {"return '\\u{7FFFFFFF}'", "\xfd\xbf\xbf\xbf\xbf\xbf"},
        {"return 'a\\z  \n\t b'", "ab"},
        {"return 'a\\\nb\\\r\nc'", "a\nb\nc"},
    };
    check_strings(cases, COUNT(cases));
}

Test(lexer, long_brackets_keep_all_but_the_first_line_break)
{
    const Case cases[] = {
        {"return [[a]]", "a"},
        {"return [[\na\\n]]", "a\\n"},
        {"return [[\r\na\r\nb\n\rc]]", "a\nb\nc"},
        {"return [==[a]]b]=]c]==]", "a]]b]=]c"},
        {"return --[[ skipped\n]] --[==[ ]] ]==] 'x'", "x"},
    };
    check_strings(cases, COUNT(cases));
}

Test(lexer, numbers_are_integers_or_floats)
{
    VM *vm = open_checked();
    Value value = constant_of(vm, "return 0x7fffffffffffffff");
    cr_assert_eq(value.tag, TAG_INTEGER);
    cr_assert_eq(value.as.integer, INT64_MAX);
    value = constant_of(vm, "return 9223372036854775808");
    cr_assert_eq(value.tag, TAG_FLOAT);
    cr_assert_eq(value.as.number, 0x1p63);
    value = constant_of(vm, "return 0xA.8p-2");
    cr_assert_eq(value.tag, TAG_FLOAT);
    cr_assert_eq(value.as.number, 2.625);
    close_and_check(vm);
}

Test(lexer, broken_strings_are_told)
{
    const Case cases[] = {
        {"x = \"abc", "x:1: unfinished string near <eof>"},
        {"x = \"a\\65b\n\"", "x:1: unfinished string near '\"aAb'"},
        {"x = 'a\\q'", "x:1: invalid escape sequence near ''a\\q'"},
        {"x = '\\65\\300'", "x:1: decimal escape too large near ''A\\300''"},
        {"x = '\\xZZ'", "x:1: hexadecimal digit expected near ''\\xZ'"},
        {"x = '\\u123'", "x:1: missing '{' near ''\\u1'"},
        {"x = '\\u{12'", "x:1: missing '}' near ''\\u{12''"},
        {"x = '\\u{80000000}'", "x:1: UTF-8 value too large near ''\\u{80000000'"},
        {"x =\n[[a\n", "x:3: unfinished long string (starting at line 2) near <eof>"},
        {"--[[", "x:1: unfinished long comment (starting at line 1) near <eof>"},
        {"x = [=x", "x:1: invalid long string delimiter near '[='"},
    };
    check_messages(cases, COUNT(cases));
}

Test(lexer, broken_numbers_and_strange_bytes_are_told)
{
    const Case cases[] = {
        {"x = 3x", "x:1: malformed number near '3x'"},
        {"x = 0x", "x:1: malformed number near '0x'"},
        {"x = 1e", "x:1: malformed number near '1e'"},
        {"x = 1..2", "x:1: malformed number near '1..2'"},
        {"x = @", "x:1: unexpected symbol near '@'"},
        {"x = \1", "x:1: unexpected symbol near '<\\1>'"},
        {"x = \xff", "x:1: unexpected symbol near '<\\255>'"},
    };
    check_messages(cases, COUNT(cases));
}

Test(lexer, a_file_may_start_with_a_mark_and_a_shell_line)
{
    VM *vm = open_checked();
    const char *text = "\xef\xbb\xbf#!/usr/bin/spore\nreturn 1 +";
    Proto *main = NULL;
    cr_assert_eq(compile_text(vm, text, strlen(text), "@f", &main), SPORE_SYNTAX);
    cr_assert_str_eq(value_string(vm->error)->data, "f:2: unexpected symbol near <eof>");
    cr_assert_str_eq(message_of(vm, "#x"), "x:1: unexpected symbol near '#'");
    close_and_check(vm);
}
