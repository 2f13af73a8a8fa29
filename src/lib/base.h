/*
 * What the files of the basic library share.
 */
#pragma once

#include "vm/vm.h"

extern const NativeDef LIB_BASE_HIDDEN[], LIB_PROTECT[], LIB_PROTECT_HIDDEN[], LIB_LOAD[],
    LIB_COLLECTOR[];

/* The package table. false: out of memory. */
bool load_open_package(VM *vm);
