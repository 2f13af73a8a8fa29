/*
 * string.pack, packsize and unpack: values as binary text. The native byte order
 * and sizes ("=", "i", "l" …) are those of a 64-bit little-endian machine on every
 * CPU, so that a job computes the same wherever it goes on.
 */
#include "lib/builder.h"
#include "lib/lib.h"
#include "lib/strings.h"

#include <limits.h>
#include <string.h>

enum { INTEGER_MAX_BYTES = 16, NATIVE_ALIGNMENT = 8, LUA_INTEGER_BYTES = 8 };

typedef enum Option {
    OPTION_SIGNED,
    OPTION_UNSIGNED,
    OPTION_FLOAT,
    OPTION_CHARS,   /* c: a fixed number of bytes */
    OPTION_STRING,  /* s: its length, then its bytes */
    OPTION_ZERO,    /* z: bytes up to a zero */
    OPTION_PADDING, /* x */
    OPTION_ALIGN,   /* X */
    OPTION_NOTHING  /* a change of byte order or alignment, a space */
} Option;

typedef struct Layout {
    VM *vm;
    NativeCall *call;
    const char *at; /* in the format */
    const char *end;
    bool is_big_endian;
    uint32_t max_alignment;
} Layout;

/* One item of a format. */
typedef struct Item {
    Option option;
    uint32_t size;    /* bytes that it takes, without a string's text */
    uint32_t padding; /* bytes before it */
} Item;

static bool layout_init(VM *vm, NativeCall *call, Layout *layout)
{
    String *format;
    if (!native_take_string(vm, call, 0, &format)) return false;
    const char *end = format->data + strlen(format->data); /* a zero byte ends it */
    *layout = (Layout){vm, call, format->data, end, false, 1};
    return true;
}

static bool fail_argument(const Layout *layout, uint32_t index, const char *message)
{
    native_argument_error(layout->vm, layout->call, index, message);
    return false;
}

/* ---- reading a format ---- */

static bool is_digit_next(const Layout *layout)
{
    return layout->at < layout->end && *layout->at >= '0' && *layout->at <= '9';
}

static uint32_t take_count(Layout *layout, uint32_t fallback)
{
    if (!is_digit_next(layout)) return fallback;
    uint32_t count = 0;
    do {
        count = count * 10 + (uint32_t)(*layout->at++ - '0');
    } while (is_digit_next(layout) && count <= (INT_MAX - 9) / 10);
    return count;
}

/* Size of an integer; false: out of limits. */
static bool take_size(Layout *layout, uint32_t fallback, uint32_t *out)
{
    *out = take_count(layout, fallback);
    if (*out >= 1 && *out <= INTEGER_MAX_BYTES) return true;
    native_error(layout->vm, "integral size (%u) out of limits [1,%d]", *out,
                 INTEGER_MAX_BYTES);
    return false;
}

/* "c" with its count. */
static bool take_chars(Layout *layout, Item *item)
{
    item->option = OPTION_CHARS;
    if (!is_digit_next(layout)) {
        native_error(layout->vm, "missing size for format option 'c'");
        return false;
    }
    item->size = take_count(layout, 0);
    return true;
}

static bool set_fixed(Item *item, Option option, uint32_t size)
{
    item->option = option;
    item->size = size;
    return true;
}

static bool take_order(Layout *layout, Item *item, char c)
{
    if (c == '!')
        return set_fixed(item, OPTION_NOTHING, 0) &&
               take_size(layout, NATIVE_ALIGNMENT, &layout->max_alignment);
    layout->is_big_endian = c == '>';
    return set_fixed(item, OPTION_NOTHING, 0);
}

