/*
 * Packing and the cursor: what is packed comes back; of bytes that nobody packed
 * nothing worse comes than a failure.
 */
#include "persist/unpack.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "persist/pack.h"

static Token first_token(const void *data, size_t size)
{
    Cursor cursor = cursor_over(data, size);
    Token token;
    cursor_take(&cursor, &token);
    return token;
}

Test(unpack, integers_of_every_size_come_back)
{
    Bytes bytes = {0};
    for (int bit = 0; bit < 64; bit++) {
        int64_t high = (int64_t)((UINT64_C(1) << bit) - 1);
        pack_integer(&bytes, high);
        pack_integer(&bytes, -high - 1);
        pack_unsigned(&bytes, UINT64_C(1) << bit);
    }
    Cursor cursor = cursor_over(bytes.data, bytes.count);
    for (int bit = 0; bit < 64; bit++) {
        int64_t high = (int64_t)((UINT64_C(1) << bit) - 1);
        cr_assert_eq(cursor_take_integer(&cursor, INT64_MIN, INT64_MAX), high);
        cr_assert_eq(cursor_take_integer(&cursor, INT64_MIN, INT64_MAX), -high - 1);
        cr_assert_eq(cursor_take_unsigned(&cursor, UINT64_MAX), UINT64_C(1) << bit);
    }
    cr_assert(cursor_is_done(&cursor));
    bytes_deinit(&bytes);
}

Test(unpack, floats_come_back_to_the_bit)
{
    const uint64_t patterns[] = {
        0, UINT64_C(1) << 63, 0x7ff0000000000000, 0x7ff8000000000123, 0xfff4000000000001,
        1, 0x3fb999999999999a};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        double number, back;
        memcpy(&number, &patterns[i], sizeof number);
        Bytes bytes = {0};
        pack_float(&bytes, number);
        cr_assert_eq(bytes.count, 9);
        Token token = first_token(bytes.data, bytes.count);
        cr_assert_eq(token.kind, TOKEN_FLOAT);
        back = token.as.number;
        cr_assert_arr_eq(&back, &number, sizeof back);
        bytes_deinit(&bytes);
    }
}

Test(unpack, strings_of_every_length_class_come_back)
{
    static const size_t SIZES[] = {0, 1, 31, 32, 255, 256, 65535, 65536, 100000};
    char *text = malloc(100000);
    memset(text, 'x', 100000);
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        Bytes bytes = {0};
        pack_str(&bytes, text, SIZES[i]);
        pack_bin(&bytes, text, SIZES[i]);
        if (SIZES[i]) pack_ext(&bytes, 7, text, SIZES[i]);
        Cursor cursor = cursor_over(bytes.data, bytes.count);
        for (int n = 0; n < 2; n++) {
            size_t size;
            const uint8_t *data = cursor_take_bytes(&cursor, &size);
            cr_assert_not_null(data);
            cr_assert_eq(size, SIZES[i]);
            cr_assert(memcmp(data, text, size) == 0);
        }
        if (SIZES[i]) {
            Token token;
            cursor_take(&cursor, &token);
            cr_assert_eq(token.kind, TOKEN_EXT);
            cr_assert_eq(token.ext_type, 7);
            cr_assert_eq(token.as.size, SIZES[i]);
        }
        cr_assert(cursor_is_done(&cursor));
        bytes_deinit(&bytes);
    }
    free(text);
}

Test(unpack, a_map_closed_late_has_its_size)
{
    static const unsigned COUNTS[] = {0, 1, 15, 16, 40};
    for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS; i++) {
        Bytes bytes = {0};
        pack_nil(&bytes);
        size_t place = pack_map_begin(&bytes);
        for (unsigned n = 0; n < COUNTS[i]; n++) {
            pack_unsigned(&bytes, n);
            pack_bool(&bytes, n % 2);
        }
        pack_map_end(&bytes, place, COUNTS[i]);
        Cursor cursor = cursor_over(bytes.data, bytes.count);
        cursor_skip(&cursor);
        cr_assert_eq(cursor_take_map(&cursor), COUNTS[i]);
        for (unsigned n = 0; n < COUNTS[i]; n++) {
            cr_assert_eq(cursor_take_unsigned(&cursor, UINT64_MAX), n);
            cursor_skip(&cursor);
        }
        cr_assert(cursor_is_done(&cursor));
        bytes_deinit(&bytes);
    }
}

