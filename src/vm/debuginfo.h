/*
 * Names for error messages, found in the code as it stands: which variable or
 * expression a register's value came from.
 */
#pragma once

#include "vm/function.h"

/*
 * What the value in `reg` is called at `pc`: kind ("local", "global", "field",
 * "upvalue", "constant", "method", "for iterator" …) and name. NULL kind: not
 * known. Names point into strings of the prototype.
 */
const char *debug_register_name(const Proto *proto, uint32_t pc, uint32_t reg,
                                const char **out_name);
/* What upvalue or constant operand is called; for messages about GETTABUP etc. */
const char *debug_upvalue_name(const Proto *proto, uint32_t upvalue);
/*
 * What the function called by the instruction at `pc` is called ("global",
 * "method", "metamethod", "for iterator" …). NULL: not known.
 */
const char *debug_call_name(const Proto *proto, uint32_t pc, const char **out_name);
