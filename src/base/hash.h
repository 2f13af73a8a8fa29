/*
 * Checksums and hash functions without state: the same on every CPU.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* CRC-32C (Castagnoli, RFC 3720 appendix B.4), `crc` 0 at the start. */
uint32_t hash_crc32c(uint32_t crc, const void *data, size_t size);
/* Mixes bytes into 32 bits; for in-memory indexes, never stored. */
uint32_t hash_bytes(const void *data, size_t size);
/* Finalizer of an integer key. */
uint32_t hash_u64(uint64_t key);
