/*
 * The collector: incremental mark and sweep, at safepoints only. A store into a
 * scanned object shades the stored value (Dijkstra et al., "On-the-fly garbage
 * collection", CACM 1978), so scanned objects are never scanned again, but for
 * the registers of fibers that ran: those are scanned above their low-water mark.
 *
 *   IDLE -> MARK (in slices) -> [weak tables, one step] -> CLEAR (tombstones)
 *        -> PRUNE (dirty list) -> SWEEP (pages, large objects) -> IDLE
 */
#include <string.h>
#include <time.h>

#include "vm/abandoned.h"
#include "vm/channel.h"
#include "vm/finalize.h"
#include "vm/heap.h"
#include "vm/hook.h"
#include "vm/page.h"
#include "vm/vm.h"

enum {
    MARK_PER_BYTE = 4, /* bytes marked for each byte allocated meanwhile */
    FINISH_SLOTS = COLLECTOR_STEP_WORK < 1024 ? 1024 : COLLECTOR_STEP_WORK
};

/* ---- marking ---- */

static void mark_string(Object *object)
{
    object->flags = (uint8_t)((object->flags & ~OBJECT_WHITES) | OBJECT_BLACK);
}

void heap_mark_object(VM *vm, Object *object)
{
    if (!(object->flags & OBJECT_WHITES)) return;
    if (object->kind == KIND_STRING) {
        mark_string(object);
        return;
    }
    object->flags = (uint8_t)((object->flags & ~OBJECT_WHITES) | OBJECT_WATCHED);
    if (object->kind == KIND_FIBER) {
        ((Fiber *)object)->scanned_slots = 0; /* of the cycle before */
        ((Fiber *)object)->scanned_open = 0;
    }
    heap_list_push(vm, &vm->heap.grey, object);
}

static void mark_pointer(VM *vm, void *object)
{
    if (object) heap_mark_object(vm, object);
}

static bool is_white(Value v)
{
    return value_is_object(v) && (v.as.object->flags & OBJECT_WHITES);
}

static void mark_callbacks(VM *vm, const Callbacks *callbacks)
{
    heap_mark_value(vm, callbacks->on_switch);
    heap_mark_value(vm, callbacks->on_channel);
    heap_mark_value(vm, callbacks->on_error);
    heap_mark_value(vm, callbacks->runner);
    mark_pointer(vm, callbacks->fiber);
    mark_pointer(vm, callbacks->active);
    mark_pointer(vm, callbacks->last);
}

static void mark_roots(VM *vm)
{
    mark_pointer(vm, vm->globals);
    mark_pointer(vm, vm->registry);
    mark_pointer(vm, vm->finalizers);
    mark_pointer(vm, vm->closers);
    mark_pointer(vm, vm->pending);
    mark_pointer(vm, vm->finalizing);
    mark_callbacks(vm, &vm->callbacks);
    mark_pointer(vm, vm->fiber);
    mark_pointer(vm, vm->tasklet);
    mark_pointer(vm, vm->main_tasklet);
    mark_pointer(vm, vm->sleepers);
    mark_pointer(vm, vm->watchers);
    mark_pointer(vm, vm->error_tasklet);
    heap_mark_value(vm, vm->error);
    heap_mark_value(vm, vm->checkpoint_result);
    heap_mark_value(vm, vm->end_error);
    mark_pointer(vm, vm->awaited);
    for (uint32_t i = 0; i < vm->host_value_count; i++)
        heap_mark_value(vm, vm->host_values[i]);
    for (int i = 0; i < TAG_COUNT; i++)
        mark_pointer(vm, vm->metatables[i]);
    for (int i = 0; i < NAME_COUNT; i++)
        mark_pointer(vm, vm->names[i]);
}

static uint8_t weak_mode(const VM *vm, const Table *table)
{
    if (!table->metatable) return 0;
    Value mode = table_get_string(table->metatable, vm->names[NAME_MODE]);
    if (mode.tag != TAG_STRING) return 0;
    const char *text = value_string(mode)->data;
    return (uint8_t)((strchr(text, 'k') ? TABLE_WEAK_KEYS : 0) |
                     (strchr(text, 'v') ? TABLE_WEAK_VALUES : 0));
}

