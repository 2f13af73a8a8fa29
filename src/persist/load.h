/*
 * Inside persist/: how records become objects again. An object is made when the
 * first reference to it is read, and filled by <kind>_load() when its turn comes;
 * what needs all objects filled (chains, indexes, frames) is linked and checked
 * after that. So only what the roots lead to is looked at: records of garbage may
 * stand there that say what was true once, and refer to what is gone.
 * Nothing that is read is believed: see load_corrupt().
 */
#pragma once

#include "persist/encode.h"
#include "persist/idmap.h"
#include "persist/permanent.h"
#include "persist/unpack.h"

typedef struct LoadPiece {
    const uint8_t *data;
    uint32_t size;
    uint32_t piece;
} LoadPiece;

typedef struct LoadEntry {
    uint64_t id;
    const uint8_t *data; /* of piece 0 */
    union {
        Object *object;
        const NativeDef *native;
    } as;
    uint32_t size;
    uint32_t piece_start; /* in Loader.pieces */
    uint32_t piece_count;
    uint8_t wire;
    bool is_permanent; /* was there before; nothing is done to it */
} LoadEntry;

/* What the VM record says. */
typedef struct Roots {
    uint64_t globals, registry, main_tasklet, current, sleepers, watchers, error_tasklet;
    uint64_t finalizers, pending, pending_first, finalizing;
    uint64_t metatables[TAG_COUNT];
    Cursor error, checkpoint_result, end_error; /* at the value; empty: nil */
    uint64_t runnable_count, tasklet_count, next_ticket, budget_end;
    uint64_t next_identity, next_record_id, ticks;
    uint64_t random_state[4];
    int64_t clock_ns;
    uint64_t live_bytes, threshold_bytes, record_count;
    int64_t debt_bytes;
    bool is_stopped;
    bool is_collect_asked;
    uint8_t end_phase, end_status;
    int exit_code;
    int64_t switch_trap;
    Cursor on_switch, on_channel, on_error, callback_runner;
    uint64_t closers;
    uint64_t callback_fiber, callback_active, callback_last;
} Roots;

/* A tombstone's key: kept if something else leads to it. */
typedef struct WeakKey {
    Table *table;
    uint32_t position;
    uint32_t from; /* entry of the table */
    uint32_t to;   /* entry that the reference is to */
    Token token;   /* the reference */
} WeakKey;

typedef struct Loader {
    VM *vm;
    SaveState *state; /* what gets records */
    RecordSource *source;
    Report *report;
    const char *what; /* "snapshot", for reports */
    bool is_inspection;
    const Permanents *permanents; /* this is a dump; NULL: a snapshot */
    SporeStatus status;           /* the first failure */
    LoadEntry *entries;           /* by ascending id */
    uint32_t entry_count;
    uint32_t entry_capacity;
    LoadPiece *pieces;
    uint32_t piece_count;
    uint32_t piece_capacity;
    IdMap ids;
    uint32_t *queue; /* entries whose objects were made, in that order */
    uint32_t queue_count;
    WeakKey *weak_keys;
    uint32_t weak_key_count;
    uint32_t weak_key_capacity;
    uint32_t wire_counts[WIRE_LIMIT]; /* entries of each kind */
    uint32_t living_count;            /* tasklets with a fiber */
    LoadEntry *entry;                 /* being read */
    bool is_making_nested;            /* a prototype whose main one comes first */
    Roots roots;
    String *last_string; /* read last: names often stand several times in a row */
    uint64_t room_bytes; /* what tables may still claim beyond their content */
    Bytes missing;       /* natives and handle types: texts that end with a 0 */
} Loader;

/* A walk over the fields of one record. */
typedef struct Fields {
    Cursor cursor;
    size_t left;
    int last;
} Fields;

/* ---- the whole of it ---- */

