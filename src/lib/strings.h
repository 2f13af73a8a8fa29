/*
 * The natives of the string library, by file: string.c (whole strings), find.c
 * (find, match, gmatch), gsub.c, format.c, pack.c, string_arith.c (metamethods).
 */
#pragma once

#include "vm/vm.h"

NativeStatus string_find(VM *vm, NativeCall *call);
NativeStatus string_match(VM *vm, NativeCall *call);
NativeStatus string_gmatch(VM *vm, NativeCall *call);
NativeStatus string_gmatch_step(VM *vm, NativeCall *call);
NativeStatus string_gsub(VM *vm, NativeCall *call);
NativeStatus string_dump(VM *vm, NativeCall *call);
NativeStatus string_do_format(VM *vm, NativeCall *call);
NativeStatus string_pack(VM *vm, NativeCall *call);
NativeStatus string_packsize(VM *vm, NativeCall *call);
NativeStatus string_unpack(VM *vm, NativeCall *call);

extern const NativeDef STRING_EVENTS[]; /* string_arith.c */

/* "corrupt state": what an interrupted call left in its registers was forged. */
NativeStatus string_corrupt(VM *vm, const NativeCall *call);

/* Offset of a position that counts from 1, or from the end below 0. */
static inline uint64_t string_offset(int64_t position, uint64_t length)
{
    if (position > 0) return (uint64_t)position - 1;
    if (position == 0 || position < -(int64_t)length) return 0;
    return length - (uint64_t)-position;
}

/* Offset behind a last position. */
static inline uint64_t string_end_offset(int64_t position, uint64_t length)
{
    if (position > (int64_t)length) return length;
    if (position >= 0) return (uint64_t)position;
    if (position < -(int64_t)length) return 0;
    return length - (uint64_t)-position + 1;
}
