/*
 * Appends msgpack to a byte buffer. Sticky like Bytes itself: after a failed
 * allocation nothing more is put; ask bytes->has_failed once at the end.
 */
#pragma once

#include "base/bytes.h"

void pack_nil(Bytes *out);
void pack_bool(Bytes *out, bool value);
void pack_integer(Bytes *out, int64_t value);
void pack_unsigned(Bytes *out, uint64_t value);
void pack_float(Bytes *out, double value); /* always 64 bits; NaN payloads stay */
void pack_str(Bytes *out, const void *data, size_t size);
void pack_bin(Bytes *out, const void *data, size_t size);
void pack_array(Bytes *out, size_t count);
void pack_map(Bytes *out, size_t count);
void pack_ext(Bytes *out, int8_t type, const void *data, size_t size);

/*
 * A map whose size is known only at its end. Returns the place that the end call
 * wants back; `count` is the number of key-value pairs put in between.
 */
size_t pack_map_begin(Bytes *out);
void pack_map_end(Bytes *out, size_t place, unsigned count);
