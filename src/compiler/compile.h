/*
 * Lua 5.4 text -> prototypes.
 */
#pragma once

#include "base/status.h"
#include "vm/vm.h"

/*
 * Compiles a chunk. `source_name` is as load() takes it ("@file", "=name", or
 * the text). The main prototype is vararg with one upvalue, _ENV, a cell; it is
 * verified. On SPORE_SYNTAX the message ("file:3: … near 'x'") is the string in
 * vm->error. May take long for long texts, never forever; nesting is limited.
 */
SporeStatus compile_text(VM *vm, const char *text, size_t length, const char *source_name,
                         Proto **out_main);

/* A closure of a main prototype whose _ENV cell holds `environment`. */
Closure *compile_closure(VM *vm, Proto *main, Value environment);
