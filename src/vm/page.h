/*
 * Inside the heap: pages and cells. Only heap.c and collect.c include this.
 */
#pragma once

#include "vm/heap.h"

enum { PAGE_BYTES = 16 * 1024 };

/* A free cell: the kind stands where an object's kind would. */
typedef struct Cell {
    uint8_t kind;
    struct Cell *next;
} Cell;

_Static_assert(sizeof(Cell) <= HEAP_CELL_UNIT, "a free cell fits the smallest class");

struct Page {
    Page *next;
    Cell *free; /* chain, unless it is in CellClass.free */
    uint32_t cell_bytes;
    uint32_t cell_count;
    uint64_t unused; /* cells are 16-byte aligned */
};

_Static_assert(sizeof(Page) % HEAP_CELL_UNIT == 0, "cells are aligned");

static inline Cell *page_cell(Page *page, uint32_t i)
{
    return (Cell *)(void *)((uint8_t *)(page + 1) + (size_t)i * page->cell_bytes);
}

/* Frees every object, at the end of a VM. */
void heap_free_everything(VM *vm);
void heap_list_deinit(VM *vm, ObjectList *list);
