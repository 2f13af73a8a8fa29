/*
 * Memory of the dirty marks. Their blocks belong to the object they describe, but
 * do not count as the heap's: whether a save made them must not show.
 */
#include "vm/pieces.h"

#include <string.h>

#include "vm/vm.h"

static size_t mark_bytes(uint32_t capacity)
{
    return (size_t)capacity / 8;
}

void pieces_set_all(PieceMarks *marks)
{
    if (marks->bits) memset(marks->bits, 0xff, mark_bytes(marks->capacity));
}

void pieces_clear(PieceMarks *marks)
{
    if (marks->bits) memset(marks->bits, 0, mark_bytes(marks->capacity));
}

bool pieces_reserve(VM *vm, PieceMarks *marks, uint32_t count)
{
    if (count <= marks->capacity) return true;
    uint32_t capacity = (count + 63) / 64 * 64;
    if (capacity < marks->capacity * 2) capacity = marks->capacity * 2;
    uint64_t *bits = memory_resize(&vm->memory, marks->bits, mark_bytes(marks->capacity),
                                   mark_bytes(capacity));
    if (!bits) return vm_no_memory(vm);
    size_t old_bytes = mark_bytes(marks->capacity);
    memset((uint8_t *)bits + old_bytes, 0xff, mark_bytes(capacity) - old_bytes);
    marks->bits = bits;
    marks->capacity = capacity;
    return true;
}

Pieces *pieces_new(VM *vm, uint32_t slot_pieces, uint32_t entry_pieces)
{
    Pieces *pieces = memory_new(&vm->memory, sizeof *pieces);
    if (!pieces) {
        vm_no_memory(vm);
        return NULL;
    }
    if (!pieces_reserve(vm, &pieces->slots, slot_pieces) ||
        !pieces_reserve(vm, &pieces->entries, entry_pieces)) {
        pieces_free(vm, pieces);
        return NULL;
    }
    pieces_clear(&pieces->slots);
    pieces_clear(&pieces->entries);
    return pieces;
}

void pieces_free(VM *vm, Pieces *pieces)
{
    if (!pieces) return;
    memory_free(&vm->memory, pieces->slots.bits, mark_bytes(pieces->slots.capacity));
    memory_free(&vm->memory, pieces->entries.bits, mark_bytes(pieces->entries.capacity));
    memory_free(&vm->memory, pieces, sizeof *pieces);
}