/* Scans entries from `from`; keys of tombstones are weak, if they are no strings. */
static void mark_entries(VM *vm, Table *table, uint32_t from, uint32_t to)
{
    bool has_weak_key = false;
    for (uint32_t i = from; i < to; i++) {
        Entry *entry = &table->entries[i];
        if (value_is_nil(entry->value)) {
            /* A string may come again, and then takes its old place. */
            if (entry->key.tag == TAG_STRING)
                mark_string(entry->key.as.object);
            else
                has_weak_key |= is_white(entry->key);
            continue;
        }
        if (!(table->weak_mode & TABLE_WEAK_KEYS))
            heap_mark_value(vm, entry->key);
        else if (entry->key.tag == TAG_STRING)
            mark_string(entry->key.as.object);
        /* An ephemeron's value waits for its key: see converge_ephemerons. */
        if (table->weak_mode == 0 ||
            (table->weak_mode == TABLE_WEAK_KEYS && !is_white(entry->key)))
            heap_mark_value(vm, entry->value);
        else if (entry->value.tag == TAG_STRING)
            mark_string(entry->value.as.object);
    }
    if (has_weak_key && table->weak_mode == 0)
        heap_list_push(vm, &vm->heap.tombstones, &table->header);
}

/* Scans at most `work` values of a table; true when it is done. */
static bool scan_table(VM *vm, Table *table, int64_t *work)
{
    if (table == vm->finalizers || table == vm->closers)
        return true; /* lead nowhere: see finalize.h, abandoned.h */
    if (table->scanned_array == 0 && table->scanned_entries == 0) {
        mark_pointer(vm, table->metatable);
        table->weak_mode = weak_mode(vm, table);
        if (table->weak_mode) heap_list_push(vm, &vm->heap.weak, &table->header);
    }
    uint32_t slice = (uint32_t)(*work > 16 ? *work : 16);
    uint32_t from = table->scanned_array;
    uint32_t to = table->array_count;
    if (to > from && to - from > slice) to = from + slice;
    bool has_weak_values = table->weak_mode & TABLE_WEAK_VALUES;
    for (uint32_t i = from; i < to; i++) {
        Value v = table->array[i];
        if (!has_weak_values)
            heap_mark_value(vm, v);
        else if (v.tag == TAG_STRING)
            mark_string(v.as.object);
    }
    if (to > from) {
        *work -= to - from;
        table->scanned_array = to;
        if (to < table->array_count) return false;
    }
    from = table->scanned_entries;
    to = table->entry_count;
    if (to > from && to - from > slice) to = from + slice;
    if (to > from) {
        mark_entries(vm, table, from, to);
        *work -= to - from;
        table->scanned_entries = to;
        if (to < table->entry_count) return false;
    }
    *work -= 4;
    return true;
}

/*
 * The part of the stack that may hold stale values is emptied, `work` slots of it;
 * true when it is done. The registers of callers may reach above the live slots of
 * the top frame: they stay below the soft limit.
 */
static bool clear_stale(Fiber *fiber, int64_t *work)
{
    uint32_t live = fiber_live_slots(fiber);
    uint32_t end = fiber->stack_soft_limit;
    uint32_t slice = (uint32_t)(*work > FINISH_SLOTS ? *work : FINISH_SLOTS);
    uint32_t from = end > live && end - live > slice ? end - slice : live;
    for (uint32_t i = from; i < end; i++)
        fiber->stack[i] = VALUE_NIL;
    if (end > live) *work -= (end - from) / 4;
    uint32_t limit = from + FRAME_MAX_REGISTERS;
    if (end > limit) fiber->stack_soft_limit = limit;
    return from == live;
}

/*
 * Scans at most `work` of the slots below `end` that are not scanned yet; true when
 * done.
 */
static bool scan_fiber(VM *vm, Fiber *fiber, uint32_t end, int64_t *work)
{
    mark_pointer(vm, fiber->resumer);
    mark_pointer(vm, fiber->owner);
    heap_mark_value(vm, fiber->error);
    if (fiber->hook) heap_mark_value(vm, fiber->hook->function);
    uint32_t slice = (uint32_t)(*work > 16 ? *work : 16);
    uint32_t from = fiber->scanned_slots < end ? fiber->scanned_slots : end;
    uint32_t to = end - from > slice ? from + slice : end;
    for (uint32_t i = from; i < to; i++)
        heap_mark_value(vm, fiber->stack[i]);
    if (fiber->scanned_open > fiber->open_count) fiber->scanned_open = fiber->open_count;
    for (uint32_t n = slice; n > 0 && fiber->scanned_open < fiber->open_count; n--)
        mark_pointer(vm, fiber->open->cells[fiber->scanned_open++]);
    *work -= to - from + 4;
    fiber->scanned_slots = to;
    fiber_raise(fiber);
    return to == end && fiber->scanned_open == fiber->open_count;
}

