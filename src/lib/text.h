/*
 * What tostring() and string.format print for values. Identities, never
 * addresses, so that the text is the same after a resume.
 */
#pragma once

#include "vm/vm.h"

enum { TEXT_POINTER_MAX = 32 };

/*
 * "0x…" for %p and the text of objects; NULL: the value has no identity.
 * `out` has TEXT_POINTER_MAX bytes.
 */
const char *text_of_pointer(VM *vm, Value v, char *out);

/*
 * The text of a value without its __tostring; __name is used. NULL: out of
 * memory. A caller looks for __tostring first: vm_metamethod(vm, v,
 * NAME_TOSTRING).
 */
String *text_of_value(VM *vm, Value v);
