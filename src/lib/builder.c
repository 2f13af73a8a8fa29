/*
 * Text in the making: see builder.h. The kept string is changed in place, which
 * is sound only because no other object refers to it; heap_touch() tells the
 * saver of the change.
 */
#include "lib/builder.h"

#include "lib/lib.h"

#include <string.h>

void builder_init(Builder *builder, VM *vm)
{
    builder->vm = vm;
    builder->data = builder->local;
    builder->count = 0;
    builder->capacity = BUILDER_LOCAL_BYTES;
    builder->has_failed = false;
}

void builder_deinit(Builder *builder)
{
    if (builder->data != builder->local)
        heap_free_block(builder->vm, builder->data, builder->capacity);
}

char *builder_reserve(Builder *builder, size_t size)
{
    if (builder->has_failed) return NULL;
    if (size <= builder->capacity - builder->count) return builder->data + builder->count;
    if (size > SIZE_MAX / 4 - builder->count) {
        builder->has_failed = true;
        vm_fail(builder->vm, "resulting string too large");
        return NULL;
    }
    size_t capacity = builder->capacity * 2;
    if (capacity < builder->count + size) capacity = builder->count + size;
    const bool is_local = builder->data == builder->local;
    char *data = NULL;
    if (lib_has_memory(builder->vm, capacity))
        data = is_local ? heap_new_block(builder->vm, capacity)
                        : heap_resize_block(builder->vm, builder->data, builder->capacity,
                                            capacity);
    if (!data) {
        builder->has_failed = true;
        return NULL;
    }
    if (is_local) memcpy(data, builder->local, builder->count);
    builder->data = data;
    builder->capacity = capacity;
    return data + builder->count;
}

void builder_put(Builder *builder, const char *data, size_t size)
{
    char *to = builder_reserve(builder, size);
    if (!to || size == 0) return;
    memcpy(to, data, size);
    builder->count += size;
}

void builder_put_string(Builder *builder, const String *string)
{
    builder_put(builder, string->data, string->length);
}

bool builder_is_kept(const Value *slots)
{
    if (slots[0].tag == TAG_NIL) return true;
    if (slots[0].tag != TAG_STRING || slots[1].tag != TAG_INTEGER) return false;
    const String *kept = value_string(slots[0]);
    return !kept->is_short && slots[1].as.integer >= 0 &&
           (uint64_t)slots[1].as.integer <= kept->length;
}

/* Room in the kept string for `size` more bytes. */
static String *reserve_kept(VM *vm, Value *slots, size_t used, size_t size)
{
    String *kept = slots[0].tag == TAG_NIL ? NULL : value_string(slots[0]);
    if (kept && size <= kept->length - used) return kept;
    size_t capacity = kept ? kept->length * 2 : (size_t)STRING_SHORT_MAX * 2;
    if (capacity < used + size) capacity = used + size;
    String *grown = lib_has_memory(vm, capacity) ? string_new_long(vm, capacity) : NULL;
    if (!grown) return NULL;
    if (kept) memcpy(grown->data, kept->data, used);
    slots[0] = string_value(grown);
    return grown;
}

bool builder_keep(Builder *builder, Value *slots)
{
    VM *vm = builder->vm;
    if (builder->has_failed) return false;
    if (!builder_is_kept(slots))
        return vm_fail(vm, "corrupt text of an interrupted call");
    const size_t used = slots[0].tag == TAG_NIL ? 0 : (size_t)slots[1].as.integer;
    if (builder->count == 0) return true;
    String *kept = reserve_kept(vm, slots, used, builder->count);
    if (!kept) return false;
    memcpy(kept->data + used, builder->data, builder->count);
    heap_touch(vm, kept);
    slots[1] = value_integer((int64_t)(used + builder->count));
    builder->count = 0;
    return true;
}

String *builder_finish(Builder *builder, Value *slots)
{
    VM *vm = builder->vm;
    if (slots && slots[0].tag != TAG_NIL) {
        if (!builder_keep(builder, slots)) return NULL;
        const size_t used = (size_t)slots[1].as.integer;
        native_work(vm, used / 64);
        if (!lib_has_memory(vm, used)) return NULL;
        return string_new(vm, value_string(slots[0])->data, used);
    }
    if (builder->has_failed || !lib_has_memory(vm, builder->count)) return NULL;
    return string_new(vm, builder->data, builder->count);
}
