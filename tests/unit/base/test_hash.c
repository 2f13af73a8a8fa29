/*
 * Checksums and hashes.
 */
#include "base/hash.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(hash, crc32c_gives_the_values_of_rfc_3720)
{
    uint8_t data[32];
    cr_assert_eq(hash_crc32c(0, "", 0), 0);
    cr_assert_eq(hash_crc32c(0, "123456789", 9), 0xe3069283);
    memset(data, 0, sizeof data);
    cr_assert_eq(hash_crc32c(0, data, 32), 0x8a9136aa);
    memset(data, 0xff, sizeof data);
    cr_assert_eq(hash_crc32c(0, data, 32), 0x62a8ab43);
    for (int i = 0; i < 32; i++)
        data[i] = (uint8_t)i;
    cr_assert_eq(hash_crc32c(0, data, 32), 0x46dd794e);
    for (int i = 0; i < 32; i++)
        data[i] = (uint8_t)(31 - i);
    cr_assert_eq(hash_crc32c(0, data, 32), 0x113fdb5c);
}

Test(hash, crc32c_of_parts_is_that_of_the_whole)
{
    uint8_t data[100];
    for (unsigned i = 0; i < sizeof data; i++)
        data[i] = (uint8_t)(i * 37 + 11);
    const uint32_t whole = hash_crc32c(0, data, sizeof data);
    for (unsigned cut = 0; cut <= sizeof data; cut++) {
        uint32_t crc = hash_crc32c(0, data, cut);
        crc = hash_crc32c(crc, data + cut, sizeof data - cut);
        cr_assert_eq(crc, whole);
    }
}

Test(hash, every_bit_of_a_string_counts)
{
    char text[40];
    for (unsigned size = 1; size <= sizeof text; size++) {
        memset(text, 'x', sizeof text);
        const uint32_t before = hash_bytes(text, size);
        for (unsigned bit = 0; bit < size * 8; bit++) {
            text[bit / 8] ^= (char)(1 << bit % 8);
            cr_assert_neq(hash_bytes(text, size), before);
            text[bit / 8] ^= (char)(1 << bit % 8);
        }
        cr_assert_neq(hash_bytes(text, size - 1), before);
    }
}

Test(hash, hashes_are_the_same_on_every_cpu)
{
    cr_assert_eq(hash_bytes("", 0), 0xcdd9d021);
    cr_assert_eq(hash_bytes("a", 1), 0x66dd51ee);
    cr_assert_eq(hash_bytes("abcdefghij", 10), 0x7105f134);
}

Test(hash, neighbouring_keys_spread_over_a_small_index)
{
    unsigned buckets[256] = {0};
    char text[16];
    for (unsigned i = 0; i < 25600; i++) {
        const int size = snprintf(text, sizeof text, "field%u", i);
        buckets[hash_bytes(text, (size_t)size) & 255]++;
        buckets[hash_u64(i) & 255]++;
    }
    for (int i = 0; i < 256; i++) /* 200 on average, deviation about 14 */
        cr_assert(buckets[i] > 100 && buckets[i] < 300, "bucket %d: %u", i, buckets[i]);
}
