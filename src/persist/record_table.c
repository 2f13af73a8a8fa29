/*
 * Tables. A small one is one record; a large one is a main record with the counts
 * and a record for each piece, of which only the changed ones are written again.
 *
 *   piece 0   metatable, counts, slots in a piece
 *   1, 3, …   array slots 0 … n-1, n … 2n-1, …
 *   2, 4, …   entries     0 … n-1, n … 2n-1, …
 */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "persist/load.h"

/* ---- saving ---- */

static uint8_t weak_mode(const VM *vm, const Table *table)
{
    if (!table->metatable) return 0;
    Value mode = table_get_string(table->metatable, vm->names[NAME_MODE]);
    if (mode.tag != TAG_STRING) return 0;
    const char *text = value_string(mode)->data;
    return (uint8_t)((strchr(text, 'k') ? TABLE_WEAK_KEYS : 0) |
                     (strchr(text, 'v') ? TABLE_WEAK_VALUES : 0));
}

static uint32_t pieces_for(uint32_t count, uint32_t size)
{
    return count / size + (count % size != 0);
}

static void put_array(Encoder *encoder, const Table *table, uint8_t weak, uint32_t from,
                      uint32_t count)
{
    pack_array(encoder->out, count);
    for (uint32_t i = from; i < from + count; i++) {
        if (weak & TABLE_WEAK_VALUES)
            encode_weak_value(encoder, table->array[i]);
        else
            encode_value(encoder, table->array[i]);
    }
}

static void put_hole(Encoder *encoder)
{
    pack_nil(encoder->out);
    pack_nil(encoder->out);
}

/* Key and value; two nils for an entry whose key is gone. */
static void put_entry(Encoder *encoder, const Entry *entry, uint8_t weak)
{
    bool is_tombstone = value_is_nil(entry->value);
    bool is_key_weak = is_tombstone || (weak & TABLE_WEAK_KEYS);
    if (entry->key.tag == TAG_DEAD) {
        put_hole(encoder);
    } else if (is_key_weak && !encode_has_record(encoder, entry->key)) {
        if (encoder->is_final)
            encoder->has_skipped = true;
        else
            encoder->must_defer = true;
        put_hole(encoder);
    } else {
        encode_value(encoder, entry->key);
        if (weak & TABLE_WEAK_VALUES)
            encode_weak_value(encoder, entry->value);
        else
            encode_value(encoder, entry->value);
    }
}

static void put_entries(Encoder *encoder, const Table *table, uint8_t weak, uint32_t from,
                        uint32_t count)
{
    pack_array(encoder->out, 2 * (size_t)count);
    for (uint32_t i = from; i < from + count; i++)
        put_entry(encoder, &table->entries[i], weak);
}

static void save_whole(Encoder *encoder, Table *table, uint8_t weak)
{
    encode_begin(encoder, &table->header);
    encode_id_field(encoder, FIELD_TABLE_METATABLE, table->metatable);
    encode_integer_field(encoder, FIELD_TABLE_WEAK, weak, 0);
    if (!encoder->pickle)
        encode_integer_field(encoder, FIELD_TABLE_ARRAY_CAPACITY, table->array_capacity,
                             table->array_count);
    if (table->array_count) {
        encode_field(encoder, FIELD_TABLE_ARRAY);
        put_array(encoder, table, weak, 0, table->array_count);
    }
    if (!encoder->pickle)
        encode_integer_field(encoder, FIELD_TABLE_ENTRY_CAPACITY, table->entry_capacity,
                             wire_entry_capacity(table->entry_count));
    if (table->entry_count) {
        encode_field(encoder, FIELD_TABLE_ENTRIES);
        put_entries(encoder, table, weak, 0, table->entry_count);
    }
    encode_end(encoder);
}

