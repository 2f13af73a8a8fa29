/*
 * Strings and the intern table of the short ones: buckets of chains, weak, so the
 * collector's freeing of a string takes it out.
 */
#include "vm/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "vm/vm.h"

static size_t string_bytes(size_t length)
{
    return sizeof(String) + length + 1;
}

static String **bucket(VM *vm, uint32_t hash)
{
    return &vm->heap.strings[hash & vm->heap.string_mask];
}

static void grow_table(VM *vm)
{
    Heap *heap = &vm->heap;
    size_t old_count = (size_t)heap->string_mask + 1;
    String **grown = memory_new(&vm->memory, old_count * 2 * sizeof *grown);
    if (!grown) return; /* longer chains do no harm */
    uint32_t mask = (uint32_t)(old_count * 2 - 1);
    for (size_t i = 0; i < old_count; i++)
        for (String *s = heap->strings[i], *next; s; s = next) {
            next = s->next;
            s->next = grown[s->hash & mask];
            grown[s->hash & mask] = s;
        }
    memory_free(&vm->memory, heap->strings, old_count * sizeof *grown);
    heap->strings = grown;
    heap->string_mask = mask;
}

static String *find_short(VM *vm, const char *data, size_t length, uint32_t hash)
{
    for (String *s = *bucket(vm, hash); s; s = s->next) {
        if (s->hash != hash || s->length != length || memcmp(s->data, data, length) != 0)
            continue;
        /* Condemned but not swept yet: it lives again. */
        if (heap_is_condemned(&vm->heap, &s->header))
            s->header.flags =
                (uint8_t)((s->header.flags & ~OBJECT_WHITES) | vm->heap.white);
        return s;
    }
    return NULL;
}

static String *new_short(VM *vm, const char *data, size_t length)
{
    uint32_t hash = hash_bytes(data, length);
    String *string = find_short(vm, data, length, hash);
    if (string) return string;
    string = heap_new_object(vm, KIND_STRING, string_bytes(length));
    if (!string) return NULL;
    memcpy(string->data, data, length);
    string->length = length;
    string->hash = hash;
    string->has_hash = true;
    string->is_short = true;
    if (vm->heap.string_count > vm->heap.string_mask) grow_table(vm);
    String **chain = bucket(vm, hash);
    string->next = *chain;
    *chain = string;
    vm->heap.string_count++;
    return string;
}

String *string_new_long(VM *vm, size_t length)
{
    if (length > SIZE_MAX / 2) {
        vm_fail(vm, "resulting string too large");
        return NULL;
    }
    String *string = heap_new_object(vm, KIND_STRING, string_bytes(length));
    if (string) string->length = length;
    return string;
}

String *string_new(VM *vm, const char *data, size_t length)
{
    if (length <= STRING_SHORT_MAX) return new_short(vm, data, length);
    String *string = string_new_long(vm, length);
    if (string) memcpy(string->data, data, length);
    return string;
}

String *string_join(VM *vm, const char *a, size_t a_length, const char *b,
                    size_t b_length)
{
    char text[STRING_SHORT_MAX];
    bool is_short = a_length + b_length <= STRING_SHORT_MAX;
    String *string = is_short ? NULL : string_new_long(vm, a_length + b_length);
    if (!is_short && !string) return NULL;
    char *out = is_short ? text : string->data;
    memcpy(out, a, a_length);
    memcpy(out + a_length, b, b_length);
    return is_short ? string_new(vm, text, a_length + b_length) : string;
}

String *string_from(VM *vm, const char *text)
{
    return string_new(vm, text, strlen(text));
}

String *string_format(VM *vm, const char *format, ...)
{
    char text[4096];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0) length = 0;
    if ((size_t)length >= sizeof text) length = sizeof text - 1;
    return string_new(vm, text, (size_t)length);
}

void string_free(VM *vm, String *string)
{
    if (string->is_short) {
        String **link = bucket(vm, string->hash);
        while (*link && *link != string)
            link = &(*link)->next;
        if (*link) {
            *link = string->next;
            vm->heap.string_count--;
        }
    }
    heap_free_object(vm, &string->header, string_bytes(string->length));
}

uint32_t string_hash(String *string)
{
    if (!string->has_hash) {
        string->hash = hash_bytes(string->data, string->length);
        string->has_hash = true;
    }
    return string->hash;
}

bool string_equals(const String *a, const String *b)
{
    if (a == b) return true;
    if (a->is_short || b->is_short || a->length != b->length) return false;
    return memcmp(a->data, b->data, a->length) == 0;
}

int string_compare(const String *a, const String *b)
{
    size_t shorter = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->data, b->data, shorter);
    if (order != 0) return order;
    return a->length < b->length ? -1 : a->length > b->length;
}
