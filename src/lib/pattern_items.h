/*
 * The items that a pattern consists of, read before a match. What is wrong with a
 * pattern is an item, too, the last one: it is told when a match comes to it.
 */
#pragma once

#include "lib/slices.h"
#include "vm/vm.h"

/* Bit c % 64 of word c / 64 tells whether the byte c is in it. */
typedef struct ByteSet {
    uint64_t words[4];
} ByteSet;

static inline bool set_has(const ByteSet *set, uint8_t c)
{
    return set->words[c / 64] >> (c % 64) & 1;
}

typedef enum ItemKind {
    ITEM_ANY,         /* single characters; a suffix may follow: . */
    ITEM_CHAR,        /* x, %. */
    ITEM_SET,         /* %a, [%w_] */
    ITEM_OPEN,        /* ( */
    ITEM_POSITION,    /* () */
    ITEM_CLOSE,       /* ) */
    ITEM_BALANCE,     /* %bxy */
    ITEM_FRONTIER,    /* %f[set] */
    ITEM_CAPTURE,     /* %1 */
    ITEM_SUBJECT_END, /* $ as the last one */
    ITEM_DONE,        /* the end of the pattern */
    ITEM_WRONG        /* a mistake */
} ItemKind;

typedef struct Item {
    uint8_t kind;
    uint8_t suffix; /* * + - ? or 0 */
    uint8_t c;      /* CHAR; BALANCE: what opens; CAPTURE: the digit */
    uint8_t other;  /* BALANCE: what closes */
    union {
        const ByteSet *set;  /* SET, FRONTIER */
        const char *message; /* WRONG */
    };
} Item;

typedef struct Items {
    Item *list;        /* the last one is DONE or WRONG */
    ByteSet *next_set; /* room for the next one */
    uint32_t count;    /* of items, the last one included */
    void *block;       /* holds them; NULL: they are in here */
    size_t block_bytes;
    Item own_list[PATTERN_OWN_ITEMS];
    ByteSet own_sets[PATTERN_OWN_ITEMS / 2];
} Items;

/*
 * Reads a pattern, which comes without its anchor. A long one takes memory; false:
 * there is none, the error is set in vm.
 */
bool items_init(VM *vm, Items *items, const char *pattern, uint64_t length);

static inline void items_deinit(VM *vm, Items *items)
{
    if (items->block) heap_free_block(vm, items->block, items->block_bytes);
}

/* A single character that there has to be, at least once. */
static inline bool item_is_needed(const Item *item)
{
    return item->kind <= ITEM_SET && (item->suffix == 0 || item->suffix == '+');
}
