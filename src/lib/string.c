/*
 * The string library: functions on whole strings and the table of all of them.
 * What grows with its arguments writes into a string of its final size, a slice
 * at an entry:
 *
 *   args[REG_OUT]     the result in the making (a long string, or nil)
 *   args[REG_FILLED]  bytes of it that are written
 */
#include "lib/builder.h"
#include "lib/lib.h"
#include "lib/slices.h"
#include "lib/strings.h"

#include <string.h>

enum {
    REG_OUT = 3,
    REG_FILLED = 4,
    MAX_RESULTS = 1000000 /* as Lua: what fits on its stack */
};

/* ---- results in the making ---- */

typedef struct Slice {
    char *out; /* the whole result */
    uint64_t total;
    uint64_t from; /* to be written now: from … to - 1 */
    uint64_t to;
} Slice;

/* The next slice of a result of `total` (> STRING_SHORT_MAX) bytes. */
static bool slice_take(VM *vm, NativeCall *call, uint64_t total, Slice *slice)
{
    Value *slots = call->args + REG_OUT;
    if (call->step == 0) {
        String *out = lib_has_memory(vm, total) ? string_new_long(vm, total) : NULL;
        if (!out) return false;
        slots[0] = string_value(out);
        slots[1] = value_integer(0);
    }
    const String *out = value_string(slots[0]);
    if (slots[0].tag != TAG_STRING || slots[1].tag != TAG_INTEGER || out->is_short ||
        out->length != total || (uint64_t)slots[1].as.integer > total) {
        string_corrupt(vm, call);
        return false;
    }
    slice->out = value_string(slots[0])->data;
    slice->total = total;
    slice->from = (uint64_t)slots[1].as.integer;
    slice->to = total - slice->from > SLICE_BYTES ? slice->from + SLICE_BYTES : total;
    return true;
}

/* The slice is written: another entry, or the result. */
static NativeStatus slice_end(VM *vm, NativeCall *call, const Slice *slice)
{
    native_work(vm, (slice->to - slice->from) / 64);
    heap_touch(vm, value_string(call->args[REG_OUT]));
    if (slice->to == slice->total) return native_return(call, call->args[REG_OUT]);
    call->args[REG_FILLED] = value_integer((int64_t)slice->to);
    call->step = 1;
    return NATIVE_AGAIN;
}

static NativeStatus return_string(NativeCall *call, String *string)
{
    return string ? native_return(call, string_value(string)) : NATIVE_ERROR;
}

/* ---- one byte after the other: upper, lower, reverse ---- */

/* Writes out[from … to-1] of the result for a whole source. */
typedef void (*Transform)(char *out, const String *source, uint64_t from, uint64_t to);

static void transform_upper(char *out, const String *source, uint64_t from, uint64_t to)
{
    for (uint64_t i = from; i < to; i++) {
        const char c = source->data[i];
        out[i] = (char)(c - (c >= 'a' && c <= 'z' ? 'a' - 'A' : 0));
    }
}

static void transform_lower(char *out, const String *source, uint64_t from, uint64_t to)
{
    for (uint64_t i = from; i < to; i++) {
        const char c = source->data[i];
        out[i] = (char)(c + (c >= 'A' && c <= 'Z' ? 'a' - 'A' : 0));
    }
}

static void transform_reverse(char *out, const String *source, uint64_t from, uint64_t to)
{
    for (uint64_t i = from; i < to; i++)
        out[i] = source->data[source->length - 1 - i];
}

static NativeStatus transform(VM *vm, NativeCall *call, Transform write)
{
    String *source;
    Slice slice;
    if (!native_take_string(vm, call, 0, &source)) return NATIVE_ERROR;
    if (source->length <= STRING_SHORT_MAX) {
        char out[STRING_SHORT_MAX];
        write(out, source, 0, source->length);
        return return_string(call, string_new(vm, out, source->length));
    }
    if (!slice_take(vm, call, source->length, &slice)) return NATIVE_ERROR;
    write(slice.out, source, slice.from, slice.to);
    return slice_end(vm, call, &slice);
}

static NativeStatus string_upper(VM *vm, NativeCall *call)
{
    return transform(vm, call, transform_upper);
}

static NativeStatus string_lower(VM *vm, NativeCall *call)
{
    return transform(vm, call, transform_lower);
}

static NativeStatus string_reverse(VM *vm, NativeCall *call)
{
    return transform(vm, call, transform_reverse);
}

/* ---- rep ---- */

/* Writes one period, as far as `to`; the rest repeats what is there. */
static void write_repeated(char *out, const String *text, const String *separator,
                           uint64_t from, uint64_t to)
{
    const uint64_t gap = separator ? separator->length : 0;
    const uint64_t period = text->length + gap;
    while (from < to) {
        uint64_t size = to - from;
        const char *source;
        if (from < text->length) {
            source = text->data + from;
            if (size > text->length - from) size = text->length - from;
        } else if (from < period) {
            source = separator->data + (from - text->length);
            if (size > period - from) size = period - from;
        } else {
            const uint64_t at = from % period;
            source = out + at;
            if (size > from - at) size = from - at;
        }
        memcpy(out + from, source, size);
        from += size;
    }
}