/* An option without its alignment. false: the error is set. */
static bool take_option(Layout *layout, Item *item)
{
    const char c = *layout->at++;
    switch (c) {
    case 'b': return set_fixed(item, OPTION_SIGNED, 1);
    case 'B': return set_fixed(item, OPTION_UNSIGNED, 1);
    case 'h': return set_fixed(item, OPTION_SIGNED, 2);
    case 'H': return set_fixed(item, OPTION_UNSIGNED, 2);
    case 'l':
    case 'j': return set_fixed(item, OPTION_SIGNED, 8);
    case 'L':
    case 'J':
    case 'T': return set_fixed(item, OPTION_UNSIGNED, 8);
    case 'f': return set_fixed(item, OPTION_FLOAT, 4);
    case 'd':
    case 'n': return set_fixed(item, OPTION_FLOAT, 8);
    case 'i': item->option = OPTION_SIGNED; return take_size(layout, 4, &item->size);
    case 'I': item->option = OPTION_UNSIGNED; return take_size(layout, 4, &item->size);
    case 's': item->option = OPTION_STRING; return take_size(layout, 8, &item->size);
    case 'c': return take_chars(layout, item);
    case 'z': return set_fixed(item, OPTION_ZERO, 0);
    case 'x': return set_fixed(item, OPTION_PADDING, 1);
    case 'X': return set_fixed(item, OPTION_ALIGN, 0);
    case ' ': return set_fixed(item, OPTION_NOTHING, 0);
    case '<':
    case '>':
    case '=':
    case '!': return take_order(layout, item, c);
    default: native_error(layout->vm, "invalid format option '%c'", c); return false;
    }
}

/* What the item wants to be aligned to; for X that is the option behind it. */
static bool take_alignment(Layout *layout, const Item *item, uint32_t *out)
{
    *out = item->option == OPTION_CHARS ? 0 : item->size;
    if (item->option != OPTION_ALIGN) return true;
    Item next = {OPTION_NOTHING, 0, 0};
    if (layout->at < layout->end && !take_option(layout, &next)) return false;
    if (next.size == 0 || next.option == OPTION_CHARS)
        return fail_argument(layout, 1, "invalid next option for option 'X'");
    *out = next.size;
    return true;
}

/* The next item, at `offset` of the data. false: the error is set. */
static bool take_item(Layout *layout, uint64_t offset, Item *item)
{
    uint32_t alignment;
    item->padding = 0;
    if (!take_option(layout, item) || !take_alignment(layout, item, &alignment))
        return false;
    if (alignment > layout->max_alignment) alignment = layout->max_alignment;
    if (alignment <= 1) return true;
    if (alignment & (alignment - 1))
        return fail_argument(layout, 1, "format asks for alignment not power of 2");
    item->padding = (alignment - (uint32_t)(offset & (alignment - 1))) & (alignment - 1);
    return true;
}

/* ---- pack ---- */

/* Bytes beyond the eighth repeat the sign. */
static void put_integer(const Layout *layout, Builder *out, uint64_t n, uint32_t size,
                        bool is_negative)
{
    char *to = builder_reserve(out, size);
    if (!to) return;
    for (uint32_t i = 0; i < size; i++) {
        const uint32_t at = layout->is_big_endian ? size - 1 - i : i;
        const uint64_t byte = is_negative ? 0xff : 0;
        to[at] = (char)(i < LUA_INTEGER_BYTES ? n >> (8 * i) & 0xff : byte);
    }
    out->count += size;
}

static bool pack_integer(const Layout *layout, Builder *out, const Item *item,
                         uint32_t index)
{
    int64_t n;
    if (!native_take_integer(layout->vm, layout->call, index, &n)) return false;
    const bool is_signed = item->option == OPTION_SIGNED;
    if (item->size < LUA_INTEGER_BYTES) {
        const int64_t limit = INT64_C(1) << (item->size * 8 - 1);
        if (is_signed && (n < -limit || n >= limit))
            return fail_argument(layout, index + 1, "integer overflow");
        if (!is_signed && (uint64_t)n >= (uint64_t)limit * 2)
            return fail_argument(layout, index + 1, "unsigned overflow");
    }
    put_integer(layout, out, (uint64_t)n, item->size, is_signed && n < 0);
    return true;
}

static bool pack_float(const Layout *layout, Builder *out, const Item *item,
                       uint32_t index)
{
    double n;
    uint64_t bits = 0;
    if (!native_take_number(layout->vm, layout->call, index, &n)) return false;
    if (item->size == sizeof(float)) {
        const float single = (float)n;
        uint32_t low;
        memcpy(&low, &single, sizeof low);
        bits = low;
    } else {
        memcpy(&bits, &n, sizeof bits);
    }
    put_integer(layout, out, bits, item->size, false);
    return true;
}

static void put_zeros(Builder *out, uint64_t count)
{
    char *to = builder_reserve(out, count);
    if (!to) return;
    memset(to, 0, count);
    out->count += count;
}