/* A fiber in the grey list. The top frame of the running one is left to the end. */
static bool scan_grey_fiber(VM *vm, Fiber *fiber, int64_t *work)
{
    if (fiber == vm->fiber) return scan_fiber(vm, fiber, fiber_top_start(fiber), work);
    return scan_fiber(vm, fiber, fiber_live_slots(fiber), work) &&
           clear_stale(fiber, work);
}

static void scan_proto(VM *vm, Proto *proto)
{
    mark_pointer(vm, proto->main);
    mark_pointer(vm, proto->source_name);
    mark_pointer(vm, proto->source_text);
    for (uint32_t i = 0; i < proto->constant_count; i++)
        heap_mark_value(vm, proto->constants[i]);
    for (uint32_t i = 0; i < proto->child_count; i++)
        mark_pointer(vm, proto->children[i]);
    for (uint32_t i = 0; i < proto->upvalue_count; i++)
        mark_pointer(vm, proto->upvalues[i].name);
    for (uint32_t i = 0; i < proto->local_count; i++)
        mark_pointer(vm, proto->locals[i].name);
    for (uint32_t i = 0; i < proto->all_count; i++)
        mark_pointer(vm, proto->all[i]);
}

static void scan_closure(VM *vm, Closure *closure)
{
    mark_pointer(vm, closure->proto);
    for (uint32_t i = 0; i < closure->upvalue_count; i++)
        heap_mark_value(vm, closure->upvalues[i]);
}

static void scan_more(VM *vm, const TaskletMore *more)
{
    mark_pointer(vm, more->name);
    mark_pointer(vm, more->traceback);
    mark_pointer(vm, more->done);
    mark_pointer(vm, more->locals);
    mark_pointer(vm, more->cases);
}

static void scan_tasklet(VM *vm, Tasklet *tasklet)
{
    mark_pointer(vm, tasklet->root);
    mark_pointer(vm, tasklet->active);
    mark_pointer(vm, tasklet->next);
    mark_pointer(vm, tasklet->prev);
    if (tasklet->is_timed) {
        mark_pointer(vm, tasklet->left);
        mark_pointer(vm, tasklet->right);
        mark_pointer(vm, tasklet->up);
    }
    mark_pointer(vm, tasklet->channel);
    heap_mark_value(vm, tasklet->transfer);
    heap_mark_value(vm, tasklet->error);
    heap_mark_value(vm, tasklet->results); /* or `function` */
    if (tasklet->more) scan_more(vm, tasklet->more);
}

/* Scans one object, or a slice of a large one; true when it is done. */
static bool scan_object(VM *vm, Object *object, int64_t *work)
{
    switch ((ObjectKind)object->kind) {
    case KIND_TABLE: return scan_table(vm, (Table *)object, work);
    case KIND_FIBER: return scan_grey_fiber(vm, (Fiber *)object, work);
    case KIND_CLOSURE: {
        Closure *closure = (Closure *)object;
        scan_closure(vm, closure);
        *work -= 2 + closure->upvalue_count;
        return true;
    }
    case KIND_UPVALUE: {
        Upvalue *upvalue = (Upvalue *)object;
        mark_pointer(vm, upvalue->fiber);
        if (!upvalue->fiber) heap_mark_value(vm, upvalue->closed);
        break;
    }
    case KIND_PROTO: {
        Proto *proto = (Proto *)object;
        scan_proto(vm, proto);
        *work -= proto->constant_count + proto->local_count + proto->all_count;
        break;
    }
    case KIND_TASKLET: scan_tasklet(vm, (Tasklet *)object); break;
    case KIND_CHANNEL:
        mark_pointer(vm, ((Channel *)object)->first);
        mark_pointer(vm, ((Channel *)object)->last);
        mark_pointer(vm, ((Channel *)object)->selecting);
        mark_pointer(vm, ((Channel *)object)->buffer);
        break;
    case KIND_HANDLE: mark_pointer(vm, ((Handle *)object)->metatable); break;
    case KIND_STRING:
    case KIND_FREE:
    case KIND_COUNT: break;
    }
    *work -= 4;
    return true;
}

