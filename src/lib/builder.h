/*
 * Text in the making. A Builder collects bytes during one entry of a native; it
 * starts in a buffer of its own, so short results cost no allocation. What must
 * live across a safepoint is *kept*: a long string in a register, of which only
 * the first bytes count, beside a register with their number.
 *
 *   slots[0]  nil, or a long string that nobody else refers to
 *   slots[1]  how many of its bytes are used (integer)
 */
#pragma once

#include "vm/vm.h"

enum { BUILDER_LOCAL_BYTES = 512 };

typedef struct Builder {
    VM *vm;
    char *data; /* `local`, or a block of the heap */
    size_t count;
    size_t capacity;
    bool has_failed; /* the error is set in vm; sticky */
    char local[BUILDER_LOCAL_BYTES];
} Builder;

void builder_init(Builder *builder, VM *vm);
void builder_deinit(Builder *builder);

/* Room for `size` more bytes; add to `count` what was written. NULL: failed. */
char *builder_reserve(Builder *builder, size_t size);
void builder_put(Builder *builder, const char *data, size_t size);
void builder_put_string(Builder *builder, const String *string);

static inline void builder_put_char(Builder *builder, char c)
{
    if (builder->count < builder->capacity)
        builder->data[builder->count++] = c;
    else
        builder_put(builder, &c, 1);
}

/* Whether two registers hold a kept text, or none. */
bool builder_is_kept(const Value *slots);
/*
 * Moves the bytes to the kept text and empties the builder. false: out of memory
 * or not a kept text; the error is set in vm.
 */
bool builder_keep(Builder *builder, Value *slots);
/* Kept text (slots may be NULL: none) and bytes as a string. NULL: as above. */
String *builder_finish(Builder *builder, Value *slots);