static bool pack_text(const Layout *layout, Builder *out, const Item *item,
                      uint32_t index)
{
    String *text;
    if (!native_take_string(layout->vm, layout->call, index, &text)) return false;
    const uint64_t length = text->length;
    if (item->option == OPTION_CHARS && length > item->size)
        return fail_argument(layout, index + 1, "string longer than given size");
    if (item->option == OPTION_ZERO && strlen(text->data) != length)
        return fail_argument(layout, index + 1, "string contains zeros");
    if (item->option == OPTION_STRING) {
        if (item->size < LUA_INTEGER_BYTES && length >> (item->size * 8))
            return fail_argument(layout, index + 1,
                                 "string length does not fit in given size");
        put_integer(layout, out, length, item->size, false);
    }
    builder_put_string(out, text);
    if (item->option == OPTION_ZERO) builder_put_char(out, 0);
    if (item->option == OPTION_CHARS) put_zeros(out, item->size - length);
    return true;
}

static bool pack_item(const Layout *layout, Builder *out, const Item *item,
                      uint32_t *index)
{
    put_zeros(out, item->padding);
    switch (item->option) {
    case OPTION_SIGNED:
    case OPTION_UNSIGNED: return pack_integer(layout, out, item, (*index)++);
    case OPTION_FLOAT: return pack_float(layout, out, item, (*index)++);
    case OPTION_CHARS:
    case OPTION_STRING:
    case OPTION_ZERO: return pack_text(layout, out, item, (*index)++);
    case OPTION_PADDING: put_zeros(out, 1); return true;
    case OPTION_ALIGN:
    case OPTION_NOTHING: break;
    }
    return true;
}

/* The first value that is missing counts as a nil that was given. */
static bool add_nil(VM *vm, NativeCall *call)
{
    Value *missing = native_scratch(vm, call, 1);
    if (!missing) return false;
    *missing = VALUE_NIL;
    call->count++;
    return true;
}

NativeStatus string_pack(VM *vm, NativeCall *call)
{
    Layout layout;
    Item item;
    uint32_t index = 1;
    if (!layout_init(vm, call, &layout) || !add_nil(vm, call)) return NATIVE_ERROR;
    Builder out;
    builder_init(&out, vm);
    bool is_good = true;
    while (is_good && layout.at < layout.end)
        is_good = take_item(&layout, out.count, &item) &&
                  pack_item(&layout, &out, &item, &index);
    native_work(vm, out.count / 64);
    String *text = is_good ? builder_finish(&out, NULL) : NULL;
    builder_deinit(&out);
    return text ? native_return(call, string_value(text)) : NATIVE_ERROR;
}

NativeStatus string_packsize(VM *vm, NativeCall *call)
{
    Layout layout;
    Item item;
    uint64_t total = 0;
    if (!layout_init(vm, call, &layout)) return NATIVE_ERROR;
    while (layout.at < layout.end) {
        if (!take_item(&layout, total, &item)) return NATIVE_ERROR;
        if (item.option == OPTION_STRING || item.option == OPTION_ZERO)
            return native_argument_error(vm, call, 1, "variable-length format");
        total += (uint64_t)item.padding + item.size;
        if (total > INT_MAX)
            return native_argument_error(vm, call, 1, "format result too large");
    }
    return native_return(call, value_integer((int64_t)total));
}

/* ---- unpack ---- */

typedef struct Unpack {
    Layout layout;
    const String *data;
    uint64_t at;
    Value *results;
    uint32_t count;
} Unpack;

/* An integer of any size; false: it does not fit. */
static bool read_integer(Unpack *unpack, uint32_t size, bool is_signed, uint64_t *out)
{
    const uint8_t *from = (const uint8_t *)unpack->data->data + unpack->at;
    const bool is_big = unpack->layout.is_big_endian;
    const uint32_t used = size < LUA_INTEGER_BYTES ? size : LUA_INTEGER_BYTES;
    uint64_t n = 0;
    for (uint32_t i = used; i-- > 0;)
        n = n << 8 | from[is_big ? size - 1 - i : i];
    if (is_signed && size < LUA_INTEGER_BYTES && n >> (size * 8 - 1))
        n |= UINT64_MAX << (size * 8);
    const uint8_t sign = is_signed && (int64_t)n < 0 ? 0xff : 0;
    for (uint32_t i = used; i < size; i++) {
        if (from[is_big ? size - 1 - i : i] == sign) continue;
        native_error(unpack->layout.vm, "%u-byte integer does not fit into Lua Integer",
                     size);
        return false;
    }
    unpack->at += size;
    *out = n;
    return true;
}