/* Empties the grey list as far as `work` goes; true when it is empty. */
static bool drain_grey(VM *vm, int64_t *work)
{
    ObjectList *grey = &vm->heap.grey;
    while (grey->count > 0 && *work > 0) {
        Object *object = grey->items[grey->count - 1];
        uint32_t before = grey->count;
        if (!scan_object(vm, object, work)) continue;
        object->flags |= OBJECT_BLACK;
        if (object->kind == KIND_TABLE) {
            ((Table *)object)->scanned_array = 0;
            ((Table *)object)->scanned_entries = 0;
        }
        /* It is below what it pushed: move the last one into its place. */
        grey->items[before - 1] = grey->items[--grey->count];
    }
    return grey->count == 0;
}

void heap_leave_fiber_slow(VM *vm, Object *object)
{
    if (vm->heap.phase != PHASE_MARK) return;
    /* The frames that ran are above scanned_slots: fiber_lower() saw to it. */
    Fiber *fiber = (Fiber *)object;
    object->flags &= (uint8_t)~OBJECT_BLACK;
    vm->heap.debt_bytes += (int64_t)(fiber_live_slots(fiber) - fiber->scanned_slots);
    heap_list_push(vm, &vm->heap.grey, object);
}

/* ---- weak tables ---- */

/* Marks values whose keys are marked, until nothing changes. */
static void converge_ephemerons(VM *vm)
{
    bool has_changed = true;
    while (has_changed) {
        has_changed = false;
        for (uint32_t t = 0; t < vm->heap.weak.count; t++) {
            Table *table = (Table *)vm->heap.weak.items[t];
            if (table->weak_mode != TABLE_WEAK_KEYS) continue;
            for (uint32_t i = 0; i < table->entry_count; i++) {
                Entry *entry = &table->entries[i];
                if (is_white(entry->key) || !is_white(entry->value)) continue;
                heap_mark_value(vm, entry->value);
                has_changed = true;
            }
        }
        int64_t work = INT64_MAX;
        drain_grey(vm, &work);
    }
}

/* A table that is no longer as weak as when it was scanned is strong this time. */
static void mark_changed_weak_tables(VM *vm)
{
    for (uint32_t t = 0; t < vm->heap.weak.count; t++) {
        Table *table = (Table *)vm->heap.weak.items[t];
        if (weak_mode(vm, table) == table->weak_mode) continue;
        table->weak_mode = 0;
        for (uint32_t i = 0; i < table->array_count; i++)
            heap_mark_value(vm, table->array[i]);
        mark_entries(vm, table, 0, table->entry_count);
    }
}

/* Entries whose values are not marked; with `is_last` also those whose keys are not. */
static void clear_weak_table(VM *vm, Table *table, bool is_last)
{
    for (uint32_t i = 0; i < table->array_count; i++)
        if (is_white(table->array[i])) {
            table->array[i] = VALUE_NIL;
            table_barrier(vm, table, &table->array[i], VALUE_NIL);
        }
    while (table->array_count > 0 && value_is_nil(table->array[table->array_count - 1]))
        table->array_count--;
    for (uint32_t i = 0; i < table->entry_count; i++) {
        Entry *entry = &table->entries[i];
        bool is_key_gone = is_last && is_white(entry->key);
        if (!is_key_gone && !is_white(entry->value)) continue;
        entry->value = VALUE_NIL;
        if (is_key_gone) entry->key = (Value){.tag = TAG_DEAD};
        table_barrier(vm, table, &entry->value, VALUE_NIL);
    }
}

/* Before finalizers make them live again: as keys they stay until the next cycle. */
static void clear_weak_values(VM *vm)
{
    const ObjectList *weak = &vm->heap.weak;
    for (uint32_t i = 0; i < weak->count; i++) {
        Table *table = (Table *)weak->items[i];
        if (table->weak_mode & TABLE_WEAK_VALUES) clear_weak_table(vm, table, false);
    }
}

