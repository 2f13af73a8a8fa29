/*
 * The heap: cells of size classes in pages, large blocks beside them, an
 * incremental mark-and-sweep collector, and the one write barrier that serves
 * both the collector and the dirty tracking of saves.
 *
 * The collector runs in safepoint() only. Between two safepoints C code may hold
 * object pointers without rooting them.
 */
#pragma once

#include "base/memory.h"
#include "vm/object.h"

typedef struct Page Page;
typedef struct Table Table;
typedef struct String String;

enum {
    HEAP_CELL_UNIT = 16,
    HEAP_CELL_MAX = 512, /* larger blocks come from the host's allocator */
    HEAP_CLASSES = HEAP_CELL_MAX / HEAP_CELL_UNIT + 1
};

typedef enum HeapPhase {
    PHASE_IDLE,
    PHASE_MARK,  /* grey objects are left */
    PHASE_CLEAR, /* weak entries and tombstones of dead keys are cleared */
    PHASE_PRUNE, /* the dirty list loses condemned objects */
    PHASE_SWEEP, /* pages, then large objects */
} HeapPhase;

typedef struct ObjectList {
    Object **items;
    uint32_t count;
    uint32_t capacity;
} ObjectList;

/* A record whose object is gone: the next save writes a tombstone for it. */
typedef struct DeadRecord {
    uint64_t record_id;
} DeadRecord;

/*
 * Cells of one size. Free cells are chained through their second word (the
 * first one holds a kind of KIND_FREE); the chain of the page that is being
 * used up stands in `free`.
 */
typedef struct CellClass {
    void *free;
    Page *current; /* whose chain `free` is */
    Page *pages;   /* all pages of the class */
    Page *cursor;  /* next page to look for free cells in */
} CellClass;

typedef struct Heap {
    CellClass objects[HEAP_CLASSES];
    CellClass blocks[HEAP_CLASSES]; /* raw memory of objects: arrays, … */
    void **chunks;                  /* from the host; cut into pages */
    uint32_t chunk_count;
    uint32_t chunk_capacity;
    Page *spare_pages;
    ObjectList large; /* objects above HEAP_CELL_MAX */

    /* Collector. */
    HeapPhase phase;
    uint8_t white;     /* the white of new objects */
    uint8_t new_flags; /* flags of a new object in this phase */
    ObjectList grey;
    ObjectList weak;       /* weak tables seen by this mark */
    ObjectList tombstones; /* tables with dead-able keys in tombstones */
    uint32_t sweep_class;
    Page *sweep_page;
    Page **sweep_link;      /* what points at sweep_page */
    uint32_t work_index;    /* place in large, tombstones, dirty of the phase */
    int64_t debt_bytes;     /* > 0: the collector has work to do */
    size_t live_bytes;      /* logical bytes allocated now; saved pace */
    size_t threshold_bytes; /* next cycle starts here */
    bool is_collect_asked;  /* a full cycle at the next safepoint */
    bool is_over_limit;     /* the soft limit was told; not again until below it */
    bool is_stopped;        /* collectgarbage("stop") */
    uint64_t cycle_count;
    uint64_t longest_step_ns; /* CPU time; only when is_timed */
    bool is_timed;

    /* Intern table of short strings. */
    String **strings;
    uint32_t string_mask;
    uint32_t string_count;

    /* Dirty tracking. */
    ObjectList dirty; /* saved objects that changed since the last save */
    DeadRecord *dead;
    uint32_t dead_count;
    uint32_t dead_capacity;
} Heap;

/*
 * A zeroed object of `size` bytes of this kind, header filled in. NULL: out of
 * memory (vm_no_memory was called).
 */
void *heap_new_object(VM *vm, uint8_t kind, size_t size);
/* Raw memory owned by an object. Zero bytes: NULL. */
void *heap_new_block(VM *vm, size_t size);
void *heap_resize_block(VM *vm, void *block, size_t old_size, size_t new_size);
void heap_free_block(VM *vm, void *block, size_t size);
/* Gives an object's own cell back; used by <kind>_free. */
void heap_free_object(VM *vm, Object *object, size_t size);

bool heap_init(VM *vm);
void heap_deinit(VM *vm);

/* Some collector work; called by the safepoint when there is debt. */
void heap_step(VM *vm);
/* A full cycle. Only at a safepoint. */
void heap_collect(VM *vm);
/* The last finished mark condemned it; it only awaits the sweep. */
bool heap_is_condemned(const Heap *heap, const Object *object);

/* The next save writes a tombstone for this record. */
void heap_queue_dead(VM *vm, uint64_t record_id);
/* Empties the list of dead records; for persist/ after an encode. */
void heap_clear_dead(VM *vm);
/* Appends to a list of objects; false: out of memory. */
bool heap_list_push(VM *vm, ObjectList *list, Object *object);

/*
 * A running fiber is left: its registers were written without the barrier, so a
 * running mark scans it again. Its counterpart is fiber_enter().
 */
void heap_leave_fiber_slow(VM *vm, Object *object);

static inline void heap_leave_fiber(VM *vm, Object *fiber)
{
    if (fiber->flags & OBJECT_BLACK) heap_leave_fiber_slow(vm, fiber);
}

/* Calls visit for every object that is not condemned, in no useful order. */
void heap_each(VM *vm, void (*visit)(void *context, Object *object), void *context);

/* Marks an object live in the running mark; for the mark functions of kinds. */
void heap_mark_object(VM *vm, Object *object);

static inline void heap_mark_value(VM *vm, Value v)
{
    if (value_is_object(v) && (v.as.object->flags & OBJECT_WHITES))
        heap_mark_object(vm, v.as.object);
}

/* ---- the write barrier ---- */

void heap_barrier_slow(VM *vm, Object *owner, Value stored);
void heap_barrier_slot_slow(VM *vm, Table *owner, const Value *slot, Value stored);
void heap_barrier_stack_slow(VM *vm, Object *object, uint32_t slot, Value stored);

/* After `stored` was written into a field of `owner`. */
static inline void heap_barrier(VM *vm, void *owner, Value stored)
{
    if (((Object *)owner)->flags & OBJECT_WATCHED) heap_barrier_slow(vm, owner, stored);
}

/* After a write into an array slot or an entry's value of `owner`. */
static inline void table_barrier(VM *vm, Table *owner, const Value *slot, Value stored)
{
    if (((Object *)owner)->flags & OBJECT_WATCHED)
        heap_barrier_slot_slow(vm, owner, slot, stored);
}

/* After a field that is no reference changed: dirty tracking only. */
static inline void heap_touch(VM *vm, void *owner)
{
    heap_barrier(vm, owner, VALUE_NIL);
}

/*
 * For persist/. An object was just encoded: it is clean and watched from now on.
 */
static inline void heap_set_clean(Object *object)
{
    object->flags = (uint8_t)((object->flags & ~OBJECT_DIRTY) | OBJECT_WATCHED);
}
