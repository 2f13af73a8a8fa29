/*
 * Allocation and the write barrier. Pages of 16 KiB hold cells of one size each;
 * objects and raw blocks have pages of their own, so that a sweep walks over
 * objects only. collect.c has the collector.
 *
 *   page:  | Page header | cell | cell | cell | … |
 */
#include "vm/heap.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "vm/page.h"
#include "vm/vm.h"

enum { CHUNK_BYTES = 64 * PAGE_BYTES, FIRST_STRINGS = 256, FIRST_THRESHOLD = 1 << 20 };

static bool add_chunk(VM *vm)
{
    Heap *heap = &vm->heap;
    void **chunks = memory_grow_array(&vm->memory, heap->chunks, sizeof(void *),
                                      &heap->chunk_capacity, heap->chunk_count + 1, 16);
    if (!chunks) return vm_no_memory(vm);
    heap->chunks = chunks;
    uint8_t *chunk = memory_resize(&vm->memory, NULL, 0, CHUNK_BYTES);
    if (!chunk) return vm_no_memory(vm);
    heap->chunks[heap->chunk_count++] = chunk;
    for (size_t at = 0; at < CHUNK_BYTES; at += PAGE_BYTES) {
        Page *page = (Page *)(void *)(chunk + at);
        page->next = heap->spare_pages;
        heap->spare_pages = page;
    }
    return true;
}

static Page *new_page(VM *vm, CellClass *class, size_t cell_bytes)
{
    Heap *heap = &vm->heap;
    if (!heap->spare_pages && !add_chunk(vm)) return NULL;
    Page *page = heap->spare_pages;
    heap->spare_pages = page->next;
    page->cell_bytes = (uint32_t)cell_bytes;
    page->cell_count = (uint32_t)((PAGE_BYTES - sizeof(Page)) / cell_bytes);
    page->free = NULL;
    for (uint32_t i = page->cell_count; i-- > 0;) {
        Cell *cell = page_cell(page, i);
        cell->kind = KIND_FREE;
        cell->next = page->free;
        page->free = cell;
    }
    page->next = class->pages;
    class->pages = page;
    return page;
}

/* Takes the chain of the next page that has free cells, or a new page's. */
static bool refill(VM *vm, CellClass *class, size_t cell_bytes)
{
    Page *page = class->cursor;
    while (page && !page->free)
        page = page->next;
    class->cursor = page ? page->next : NULL;
    if (!page) page = new_page(vm, class, cell_bytes);
    if (!page) return false;
    class->current = page;
    class->free = page->free;
    page->free = NULL;
    return true;
}

static inline void *take_cell(VM *vm, CellClass *class, size_t cell_bytes)
{
    if (!class->free && !refill(vm, class, cell_bytes)) return NULL;
    Cell *cell = class->free;
    assert(cell);
    class->free = cell->next;
    return cell;
}

/* Counts logical bytes and wakes the collector when it has work to do. */
static inline void account(VM *vm, size_t bytes)
{
    Heap *heap = &vm->heap;
    heap->live_bytes += bytes;
    bool had_debt = heap->debt_bytes > 0;
    heap->debt_bytes += (int64_t)bytes;
    if (heap->debt_bytes > 0 && !had_debt) vm_poke(vm);
}

/* The soft limit: a Lua error, asked for large allocations and at safepoints. */
static bool is_within_limit(VM *vm, size_t more)
{
    size_t limit = vm->memory.limit_bytes;
    if (limit == 0 || (vm->heap.live_bytes < limit && more < limit - vm->heap.live_bytes))
        return true;
    return vm_fail(vm, "not enough memory");
}

static void *new_large_object(VM *vm, size_t size)
{
    if (size > SOFT_LIMIT_ASK_BYTES && !is_within_limit(vm, size)) return NULL;
    Object *object = memory_new(&vm->memory, size);
    if (!object) {
        vm_no_memory(vm);
        return NULL;
    }
    if (!heap_list_push(vm, &vm->heap.large, object)) {
        memory_free(&vm->memory, object, size);
        return NULL;
    }
    return object;
}