static void clear_weak_tables(VM *vm)
{
    ObjectList *weak = &vm->heap.weak;
    for (uint32_t i = 0; i < weak->count; i++)
        clear_weak_table(vm, (Table *)weak->items[i], true);
    weak->count = 0;
}

/* Tombstones whose keys were collected forget them; a slice at a time. */
static bool clear_tombstones(VM *vm, int64_t *work)
{
    Heap *heap = &vm->heap;
    while (*work > 0 && heap->work_index < heap->tombstones.count) {
        Table *table = (Table *)heap->tombstones.items[heap->work_index++];
        for (uint32_t i = 0; i < table->entry_count; i++) {
            Entry *entry = &table->entries[i];
            if (!value_is_nil(entry->value) || !value_is_object(entry->key)) continue;
            if (!heap_is_condemned(heap, entry->key.as.object)) continue;
            entry->key = (Value){.tag = TAG_DEAD};
            table_barrier(vm, table, &entry->value, VALUE_NIL); /* a save stores keys */
        }
        *work -= 1 + table->entry_count;
    }
    if (heap->work_index < heap->tombstones.count) return false;
    heap->tombstones.count = 0;
    return true;
}

/* ---- phases ---- */

static void begin_mark(VM *vm)
{
    Heap *heap = &vm->heap;
    heap->phase = PHASE_MARK;
    heap->new_flags = OBJECT_WATCHED;
    heap->grey.count = 0;
    heap->weak.count = 0;
    heap->tombstones.count = 0;
    mark_roots(vm);
}

/*
 * The running fiber: all but a bounded part of its stack is scanned and cleared by
 * now; else it is to be continued in the next slice.
 */
static bool finish_fiber(VM *vm, Fiber *fiber)
{
    int64_t work = FINISH_SLOTS;
    uint32_t start = fiber_top_start(fiber);
    if (!scan_fiber(vm, fiber, start, &work)) return false;
    work = INT32_MAX;
    scan_fiber(vm, fiber, fiber_live_slots(fiber), &work);
    fiber->scanned_slots = start;
    work = FINISH_SLOTS;
    return clear_stale(fiber, &work);
}

/*
 * The mark ends when nothing is grey, the roots give nothing new and the running
 * fiber's upper frames, scanned last, give nothing new. Only a bounded part of
 * its stack is scanned here; a deeper one goes on in the next slice.
 */
static bool try_finish_mark(VM *vm)
{
    Heap *heap = &vm->heap;
    mark_roots(vm);
    Fiber *fiber = vm->fiber;
    if (fiber && !finish_fiber(vm, fiber)) return false;
    mark_changed_weak_tables(vm);
    if (heap->grey.count > 0) return false;
    converge_ephemerons(vm);
    if (abandoned_kill(vm)) return false;
    if (finalize_has_unmarked(vm)) {
        clear_weak_values(vm);
        finalize_separate(vm);
        return false; /* what they lead to is marked in further slices */
    }
    abandoned_prune(vm);
    clear_weak_tables(vm);
    heap->white ^= OBJECT_WHITES;
    heap->new_flags = heap->white;
    heap->phase = PHASE_CLEAR;
    heap->work_index = 0;
    return true;
}

bool heap_is_condemned(const Heap *heap, const Object *object)
{
    return heap->phase >= PHASE_CLEAR && (object->flags & OBJECT_WHITES) &&
           !(object->flags & heap->white);
}

static bool prune_dirty(VM *vm, int64_t *work)
{
    Heap *heap = &vm->heap;
    while (*work > 0 && heap->work_index < heap->dirty.count) {
        Object *object = heap->dirty.items[heap->work_index];
        if (heap_is_condemned(heap, object))
            heap->dirty.items[heap->work_index] = heap->dirty.items[--heap->dirty.count];
        else
            heap->work_index++;
        --*work;
    }
    return heap->work_index >= heap->dirty.count;
}

static void begin_sweep(Heap *heap)
{
    heap->phase = PHASE_SWEEP;
    heap->sweep_class = 0;
    heap->sweep_page = NULL;
    heap->sweep_link = NULL;
    heap->work_index = 0;
}

