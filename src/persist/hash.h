/*
 * BLAKE2b-256: names of code, digests of states. (base/hash.h has checksums.)
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { HASHER_BYTES = 32 };

typedef struct Hasher {
    _Alignas(64) uint8_t state[384];
} Hasher;

void hasher_init(Hasher *hasher);
void hasher_put(Hasher *hasher, const void *data, size_t size);
void hasher_end(Hasher *hasher, uint8_t out[HASHER_BYTES]);
/* All at once. */
void hasher_hash(const void *data, size_t size, uint8_t out[HASHER_BYTES]);
