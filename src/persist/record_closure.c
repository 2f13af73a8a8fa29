/*
 * Closures and the cells that they share.
 */
#include "persist/load.h"

void closure_save(Encoder *encoder, Closure *closure)
{
    encode_begin(encoder, &closure->header);
    encode_id_field(encoder, FIELD_CLOSURE_PROTO, closure->proto);
    if (closure->upvalue_count) {
        encode_field(encoder, FIELD_CLOSURE_UPVALUES);
        pack_array(encoder->out, closure->upvalue_count);
        for (uint32_t i = 0; i < closure->upvalue_count; i++)
            encode_value(encoder, closure->upvalues[i]);
    }
    encode_end(encoder);
}

/* Its size depends on the number of upvalues. */
Object *closure_create(Loader *loader)
{
    Fields fields = load_fields(loader->entry->data, loader->entry->size);
    size_t count = 0;
    for (; fields.left > 0 && !fields.cursor.has_failed; fields.left--) {
        uint64_t field = cursor_take_unsigned(&fields.cursor, FIELD_LIMIT);
        if (field == FIELD_CLOSURE_UPVALUES) {
            count = cursor_take_array(&fields.cursor);
            break;
        }
        cursor_skip(&fields.cursor);
    }
    if (fields.cursor.has_failed || count > UINT16_MAX) {
        load_corrupt(loader, "it is not well-formed");
        return NULL;
    }
    Closure *closure = heap_new_object(loader->vm, KIND_CLOSURE,
                                       sizeof *closure + count * sizeof(Value));
    if (!closure) return NULL;
    closure->upvalue_count = (uint32_t)count;
    return &closure->header;
}

void closure_load(Loader *loader, Closure *closure)
{
    Fields fields = load_fields(loader->entry->data, loader->entry->size);
    for (int field; (field = load_next_field(loader, &fields)) >= 0;) {
        switch (field) {
        case FIELD_CLOSURE_PROTO:
            closure->proto = load_id(loader, &fields.cursor, KIND_PROTO);
            break;
        case FIELD_CLOSURE_UPVALUES:
            cursor_take_array(&fields.cursor);
            for (uint32_t i = 0; i < closure->upvalue_count; i++)
                closure->upvalues[i] = load_upvalue_slot(loader, &fields.cursor);
            break;
        default: load_unknown_field(loader); break;
        }
    }
    load_end(loader, &fields);
    if (!closure->proto) load_corrupt(loader, "a closure without code");
}

void upvalue_save(Encoder *encoder, Upvalue *upvalue)
{
    const bool is_open = upvalue->fiber && (!encoder->pickle ||
                                            pickle_has(encoder, &upvalue->fiber->header));
    encode_begin(encoder, &upvalue->header);
    if (is_open) {
        encode_id_field(encoder, FIELD_UPVALUE_FIBER, upvalue->fiber);
        encode_integer_field(encoder, FIELD_UPVALUE_SLOT, upvalue->slot, -1);
    } else {
        encode_value_field(encoder, FIELD_UPVALUE_VALUE, *upvalue->location);
    }
    encode_end(encoder);
}

/* An open one gets its location in load_link(), when its fiber has its stack. */
void upvalue_load(Loader *loader, Upvalue *upvalue)
{
    upvalue->location = &upvalue->closed;
    Fields fields = load_fields(loader->entry->data, loader->entry->size);
    for (int field; (field = load_next_field(loader, &fields)) >= 0;) {
        switch (field) {
        case FIELD_UPVALUE_VALUE:
            upvalue->closed = load_value(loader, &fields.cursor);
            break;
        case FIELD_UPVALUE_FIBER:
            upvalue->fiber = load_id(loader, &fields.cursor, KIND_FIBER);
            break;
        case FIELD_UPVALUE_SLOT:
            upvalue->slot =
                (uint32_t)cursor_take_unsigned(&fields.cursor, FIBER_MAX_SLOTS);
            break;
        default: load_unknown_field(loader); break;
        }
    }
    load_end(loader, &fields);
}
