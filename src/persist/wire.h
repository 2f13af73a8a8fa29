/*
 * The enums made from wire.def, and what is counted in the format.
 */
#pragma once

#include "vm/object.h"

enum { SNAPSHOT_FORMAT_VERSION = 1 };

/* Kinds of records; a reference to an object is an ext of this type. */
typedef enum Wire {
#define KIND(name, tag, wire) WIRE_##name = wire,
#include "vm/kinds.def"
#undef KIND
#define RECORD(name, number) WIRE_##name = number,
#define TAG_NUMBER(tag, number)
#define FIELD(record, name, number)
#include "persist/wire.def"
#undef RECORD
#undef TAG_NUMBER
#undef FIELD
    WIRE_LIMIT = 32
} Wire;

typedef enum WireField {
#define RECORD(name, number)
#define TAG_NUMBER(tag, number)
#define FIELD(record, name, number) FIELD_##record##_##name = number,
#include "persist/wire.def"
#undef RECORD
#undef TAG_NUMBER
#undef FIELD
    FIELD_LIMIT = 128
} WireField;

enum {
    /* Added to the ext type of a reference that is relative to its record's id. */
    WIRE_RELATIVE = 32,
    /* Trailing nil registers that a fiber's record may leave out. */
    WIRE_NIL_TAIL_MAX = 255,

    TASKLET_FLAG_MAIN = 1 << 0,
    TASKLET_FLAG_ITERATING = 1 << 1,
    TASKLET_FLAG_ERROR = 1 << 2,
    TASKLET_FLAG_HANDED = 1 << 3,
    TASKLET_FLAG_TIMED = 1 << 4,
    TASKLET_FLAGS_SHIFT = 5, /* TASKLET_IS_… from here on */
    TASKLET_FLAGS_MAX = (1 << 11) - 1,
    WATCH_FLAG_SOFT = 1 << 0,
    WATCH_FLAG_NESTING = 1 << 1,
    CHANNEL_FLAG_CLOSING = 1 << 0,
    CHANNEL_FLAG_SCHEDULE_ALL = 1 << 1,

    /* Which parts of a frame follow in its record; the rest has its default. */
    FRAME_HAS_RESULT = 1 << 0, /* default: base - 1 */
    FRAME_HAS_WANT = 1 << 1,   /* default: 1 */
    FRAME_HAS_EXTRA = 1 << 2,  /* default: 0, as all that follow */
    FRAME_HAS_AFTER = 1 << 3,
    FRAME_HAS_FLAGS = 1 << 4,
    FRAME_HAS_AUX = 1 << 5,
    FRAME_PART_COUNT = 6
};

/* Piece 0 is the object's main record; the two ranges of pieces interleave. */
static inline uint32_t wire_slot_piece(uint32_t index)
{
    return 1 + 2 * index;
}

static inline uint32_t wire_entry_piece(uint32_t index)
{
    return 2 + 2 * index;
}

/* The default room for that many entries: a power of two from 4 on, or none. */
static inline uint32_t wire_entry_capacity(uint32_t count)
{
    uint32_t capacity = count ? 4 : 0;
    while (capacity < count)
        capacity *= 2;
    return capacity;
}

uint8_t wire_of_kind(uint8_t kind);
/* KIND_FREE for a number that is no object's. */
uint8_t wire_to_kind(uint64_t wire);
/* The number of a value tag, and back (TAG_COUNT: none). */
uint8_t wire_of_tag(uint32_t tag);
uint32_t wire_to_tag(uint64_t number);
