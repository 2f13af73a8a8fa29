/*
 * The byte buffer and the bounded reader.
 */
#include "base/bytes.h"

#include <criterion/criterion.h>
#include <string.h>

static Reader reader_of(const Bytes *bytes)
{
    return (Reader){.at = bytes->data, .end = bytes->data + bytes->count};
}

Test(bytes, fixed_integers_are_big_endian)
{
    Bytes bytes = {0};
    bytes_put_u8(&bytes, 0x01);
    bytes_put_u32(&bytes, 0x02030405);
    bytes_put_u64(&bytes, 0x060708090a0b0c0d);
    cr_assert_eq(bytes.count, 13);
    for (unsigned i = 0; i < 13; i++)
        cr_assert_eq(bytes.data[i], i + 1);
    Reader reader = reader_of(&bytes);
    cr_assert_eq(reader_take_u8(&reader), 0x01);
    cr_assert_eq(reader_take_u32(&reader), 0x02030405);
    cr_assert_eq(reader_take_u64(&reader), 0x060708090a0b0c0d);
    cr_assert_eq(reader_left(&reader), 0);
    cr_assert(!reader.has_failed);
    bytes_deinit(&bytes);
}

Test(bytes, varints_come_back_in_their_shortest_form)
{
    Bytes bytes = {0};
    for (unsigned bit = 0; bit < 64; bit++) {
        for (int step = -1; step <= 1; step++) {
            const uint64_t value = ((uint64_t)1 << bit) + (uint64_t)(int64_t)step;
            size_t size = 1;
            while (size < 10 && value >> (7 * size) != 0)
                size++;
            bytes_clear(&bytes);
            bytes_put_varint(&bytes, value);
            cr_assert_eq(bytes.count, size);
            Reader reader = reader_of(&bytes);
            cr_assert_eq(reader_take_varint(&reader), value);
            cr_assert(!reader.has_failed && reader_left(&reader) == 0);
        }
    }
    bytes_deinit(&bytes);
}

static bool is_varint(const char *data, size_t size)
{
    Reader reader = {.at = (const uint8_t *)data, .end = (const uint8_t *)data + size};
    reader_take_varint(&reader);
    return !reader.has_failed;
}

Test(bytes, varints_that_are_long_cut_or_padded_are_refused)
{
    cr_assert(is_varint("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 10));
    cr_assert(!is_varint("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10));
    cr_assert(!is_varint("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x81\x00", 11));
    cr_assert(!is_varint("\x80\x00", 2));
    cr_assert(!is_varint("\x80", 1));
    cr_assert(!is_varint("", 0));
}

Test(bytes, first_error_of_a_reader_sticks)
{
    const uint8_t data[] = {1, 2, 3};
    Reader reader = {.at = data, .end = data + 3};
    cr_assert_eq(reader_take_u32(&reader), 0);
    cr_assert(reader.has_failed);
    cr_assert_eq(reader_left(&reader), 0);
    cr_assert_eq(reader_take_u8(&reader), 0);
    cr_assert_null(reader_take(&reader, 0));
}

static bool is_count(uint64_t count, size_t bytes_after, size_t unit, uint64_t limit)
{
    Bytes bytes = {0};
    bytes_put_varint(&bytes, count);
    for (size_t i = 0; i < bytes_after; i++)
        bytes_put_u8(&bytes, 0);
    Reader reader = reader_of(&bytes);
    const uint64_t taken = reader_take_count(&reader, unit, limit);
    const bool is_good = !reader.has_failed;
    cr_assert_eq(taken, is_good ? count : 0);
    bytes_deinit(&bytes);
    return is_good;
}

Test(bytes, a_count_is_bounded_by_the_bytes_left_and_by_its_limit)
{
    cr_assert(is_count(3, 12, 4, 100));
    cr_assert(!is_count(3, 11, 4, 100));
    cr_assert(!is_count(UINT64_MAX, 100, 8, UINT64_MAX));
    cr_assert(is_count(5, 0, 0, 5));
    cr_assert(!is_count(6, 0, 0, 5));
    cr_assert(is_count(0, 0, 8, 0));
}

Test(bytes, a_buffer_grows_and_keeps_what_it_has)
{
    Bytes bytes = {0};
    for (unsigned i = 0; i < 100000; i++)
        bytes_put_u8(&bytes, (uint8_t)(i * 7));
    for (unsigned i = 0; i < 100000; i++)
        cr_assert_eq(bytes.data[i], (uint8_t)(i * 7));
    bytes_deinit(&bytes);
    cr_assert_null(bytes.data);
}

Test(bytes, an_impossible_size_fails_and_sticks)
{
    Bytes bytes = {0};
    bytes_put_u8(&bytes, 1);
    cr_assert_null(bytes_reserve(&bytes, SIZE_MAX));
    bytes_put_u8(&bytes, 2);
    cr_assert(bytes.has_failed);
    cr_assert_eq(bytes.count, 1);
    bytes_deinit(&bytes);
}