static void save_main(Encoder *encoder, Table *table, uint8_t weak)
{
    encode_begin(encoder, &table->header);
    encode_id_field(encoder, FIELD_TABLE_METATABLE, table->metatable);
    encode_integer_field(encoder, FIELD_TABLE_WEAK, weak, 0);
    encode_integer_field(encoder, FIELD_TABLE_ARRAY_CAPACITY, table->array_capacity,
                         table->array_count);
    encode_integer_field(encoder, FIELD_TABLE_ENTRY_CAPACITY, table->entry_capacity,
                         wire_entry_capacity(table->entry_count));
    encode_integer_field(encoder, FIELD_TABLE_PIECE_SLOTS, TABLE_PIECE_SLOTS, 0);
    encode_integer_field(encoder, FIELD_TABLE_ARRAY_COUNT, table->array_count, 0);
    encode_integer_field(encoder, FIELD_TABLE_ENTRY_COUNT, table->entry_count, 0);
    encode_end(encoder);
}

static void note_skipped(Encoder *encoder, Table *table, uint32_t piece, bool is_entries)
{
    SkippedPiece *skipped = memory_grow_array(&encoder->vm->memory, encoder->skipped,
                                              sizeof *skipped, &encoder->skipped_capacity,
                                              (size_t)encoder->skipped_count + 1, 16);
    if (!skipped) {
        encode_fail(encoder, SPORE_NO_MEMORY);
        return;
    }
    encoder->skipped = skipped;
    skipped[encoder->skipped_count++] =
        (SkippedPiece){.table = table, .piece = piece, .is_entries = is_entries};
}