static bool read_number(Unpack *unpack, const Item *item)
{
    uint64_t bits;
    const bool is_signed = item->option == OPTION_SIGNED;
    if (!read_integer(unpack, item->size, is_signed, &bits)) return false;
    Value v = value_integer((int64_t)bits);
    if (item->option == OPTION_FLOAT && item->size == sizeof(float)) {
        const uint32_t low = (uint32_t)bits;
        float single;
        memcpy(&single, &low, sizeof single);
        v = value_float(single);
    } else if (item->option == OPTION_FLOAT) {
        double number;
        memcpy(&number, &bits, sizeof number);
        v = value_float(number);
    }
    unpack->results[unpack->count++] = v;
    return true;
}

static bool read_text(Unpack *unpack, const Item *item)
{
    const Layout *layout = &unpack->layout;
    uint64_t length = item->size;
    uint64_t behind = 0;
    if (item->option == OPTION_STRING) {
        if (!read_integer(unpack, item->size, false, &length)) return false;
        if (length > unpack->data->length - unpack->at)
            return fail_argument(layout, 2, "data string too short");
    } else if (item->option == OPTION_ZERO) {
        const char *from = unpack->data->data + unpack->at;
        const char *zero = memchr(from, 0, unpack->data->length - unpack->at);
        if (!zero) return fail_argument(layout, 2, "unfinished string for format 'z'");
        length = (uint64_t)(zero - from);
        behind = 1;
    }
    if (!lib_has_memory(layout->vm, length)) return false;
    String *text = string_new(layout->vm, unpack->data->data + unpack->at, length);
    if (!text) return false;
    unpack->results[unpack->count++] = string_value(text);
    unpack->at += length + behind;
    return true;
}

static bool read_item(Unpack *unpack, const Item *item)
{
    const uint64_t left = unpack->data->length - unpack->at;
    if ((uint64_t)item->padding + item->size > left)
        return fail_argument(&unpack->layout, 2, "data string too short");
    unpack->at += item->padding;
    switch (item->option) {
    case OPTION_SIGNED:
    case OPTION_UNSIGNED:
    case OPTION_FLOAT: return read_number(unpack, item);
    case OPTION_CHARS:
    case OPTION_STRING:
    case OPTION_ZERO: return read_text(unpack, item);
    case OPTION_PADDING: unpack->at++; return true;
    case OPTION_ALIGN:
    case OPTION_NOTHING: break;
    }
    return true;
}

NativeStatus string_unpack(VM *vm, NativeCall *call)
{
    enum { MAX_RESULTS = 1000000 };
    Unpack unpack = {.count = 0};
    String *data;
    int64_t position;
    Item item;
    if (!layout_init(vm, call, &unpack.layout)) return NATIVE_ERROR;
    if (!native_take_string(vm, call, 1, &data)) return NATIVE_ERROR;
    if (!native_option_integer(vm, call, 2, 1, &position)) return NATIVE_ERROR;
    unpack.data = data;
    unpack.at = string_offset(position, data->length);
    if (unpack.at > data->length)
        return native_argument_error(vm, call, 3, "initial position out of string");
    /* Each result takes at least a character of the format. */
    const uint64_t most = (uint64_t)(unpack.layout.end - unpack.layout.at) + 1;
    if (most > MAX_RESULTS) return native_error(vm, "too many results");
    unpack.results = native_scratch(vm, call, (uint32_t)most);
    if (!unpack.results) return NATIVE_ERROR;
    while (unpack.layout.at < unpack.layout.end)
        if (!take_item(&unpack.layout, unpack.at, &item) || !read_item(&unpack, &item))
            return NATIVE_ERROR;
    unpack.results[unpack.count++] = value_integer((int64_t)unpack.at + 1);
    call->results = unpack.results;
    call->result_count = unpack.count;
    return NATIVE_RETURN;
}
