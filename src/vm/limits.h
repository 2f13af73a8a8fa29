/*
 * Sizes of the machine. The `tiny` preset (SPORE_TINY) makes them as small as
 * they can be, so that every test walks over every growth and every border;
 * the stored format is the same.
 */
#pragma once

enum {
#ifdef SPORE_TINY
    FIBER_INITIAL_SLOTS = 4,
    FIBER_BLOCK_FRAMES = 2,
    TABLE_PIECE_SLOTS = 4,
    FIBER_PIECE_SLOTS = 8,
    FIBER_PIECE_FRAMES = 4,
    COLLECTOR_STEP_WORK = 1,
#else
    FIBER_INITIAL_SLOTS = 8,
    FIBER_BLOCK_FRAMES = 4,  /* the first block; one frame needs none */
    TABLE_PIECE_SLOTS = 256, /* array slots or entries in a piece */
    FIBER_PIECE_SLOTS = 256,
    FIBER_PIECE_FRAMES = 128,
    COLLECTOR_STEP_WORK = 4096, /* values visited in one step */
#endif
    FIBER_MAX_SLOTS = 8 * 1024 * 1024,
    FIBER_MAX_FRAMES = 1024 * 1024,
    /* Coroutines inside one another: each wrap function makes an error longer. */
    FIBER_MAX_DEPTH = 2000,
    FIBER_HANDLER_SLOTS = 64 * 1024, /* kept for message handlers of an overflow */
    FIBER_HANDLER_FRAMES = 256,
    FRAME_MAX_REGISTERS = 254,
    STRING_SHORT_MAX = 40,        /* bytes; up to here a string is interned */
    SAFEPOINT_SLICE_TICKS = 1024, /* requests are looked at this often */
    SOFT_LIMIT_ASK_BYTES = 64 * 1024
};
