/*
 * The encoder's tools: ids for what is reached, records, references, values.
 */
#include <stdlib.h>

#include "persist/encode.h"

void encode_fail(Encoder *encoder, SporeStatus status)
{
    if (encoder->status == SPORE_OK) encoder->status = status;
}

/* NULL: a native. */
uint64_t encode_add(Encoder *encoder, Object *object)
{
    if (encoder->work_count == encoder->work_capacity) {
        size_t capacity = encoder->work_capacity ? encoder->work_capacity * 2 : 256;
        Object **work = realloc(encoder->work, capacity * sizeof *work);
        if (!work) {
            encode_fail(encoder, SPORE_NO_MEMORY);
            return 0;
        }
        encoder->work = work;
        encoder->work_capacity = capacity;
    }
    encoder->work[encoder->work_count] = object;
    return encoder->first_id + encoder->work_count++;
}

uint64_t encode_id(Encoder *encoder, void *object)
{
    Object *header = object;
    if (encoder->pickle) return pickle_id(encoder, header);
    if (header->record_id == 0) header->record_id = encode_add(encoder, header);
    return header->record_id;
}

/* The same without giving one: 0 then. */
static uint64_t given_id(const Encoder *encoder, const Object *object)
{
    return encoder->pickle ? pickle_find(encoder, object) : object->record_id;
}

/* ---- natives: their addresses to their records ---- */

bool encode_index_natives(Encoder *encoder)
{
    for (unsigned i = 0; i < encoder->state->native_count; i++) {
        const NativeRecord *native = &encoder->state->natives[i];
        /* Two records may be of names that are now one native's. */
        if (address_map_find(&encoder->native_ids, native->def) ||
            address_map_add(&encoder->native_ids, native->def, native->id))
            continue;
        encode_fail(encoder, SPORE_NO_MEMORY);
        return false;
    }
    return true;
}

static uint64_t native_id(Encoder *encoder, const NativeDef *def)
{
    uint64_t id = address_map_find(&encoder->native_ids, def);
    if (id) return id;
    id = encode_add(encoder, NULL);
    if (!id) return 0;
    if (!save_state_add_native(encoder->vm, encoder->state, def, id)) {
        encoder->work_count--;
        encode_fail(encoder, SPORE_NO_MEMORY);
        return 0;
    }
    if (!address_map_add(&encoder->native_ids, def, id))
        encode_fail(encoder, SPORE_NO_MEMORY);
    return id;
}

/* ---- records ---- */

static void begin(Encoder *encoder, uint64_t id, uint32_t piece, Wire wire)
{
    Run *run = &encoder->image->run;
    if (run_begin_record(run, id, piece) != SPORE_OK) {
        encode_fail(encoder, SPORE_NO_MEMORY);
        return;
    }
    encoder->id = id;
    encoder->field_count = 0;
    encoder->place = pack_map_begin(encoder->out);
    encode_field(encoder, FIELD_ANY_KIND);
    pack_unsigned(encoder->out, wire);
}

void encode_begin(Encoder *encoder, const Object *object)
{
    begin(encoder, given_id(encoder, object), 0, (Wire)wire_of_kind(object->kind));
    uint64_t identity = (uint64_t)object->identity_high << 32 | object->identity_low;
    if (!identity || encoder->pickle) return;
    encode_field(encoder, FIELD_ANY_IDENTITY);
    pack_unsigned(encoder->out, identity);
}

void encode_begin_other(Encoder *encoder, uint64_t id, Wire wire)
{
    begin(encoder, id, 0, wire);
}

void encode_begin_piece(Encoder *encoder, const Object *object, uint32_t piece, Wire wire)
{
    begin(encoder, object->record_id, piece, wire);
    encode_field(encoder, FIELD_PIECE_VALUES);
}

void encode_field(Encoder *encoder, WireField field)
{
    pack_unsigned(encoder->out, field);
    encoder->field_count++;
}

void encode_end(Encoder *encoder)
{
    pack_map_end(encoder->out, encoder->place, encoder->field_count);
    if (encoder->status == SPORE_OK) run_end_record(&encoder->image->run);
    if (encoder->out->has_failed) encode_fail(encoder, SPORE_NO_MEMORY);
}

void encode_tombstone(Encoder *encoder, const Object *object, uint32_t piece)
{
    if (run_put_tombstone(&encoder->image->run, object->record_id, piece) != SPORE_OK)
        encode_fail(encoder, SPORE_NO_MEMORY);
}

