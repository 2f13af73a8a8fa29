/*
 * What each name means at the place that is being parsed: a hash of the names that
 * were declared, each with the newest variable, label and goto that bear it. So a name
 * is found at once, however many there are and however deep functions nest.
 */
#pragma once

#include "compiler/arena.h"
#include "compiler/ast.h"

typedef struct PendingGoto PendingGoto;

typedef struct NameEntry {
    struct NameEntry *next; /* in its bucket */
    String *name;
    Variable *variable;   /* in scope; of this function or an enclosing one */
    Label *label;         /* in an open block, likewise */
    PendingGoto *pending; /* without a label so far, likewise */
} NameEntry;

typedef struct NameTable {
    Arena *arena; /* of the entries */
    NameEntry **buckets;
    unsigned capacity; /* of buckets: 0 or a power of 2 */
    unsigned count;
} NameTable;

void names_init(NameTable *table, Arena *arena);
void names_deinit(NameTable *table);

/* NULL: nothing of that name was declared. */
NameEntry *names_find(const NameTable *table, String *name);
/* The same, but makes the entry if there is none. NULL: out of memory. */
NameEntry *names_get(NameTable *table, String *name);
