/*
 * The natives of the math library, by file: math.c (functions of one number),
 * math_order.c (max, min), math_random.c.
 */
#pragma once

#include "vm/vm.h"

NativeStatus math_max(VM *vm, NativeCall *call);
NativeStatus math_min(VM *vm, NativeCall *call);
NativeStatus math_random(VM *vm, NativeCall *call);
NativeStatus math_randomseed(VM *vm, NativeCall *call);

/* Starts the generator's sequence for a seed of two words. */
void math_seed(uint64_t *state, uint64_t first, uint64_t second);