/* In pieces of fixed sizes: for one of unknown size compilers take a slow instruction. */
static inline void clear_cell(void *cell, size_t size)
{
    uint8_t *at = cell;
    for (; size >= 64; size -= 64, at += 64)
        memset(at, 0, 64);
    if (size & 32) {
        memset(at, 0, 32);
        at += 32;
    }
    if (size & 16) memset(at, 0, 16);
}

void *heap_new_object(VM *vm, uint8_t kind, size_t size)
{
    Heap *heap = &vm->heap;
    Object *object;
    if (size <= HEAP_CELL_MAX) {
        size_t class = (size + HEAP_CELL_UNIT - 1) / HEAP_CELL_UNIT;
        object = take_cell(vm, &heap->objects[class], class * HEAP_CELL_UNIT);
        if (object) clear_cell(object, class * HEAP_CELL_UNIT);
    } else {
        object = new_large_object(vm, size);
    }
    if (!object) return NULL;
    object->kind = kind;
    object->flags = heap->new_flags;
    account(vm, size);
    /* During a mark a new object is grey: whatever is stored into it before the
     * next safepoint is scanned, and needs no barrier. */
    if (heap->phase == PHASE_MARK) {
        if (kind == KIND_STRING)
            object->flags |= OBJECT_BLACK;
        else if (!heap_list_push(vm, &heap->grey, object))
            return NULL;
    }
    return object;
}

void heap_free_object(VM *vm, Object *object, size_t size)
{
    vm->heap.live_bytes -= size;
    object->kind = KIND_FREE;
    if (size > HEAP_CELL_MAX) memory_free(&vm->memory, object, size);
}

void *heap_new_block(VM *vm, size_t size)
{
    if (size == 0) return NULL;
    void *block;
    if (size <= HEAP_CELL_MAX) {
        size_t class = (size + HEAP_CELL_UNIT - 1) / HEAP_CELL_UNIT;
        block = take_cell(vm, &vm->heap.blocks[class], class * HEAP_CELL_UNIT);
    } else {
        if (size > SOFT_LIMIT_ASK_BYTES && !is_within_limit(vm, size)) return NULL;
        block = memory_resize(&vm->memory, NULL, 0, size);
        if (!block) vm_no_memory(vm);
    }
    if (block) account(vm, size);
    return block;
}

void heap_free_block(VM *vm, void *block, size_t size)
{
    if (!block) return;
    vm->heap.live_bytes -= size;
    if (size > HEAP_CELL_MAX) {
        memory_free(&vm->memory, block, size);
        return;
    }
    CellClass *class = &vm->heap.blocks[(size + HEAP_CELL_UNIT - 1) / HEAP_CELL_UNIT];
    Cell *cell = block;
    cell->next = class->free;
    class->free = cell;
}

void *heap_resize_block(VM *vm, void *block, size_t old_size, size_t new_size)
{
    if (new_size == 0 || !block) {
        heap_free_block(vm, block, old_size);
        return heap_new_block(vm, new_size);
    }
    if (old_size > HEAP_CELL_MAX && new_size > HEAP_CELL_MAX) {
        if (new_size > old_size && new_size > SOFT_LIMIT_ASK_BYTES &&
            !is_within_limit(vm, new_size - old_size))
            return NULL;
        void *moved = memory_resize(&vm->memory, block, old_size, new_size);
        if (!moved) {
            vm_no_memory(vm);
            return NULL;
        }
        vm->heap.live_bytes -= old_size;
        account(vm, new_size);
        if (new_size > old_size) vm->heap.debt_bytes -= (int64_t)old_size;
        return moved;
    }
    void *copy = heap_new_block(vm, new_size);
    if (!copy) return NULL;
    memcpy(copy, block, old_size < new_size ? old_size : new_size);
    heap_free_block(vm, block, old_size);
    return copy;
}

bool heap_list_push(VM *vm, ObjectList *list, Object *object)
{
    if (list->count == list->capacity) {
        Object **items = memory_grow_array(&vm->memory, list->items, sizeof *items,
                                           &list->capacity, (size_t)list->count + 1, 64);
        if (!items) return vm_no_memory(vm);
        list->items = items;
    }
    list->items[list->count++] = object;
    return true;
}

