/*
 * The one place that packs: an instance of msgpack-c's packing template that
 * writes straight into a Bytes.
 */
#include "persist/pack.h"

#include <string.h>

#include <msgpack/pack_define.h>

static inline void append(Bytes *out, const void *data, size_t size)
{
    if (out->data && size <= out->capacity - out->count) {
        if (size > 0) memcpy(out->data + out->count, data, size);
        out->count += size;
    } else {
        bytes_put(out, data, size);
    }
}

#define msgpack_pack_inline_func(name) static inline void template##name
#define msgpack_pack_inline_func_cint(name) static inline void template##name
#define msgpack_pack_inline_func_fixint(name) static inline void template_fix##name
#define msgpack_pack_user Bytes *
#define msgpack_pack_append_buffer(user, data, size) append(user, data, size)
/* The template's functions do not return what this one does. */
/* NOLINTNEXTLINE(readability-identifier-naming): the template wants it. */
typedef struct msgpack_timestamp {
    int64_t tv_sec;
    uint32_t tv_nsec;
} msgpack_timestamp; /* NOLINT(readability-identifier-naming) */
#include <msgpack/pack_template.h>

void pack_nil(Bytes *out)
{
    template_nil(out);
}

void pack_bool(Bytes *out, bool value)
{
    if (value)
        template_true(out);
    else
        template_false(out);
}

void pack_integer(Bytes *out, int64_t value)
{
    template_int64(out, value);
}

void pack_unsigned(Bytes *out, uint64_t value)
{
    template_uint64(out, value);
}

void pack_float(Bytes *out, double value)
{
    template_double(out, value);
}

void pack_str(Bytes *out, const void *data, size_t size)
{
    template_str(out, size);
    append(out, data, size);
}

void pack_bin(Bytes *out, const void *data, size_t size)
{
    template_bin(out, size);
    append(out, data, size);
}

void pack_array(Bytes *out, size_t count)
{
    template_array(out, count);
}

void pack_map(Bytes *out, size_t count)
{
    template_map(out, count);
}

void pack_ext(Bytes *out, int8_t type, const void *data, size_t size)
{
    template_ext(out, size, type);
    append(out, data, size);
}

size_t pack_map_begin(Bytes *out)
{
    size_t place = out->count;
    pack_map(out, 0);
    return place;
}

void pack_map_end(Bytes *out, size_t place, unsigned count)
{
    uint8_t bytes[8];
    Bytes header = {.data = bytes, .capacity = sizeof bytes};
    pack_map(&header, count);
    size_t body = out->count - place - 1;
    size_t more = header.count - 1;
    if (more > 0 && !bytes_reserve(out, more)) return;
    if (out->has_failed) return;
    memmove(out->data + place + header.count, out->data + place + 1, body);
    memcpy(out->data + place, bytes, header.count);
    out->count += more;
}
