/*
 * The one file that knows LMDB: environments, transactions, cursors. Everything
 * above sees byte keys and byte values.
 *
 * What must be right is here once: one environment per process and path, never
 * used after fork; the map grows by itself (a transaction that finds it full is
 * aborted and its body run again, so bodies must start afresh); another process'
 * growth is followed; a full disk fails one commit and nothing else.
 */
#pragma once

#include "persist/segment.h"
#include "spore/persist.h"

typedef enum StoreTable {
    STORE_RUNS,      /* run 8 | record id 8 | piece 4 | part 4 */
    STORE_MANIFESTS, /* job id 8 | number 8 | part 4 */
    STORE_JOBS,      /* name */
    STORE_CODES,     /* hash 32 | part 4 */
    STORE_META,      /* see manifest.c */
    STORE_TABLES
} StoreTable;

typedef struct StoreTxn {
    SporeStore *store;
    struct MDB_txn *mdb; /* NULL: ended */
    Report *report;      /* of whoever began it; may be NULL */
    size_t map_bytes;    /* when it began */
    bool is_map_full;    /* the body is to be run again in a larger map */
} StoreTxn;

typedef struct StoreCursor {
    StoreTxn *txn;
    struct MDB_cursor *mdb; /* NULL: closed */
} StoreCursor;

/*
 * Items point into the map: valid until the transaction ends or, in a write
 * transaction, changes something.
 *
 * A read transaction: one consistent state. Pages that it can see are not reused
 * while it is open, and the map cannot grow: end it soon, and do not write, or
 * wait for a thread that writes, before. Ending twice is allowed.
 */
SporeStatus store_begin_read(SporeStore *store, StoreTxn *txn, Report *report);
void store_end_read(StoreTxn *txn);

/*
 * Runs `body` in a write transaction and commits it when it returns SPORE_OK; else
 * nothing is changed. The body may be run several times. Begin to end on the
 * calling thread; bodies must not nest. IO: the commit failed (disk full …): the
 * store holds the state before, or in rare cases the new one, whole.
 */
typedef SporeStatus (*StoreBody)(StoreTxn *txn, void *context);
SporeStatus store_write(SporeStore *store, StoreBody body, void *context, Report *report);

/* Clears the marks of readers that have died; before writing much. */
void store_clear_readers(SporeStore *store);

/* NOT_FOUND (without a report): no such key. */
SporeStatus store_get(StoreTxn *txn, StoreTable table, const void *key, size_t key_size,
                      StoreItem *out_item);
/* Sets or replaces. */
SporeStatus store_put(StoreTxn *txn, StoreTable table, const void *key, size_t key_size,
                      const void *value, size_t size);
/* A key that is absent is no failure. */
SporeStatus store_remove(StoreTxn *txn, StoreTable table, const void *key,
                         size_t key_size);
/* Removes all keys that begin with these bytes. */
SporeStatus store_remove_prefix(StoreTxn *txn, StoreTable table, const void *prefix,
                                size_t prefix_size);

/* Close cursors before their transaction ends. Closing twice is allowed. */
SporeStatus store_cursor_open(StoreTxn *txn, StoreTable table, StoreCursor *cursor);
void store_cursor_close(StoreCursor *cursor);
/* First item whose key is at least this; NOT_FOUND (without a report). */
SporeStatus store_cursor_seek(StoreCursor *cursor, const void *key, size_t key_size,
                              StoreItem *out_item);
SporeStatus store_cursor_last(StoreCursor *cursor, StoreItem *out_item);
SporeStatus store_cursor_next(StoreCursor *cursor, StoreItem *out_item);
SporeStatus store_cursor_previous(StoreCursor *cursor, StoreItem *out_item);
/* Puts an item whose key is greater than all in the table. */
SporeStatus store_cursor_append(StoreCursor *cursor, const void *key, size_t key_size,
                                const void *value, size_t size);
