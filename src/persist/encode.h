/*
 * Inside persist/: how an object becomes a record. The encoder walks with a
 * worklist from the roots and the changed objects through objects that have no
 * record yet; each <kind>_save() writes one object and gives the objects that it
 * refers to their ids on the way.
 */
#pragma once

#include "persist/addressmap.h"
#include "persist/pack.h"
#include "persist/snapshot.h"
#include "persist/wire.h"

/* A native that some record refers to. */
typedef struct NativeRecord {
    const NativeDef *def;
    uint64_t id;
    uint32_t version;    /* that the record has */
    bool is_placeholder; /* made by an inspecting load; owned */
} NativeRecord;

void native_placeholder_free(VM *vm, const NativeDef *def);

/* The record says less than what a save would write now. */
static inline bool native_is_newer(const NativeRecord *native)
{
    return native->def->version > native->version;
}

/* A chunk that some record refers to, by the record of its main prototype. */
typedef struct ChunkRecord {
    uint64_t id;
    uint8_t hash[CODE_HASH_BYTES];
} ChunkRecord;

/*
 * Natives and chunks that have records: vm->save_state has those of the last encode or
 * load, a dump those of its own. Their memory is the VM's.
 */
typedef struct SaveState {
    NativeRecord *natives; /* those of a load first, then by ascending id */
    unsigned native_count;
    unsigned native_capacity;
    ChunkRecord *chunks;
    unsigned chunk_count;
    unsigned chunk_capacity;
    uint64_t record_count; /* objects in the snapshot, natives included */
} SaveState;

/* Makes vm->save_state if there is none. NULL: out of memory. */
SaveState *save_state_get(VM *vm);
/* What it holds is given back; the struct itself is not. */
void save_state_deinit(VM *vm, SaveState *state);
/* Its version is the one of `def`. */
NativeRecord *save_state_add_native(VM *vm, SaveState *state, const NativeDef *def,
                                    uint64_t id);
bool save_state_add_chunk(VM *vm, SaveState *state, uint64_t id,
                          const uint8_t hash[CODE_HASH_BYTES]);

/* A piece in which a weak target without a record was left out. */
typedef struct SkippedPiece {
    Table *table;
    uint32_t piece;
    bool is_entries;
} SkippedPiece;

/* What a dump needs beside that: see pickling.h. */
typedef struct Pickle Pickle;

typedef struct Encoder {
    VM *vm;
    Pickle *pickle; /* NULL: this is a save */
    Image *image;
    Report *report;
    SaveState *state;
    SporeStatus status; /* the first failure; all else is void then */
    Bytes *out;         /* image->run.bytes, or the roots */

    /* The record that is being written. */
    uint64_t id;
    uint64_t parent; /* a dump: what is looked at; else not kept */
    size_t place;
    unsigned field_count;

    /* Objects that get their first record, by ascending id from first_id on.
     * NULL stands for the next new native. */
    Object **work;
    size_t work_count;
    size_t work_capacity;
    size_t work_next;
    uint64_t first_id;
    unsigned old_native_count;
    unsigned next_native;
    AddressMap native_ids; /* ids of natives that have records */

    /* Tables with weak references wait until all else has its record. */
    ObjectList deferred;
    bool is_final;    /* they are being written now: leave out what is absent */
    bool must_defer;  /* this table has to wait */
    bool has_skipped; /* something was left out of this table */
    ObjectList stay_dirty;
    ObjectList pieced; /* saved in pieces: their marks are cleared at the end */
    SkippedPiece *skipped;
    unsigned skipped_count;
    unsigned skipped_capacity;
    uint64_t *dead_ids; /* ascending; heap.dead_count of them */
    ObjectList mains;   /* prototypes whose code is in image->codes */
    unsigned old_chunk_count;
} Encoder;

