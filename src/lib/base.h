/*
 * What the files of the basic library share.
 */
#pragma once

#include "vm/vm.h"

extern const NativeDef LIB_BASE_HIDDEN[], LIB_PROTECT[], LIB_PROTECT_HIDDEN[], LIB_LOAD[],
    LIB_COLLECTOR[];

NativeStatus package_require(VM *vm, NativeCall *call);