void heap_queue_dead(VM *vm, uint64_t record_id)
{
    Heap *heap = &vm->heap;
    if (heap->dead_count == heap->dead_capacity) {
        DeadRecord *dead =
            memory_grow_array(&vm->memory, heap->dead, sizeof *dead, &heap->dead_capacity,
                              (size_t)heap->dead_count + 1, 64);
        if (!dead) {
            vm_no_memory(vm);
            return;
        }
        heap->dead = dead;
    }
    heap->dead[heap->dead_count++].record_id = record_id;
}

static void free_object(VM *vm, Object *object)
{
    switch ((ObjectKind)object->kind) {
    case KIND_STRING: string_free(vm, (String *)object); break;
    case KIND_TABLE: table_free(vm, (Table *)object); break;
    case KIND_CLOSURE: {
        size_t count = ((Closure *)object)->upvalue_count;
        heap_free_object(vm, object, sizeof(Closure) + count * sizeof(Value));
        break;
    }
    case KIND_UPVALUE: heap_free_object(vm, object, sizeof(Upvalue)); break;
    case KIND_PROTO: proto_free(vm, (Proto *)object); break;
    case KIND_FIBER: fiber_free(vm, (Fiber *)object); break;
    case KIND_TASKLET:
        vm->living_count -= ((const Tasklet *)object)->root != NULL;
        if (((const Tasklet *)object)->more)
            heap_free_block(vm, ((Tasklet *)object)->more, sizeof(TaskletMore));
        heap_free_object(vm, object, sizeof(Tasklet));
        break;
    case KIND_CHANNEL: heap_free_object(vm, object, sizeof(Channel)); break;
    case KIND_HANDLE: handle_free(vm, (Handle *)object); break;
    case KIND_FREE:
    case KIND_COUNT: break;
    }
}

/* True when the object lives on. */
static bool sweep_object(VM *vm, Object *object)
{
    Heap *heap = &vm->heap;
    if (!(object->flags & OBJECT_BLACK) && !(object->flags & heap->white)) {
        if (object->record_id) heap_queue_dead(vm, object->record_id);
        free_object(vm, object);
        return false;
    }
    object->flags = (uint8_t)((object->flags & ~OBJECT_BLACK) | heap->white);
    return true;
}

/* Sweeps a page and rebuilds its chain of free cells; true: it is empty. */
static bool sweep_page(VM *vm, CellClass *class, Page *page)
{
    if (class->current == page) {
        class->current = NULL;
        class->free = NULL;
    }
    Cell *chain = NULL;
    bool is_empty = true;
    for (uint32_t i = page->cell_count; i-- > 0;) {
        Cell *cell = page_cell(page, i);
        if (cell->kind != KIND_FREE && sweep_object(vm, (Object *)(void *)cell)) {
            is_empty = false;
            continue;
        }
        cell->next = chain;
        chain = cell;
    }
    page->free = chain;
    return is_empty;
}

static bool sweep_pages(VM *vm, int64_t *work)
{
    Heap *heap = &vm->heap;
    while (*work > 0 && heap->sweep_class < HEAP_CLASSES) {
        CellClass *class = &heap->objects[heap->sweep_class];
        if (!heap->sweep_link) {
            heap->sweep_link = &class->pages;
            heap->sweep_page = class->pages;
            class->cursor = NULL; /* new pages go in front, never behind the sweep */
        }
        Page *page = heap->sweep_page;
        if (!page) {
            class->cursor = class->pages;
            heap->sweep_link = NULL;
            heap->sweep_class++;
            continue;
        }
        /* A page that was added in front since then moved the link. */
        while (*heap->sweep_link != page)
            heap->sweep_link = &(*heap->sweep_link)->next;
        *work -= page->cell_count / 4 + 1;
        heap->sweep_page = page->next;
        if (sweep_page(vm, class, page)) {
            *heap->sweep_link = page->next;
            page->next = heap->spare_pages;
            heap->spare_pages = page;
        } else {
            heap->sweep_link = &page->next;
        }
    }
    return heap->sweep_class == HEAP_CLASSES;
}

static bool sweep_large(VM *vm, int64_t *work)
{
    Heap *heap = &vm->heap;
    ObjectList *large = &heap->large;
    while (*work > 0 && heap->work_index < large->count) {
        if (sweep_object(vm, large->items[heap->work_index]))
            heap->work_index++;
        else
            large->items[heap->work_index] = large->items[--large->count];
        *work -= 4;
    }
    return heap->work_index >= large->count;
}

