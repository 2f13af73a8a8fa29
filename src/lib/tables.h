/*
 * What the two halves of the table library share: table.c and sort.c.
 */
#pragma once

#include "vm/vm.h"

enum { ACCESS_READ = 1 << 0, ACCESS_WRITE = 1 << 1, ACCESS_LENGTH = 1 << 2 };

typedef enum Access {
    ACCESS_FAILED, /* no table, nor something like it: the error is set */
    ACCESS_RAW,    /* a table without __index, __newindex and __len */
    ACCESS_LUA     /* to be left to table.lua */
} Access;

/* How the argument may be accessed; `needs` is what will be done with it. */
Access table_access(VM *vm, NativeCall *call, uint32_t index, unsigned needs,
                    Table **out);

enum { TABLE_STEP_MEASURED = 2 }; /* of all that measure: __len was called */

/*
 * #args[0]. NATIVE_RETURN: *out_length is it; NATIVE_CALL: its __len is called,
 * come back at TABLE_STEP_MEASURED; NATIVE_ERROR.
 */
NativeStatus table_measure(VM *vm, NativeCall *call, int64_t *out_length);

/* How args[0] may be accessed, and its length; as table_measure(). */
NativeStatus table_begin(VM *vm, NativeCall *call, unsigned needs, Access *out_access,
                         Table **out_table, int64_t *out_length);

enum { TABLE_SORT_REGISTERS = 11, TABLE_SORT_STEPS = 5 };

NativeStatus table_sort(VM *vm, NativeCall *call);
NativeStatus table_is_less(VM *vm, NativeCall *call);
