/*
 * Dirty marks of an object that is saved in pieces (a large table, a deep
 * fiber), so that one store rewrites one piece. Two ranges: array slots or
 * stack slots (`slots`), and entries or frames (`entries`). Made by persist/
 * when it first saves the object in pieces; kept by the barrier.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

typedef struct PieceMarks {
    uint64_t *bits;    /* bit k: piece k was stored into since the last save */
    uint32_t capacity; /* pieces that `bits` has room for; beyond it: dirty */
    uint32_t saved;    /* pieces that the last snapshot holds */
} PieceMarks;

typedef struct Pieces {
    PieceMarks slots;
    PieceMarks entries;
} Pieces;

static inline void pieces_set(PieceMarks *marks, uint32_t piece)
{
    if (piece < marks->capacity) marks->bits[piece / 64] |= UINT64_C(1) << (piece % 64);
}

static inline bool pieces_is_dirty(const PieceMarks *marks, uint32_t piece)
{
    if (piece >= marks->capacity) return true;
    return (marks->bits[piece / 64] >> (piece % 64)) & 1;
}

typedef struct VM VM;

/* Every piece is dirty: positions have moved. */
void pieces_set_all(PieceMarks *marks);
/* Marks for an object saved in that many pieces, all clean. NULL: out of memory. */
Pieces *pieces_new(VM *vm, uint32_t slot_pieces, uint32_t entry_pieces);
/* More room for marks; pieces beyond the old capacity are dirty. */
bool pieces_reserve(VM *vm, PieceMarks *marks, uint32_t count);
/* All clean again. */
void pieces_clear(PieceMarks *marks);
void pieces_free(VM *vm, Pieces *pieces);
