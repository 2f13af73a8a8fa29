/*
 * The header of every heap object and the kinds there are.
 *
 *   | kind 1 | flags 1 | identity_high 2 | identity_low 4 | record_id 8 |
 *
 * identity: 48 bits, given at the first hash, tostring or %p of the object;
 *     saved, so that nothing address-dependent is ever seen. 0: not given yet.
 * record_id: given at the first encoding into a snapshot; 0: never saved.
 */
#pragma once

#include "vm/value.h"

typedef enum ObjectKind {
    KIND_FREE = 0, /* an empty cell of a page */
#define KIND(name, tag, wire) KIND_##name,
#include "vm/kinds.def"
#undef KIND
    KIND_COUNT
} ObjectKind;

enum {
    OBJECT_WHITE0 = 1 << 0,
    OBJECT_WHITE1 = 1 << 1,
    OBJECT_BLACK = 1 << 2,     /* neither white nor black: grey */
    OBJECT_WATCHED = 1 << 3,   /* a store into it must take the slow barrier */
    OBJECT_DIRTY = 1 << 4,     /* saved before, changed since: in vm->dirty */
    OBJECT_FINALIZER = 1 << 5, /* has __gc, is in the finalizer list */
    OBJECT_WHITES = OBJECT_WHITE0 | OBJECT_WHITE1
};

struct Object {
    uint8_t kind;
    uint8_t flags;
    uint16_t identity_high;
    uint32_t identity_low;
    uint64_t record_id;
};

_Static_assert(sizeof(Object) == 16, "object header");

typedef struct VM VM;

/* The value tag of an object's kind. */
Tag object_tag(const Object *object);

static inline Value object_value(Object *object)
{
    return value_object(object_tag(object), object);
}

/* Gives the object its identity at the first call. Marks it dirty then. */
uint64_t object_identity(VM *vm, Object *object);
