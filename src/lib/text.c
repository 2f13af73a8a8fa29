/*
 * What tostring() and string.format print for values.
 */
#include "lib/text.h"

#include "base/hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const char *text_of_pointer(VM *vm, Value v, char *out)
{
    uint64_t identity;
    if (value_is_object(v))
        identity = object_identity(vm, v.as.object);
    else if (v.tag == TAG_NATIVE)
        identity = (UINT64_C(1) << 48) |
                   hash_bytes(v.as.native->name, strlen(v.as.native->name));
    else
        return NULL;
    snprintf(out, TEXT_POINTER_MAX, "0x%014" PRIx64, identity);
    return out;
}

String *text_of_value(VM *vm, Value v)
{
    char number[VALUE_TEXT_MAX];
    char pointer[TEXT_POINTER_MAX];
    switch (v.tag) {
    case TAG_STRING: return value_string(v);
    case TAG_NIL: return string_from(vm, "nil");
    case TAG_FALSE: return string_from(vm, "false");
    case TAG_TRUE: return string_from(vm, "true");
    case TAG_INTEGER:
    case TAG_FLOAT: return string_new(vm, number, value_number_to_text(v, number));
    default: break;
    }
    text_of_pointer(vm, v, pointer);
    return string_format(vm, "%s: %s", vm_type_name(vm, v), pointer);
}