/* One piece of one of the two ranges, or its tombstone, if it has to be written. */
static void save_piece(Encoder *encoder, Table *table, uint8_t weak, uint32_t k,
                       bool is_entries)
{
    const PieceMarks *marks =
        is_entries ? &table->pieces->entries : &table->pieces->slots;
    uint32_t total = is_entries ? table->entry_count : table->array_count;
    uint32_t number = is_entries ? wire_entry_piece(k) : wire_slot_piece(k);
    uint32_t from = k * TABLE_PIECE_SLOTS;
    if (from >= total) {
        if (k < marks->saved) encode_tombstone(encoder, &table->header, number);
        return;
    }
    if (k < marks->saved && !pieces_is_dirty(marks, k)) return;
    uint32_t count = total - from < TABLE_PIECE_SLOTS ? total - from : TABLE_PIECE_SLOTS;
    bool had_skipped = encoder->has_skipped;
    encoder->has_skipped = false;
    encode_begin_piece(encoder, &table->header, number,
                       is_entries ? WIRE_TABLE_ENTRIES : WIRE_TABLE_SLOTS);
    if (is_entries)
        put_entries(encoder, table, weak, from, count);
    else
        put_array(encoder, table, weak, from, count);
    encode_end(encoder);
    if (encoder->has_skipped) note_skipped(encoder, table, k, is_entries);
    encoder->has_skipped |= had_skipped;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static void save_pieces(Encoder *encoder, Table *table, uint8_t weak)
{
    const Pieces *pieces = table->pieces;
    uint32_t slots =
        larger(pieces_for(table->array_count, TABLE_PIECE_SLOTS), pieces->slots.saved);
    uint32_t entries =
        larger(pieces_for(table->entry_count, TABLE_PIECE_SLOTS), pieces->entries.saved);
    save_main(encoder, table, weak);
    for (uint32_t k = 0; k < larger(slots, entries); k++) {
        if (encoder->status != SPORE_OK || encoder->must_defer) return;
        save_piece(encoder, table, weak, k, false);
        save_piece(encoder, table, weak, k, true);
    }
}

/* Marks for all pieces; what has none yet is dirty, which is true. */
static bool reserve_pieces(Encoder *encoder, Table *table)
{
    VM *vm = encoder->vm;
    uint32_t slots = pieces_for(table->array_count, TABLE_PIECE_SLOTS);
    uint32_t entries = pieces_for(table->entry_count, TABLE_PIECE_SLOTS);
    if (!table->pieces) table->pieces = pieces_new(vm, 0, 0);
    if (table->pieces && pieces_reserve(vm, &table->pieces->slots, slots) &&
        pieces_reserve(vm, &table->pieces->entries, entries) &&
        heap_list_push(vm, &encoder->pieced, &table->header))
        return true;
    encode_fail(encoder, SPORE_NO_MEMORY);
    return false;
}

/* Takes back what was put for a table that has to wait. */
static void defer(Encoder *encoder, Table *table, uint32_t records, size_t bytes)
{
    encoder->image->run.count = records;
    encoder->image->run.bytes.count = bytes;
    if (!heap_list_push(encoder->vm, &encoder->deferred, &table->header))
        encode_fail(encoder, SPORE_NO_MEMORY);
}

void table_save(Encoder *encoder, Table *table)
{
    uint32_t records = encoder->image->run.count;
    size_t bytes = encoder->image->run.bytes.count;
    uint8_t weak = weak_mode(encoder->vm, table);
    encoder->must_defer = weak && !encoder->is_final;
    if (!encoder->must_defer) {
        bool is_large =
            (uint64_t)table->array_count + table->entry_count > TABLE_PIECE_SLOTS;
        if (encoder->pickle || (!is_large && !table->pieces))
            save_whole(encoder, table, weak);
        else if (reserve_pieces(encoder, table))
            save_pieces(encoder, table, weak);
    }
    if (encoder->must_defer) defer(encoder, table, records, bytes);
    encoder->must_defer = false;
}

void table_walk_deferred(Encoder *encoder, Table *table)
{
    uint8_t weak = weak_mode(encoder->vm, table);
    if (table->metatable) encode_id(encoder, table->metatable);
    for (uint32_t i = 0; i < table->array_count; i++) {
        Value value = table->array[i];
        if (!(weak & TABLE_WEAK_VALUES) || value.tag == TAG_STRING)
            encode_reach(encoder, value);
    }
    for (uint32_t i = 0; i < table->entry_count; i++) {
        const Entry *entry = &table->entries[i];
        if (value_is_nil(entry->value)) {
            if (entry->key.tag == TAG_STRING) encode_reach(encoder, entry->key);
            continue;
        }
        if (!(weak & TABLE_WEAK_KEYS) || entry->key.tag == TAG_STRING)
            encode_reach(encoder, entry->key);
        if (entry->value.tag == TAG_STRING)
            encode_reach(encoder, entry->value);
        else if (!(weak & TABLE_WEAK_VALUES) && encode_has_record(encoder, entry->key))
            encode_reach(encoder, entry->value);
    }
}

void table_settle(Table *table)
{
    pieces_clear(&table->pieces->slots);
    pieces_clear(&table->pieces->entries);
    table->pieces->slots.saved = pieces_for(table->array_count, TABLE_PIECE_SLOTS);
    table->pieces->entries.saved = pieces_for(table->entry_count, TABLE_PIECE_SLOTS);
}

/* ---- loading ---- */

typedef struct TableShape {
    uint32_t weak;
    uint64_t array_count, array_capacity;
    uint64_t entry_count, entry_capacity;
    bool has_array_capacity, has_entry_capacity;
    uint32_t piece_slots; /* 0: whole */
} TableShape;

/* What a table claims beyond its content is bounded by the heap that was saved. */
static bool claim_room(Loader *loader, uint64_t bytes)
{
    if (bytes > loader->room_bytes) {
        load_corrupt(loader, "a table that claims more room than the whole heap had");
        return false;
    }
    loader->room_bytes -= bytes;
    return true;
}

static bool make_array(Loader *loader, Table *table, TableShape *shape)
{
    if (!shape->has_array_capacity) shape->array_capacity = shape->array_count;
    if (shape->array_capacity < shape->array_count ||
        shape->array_capacity > TABLE_MAX_ARRAY) {
        load_corrupt(loader, "a table whose array does not fit its room");
        return false;
    }
    uint64_t spare = shape->array_capacity - shape->array_count;
    if (!claim_room(loader, spare * sizeof(Value))) return false;
    table->array = load_block(loader, shape->array_capacity, sizeof(Value));
    if (loader->status != SPORE_OK) return false;
    table->array_capacity = (uint32_t)shape->array_capacity;
    return true;
}

static bool make_entries(Loader *loader, Table *table, TableShape *shape)
{
    if (!shape->has_entry_capacity && shape->entry_count <= TABLE_MAX_ENTRIES)
        shape->entry_capacity = wire_entry_capacity((uint32_t)shape->entry_count);
    if (shape->entry_capacity < shape->entry_count ||
        shape->entry_capacity > TABLE_MAX_ENTRIES) {
        load_corrupt(loader, "a table whose entries do not fit their room");
        return false;
    }
    uint64_t spare = shape->entry_capacity - shape->entry_count;
    if (shape->has_entry_capacity && !claim_room(loader, spare * sizeof(Entry)))
        return false;
    table->entries = load_block(loader, shape->entry_capacity, sizeof(Entry));
    if (loader->status != SPORE_OK) return false;
    table->entry_capacity = (uint32_t)shape->entry_capacity;
    return true;
}

static void take_array(Loader *loader, Cursor *cursor, Table *table, size_t count,
                       bool is_weak)
{
    bool is_absent;
    for (size_t i = 0; i < count && loader->status == SPORE_OK; i++)
        table->array[table->array_count++] =
            is_weak ? load_weak_value(loader, cursor, &is_absent)
                    : load_value(loader, cursor);
}

static bool is_valid_key(Value key)
{
    int64_t integer;
    if (key.tag == TAG_NIL) return false;
    return key.tag != TAG_FLOAT ||
           (!isnan(key.as.number) && !value_to_integer_exact(key, &integer));
}

static void take_entry(Loader *loader, Cursor *cursor, Table *table, uint32_t weak)
{
    bool is_key_absent;
    bool is_value_absent;
    Token key_token;
    cursor_take(cursor, &key_token);
    Value value = load_weak_value(loader, cursor, &is_value_absent);
    uint32_t position = table->entry_count++;
    if (value_is_nil(value) && !is_value_absent && key_token.kind == TOKEN_EXT) {
        table->entries[position] = (Entry){{.tag = TAG_DEAD}, VALUE_NIL};
        load_weak_key(loader, &key_token, table, position);
        return;
    }
    Value key = load_weak_token(loader, &key_token, &is_key_absent);
    bool is_hole = value_is_nil(key) && value_is_nil(value);
    if (!is_hole && !is_key_absent && !is_valid_key(key))
        load_corrupt(loader, "a value that cannot be a key");
    if ((is_key_absent && !(weak & TABLE_WEAK_KEYS) && !value_is_nil(value)) ||
        (is_value_absent && !is_key_absent && !(weak & TABLE_WEAK_VALUES)))
        load_corrupt(loader, "a reference to an object that is not there");
    if (is_hole || is_key_absent) {
        key = (Value){.tag = TAG_DEAD};
        value = VALUE_NIL;
    }
    table->entries[position] = (Entry){key, value};
}

static void take_entries(Loader *loader, Cursor *cursor, Table *table, size_t count,
                         uint32_t weak)
{
    for (size_t i = 0; i < count && loader->status == SPORE_OK; i++)
        take_entry(loader, cursor, table, weak);
}

/* The bytes of all pieces: no piece holds more values than it has bytes. */
static uint64_t piece_bytes(const Loader *loader)
{
    uint64_t bytes = 0;
    for (uint32_t i = 0; i < loader->entry->piece_count; i++)
        bytes += loader->pieces[loader->entry->piece_start + i].size;
    return bytes;
}

static void load_piece(Loader *loader, const LoadPiece *piece, Table *table,
                       const TableShape *shape)
{
    bool is_entries = piece->piece % 2 == 0;
    uint64_t k = (piece->piece - 1) / 2;
    uint64_t done = is_entries ? table->entry_count : table->array_count;
    uint64_t total = is_entries ? shape->entry_count : shape->array_count;
    if (k * shape->piece_slots != done || done >= total) {
        load_corrupt(loader, "a table's piece that does not follow the one before");
        return;
    }
    uint64_t count = total - done;
    if (count > shape->piece_slots) count = shape->piece_slots;
    Fields fields = load_fields(piece->data, piece->size);
    uint64_t wire = 0;
    if (cursor_take_unsigned(&fields.cursor, FIELD_LIMIT) == FIELD_ANY_KIND)
        wire = cursor_take_unsigned(&fields.cursor, WIRE_LIMIT);
    bool is_right =
        wire == (is_entries ? WIRE_TABLE_ENTRIES : WIRE_TABLE_SLOTS) &&
        cursor_take_unsigned(&fields.cursor, FIELD_LIMIT) == FIELD_PIECE_VALUES;
    uint64_t values = is_right ? cursor_take_array(&fields.cursor) : 0;
    uint64_t expected = count * (is_entries ? 2 : 1);
    /* An array that lost its end since this piece was written: nils are left. */
    uint64_t cut = !is_entries && values > expected ? values - expected : 0;
    if (!is_right || fields.left != 2 || values - cut != expected ||
        cut >= shape->piece_slots) {
        load_corrupt(loader, "a table's piece that is not well-formed");
        return;
    }
    if (is_entries)
        take_entries(loader, &fields.cursor, table, count, shape->weak);
    else
        take_array(loader, &fields.cursor, table, count, shape->weak & TABLE_WEAK_VALUES);
    while (cut-- > 0 && loader->status == SPORE_OK)
        if (!value_is_nil(load_value(loader, &fields.cursor)))
            load_corrupt(loader, "a value behind the end of its array");
    load_end(loader, &fields);
}

static void load_pieces(Loader *loader, Table *table, TableShape *shape)
{
    const LoadEntry *entry = loader->entry;
    if (shape->array_count + 2 * shape->entry_count > piece_bytes(loader)) {
        load_corrupt(loader, "a table that claims more than its pieces have");
        return;
    }
    if (!make_array(loader, table, shape) || !make_entries(loader, table, shape)) return;
    for (uint32_t i = 0; i < entry->piece_count && loader->status == SPORE_OK; i++)
        load_piece(loader, &loader->pieces[entry->piece_start + i], table, shape);
    if (table->array_count != shape->array_count ||
        table->entry_count != shape->entry_count)
        load_corrupt(loader, "a table whose pieces are missing");
    /* Another build's pieces: all are dirty, the old ones end with the next save. */
    bool is_ours = shape->piece_slots == TABLE_PIECE_SLOTS;
    uint32_t slots = pieces_for((uint32_t)shape->array_count, shape->piece_slots);
    uint32_t entries = pieces_for((uint32_t)shape->entry_count, shape->piece_slots);
    table->pieces = pieces_new(loader->vm, is_ours ? slots : 0, is_ours ? entries : 0);
    if (!table->pieces) {
        load_no_memory(loader);
        return;
    }
    table->pieces->slots.saved = slots;
    table->pieces->entries.saved = entries;
}

static void load_field(Loader *loader, Cursor *cursor, int field, Table *table,
                       TableShape *shape)
{
    switch (field) {
    case FIELD_TABLE_METATABLE:
        table->metatable = load_id(loader, cursor, KIND_TABLE);
        break;
    case FIELD_TABLE_WEAK: shape->weak = (uint32_t)cursor_take_unsigned(cursor, 3); break;
    case FIELD_TABLE_ARRAY_CAPACITY:
        shape->array_capacity = cursor_take_unsigned(cursor, TABLE_MAX_ARRAY);
        shape->has_array_capacity = true;
        break;
    case FIELD_TABLE_ARRAY:
        shape->array_count = cursor_take_array(cursor);
        if (make_array(loader, table, shape))
            take_array(loader, cursor, table, shape->array_count,
                       shape->weak & TABLE_WEAK_VALUES);
        break;
    case FIELD_TABLE_ENTRY_CAPACITY:
        shape->entry_capacity = cursor_take_unsigned(cursor, TABLE_MAX_ENTRIES);
        shape->has_entry_capacity = true;
        break;
    case FIELD_TABLE_ENTRIES:
        shape->entry_count = cursor_take_array(cursor) / 2;
        if (make_entries(loader, table, shape))
            take_entries(loader, cursor, table, shape->entry_count, shape->weak);
        break;
    case FIELD_TABLE_PIECE_SLOTS:
        shape->piece_slots = (uint32_t)cursor_take_unsigned(cursor, 1 << 16);
        break;
    case FIELD_TABLE_ARRAY_COUNT:
        shape->array_count = cursor_take_unsigned(cursor, TABLE_MAX_ARRAY);
        break;
    case FIELD_TABLE_ENTRY_COUNT:
        shape->entry_count = cursor_take_unsigned(cursor, TABLE_MAX_ENTRIES);
        break;
    default: load_unknown_field(loader); break;
    }
}

void table_load(Loader *loader, Table *table)
{
    TableShape shape = {0};
    Fields fields = load_fields(loader->entry->data, loader->entry->size);
    for (int field; (field = load_next_field(loader, &fields)) >= 0;) {
        if (field >= FIELD_TABLE_ARRAY_COUNT && !shape.piece_slots) {
            load_corrupt(loader, "a table's counts without pieces");
            return;
        }
        load_field(loader, &fields.cursor, field, table, &shape);
        if (field == FIELD_TABLE_PIECE_SLOTS && (table->array || table->entries))
            load_corrupt(loader, "a table that is whole and in pieces");
    }
    load_end(loader, &fields);
    if (loader->status != SPORE_OK) return;
    if (shape.piece_slots)
        load_pieces(loader, table, &shape);
    else if (loader->entry->piece_count)
        load_corrupt(loader, "pieces of a whole table");
    /* Room without content: nothing made it yet. */
    if (loader->status == SPORE_OK && !table->array && shape.array_capacity)
        make_array(loader, table, &shape);
    if (loader->status == SPORE_OK && !table->entries && shape.entry_capacity)
        make_entries(loader, table, &shape);
    if (loader->status != SPORE_OK) return;
    assert(table->array || !table->array_count);
    if (shape.weak & TABLE_WEAK_VALUES)
        while (table->array_count && value_is_nil(table->array[table->array_count - 1]))
            table->array_count--;
    else if (table->array_count && value_is_nil(table->array[table->array_count - 1]))
        load_corrupt(loader, "a table whose array ends with nil");
}

/* When all objects have their identity: the index, and keys that occur twice. */
void table_finish(Loader *loader, Table *table)
{
    for (uint32_t i = 0; i < table->entry_count; i++) {
        const Entry *entry = &table->entries[i];
        Value key = entry->key;
        if (key.tag > TAG_STRING && !key.as.object->identity_high &&
            !key.as.object->identity_low) {
            if (loader->permanents)
                object_identity(loader->vm, key.as.object);
            else
                load_corrupt(loader, "a key without identity");
        }
        if (key.tag == TAG_INTEGER && !value_is_nil(entry->value) &&
            (uint64_t)key.as.integer - 1 < table->array_count)
            load_corrupt(loader, "a key that its table has twice");
    }
    if (loader->status != SPORE_OK || table->entry_capacity == 0) return;
    if (table_rebuild_index(loader->vm, table)) return;
    if (loader->vm->fatal)
        load_no_memory(loader);
    else
        load_corrupt(loader, "a key that its table has twice");
}
