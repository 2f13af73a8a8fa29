/*
 * A part of the verifier: open registers. See verify_open.c.
 */
#pragma once

#include "vm/function.h"

/* A set of registers; REGISTER_REACHED: some way leads to the instruction. */
typedef struct OpenSet {
    uint64_t words[4];
} OpenSet;

/* Can any register of the function ever be open? */
bool verify_open_is_needed(const Proto *proto);
/*
 * For each instruction the registers that may be open there; to be freed with free().
 * All else about the code has been verified. NULL: out of memory.
 */
OpenSet *verify_open_find(const Proto *proto);
/*
 * May the instruction be executed with what is open there? Else `out_register` is one
 * that is in the way.
 */
bool verify_open_allows(const Proto *proto, const OpenSet *open, uint32_t pc,
                        uint32_t *out_register);
bool verify_open_has(const OpenSet *set, uint32_t reg);
