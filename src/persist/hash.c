/*
 * The only user of libsodium: its BLAKE2b. These functions need no sodium_init().
 */
#include "persist/hash.h"

#include <sodium.h>

_Static_assert(sizeof(crypto_generichash_state) <= sizeof(Hasher), "state fits");
_Static_assert(_Alignof(Hasher) >= _Alignof(crypto_generichash_state), "aligned");

static crypto_generichash_state *state_of(Hasher *hasher)
{
    return (crypto_generichash_state *)(void *)hasher->state;
}

void hasher_init(Hasher *hasher)
{
    crypto_generichash_init(state_of(hasher), NULL, 0, HASHER_BYTES);
}

void hasher_put(Hasher *hasher, const void *data, size_t size)
{
    crypto_generichash_update(state_of(hasher), data, size);
}

void hasher_end(Hasher *hasher, uint8_t out[HASHER_BYTES])
{
    crypto_generichash_final(state_of(hasher), out, HASHER_BYTES);
}

void hasher_hash(const void *data, size_t size, uint8_t out[HASHER_BYTES])
{
    crypto_generichash(out, HASHER_BYTES, data, size, NULL, 0);
}