void heap_list_deinit(VM *vm, ObjectList *list)
{
    memory_free(&vm->memory, list->items, list->capacity * sizeof *list->items);
    *list = (ObjectList){0};
}

bool heap_init(VM *vm)
{
    Heap *heap = &vm->heap;
    heap->white = OBJECT_WHITE0;
    heap->new_flags = OBJECT_WHITE0;
    heap->threshold_bytes = FIRST_THRESHOLD;
    heap->debt_bytes = -(int64_t)FIRST_THRESHOLD;
    heap->string_mask = FIRST_STRINGS - 1;
    heap->strings = memory_new(&vm->memory, FIRST_STRINGS * sizeof *heap->strings);
    return heap->strings || vm_no_memory(vm);
}

void heap_deinit(VM *vm)
{
    Heap *heap = &vm->heap;
    heap_free_everything(vm);
    for (uint32_t i = 0; i < heap->chunk_count; i++)
        memory_free(&vm->memory, heap->chunks[i], CHUNK_BYTES);
    memory_free(&vm->memory, heap->chunks, heap->chunk_capacity * sizeof *heap->chunks);
    heap_list_deinit(vm, &heap->large);
    heap_list_deinit(vm, &heap->grey);
    heap_list_deinit(vm, &heap->weak);
    heap_list_deinit(vm, &heap->tombstones);
    heap_list_deinit(vm, &heap->dirty);
    memory_free(&vm->memory, heap->dead, heap->dead_capacity * sizeof *heap->dead);
    size_t buckets = (size_t)heap->string_mask + 1;
    if (heap->strings)
        memory_free(&vm->memory, heap->strings, buckets * sizeof *heap->strings);
}

void heap_clear_dead(VM *vm)
{
    vm->heap.dead_count = 0;
}

/* ---- the write barrier ---- */

static void set_dirty(VM *vm, Object *owner)
{
    if (owner->record_id == 0 || (owner->flags & OBJECT_DIRTY)) return;
    owner->flags |= OBJECT_DIRTY;
    heap_list_push(vm, &vm->heap.dirty, owner);
}

static bool has_pieces(const Object *owner)
{
    if (owner->kind == KIND_TABLE) return ((const Table *)owner)->pieces != NULL;
    if (owner->kind == KIND_FIBER) return ((const Fiber *)owner)->pieces != NULL;
    return false;
}

void heap_barrier_slow(VM *vm, Object *owner, Value stored)
{
    if (vm->heap.phase == PHASE_MARK && !(owner->flags & OBJECT_WHITES))
        heap_mark_value(vm, stored);
    set_dirty(vm, owner);
    /* Nothing more to learn from later stores: let them pass quickly. */
    if (vm->heap.phase != PHASE_MARK && !has_pieces(owner))
        owner->flags &= (uint8_t)~OBJECT_WATCHED;
}

void heap_barrier_slot_slow(VM *vm, Table *owner, const Value *slot, Value stored)
{
    if (owner->pieces) {
        if (slot >= owner->array && slot < owner->array + owner->array_capacity) {
            uint32_t i = (uint32_t)(slot - owner->array);
            pieces_set(&owner->pieces->slots, i / TABLE_PIECE_SLOTS);
        } else {
            size_t offset = (size_t)((const char *)slot - (const char *)owner->entries);
            uint32_t i = (uint32_t)(offset / sizeof(Entry));
            pieces_set(&owner->pieces->entries, i / TABLE_PIECE_SLOTS);
        }
    }
    heap_barrier_slow(vm, &owner->header, stored);
}

void heap_barrier_stack_slow(VM *vm, Object *object, uint32_t slot, Value stored)
{
    Fiber *fiber = (Fiber *)object;
    if (fiber->pieces) pieces_set(&fiber->pieces->slots, slot / FIBER_PIECE_SLOTS);
    heap_barrier_slow(vm, object, stored);
}
