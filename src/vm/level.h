/*
 * Levels: a fiber's calls as the debug library and error messages count them, the
 * innermost first. A native that runs, or that a fiber waits in, mostly has no frame
 * and is a level all the same; frames that only the machine knows of are none; and
 * below the main chunk stands whoever runs the program, as a function of C does in
 * stock Lua.
 */
#pragma once

#include "vm/native.h"

enum { LEVEL_PLACE_MAX = 100 }; /* bytes of "file:line", the final 0 included */

typedef enum LevelKind {
    LEVEL_FRAME,  /* fiber->frames[frame] */
    LEVEL_NATIVE, /* a native without frame, above fiber->frames[frame] */
    LEVEL_HOST    /* below the main tasklet's first frame */
} LevelKind;

typedef struct Level {
    const Fiber *fiber;
    LevelKind kind;
    uint32_t frame;
    Value function; /* of a library function in Lua the native that it goes on for;
                       nil for LEVEL_HOST */
} Level;

/*
 * The innermost level. `call` is the native that asks, when `fiber` is the one that
 * runs it: it is level 0 itself. false: nothing is called there.
 */
bool level_first(const VM *vm, const Fiber *fiber, const NativeCall *call, Level *out);
/* The level that called this one; false: there is none. */
bool level_next(const VM *vm, Level *level);
/* Level `number`, from 0. */
bool level_find(const VM *vm, const Fiber *fiber, const NativeCall *call, int64_t number,
                Level *out);

/* The code of a Lua function; NULL for natives, and what counts as such. */
const Proto *level_proto(const Level *level);
/* Index of the instruction where a Lua level stands. */
uint32_t level_pc(const Level *level);
/* Its source line; 0: not known or no Lua function. */
uint32_t level_line(const Level *level);

/*
 * What the function is called there: kind ("global", "method", "metamethod" …) and
 * name. NULL: nothing is known.
 */
const char *level_name(const VM *vm, const Level *level, const char **out_name);

/*
 * Writes "file:line: " of the function at `level`, or "" for natives and where there
 * is no such level. At most size - 1 bytes; returns the length.
 */
size_t level_place(const VM *vm, const NativeCall *call, int64_t level, char *out,
                   size_t size);
/* Writes "file:line", the Lua line that has called the native that runs; "": none has. */
void level_caller(const VM *vm, char out[LEVEL_PLACE_MAX]);