Test(unpack, counts_beyond_the_bytes_fail)
{
    static const uint8_t BOMBS[][6] = {
        {0xdd, 0x07, 0xff, 0xff, 0xff, 0x01}, /* array of 134 million */
        {0xdf, 0xff, 0xff, 0xff, 0xff, 0x01}, /* map of 4 billion */
        {0xc6, 0xff, 0xff, 0xff, 0xff, 0x01}, /* bin of 4 GiB */
        {0xc9, 0xff, 0xff, 0xff, 0xff, 0x01}, /* ext whose size + 1 is 0 */
        {0x83, 0x01, 0x01, 0x01, 0x01, 0x01}, /* 3 pairs in 5 bytes */
        {0xc1, 0x00, 0x00, 0x00, 0x00, 0x00}, /* no msgpack */
    };
    for (size_t i = 0; i < sizeof BOMBS / sizeof *BOMBS; i++)
        cr_assert_eq(first_token(BOMBS[i], 6).kind, TOKEN_NONE, "bomb %zu", i);
}

Test(unpack, deep_nesting_is_skipped_without_a_stack)
{
    uint8_t *deep = malloc(1 << 20);
    memset(deep, 0x91, 1 << 20); /* each an array of one */
    deep[(1 << 20) - 1] = 0xc0;
    Cursor cursor = cursor_over(deep, 1 << 20);
    cursor_skip(&cursor);
    cr_assert(cursor_is_done(&cursor));
    cursor = cursor_over(deep, (1 << 20) - 1);
    cursor_skip(&cursor);
    cr_assert(cursor.has_failed);
    free(deep);
}

Test(unpack, random_bytes_end_in_order_or_failure)
{
    uint32_t seed = 1;
    for (int round = 0; round < 20000; round++) {
        uint8_t *noise = malloc(24); /* on the heap: asan sees a byte too far */
        for (int i = 0; i < 24; i++) {
            seed = seed * 1664525u + 1013904223u;
            noise[i] = (uint8_t)(seed >> 24);
        }
        Cursor cursor = cursor_over(noise, 24);
        while (cursor.at != cursor.end && !cursor.has_failed) {
            Token token;
            const uint8_t *before = cursor.at;
            cursor_take(&cursor, &token);
            cr_assert(cursor.has_failed || cursor.at > before);
            cr_assert_eq(cursor.has_failed, token.kind == TOKEN_NONE);
        }
        free(noise);
    }
}

Test(unpack, the_first_failure_sticks)
{
    const uint8_t bytes[] = {0xa1, 'x', 0x01};
    Cursor cursor = cursor_over(bytes, sizeof bytes);
    cr_assert_eq(cursor_take_unsigned(&cursor, 9), 0); /* a string is no number */
    cr_assert(cursor.has_failed);
    cr_assert_eq(cursor_take_unsigned(&cursor, 9), 0);
    cr_assert_eq(cursor_left(&cursor), 0);
    cr_assert(!cursor_is_done(&cursor));
}

Test(unpack, numbers_out_of_range_fail)
{
    const uint8_t bytes[] = {0x05, 0xff};
    Cursor cursor = cursor_over(bytes, sizeof bytes);
    cr_assert_eq(cursor_take_unsigned(&cursor, 4), 0);
    cr_assert(cursor.has_failed);
    cursor = cursor_over(bytes + 1, 1);
    cr_assert_eq(cursor_take_unsigned(&cursor, UINT64_MAX), 0); /* -1 */
    cr_assert(cursor.has_failed);
    cursor = cursor_over(bytes + 1, 1);
    cr_assert_eq(cursor_take_integer(&cursor, -1, 0), -1);
    cr_assert(!cursor.has_failed);
}
