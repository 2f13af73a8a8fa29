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

/* Calls table_NAME of table.lua in the place of the native table.NAME. */
NativeStatus table_hand_over(VM *vm, NativeCall *call);

enum { TABLE_SORT_REGISTERS = 11, TABLE_SORT_STEPS = 6 };

NativeStatus table_sort(VM *vm, NativeCall *call);
