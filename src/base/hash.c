/*
 * CRC-32C by slicing (eight bytes a step from constant tables), and the hash of
 * in-memory indexes. Words are read as little-endian on every CPU, so that the
 * results are the same everywhere.
 */
#include "base/hash.h"

#include <string.h>

#include "base/crc32c_table.h"

static inline uint64_t read_u64(const uint8_t *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static inline uint32_t read_u32(const uint8_t *at)
{
    uint32_t word;
    memcpy(&word, at, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap32(word);
#endif
    return word;
}

uint32_t hash_crc32c(uint32_t crc, const void *data, size_t size)
{
    const uint8_t *at = data;
    const uint32_t(*table)[256] = CRC32C_TABLE;
    crc = ~crc;
    for (; size >= 8; size -= 8, at += 8) {
        uint64_t word = read_u64(at) ^ crc;
        crc = table[7][word & 0xff] ^ table[6][word >> 8 & 0xff] ^
              table[5][word >> 16 & 0xff] ^ table[4][word >> 24 & 0xff] ^
              table[3][word >> 32 & 0xff] ^ table[2][word >> 40 & 0xff] ^
              table[1][word >> 48 & 0xff] ^ table[0][word >> 56];
    }
    for (; size > 0; size--, at++)
        crc = crc >> 8 ^ table[0][(crc ^ *at) & 0xff];
    return ~crc;
}

/* The last 0 to 8 bytes in one word; `size` counts all that are left. */
static inline uint64_t read_tail(const uint8_t *at, size_t size)
{
    if (size >= 4) return read_u32(at) | (uint64_t)read_u32(at + size - 4) << 32;
    if (size == 0) return 0;
    return (uint64_t)at[0] | (uint64_t)at[size / 2] << 8 | (uint64_t)at[size - 1] << 16;
}

static inline uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9fb21c651e98df25u;
    return hash ^ hash >> 32;
}

uint32_t hash_bytes(const void *data, size_t size)
{
    const uint8_t *at = data;
    uint64_t hash = 0x9e3779b97f4a7c15u ^ (uint64_t)size;
    size_t left = size;
    for (; left > 8; left -= 8, at += 8)
        hash = mix(hash, read_u64(at));
    hash = mix(hash, read_tail(at, left));
    return hash_u64(hash);
}

uint32_t hash_u64(uint64_t key)
{
    key ^= key >> 32;
    key *= 0xd6e8feb86659fd93u;
    key ^= key >> 32;
    key *= 0xd6e8feb86659fd93u;
    return (uint32_t)(key >> 32);
}