/* ---- references ---- */

static size_t put_big_endian(uint8_t *out, uint64_t value, size_t size)
{
    for (size_t i = 0; i < size; i++)
        out[i] = (uint8_t)(value >> (8 * (size - 1 - i)));
    return size;
}

static size_t unsigned_size(uint64_t value)
{
    if (value <= UINT8_MAX) return 1;
    if (value <= UINT16_MAX) return 2;
    return value <= UINT32_MAX ? 4 : 8;
}

static size_t signed_size(int64_t value)
{
    if (value == (int8_t)value) return 1;
    if (value == (int16_t)value) return 2;
    return value == (int32_t)value ? 4 : 8;
}

/* By id, or by the distance from the record that refers, whichever is shorter. */
static void put_reference(Encoder *encoder, uint8_t wire, uint64_t id)
{
    uint8_t bytes[8];
    int64_t distance = (int64_t)(id - encoder->id);
    size_t near_size = signed_size(distance);
    size_t size = unsigned_size(id);
    if (near_size < size) {
        put_big_endian(bytes, (uint64_t)distance, near_size);
        pack_ext(encoder->out, (int8_t)(wire + WIRE_RELATIVE), bytes, near_size);
    } else {
        put_big_endian(bytes, id, size);
        pack_ext(encoder->out, (int8_t)wire, bytes, size);
    }
}

void encode_value(Encoder *encoder, Value value)
{
    Bytes *out = encoder->out;
    switch ((Tag)value.tag) {
    case TAG_NIL:
    case TAG_DEAD: pack_nil(out); return;
    case TAG_FALSE: pack_bool(out, false); return;
    case TAG_TRUE: pack_bool(out, true); return;
    case TAG_INTEGER: pack_integer(out, value.as.integer); return;
    case TAG_FLOAT: pack_float(out, value.as.number); return;
    case TAG_NATIVE:
        put_reference(encoder, WIRE_NATIVE, native_id(encoder, value.as.native));
        return;
    case TAG_STRING: {
        const String *string = value_string(value);
        if (string->is_short) {
            pack_str(out, string->data, string->length);
            return;
        }
        break;
    }
    default: break;
    }
    Object *object = value.as.object;
    uint8_t wire = value.tag == TAG_WRAP ? WIRE_WRAP : wire_of_kind(object->kind);
    put_reference(encoder, wire, encode_id(encoder, object));
}

void encode_reach(Encoder *encoder, Value value)
{
    if (value.tag == TAG_NATIVE) native_id(encoder, value.as.native);
    if (!value_is_object(value)) return;
    if (value.tag == TAG_STRING && value_string(value)->is_short) return;
    encode_id(encoder, value.as.object);
}

bool encode_has_record(const Encoder *encoder, Value value)
{
    if (!value_is_object(value) || value.tag == TAG_STRING) return true;
    return given_id(encoder, value.as.object) != 0 &&
           !heap_is_condemned(&encoder->vm->heap, value.as.object);
}

void encode_weak_value(Encoder *encoder, Value value)
{
    if (encode_has_record(encoder, value)) {
        encode_value(encoder, value);
        return;
    }
    if (encoder->is_final)
        encoder->has_skipped = true;
    else
        encoder->must_defer = true;
    pack_nil(encoder->out);
}

void encode_id_field(Encoder *encoder, WireField field, void *object)
{
    if (!object) return;
    if (encoder->pickle) pickle_need(encoder, object);
    encode_field(encoder, field);
    pack_unsigned(encoder->out, encode_id(encoder, object));
}

void encode_near_field(Encoder *encoder, WireField field, void *object)
{
    if (!object) return;
    if (encoder->pickle) pickle_need(encoder, object);
    encode_field(encoder, field);
    pack_integer(encoder->out, (int64_t)(encode_id(encoder, object) - encoder->id));
}

void encode_integer_field(Encoder *encoder, WireField field, int64_t value,
                          int64_t fallback)
{
    if (value == fallback) return;
    encode_field(encoder, field);
    pack_integer(encoder->out, value);
}

void encode_value_field(Encoder *encoder, WireField field, Value value)
{
    if (value_is_nil(value)) return;
    encode_field(encoder, field);
    encode_value(encoder, value);
}
