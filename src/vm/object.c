/*
 * What all heap objects have in common.
 */
#include "vm/object.h"

#include "vm/vm.h"

static const uint8_t KIND_TAGS[KIND_COUNT] = {
#define KIND(name, tag, wire) [KIND_##name] = tag,
#include "vm/kinds.def"
#undef KIND
};

Tag object_tag(const Object *object)
{
    return (Tag)KIND_TAGS[object->kind];
}

uint64_t object_identity(VM *vm, Object *object)
{
    uint64_t identity = (uint64_t)object->identity_high << 32 | object->identity_low;
    if (identity) return identity;
    identity = vm->next_identity++;
    object->identity_high = (uint16_t)(identity >> 32);
    object->identity_low = (uint32_t)identity;
    heap_touch(vm, object);
    return identity;
}
