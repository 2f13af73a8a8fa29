/*
 * Numbers in memory to numbers in snapshots, and back.
 */
#include "persist/wire.h"

static const uint8_t KIND_WIRES[KIND_COUNT] = {
#define KIND(name, tag, wire) [KIND_##name] = wire,
#include "vm/kinds.def"
#undef KIND
};

static const uint8_t WIRE_KINDS[WIRE_LIMIT] = {
#define KIND(name, tag, wire) [wire] = KIND_##name,
#include "vm/kinds.def"
#undef KIND
};

static const uint8_t TAG_WIRES[TAG_COUNT] = {
#define KIND(name, tag, wire) [tag] = wire,
#include "vm/kinds.def"
#undef KIND
#define RECORD(name, number)
#define TAG_NUMBER(tag, number) [tag] = number,
#define FIELD(record, name, number)
#include "persist/wire.def"
#undef RECORD
#undef TAG_NUMBER
#undef FIELD
};

uint8_t wire_of_kind(uint8_t kind)
{
    return KIND_WIRES[kind];
}

uint8_t wire_to_kind(uint64_t wire)
{
    return wire < WIRE_LIMIT ? WIRE_KINDS[wire] : KIND_FREE;
}

uint8_t wire_of_tag(uint32_t tag)
{
    return TAG_WIRES[tag];
}

uint32_t wire_to_tag(uint64_t number)
{
    for (uint32_t tag = 0; tag < TAG_COUNT; tag++)
        if (TAG_WIRES[tag] == number && tag != TAG_DEAD) return tag;
    return TAG_COUNT;
}