/* All records of the source, by their ids. */
void load_index(Loader *loader);
/* Fills all objects that what has been read leads to; says which natives are missing. */
void load_fill(Loader *loader);
void load_deinit(Loader *loader);
/* Notes once what is not here; `note` goes behind its name in the report. */
void load_note_missing(Loader *loader, const uint8_t *name, size_t size,
                       const char *note);
/* Fails if anything was noted. */
void load_report_missing(Loader *loader);
/* Of a dump: the kind of the object that a record names; 0: none. */
uint8_t permanent_wire(const uint8_t *data, size_t size);
/* That object. NULL: failed. */
Object *permanent_create(Loader *loader);

/* The i-th object that was made, as loader->entry. */
static inline LoadEntry *load_made(Loader *loader, uint32_t i)
{
    return loader->entry = &loader->entries[loader->queue[i]];
}

/* ---- failing ---- */

/* Sticky: the first one counts. Names the record that is being read. */
void load_corrupt(Loader *loader, const char *what);
void load_fail(Loader *loader, SporeStatus status, const char *what);
/* An allocation failed: NO_MEMORY, or the VM's limit. */
void load_no_memory(Loader *loader);
/* Memory of an object, zero bytes: NULL and no failure. */
void *load_block(Loader *loader, size_t count, size_t size);

/* ---- fields ---- */

Fields load_fields(const void *data, size_t size);
/*
 * The next field's number, or -1 at the end. Ascending order is checked; the kind
 * is stepped over, the identity is taken.
 */
int load_next_field(Loader *loader, Fields *fields);
/* The record must be used up. */
void load_end(Loader *loader, const Fields *fields);
/* For a field that this kind of record does not have. */
void load_unknown_field(Loader *loader);

/* ---- values; on failure nil or NULL is stored and the loader has failed ---- */

/* The entry of an id, its object made. NULL: there is none, or it has failed. */
LoadEntry *load_find(Loader *loader, uint64_t id);
Value load_value(Loader *loader, Cursor *cursor);
/* Also takes a reference to an upvalue cell. */
Value load_upvalue_slot(Loader *loader, Cursor *cursor);
/* A reference to an absent object is nil; *out_is_absent says so. */
Value load_weak_value(Loader *loader, Cursor *cursor, bool *out_is_absent);
/* The same of a token that was taken before. */
Value load_weak_token(Loader *loader, const Token *token, bool *out_is_absent);
/*
 * The key of the tombstone at `position`: an object that nothing else leads to is not
 * made for it.
 */
void load_weak_key(Loader *loader, const Token *token, Table *table, uint32_t position);
/* An object of that kind by its id; 0 is not allowed. */
void *load_object(Loader *loader, uint64_t id, uint8_t kind);
void *load_id(Loader *loader, Cursor *cursor, uint8_t kind);
/* By its distance from the record that is being read. */
void *load_near(Loader *loader, Cursor *cursor, uint8_t kind);

/* ---- the kinds ---- */

Object *string_create(Loader *loader);
Object *closure_create(Loader *loader);
Object *handle_create(Loader *loader);
Object *proto_create(Loader *loader);
const NativeDef *native_create(Loader *loader);

void table_load(Loader *loader, Table *table);
void table_finish(Loader *loader, Table *table);
void closure_load(Loader *loader, Closure *closure);
void upvalue_load(Loader *loader, Upvalue *upvalue);
void fiber_load(Loader *loader, Fiber *fiber);
void tasklet_load(Loader *loader, Tasklet *tasklet);
void channel_load(Loader *loader, Channel *channel);
void handle_load(Loader *loader, Handle *handle);
void roots_load(Loader *loader);
void roots_apply(Loader *loader);

/* ---- what needs everything filled: link.c, check.c ---- */

void load_link(Loader *loader);
/* Closures and fibers. */
void load_check_code(Loader *loader);
/* Coroutines that run; the tasklets have been checked. */
void load_check_chains(Loader *loader, const Callbacks *callbacks);
