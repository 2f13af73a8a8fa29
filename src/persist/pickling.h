/*
 * Inside persist/: what an encoder has beside its own when it makes a dump.
 */
#pragma once

#include "persist/encode.h"
#include "persist/permanent.h"

enum { DUMP_VERSION = 1, DUMP_MAGIC_BYTES = 6, DUMP_CRC_AT = DUMP_MAGIC_BYTES + 1 };
extern const uint8_t DUMP_MAGIC[DUMP_MAGIC_BYTES];

struct Pickle {
    Permanents permanents;
    AddressMap ids;    /* of all objects in the dump, from 1 without gaps */
    uint64_t *parents; /* [id - 1]: the id of what led to it first; 0: the root */
    size_t parent_capacity;
    ObjectList open;     /* cells of variables in a stack, to be written at the end */
    bool has_finalizers; /* some object of it has one */
};

/* The text of a way from the root to the object of that id, at most `size` bytes. */
void pickle_write_path(const Encoder *encoder, uint64_t id, char *out, size_t size);
