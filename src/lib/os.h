/*
 * The natives of the os library that have a file of their own: os_time.c.
 */
#pragma once

#include "vm/vm.h"

NativeStatus os_clock(VM *vm, NativeCall *call);
NativeStatus os_date(VM *vm, NativeCall *call);
NativeStatus os_difftime(VM *vm, NativeCall *call);
NativeStatus os_time(VM *vm, NativeCall *call);