void encode_fail(Encoder *encoder, SporeStatus status);
/* Puts an object on the list of what gets a record. Returns its id; 0: failed. */
uint64_t encode_add(Encoder *encoder, Object *object);
/* All records that are due, those of tables with weak references excepted. */
void encode_drain(Encoder *encoder);
/* Those too, when all that is reached strongly has its record. */
void encode_deferred(Encoder *encoder);
/* The record of one object. */
void encode_object(Encoder *encoder, Object *object);
void encoder_deinit(Encoder *encoder);
/* Makes natives that have records known by their addresses; before all else. */
bool encode_index_natives(Encoder *encoder);

/* ---- records ---- */

/* A record of this object; its kind and identity are put. */
void encode_begin(Encoder *encoder, const Object *object);
/* A record of what is no heap object. */
void encode_begin_other(Encoder *encoder, uint64_t id, Wire wire);
/* A piece of the object with nothing in it but the values that follow. */
void encode_begin_piece(Encoder *encoder, const Object *object, uint32_t piece,
                        Wire wire);
void encode_field(Encoder *encoder, WireField field);
void encode_end(Encoder *encoder);
void encode_tombstone(Encoder *encoder, const Object *object, uint32_t piece);

/* ---- field values ---- */

/* Any value; what it refers to will have a record. */
void encode_value(Encoder *encoder, Value value);
/*
 * A weak reference: nil is put for an object without a record, and noted in
 * must_defer or has_skipped.
 */
void encode_weak_value(Encoder *encoder, Value value);
/* Whether a weak reference to it can be put. */
bool encode_has_record(const Encoder *encoder, Value value);
/* The id of an object that will have a record; not for short strings. */
uint64_t encode_id(Encoder *encoder, void *object);
/* The same for whatever a value refers to, if anything. */
void encode_reach(Encoder *encoder, Value value);
/* A field with an object's id, or none for NULL. */
void encode_id_field(Encoder *encoder, WireField field, void *object);
/* The same as the distance from this record's id: short for neighbours. */
void encode_near_field(Encoder *encoder, WireField field, void *object);
/* Left out when it equals the default. */
void encode_integer_field(Encoder *encoder, WireField field, int64_t value,
                          int64_t fallback);
/* Left out when nil. */
void encode_value_field(Encoder *encoder, WireField field, Value value);

/* ---- the kinds, each beside its <kind>_load ---- */

void string_save(Encoder *encoder, String *string);
void table_save(Encoder *encoder, Table *table);
/* Gives records to what a deferred table refers to strongly. */
void table_walk_deferred(Encoder *encoder, Table *table);
/* The hash of its chunk's code is known from here on. false: out of memory. */
bool proto_know_hash(Proto *main);
/* Marks the pieces as saved; at the end. */
void table_settle(Table *table);
void closure_save(Encoder *encoder, Closure *closure);
void upvalue_save(Encoder *encoder, Upvalue *upvalue);
void proto_save(Encoder *encoder, Proto *proto);
void fiber_save(Encoder *encoder, Fiber *fiber);
void fiber_settle(Fiber *fiber);
void tasklet_save(Encoder *encoder, Tasklet *tasklet);
void channel_save(Encoder *encoder, Channel *channel);
void handle_save(Encoder *encoder, Handle *handle);
void native_save(Encoder *encoder, const NativeRecord *native);
void roots_save(Encoder *encoder);

/* ---- of a dump: pickle.c ---- */

/* The id of an object, given if it has none. */
uint64_t pickle_id(Encoder *encoder, Object *object);
/* 0: it has none. */
uint64_t pickle_find(const Encoder *encoder, const Object *object);
/* A record in the place of an object's own, if it has to be; or it is refused. */
void pickle_save_object(Encoder *encoder, Object *object);
/* Whether it has an id and is no permanent. */
bool pickle_has(const Encoder *encoder, const Object *object);
/* What a chain or a fiber consists of has to be in the dump itself. */
void pickle_need(Encoder *encoder, const Object *object);