static NativeStatus string_rep(VM *vm, NativeCall *call)
{
    String *text;
    String *separator;
    int64_t count;
    Slice slice;
    if (!native_take_string(vm, call, 0, &text)) return NATIVE_ERROR;
    if (!native_take_integer(vm, call, 1, &count)) return NATIVE_ERROR;
    if (!native_option_string(vm, call, 2, &separator)) return NATIVE_ERROR;
    const uint64_t gap = separator ? separator->length : 0;
    const uint64_t period = text->length + gap;
    if (count <= 0 || period == 0) return return_string(call, string_new(vm, "", 0));
    if (period > (uint64_t)INT32_MAX / (uint64_t)count)
        return native_error(vm, "resulting string too large");
    const uint64_t total = period * (uint64_t)count - gap;
    if (total <= STRING_SHORT_MAX) {
        char out[STRING_SHORT_MAX];
        write_repeated(out, text, separator, 0, total);
        return return_string(call, string_new(vm, out, total));
    }
    if (!slice_take(vm, call, total, &slice)) return NATIVE_ERROR;
    write_repeated(slice.out, text, separator, slice.from, slice.to);
    return slice_end(vm, call, &slice);
}

/* ---- the rest ---- */

static NativeStatus string_len(VM *vm, NativeCall *call)
{
    String *text;
    if (!native_take_string(vm, call, 0, &text)) return NATIVE_ERROR;
    return native_return(call, value_integer((int64_t)text->length));
}

static NativeStatus string_sub(VM *vm, NativeCall *call)
{
    String *text;
    int64_t first;
    int64_t last;
    if (!native_take_string(vm, call, 0, &text)) return NATIVE_ERROR;
    if (!native_take_integer(vm, call, 1, &first)) return NATIVE_ERROR;
    if (!native_option_integer(vm, call, 2, -1, &last)) return NATIVE_ERROR;
    const uint64_t from = string_offset(first, text->length);
    const uint64_t to = string_end_offset(last, text->length);
    if (from >= to) return return_string(call, string_new(vm, "", 0));
    if (to - from == text->length) return return_string(call, text);
    native_work(vm, (to - from) / 64);
    if (!lib_has_memory(vm, to - from)) return NATIVE_ERROR;
    return return_string(call, string_new(vm, text->data + from, to - from));
}

static NativeStatus string_byte(VM *vm, NativeCall *call)
{
    String *text;
    int64_t first;
    int64_t last;
    if (!native_take_string(vm, call, 0, &text)) return NATIVE_ERROR;
    if (!native_option_integer(vm, call, 1, 1, &first)) return NATIVE_ERROR;
    if (!native_option_integer(vm, call, 2, first, &last)) return NATIVE_ERROR;
    const uint64_t from = string_offset(first, text->length);
    const uint64_t to = string_end_offset(last, text->length);
    if (from >= to) return native_return_nothing(call);
    const uint64_t count = to - from;
    if (count == 1) return native_return(call, value_integer((uint8_t)text->data[from]));
    if (count >= MAX_RESULTS) return native_error(vm, "string slice too long");
    Value *results = native_scratch(vm, call, (uint32_t)count);
    if (!results) return NATIVE_ERROR;
    for (uint64_t i = 0; i < count; i++)
        results[i] = value_integer((uint8_t)text->data[from + i]);
    native_work(vm, count / 16);
    call->results = results;
    call->result_count = (uint32_t)count;
    return NATIVE_RETURN;
}

static bool put_char_argument(VM *vm, NativeCall *call, uint32_t index, Builder *out)
{
    int64_t byte;
    if (!native_take_integer(vm, call, index, &byte)) return false;
    if (byte < 0 || byte > 255) {
        native_argument_error(vm, call, index + 1, "value out of range");
        return false;
    }
    builder_put_char(out, (char)byte);
    return true;
}

static NativeStatus string_char(VM *vm, NativeCall *call)
{
    Builder out;
    bool is_good = true;
    builder_init(&out, vm);
    for (uint32_t i = 0; i < call->count && is_good; i++)
        is_good = put_char_argument(vm, call, i, &out);
    String *text = is_good ? builder_finish(&out, NULL) : NULL;
    builder_deinit(&out);
    return return_string(call, text);
}

const NativeDef LIB_STRING[] = {
    {"string.byte", string_byte, 3, 0, 0},
    {"string.char", string_char, 0, 0, 0},
    {"string.dump", string_dump, 2, 0, 0},
    {"string.find", string_find, 6, 0, 2},
    {"string.format", string_do_format, 1, 0, UINT32_MAX},
    {"string.gmatch", string_gmatch, 3, 0, 0},
    {"string.gsub", string_gsub, 11, 0, 2},
    {"string.len", string_len, 1, 0, 0},
    {"string.lower", string_lower, 5, 0, 1},
    {"string.match", string_match, 6, 0, 2},
    {"string.pack", string_pack, 1, 0, 0},
    {"string.packsize", string_packsize, 1, 0, 0},
    {"string.rep", string_rep, 5, 0, 1},
    {"string.reverse", string_reverse, 5, 0, 1},
    {"string.sub", string_sub, 3, 0, 0},
    {"string.unpack", string_unpack, 3, 0, 0},
    {"string.upper", string_upper, 5, 0, 1},
    {"string.gmatch_step", string_gmatch_step, 3, 0, 1},
    {NULL, NULL, 0, 0, 0},
};

/* The helper of string.lua is not for programs. */
static bool hide_helper(VM *vm, Table *library)
{
    Table *prelude = lib_prelude_table(vm);
    String *name = prelude ? string_from(vm, "gmatch_step") : NULL;
    if (!name) return false;
    const Value step = table_get_string(library, name);
    return table_set_named(vm, prelude, "string_gmatch_step", step) &&
           table_set_string(vm, library, name, VALUE_NIL);
}

bool lib_open_string(VM *vm)
{
    Table *library = lib_open_module(vm, "string", LIB_STRING, true);
    Table *metatable = library ? table_new(vm, 0, 1) : NULL;
    if (!metatable || !hide_helper(vm, library)) return false;
    if (!native_register_into(vm, metatable, STRING_EVENTS)) return false;
    vm->metatables[TAG_STRING] = metatable;
    return table_set_string(vm, metatable, vm->names[NAME_INDEX],
                            value_object(TAG_TABLE, library));
}