static void finish_cycle(VM *vm)
{
    Heap *heap = &vm->heap;
    heap->phase = PHASE_IDLE;
    heap->cycle_count++;
    size_t minimum = COLLECTOR_STEP_WORK < 64 ? 1 << 12 : 1 << 20;
    heap->threshold_bytes = heap->live_bytes * 2;
    if (heap->threshold_bytes < heap->live_bytes + minimum)
        heap->threshold_bytes = heap->live_bytes + minimum;
    heap->debt_bytes = (int64_t)heap->live_bytes - (int64_t)heap->threshold_bytes;
}

/* One slice of the running phase. */
static void step_phase(VM *vm, int64_t work)
{
    Heap *heap = &vm->heap;
    switch (heap->phase) {
    case PHASE_IDLE: begin_mark(vm); break;
    case PHASE_MARK:
        if (drain_grey(vm, &work)) try_finish_mark(vm);
        break;
    case PHASE_CLEAR:
        if (!clear_tombstones(vm, &work)) break;
        heap->phase = PHASE_PRUNE;
        heap->work_index = 0;
        break;
    case PHASE_PRUNE:
        if (prune_dirty(vm, &work)) begin_sweep(heap);
        break;
    case PHASE_SWEEP:
        if (sweep_pages(vm, &work) && sweep_large(vm, &work)) finish_cycle(vm);
        break;
    }
}

/* CPU time of this thread: what other processes take is no pause of ours. */
static uint64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

void heap_step(VM *vm)
{
    Heap *heap = &vm->heap;
    if (heap->is_stopped) {
        heap->debt_bytes = -(int64_t)heap->live_bytes - (1 << 20);
        return;
    }
    uint64_t start = heap->is_timed ? now_ns() : 0;
    int64_t overdue = heap->phase == PHASE_IDLE ? 0 : heap->debt_bytes;
    int64_t work = COLLECTOR_STEP_WORK + overdue * MARK_PER_BYTE / 16;
    int64_t most = COLLECTOR_STEP_WORK * INT64_C(8);
    if (most > 4096 && work > most) work = most; /* a pause stays a pause */
    step_phase(vm, work);
    if (heap->phase != PHASE_IDLE) {
        int64_t pause = COLLECTOR_STEP_WORK * INT64_C(16) / MARK_PER_BYTE;
        heap->debt_bytes -= work * 16 / MARK_PER_BYTE;
        if (heap->debt_bytes < -pause) heap->debt_bytes = -pause;
    }
    if (heap->is_timed) {
        uint64_t took = now_ns() - start;
        if (took > heap->longest_step_ns) heap->longest_step_ns = took;
    }
}

void heap_collect(VM *vm)
{
    Heap *heap = &vm->heap;
    /* What the running cycle has already seen may be garbage by now: end it, then
     * run a whole one. */
    while (heap->phase != PHASE_IDLE)
        step_phase(vm, INT32_MAX);
    do
        step_phase(vm, INT32_MAX);
    while (heap->phase != PHASE_IDLE);
}

/* ---- walking and freeing all objects ---- */

void heap_each(VM *vm, void (*visit)(void *context, Object *object), void *context)
{
    Heap *heap = &vm->heap;
    for (uint32_t c = 0; c < HEAP_CLASSES; c++)
        for (Page *page = heap->objects[c].pages; page; page = page->next)
            for (uint32_t i = 0; i < page->cell_count; i++) {
                Object *object = (Object *)(void *)page_cell(page, i);
                if (object->kind != KIND_FREE && !heap_is_condemned(heap, object))
                    visit(context, object);
            }
    for (uint32_t i = 0; i < heap->large.count; i++)
        if (!heap_is_condemned(heap, heap->large.items[i]))
            visit(context, heap->large.items[i]);
}

void heap_free_everything(VM *vm)
{
    Heap *heap = &vm->heap;
    for (uint32_t c = 0; c < HEAP_CLASSES; c++)
        for (Page *page = heap->objects[c].pages; page; page = page->next)
            for (uint32_t i = 0; i < page->cell_count; i++)
                free_object(vm, (Object *)(void *)page_cell(page, i));
    for (uint32_t i = 0; i < heap->large.count; i++)
        free_object(vm, heap->large.items[i]);
}
