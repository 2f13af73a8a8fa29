/*
 * The library's parts written in Lua, as the embed tool compiled them.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct PreludeChunk {
    const char *file;    /* "io.lua" */
    const uint8_t *code; /* bytecode_write() bytes of the chunk */
    size_t code_size;
    const char *const *names; /* of the main prototype's children, then NULL */
} PreludeChunk;

/* Ends with an empty row; generated into prelude_code.c. */
extern const PreludeChunk LIB_PRELUDE[];
